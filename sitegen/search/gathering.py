"""The words of all volumes in one order, each with its pages in all of them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from sitegen.search.layout import Stretch
from sitegen.search.postings import HEADS, Postings, array
from sitegen.search.volumes import Part

# Where a word stands in each volume, whose first page has that number.
InVolumes: TypeAlias = list[tuple[int, Postings]]

# Of the volume with the most words so many are put together with those of the others that stand
# between them, so that what is known of all words never stands in memory at once.
_AT_ONCE = 1000


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


class _Place(NamedTuple):
    """Where in a volume's text the word behind another begins, and the how manieth it is."""

    word: str
    offset: int = 0
    number: int = 0


class Words:
    """What all volumes hold in one language.

    Args:
        parts: of each volume, in the order in which their pages are numbered.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(len(part.pages) for part in parts)]
        # Words are mostly asked for in their order.
        self._places = [_Place("")] * len(parts)
        self._spellings: dict[str, dict[str, InVolumes]] = {}
        for start, part in zip(self._starts, parts, strict=False):
            for word, forms in part.spellings.items():
                of_word = self._spellings.setdefault(word, {})
                for form, postings in forms.items():
                    of_word.setdefault(form, []).append((start, postings))

    def stretches(self) -> list[Stretch]:
        """Part all words, so that what is put together at once is not too much."""
        largest = max(self._parts, key=lambda part: len(part.postings.table))
        ends = largest.words[_AT_ONCE::_AT_ONCE]
        return [
            Stretch(after, last) for after, last in zip(["", *ends], [*ends, None], strict=True)
        ]

    def between(self, after: str, last: str | None) -> Iterator[Gathered]:
        """Yield the words behind one and up to another, in order; None is the last of all."""
        spans = []
        for number, part in enumerate(self._parts):
            low = _behind(part, after, self._places[number])
            high = _behind(part, last, low)
            self._places[number] = low if last is None else high
            if low.number < high.number:
                some = part.text[low.offset : high.offset - 1].split("\n")
                spans.append(_Span(self._starts[number], part, some, low.number, high.number))
        some = sorted(set[str]().union(*(span.words for span in spans)))
        for word, pages in zip(some, _pages(some, spans), strict=True):
            yield Gathered(word, pages, self._spellings.get(word, {}))


def _behind(part: Part, word: str | None, known: _Place) -> _Place:
    """Find the place behind a word in a volume's text; a place before it may be known."""
    text = part.text
    if word is None:
        return _Place("", len(text) + 1, len(part.postings.table))
    before = known if known.word <= word else _Place("")
    low, high = before.offset, len(text) + 1 if text else 0
    while low < high:
        middle = (low + high) // 2
        start = max(low, text.rfind("\n", low, middle) + 1)
        end = text.find("\n", middle)
        end = len(text) if end < 0 else end
        if text[start:end] <= word:
            low = end + 1
        else:
            high = start
    # The last word has no line end behind it.
    passed = text.count("\n", before.offset, low) + (before.offset <= len(text) < low)
    return _Place(word, low, before.number + passed)


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
