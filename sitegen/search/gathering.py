"""The words of all volumes in one order, each with its pages in all of them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from sitegen.search.layout import Stretch
from sitegen.search.postings import HEADS, Postings, array
from sitegen.search.volumes import Part

# Where a word stands in each volume, whose first page has that number.
InVolumes: TypeAlias = list[tuple[int, Postings]]

# Words whose pages are put together at once, so that those of all never stand in memory together.
_AT_ONCE = 4000


class Gathered(NamedTuple):
    """A word, its pages in all volumes in CBOR, and where its spellings stand."""

    word: str
    pages: bytes
    spellings: dict[str, InVolumes]


class _Span(NamedTuple):
    """What a volume holds of some words: first page, all it holds, the words, from and to."""

    start: int
    part: Part
    words: list[str]
    low: int
    high: int


class Words:
    """What all volumes hold in one language.

    Args:
        parts: of each volume, in the order in which their pages are numbered.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(len(part.pages) for part in parts)]
        # Each word once, however many volumes have it.
        self._known: dict[str, str] = {}
        share = self._known.setdefault
        self._words = [list(map(share, part.words, part.words)) for part in parts]
        self._spellings: dict[str, dict[str, InVolumes]] = {}
        for start, part in zip(self._starts, parts, strict=False):
            for word, forms in part.spellings.items():
                of_word = self._spellings.setdefault(word, {})
                for form, postings in forms.items():
                    of_word.setdefault(form, []).append((start, postings))

    def stretches(self) -> list[Stretch]:
        """Part all words, so that what is put together at once is not too much."""
        ends = sorted(self._known)[_AT_ONCE - 1 :: _AT_ONCE]
        return [Stretch(*ends) for ends in pairwise([None, *ends, None])]

    def between(self, after: str | None, last: str | None) -> Iterator[Gathered]:
        """Yield the words behind one and up to another, in order; None is the first or the last."""
        spans = []
        for start, part, words in zip(self._starts, self._parts, self._words, strict=False):
            low = 0 if after is None else bisect_right(words, after)
            high = len(words) if last is None else bisect_right(words, last)
            if low < high:
                spans.append(_Span(start, part, words[low:high], low, high))
        some = sorted(set[str]().union(*(span.words for span in spans)))
        for word, pages in zip(some, _pages(some, spans), strict=True):
            yield Gathered(word, pages, self._spellings.get(word, {}))


def _pages(some: Sequence[str], spans: Sequence[_Span]) -> Iterator[bytes]:
    """Yield the pages of some words in all volumes, in CBOR."""
    number_of = {word: number for number, word in enumerate(some)}.__getitem__
    numbers = [np.zeros(0, np.int32)]
    tables = [np.zeros((0, 3), np.int64)]
    data: list[bytes] = []
    for start, part, words, low, high in spans:
        numbers.append(np.fromiter(map(number_of, words), np.int32))
        tables.append(np.add(part.postings.table[low:high], (0, start, start), dtype=np.int64))
        data += part.postings.data(low, high)
    of_word = np.concatenate(numbers)
    pages, firsts, lasts = np.concatenate(tables).T
    order = np.argsort(of_word, kind="stable")
    # Where only spellings of a word stand, it has no pages of its own.
    order = order[pages[order] > 0]
    of_word = of_word[order]
    before = np.concatenate([[0], lasts[order]])[:-1]
    before[np.diff(of_word, prepend=-1) > 0] = 0
    pieces = [b""] * (2 * len(order))
    pieces[::2] = map(HEADS.__getitem__, (firsts[order] - before).tolist())
    pieces[1::2] = map(data.__getitem__, order.tolist())
    totals = np.bincount(of_word, pages[order], len(some)).astype(np.int64).tolist()
    bounds = (2 * np.searchsorted(of_word, np.arange(len(some) + 1))).tolist()
    for total, (low, high) in zip(totals, pairwise(bounds), strict=True):
        yield array(total) + b"".join(pieces[low:high])
