"""A page's characters and words, counted all at once, are those of its texts counted one by one."""

import re

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sitegen.cleaning import characters
from sitegen.cleaning.characters import FUNCTION_HASHES, SIGNS, Characters
from sitegen.language import words
from sitegen.language.words import FUNCTION_WORDS

# Letters of several scripts, signs that mean something to the counts, and whatever else there is.
_TEXT = st.text(
    st.one_of(
        st.sampled_from("aBcé don't’x.!?… 12,،|›\n\"“の中한글ЖБ_-²İß\u0301"), st.characters()
    ),
    max_size=60,
)
_TEXTS = st.lists(
    st.one_of(_TEXT, st.sampled_from(["the man and his dog.", "Il n'est pas là", ""])), min_size=1
)


@given(_TEXTS, st.integers(0, 12))
@example(["don't'you'll'go'n", "a'b'c", "'x'"], 5)
@example(["x" * 300, "", "ab"], 4)
def test_words_are_counted_as_one_by_one(texts: list[str], most: int) -> None:
    counted = Characters(texts).words(most)
    found = [words.words(text[:most]) for text in texts]
    assert counted.numbers().tolist() == [len(some) for some in found]
    assert counted.sums(counted.lengths).tolist() == [sum(map(len, some)) for some in found]
    capitals = [sum(word[0].isupper() for word in some) for some in found]
    assert counted.sums(counted.upper).tolist() == capitals
    known = [sum(word.lower() in FUNCTION_WORDS for word in some) for some in found]
    assert counted.sums(counted.among(FUNCTION_HASHES)).tolist() == known


_ALL_SORTS = "".join(chr(code) for code in range(0x80, 0x3100))


@given(_TEXT)
@example("don't'you'll'go'n’a’b'x’")
@example(_ALL_SORTS)
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert words.words(text) == tuple(words.WORD.findall(text))


@given(_TEXT, _TEXT)
@example(_ALL_SORTS, "é")
@example("é", _ALL_SORTS)
def test_normal_texts_are_folded_piece_by_piece(text: str, other: str) -> None:
    simple = words.normal(text)
    assert all(word.isalnum() for word in simple.split())
    assert words.normal(f"{text} {other}") == f"{simple} {words.normal(other)}".strip()
    assert words.normal(text.upper()) == words.normal(text.upper().lower())


@given(_TEXT, st.sampled_from(["", _ALL_SORTS]))
def test_signs_of_ascii_stay_whatever_stands_beside_them(text: str, more: str) -> None:
    lowered = words.lowered(f"{text}\n{more}").rpartition(b"\n")
    assert words.spaced(text) == lowered[0].translate(words.SPACED).split()


@given(_TEXTS, st.integers(0, 12))
def test_characters_are_counted_as_one_by_one(texts: list[str], most: int) -> None:
    counted, heads = Characters(texts), [text[:most] for text in texts]
    assert counted.lengths.tolist() == [len(text) for text in texts]
    assert counted.digits(most).tolist() == [len(re.findall(r"\d", head)) for head in heads]
    assert counted.marks(most).tolist() == [len(re.findall(r"[^\w\s]", head)) for head in heads]
    commas = [sum(map(head.count, ",،、")) for head in heads]
    assert counted.commas(most).tolist() == commas
    assert counted.widths().tolist() == [words.width(text) for text in texts]
    assert counted.signs().tolist() == [[text.count(sign) for sign in SIGNS] for text in texts]
    assert characters.sentences(texts).tolist() == [words.sentences(text) for text in texts]


@given(_TEXTS)
def test_terms_are_those_of_each_text(texts: list[str]) -> None:
    # One whose lower case is two characters stays one here.
    assume(all(len(character.lower()) == 1 for text in texts for character in text))
    page = Characters(texts)
    terms = page.terms()
    spaced = [words.spaced(text) for text in texts]
    assert terms.numbers().tolist() == [len(some) for some in spaced]
    assert terms.sums(page.sizes(terms)).tolist() == [sum(map(len, some)) for some in spaced]
    listed = [word for some in spaced for word in some]
    same = np.unique(terms.hashes, return_inverse=True)[1].tolist()
    assert len(set(zip(listed, same, strict=True))) == len(set(listed)) == len(set(same))


@given(st.lists(st.text(st.sampled_from("のは中한글a b"), max_size=12), min_size=1))
def test_pairs_are_those_of_words_without_spaces(texts: list[str]) -> None:
    unspaced = [
        sum(len(word) - 1 for word in words.words(text) if words.starts_unspaced(word))
        for text in texts
    ]
    assert Characters(texts).pairs().numbers().tolist() == unspaced
