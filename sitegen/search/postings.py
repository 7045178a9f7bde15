"""Where words stand, as Pagefind writes it: lists of numbers in CBOR (RFC 8949).

A word's postings are `[page, places, places in metadata]`, the page given as its distance from the
one before. Places come in runs, each of which begins with a negative number: -1 - w for words of
the weight w, -1 - f for those in the field f. Behind it stands the first place, then how far each
is from the one before. There are millions of places, so all of a volume's are packed together.
"""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]

# The pages of a volume on which a word stands: how many, the first one's number in the volume, the
# last one's, and all of them in CBOR, but for the first one's head and number. A plain tuple, since
# there are millions.
Postings: TypeAlias = tuple[int, int, int, bytes]

# The three low bits of a head say in how many bytes its number follows.
_SIZES = {24: 1, 25: 2, 26: 4}
_NEGATIVE, _ARRAY = 1, 4
# Weights and fields are less than this.
_NAMES = 1 << 12


@dataclass(frozen=True, slots=True)
class Places:
    """Places of words, V of them, in the order in which they are written.

    Attributes:
        keys: (V,) number of the word x number of articles + article, ascending.
        begins: (V,) whether a run begins with it.
        names: (V,) weight or field of its run.
        distances: (V,) from the place before it in the run, or from the article's beginning.
    """

    keys: Numbers
    begins: NDArray[np.bool_]
    names: Numbers
    distances: Numbers

    @classmethod
    def of(cls, keys: Numbers, names: Numbers, places: Numbers) -> Self:
        """Put places in order.

        Args:
            keys: (V,) as above, but in any order.
            names: (V,) weight or field of each.
            places: (V,) in their article; of one key and name ascending.
        """
        runs = keys * _NAMES + names
        order = np.argsort(runs, kind="stable")
        runs, places = runs[order], places[order]
        begins = np.ones(len(runs), np.bool_)
        begins[1:] = runs[1:] != runs[:-1]
        distances = np.where(begins, places, np.diff(places, prepend=0))
        return cls(runs // _NAMES, begins, runs % _NAMES, distances)

    def distinct(self) -> Numbers:
        """Return the keys, each once."""
        begin = self.keys[self.begins]
        return begin[np.diff(begin, prepend=-1) > 0]


def packed(
    text: Places, meta: Places, words: int, articles: int
) -> tuple[NDArray[np.uint32], bytes]:
    """Return each word's postings: count, first, last and length, shape (words, 4); and all data.

    Args:
        text: places in the text.
        meta: places in metadata.
        words: how many there are.
        articles: how many there are.
    """
    table = np.zeros((words, 4), np.uint32)
    # Two ascending runs: a stable sort has little to do.
    both = np.sort(np.concatenate([text.distinct(), meta.distinct()]), kind="stable")
    postings = both[np.diff(both, prepend=-1) > 0]
    if not len(postings):
        return table, b""
    word, article = np.divmod(postings, articles)
    first = np.ones(len(postings), np.bool_)
    first[1:] = word[1:] != word[:-1]
    last = np.append(first[1:], [True])
    lists = [_Lists(places, postings) for places in (text, meta)]
    # A list of three: its number, and two lists of numbers.
    lengths = 4 + lists[0].sizes + lists[1].sizes
    start = np.cumsum(lengths) - lengths
    numbers, kinds = np.zeros(lengths.sum(), np.int64), np.zeros(lengths.sum(), np.uint8)
    numbers[start], kinds[start] = 3, _ARRAY
    numbers[start + 1] = np.diff(article, prepend=0)
    at = start + 2
    for one in lists:
        numbers[at], kinds[at] = one.sizes, _ARRAY
        one.fill(numbers, kinds, at + 1)
        at = at + 1 + one.sizes
    sizes = 1 + (numbers > 23) + (numbers > 0xFF) + 2 * (numbers > 0xFFFF)  # noqa: PLR2004 - RFC 8949
    # A word's first posting goes without its head and number, which are known to the table.
    sizes[start[first]] = sizes[start[first] + 1] = 0
    table[:, 0] = np.bincount(word, minlength=words)
    table[word[first], 1], table[word[last], 2] = article[first], article[last]
    table[:, 3] = np.bincount(word, np.add.reduceat(sizes, start), words).astype(np.int64)
    return table, _encoded(numbers, kinds, sizes)


class _Lists:
    """The lists of places of some postings: names of runs, and the places of each."""

    def __init__(self, places: Places, postings: Numbers) -> None:
        self._places = places
        self._which = np.searchsorted(postings, places.keys)
        each = 1 + places.begins.astype(np.int64)
        self.sizes = np.bincount(self._which, each, len(postings)).astype(np.int64)
        starts = np.cumsum(self.sizes) - self.sizes
        self._within = np.cumsum(each) - each - starts[self._which]

    def fill(self, numbers: Numbers, kinds: NDArray[np.uint8], starts: Numbers) -> None:
        """Put the numbers of each list where it starts."""
        begins = self._places.begins
        at = starts[self._which] + self._within
        # A name n is the negative number -1 - n, which CBOR writes as n.
        numbers[at[begins]], kinds[at[begins]] = self._places.names[begins], _NEGATIVE
        numbers[at + begins] = self._places.distances


def _encoded(numbers: Numbers, kinds: NDArray[np.uint8], sizes: Numbers) -> bytes:
    """Return numbers in CBOR, each of its kind and in so many bytes."""
    at = np.cumsum(sizes) - sizes
    data = np.zeros(int(sizes.sum()), np.uint8)
    for size, low in ((1, 0), *((1 + size, low) for low, size in _SIZES.items())):
        some = sizes == size
        where, values = at[some], numbers[some]
        data[where] = kinds[some] << 5 | (low or values)
        for i in range(1, size):
            data[where + i] = values >> 8 * (size - 1 - i) & 0xFF
    return data.tobytes()


def array(length: int) -> bytes:
    """Return the head of a list in CBOR."""
    return _headed(_ARRAY, length)


def _headed(kind: int, value: int) -> bytes:
    if value < 24:  # noqa: PLR2004 - it is in the first byte
        return bytes((kind << 5 | value,))
    low = next(low for low, size in _SIZES.items() if value < 1 << (8 * size))
    return bytes((kind << 5 | low,)) + value.to_bytes(_SIZES[low], "big")


class _Heads(dict[int, bytes]):
    """Distance -> the head of a posting and that distance."""

    def __missing__(self, distance: int) -> bytes:
        self[distance] = b"\x83" + _headed(0, distance)
        return self[distance]


HEADS = _Heads()
