"""A hundred thousand titles get a hundred thousand slugs, on every file system."""

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from sitegen.articles import frontmatter, settle
from sitegen.articles.texts import Texts
from sitegen.language import slugs
from sitegen.model import Article, Conversion

# Alike to a file system that folds case or normalises, empty without their marks, or reserved.
_ODD = [
    "C", "c", "C++", "C#", "C&", "C@", "C%", "CON", "con", "Con.", "NUL", "aux", "COM1", "LPT9",
    "Café", "Cafe\u0301", "CAFE", "café", "ﬁle", "file", "FILE", "Straße", "STRASSE", "ſet", "set",
    "☃", "☃☃", "🙂", "", " ", "-", "--", ".", "..", "../..", "/", "\\", "a/../b", "a\\b", "a\0b",
    "a\nb", "%00", "%2e%2e", "~", "$HOME", "`id`", "{{7*7}}", "{% x %}", "<b>", "&amp;", "null",
    "İstanbul", "istanbul", "ıstanbul", "K", "K", "Å", "Å", "Ω", "Ω", "東京", "东京", "とうきょう",
    "مقال", "статья", "x" * 500, "x" * 80, "word " * 40, "-2", "a-2", "a", "a", "index", "INDEX",
    "\u202eabc", "a\u200bb", "a\ufeffb", "①", "1", "½", "1/2", "٣", "3",
]  # fmt: skip
_LETTERS = "abcABCçÇéÉe\u0301ñßſiİı 一二ー☃🙂-+#&_./\\"


def _titles(count: int) -> list[str]:
    rng = random.Random(9)  # noqa: S311 - the same titles each time
    made = ["".join(rng.choices(_LETTERS, k=rng.randrange(7))) for _ in range(count - len(_ODD))]
    return [*_ODD, *made]


def _conversion(number: int, title: str) -> Conversion:
    source = f"seeds/{number}.txt"
    article = Article(title or "x", "Body.", source=source)
    return Conversion(source, f"{number:08x}" * 8, article, (), (), ())


def test_a_hundred_thousand_titles_get_as_many_slugs() -> None:
    titles = _titles(100_000)
    made = [_conversion(number, title) for number, title in enumerate(titles)]
    seeds = frozenset(conversion.source for conversion in made)
    settled = settle.settle(made, Texts({}), [], seeds, frozenset())
    slugs = [entry.slug for entry in settled.lock]
    assert len(slugs) == len(titles)
    assert all(frontmatter.SLUG.fullmatch(slug) for slug in slugs)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        folded = {unicodedata.normalize(form, slug).casefold() for slug in slugs}
        assert len(folded) == len(titles)
    assert {f"content/{slug}.md" for slug in slugs} == settled.writes.keys()
    devices = {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert not devices & {slug.partition(".")[0] for slug in slugs}


@given(st.from_regex(r"[A-Za-z0-9]{1,12}(?: [A-Za-z0-9]{1,9}){0,9}", fullmatch=True))
def test_simple_titles_get_the_slug_that_the_library_makes(title: str) -> None:
    made = slugify(title, max_length=slugs.MAX_LENGTH, word_boundary=True, entities=False)
    assert slugs.slug_of(title, "article").removesuffix("-article") == made.removesuffix("-article")
