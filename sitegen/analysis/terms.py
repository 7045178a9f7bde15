"""An article as a bag of terms: stems, and the phrases that a lexicon names.

A term is known by the bucket that a hash gives it (Weinberger et al. 2009, "Feature Hashing for
Large Scale Multitask Learning", ICML), so that an article's terms depend on nothing but the
article: they can be counted anywhere and kept by the digest of its text.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.stems import LONGEST, stemmer
from sitegen.words import spaced, starts_unspaced

BUCKETS = 1 << 22
# What the form of the counts is: kept counts of another one are counted again.
VERSION = 1
# A word of the title counts as much as this many of the body.
TITLE_WEIGHT = 3
# No article says more about its topic than in so many words.
_MOST_WORDS = 20_000
# So many words are remembered, some hundred bytes each: a preview may run for weeks.
_MOST_KNOWN = 300_000
# A word of a lexicon that has a `*` must share this many letters with a text's word.
_SHORTEST_PART = 3
_MOST_COUNTED = np.iinfo(np.uint16).max
_HEAD = Struct("<2I")
HEAD = _HEAD.size
# What is known of a word besides its first term.
_HAS_OTHERS, _OPENS, _IS_SECOND = 1, 2, 4

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article.

    Attributes:
        buckets: of its terms, ascending, uint32.
        counts: how often each stands there, uint16.
        length: how many terms it has, the title's counted as often as they weigh.
    """

    buckets: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    length: int


def bucket(term: str) -> int:
    """Return the bucket of a term."""
    return crc32(term.encode("utf-8", "surrogatepass")) % BUCKETS


class Vocabulary:
    """How the words of one language become terms.

    Args:
        lang: its tag; empty where it is not known.
        entries: a lexicon's entries, as `lexicon.language.Lexicon` describes them.
    """

    def __init__(self, lang: str, entries: Iterable[str]) -> None:
        self._stem = lru_cache(_MOST_KNOWN)(stemmer(lang))
        # First stem of a phrase -> its second -> the stems of all phrases that begin so.
        self._phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._prefixes: dict[str, str] = {}
        self._suffixes: dict[str, str] = {}
        for entry in sorted(set(entries)):
            parts = self._parts(entry)
            if entry.endswith("*"):
                self._prefixes[entry.lower().rstrip("*")] = entry
            elif entry.startswith("*"):
                self._suffixes[entry.lower().lstrip("*")] = entry
            elif len(parts) > 1:
                self._phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts)
        self._prefix_lengths = _lengths(self._prefixes)
        self._suffix_lengths = _lengths(self._suffixes)
        self._seconds = frozenset[str]().union(*self._phrases.values())
        self._known = _Known(self)

    def term(self, entry: str) -> str:
        """Return the term that an entry of the lexicon is counted as."""
        return entry if "*" in entry else "_".join(self._parts(entry))

    def buckets(self, text: str) -> Numbers:
        """Return the buckets of a text's terms, each as often as it stands there."""
        words = spaced(text)[:_MOST_WORDS]
        if len(self._known) > _MOST_KNOWN:
            self._known = _Known(self)
        known = self._known
        numbers = np.fromiter(map(known.__getitem__, words), np.int64, len(words))
        first, flags = known.first_of(numbers), known.flags_of(numbers)
        more = numbers[flags & _HAS_OTHERS > 0].tolist()
        found = [first[first >= 0], *map(known.others.__getitem__, more)]
        opening = (flags[:-1] & _OPENS > 0) & (flags[1:] & _IS_SECOND > 0)
        if places := np.flatnonzero(opening).tolist():
            phrases = [bucket(phrase) for phrase, _ in self._phrases_at(places, words)]
            found.append(np.array(phrases, np.int64))
        return np.concatenate(found)

    def spoken(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each term of a text, as often as it stands there, and its words there."""
        words = spaced(text)[:_MOST_WORDS]
        for word in map(_decoded, words):
            yield from ((term, word) for term in self.of_word(word))
        for phrase, place in self._phrases_at(range(len(words)), words):
            yield phrase, _decoded(b" ".join(words[place : place + phrase.count("_") + 1]))

    def of_word(self, word: str) -> list[str]:
        """Return a word's stem, and what it matches in the lexicon; nothing for a number."""
        if word.isdecimal():
            return []
        if starts_unspaced(word):
            return [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        found = [self._stem(word)]
        word = word[:LONGEST]
        for length in self._prefix_lengths:
            if length <= len(word) and word[:length] in self._prefixes:
                found.append(self._prefixes[word[:length]])
                break
        for length in self._suffix_lengths:
            if length <= len(word) and word[-length:] in self._suffixes:
                found.append(self._suffixes[word[-length:]])
                break
        return found

    def opens_phrase(self, word: str) -> bool:
        """Whether a phrase of the lexicon begins with a word."""
        return self._stem(word) in self._phrases

    def is_second(self, word: str) -> bool:
        """Whether a word is the second one of a phrase of the lexicon."""
        return self._stem(word) in self._seconds

    def _parts(self, entry: str) -> tuple[str, ...]:
        return tuple(map(self._stem_of, spaced(entry)))

    def _stem_of(self, word: bytes) -> str:
        return self._stem(_decoded(word))

    def _phrases_at(self, places: Iterable[int], words: list[bytes]) -> Iterator[tuple[str, int]]:
        """Yield the phrases that begin at some places, and where."""
        stem, phrases = self._stem_of, self._phrases
        for i in places:
            if i + 1 < len(words) and (seconds := phrases.get(stem(words[i]))):
                for phrase in seconds.get(stem(words[i + 1]), ()):
                    if tuple(map(stem, words[i : i + len(phrase)])) == phrase:
                        yield "_".join(phrase), i


class _Known(dict[bytes, int]):
    """Word -> its number, given when it is first met.

    Attributes:
        others: number of a word -> the buckets of its terms but the first, where it has more.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.others: dict[int, Numbers] = {}
        # By number: these grow, and are seen as numpy's where they are.
        self._first, self._flags = array("q"), bytearray()

    def first_of(self, numbers: Numbers) -> Numbers:
        """Return the bucket of each word's first term; -1 for a word that is none."""
        return np.frombuffer(self._first, np.int64)[numbers]

    def flags_of(self, numbers: Numbers) -> NDArray[np.uint8]:
        """Return what else is to be known of each word."""
        return np.frombuffer(self._flags, np.uint8)[numbers]

    def __missing__(self, data: bytes) -> int:
        number = self[data] = len(self)
        word = _decoded(data)
        buckets = list(map(bucket, self._vocabulary.of_word(word)))
        if len(buckets) > 1:
            self.others[number] = np.array(buckets[1:], np.int64)
        self._first.append(buckets[0] if buckets else -1)
        self._flags.append(
            _HAS_OTHERS * (len(buckets) > 1)
            + _OPENS * self._vocabulary.opens_phrase(word)
            + _IS_SECOND * self._vocabulary.is_second(word)
        )
        return number


def _lengths(parts: Iterable[str]) -> list[int]:
    """Return how long parts of words are, the longest first."""
    return sorted({len(part) for part in parts if len(part) >= _SHORTEST_PART}, reverse=True)


def _decoded(word: bytes) -> str:
    return word.decode("utf-8", "surrogatepass")


def of(title: str, body: str, vocabulary: Vocabulary) -> Terms:
    """Return an article's terms.

    Args:
        title: plain text.
        body: plain text.
        vocabulary: of its language.
    """
    parts = [vocabulary.buckets(body), *[vocabulary.buckets(title)] * TITLE_WEIGHT]
    buckets, counts = np.unique(np.concatenate(parts), return_counts=True)
    counts = np.minimum(counts, _MOST_COUNTED)
    return Terms(buckets.astype(np.uint32), counts.astype(np.uint16), int(counts.sum()))


def packed(terms: Terms) -> bytes:
    """Return terms as bytes: length and how many there are, their buckets, their counts."""
    head = _HEAD.pack(terms.length, len(terms.buckets))
    return head + terms.buckets.astype("<u4").tobytes() + terms.counts.astype("<u2").tobytes()


def extent(data: bytes) -> tuple[int, int, int]:
    """Return length and number of the terms that `packed` gave, and where their buckets end."""
    length, number = _HEAD.unpack_from(data)
    return length, number, HEAD + 4 * number
