"""All articles' terms as sparse matrices: one row an article, one column a term."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sitegen.analysis.terms import HEAD, extent
from sitegen.analysis.vocabulary import BUCKETS

Sparse: TypeAlias = sparse.csr_matrix
Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

# The heaviest terms of an article stand for it among others.
HEAVIEST = 128
# As if there were so many articles more, without the term: in an archive of two, what both hold
# must still count.
_UNSEEN = 8
# So many leading binary digits of a count tell how rare a term is.
_DIGITS = 4
# A term that stands in one article only makes it like no other.
_LEAST_ARTICLES = 2
# Articles that are put together at once: bounds what stands here twice.
_AT_ONCE = 1000
THREADS = 2
# Terms that are numbered at once, and the places of a table.
_NUMBERED, _CELLS = 1_000_000, 1_000_000
# Of one more than each count.
_LOGARITHMS = np.log1p(np.arange(1 << 16).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Stack:
    """The terms of all articles.

    Attributes:
        counts: how often a term stands in an article, shape (articles, terms), uint16, columns
            ascending.
        buckets: of each column, ascending.
        lengths: words of each article.
    """

    counts: Sparse
    buckets: NDArray[np.int64]
    lengths: Floats

    def articles_with(self, rows: Integers | None = None) -> Integers:
        """Return in how many articles each term stands: in all, or in some."""
        found = np.zeros(self.counts.shape[1], np.int64)
        if rows is None:
            columns = self.counts.indices
            parts = (columns[n : n + _NUMBERED] for n in range(0, len(columns), _NUMBERED))
        else:
            parts = (some.indices for some in self.batches(rows))
        for part in parts:
            found += np.bincount(part, minlength=len(found))
        return found

    def batches(self, rows: Integers) -> Iterator[Sparse]:
        """Yield the counts of some articles, a thousand at a time, so that no two copies stand."""
        for start in range(0, len(rows), _AT_ONCE):
            yield self.counts[rows[start : start + _AT_ONCE]]


def stack(articles: Iterable[bytes]) -> Stack:
    """Put the articles' terms together, as `terms.packed` gives them."""
    # These grow where they are: nothing stands in memory twice, nor leaves holes behind.
    buckets, counts = bytearray(), bytearray()
    lengths: list[int] = []
    sizes: list[int] = []
    for data in articles:
        length, size, end = extent(data)
        buckets += data[HEAD:end]
        counts += data[end:]
        lengths.append(length)
        sizes.append(size)
    columns = np.frombuffer(buckets, "<u4")
    there = np.zeros(BUCKETS, bool)
    there[columns] = True
    used = np.flatnonzero(there)
    numbers = np.zeros(BUCKETS, np.uint32)
    numbers[used] = np.arange(len(used))
    for start in range(0, len(columns), _NUMBERED):
        span = slice(start, start + _NUMBERED)
        columns[span] = numbers[columns[span]]
    matrix = _matrix(columns.view(np.int32), np.frombuffer(counts, "<u2"), sizes, len(used))
    return Stack(matrix, used, np.array(lengths, np.float32))


def rarities(whole: Stack) -> Floats:
    """Return how rare each term is: the logarithm of how many articles there are for one with it.

    Of both counts only the leading binary digits are told, so that an article more or less leaves
    nearly all terms as rare as they were, and with them the vectors of nearly all articles.
    """
    articles = whole.articles_with()
    number = _rounded(np.array(whole.counts.shape[0])) + _UNSEEN
    rarity: Floats = np.log(number / np.maximum(_rounded(articles), 1)).astype(np.float32)
    rarity[articles < _LEAST_ARTICLES] = 0
    return rarity


def _rounded(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return counts with all but their leading binary digits as 0."""
    more = np.maximum(np.frexp(counts)[1] - _DIGITS, 0)
    rounded: Integers = counts >> more << more
    return rounded


def weighed(whole: Stack, rarity: Floats) -> Sparse:
    """Return the articles as unit vectors of their heaviest terms, by TF-IDF.

    The logarithm of a term's count times that of its rarity (Salton & Buckley 1988, "Term-weighting
    approaches in automatic text retrieval"), pruned to the HEAVIEST a row.

    Args:
        whole: the articles' terms.
        rarity: of each term, as `rarities` gives it.

    Returns:
        shape (articles, terms), float32, columns ascending within a row.
    """
    number, terms = whole.counts.shape

    def part(start: int) -> Sparse:
        return _weighed(whole.counts, start, min(start + _AT_ONCE, number), rarity)

    starts = range(0, number, _AT_ONCE)
    with ThreadPoolExecutor(THREADS) as pool:  # numpy's loops run side by side
        some = (starts[first : first + THREADS] for first in range(0, len(starts), THREADS))
        parts = chain.from_iterable(pool.map(part, few) for few in some)
        return joined(parts, terms, np.float32)


def weighed_again(whole: Stack, rarity: Floats, before: Sparse, new: NDArray[np.bool_]) -> Sparse:
    """Return what `weighed` returns, given the vectors of those articles that are not new.

    Args:
        whole: the articles' terms.
        rarity: of each term.
        before: the vectors of the others, one below the other.
        new: which articles are new, or hold a term that is not as rare as it was.
    """
    rows = np.flatnonzero(new)
    some = _weighed(whole.counts[rows], 0, len(rows), rarity)
    place = np.empty(len(new), np.int64)
    place[~new], place[rows] = np.arange(before.shape[0]), before.shape[0] + np.arange(len(rows))
    found = sparse.vstack([before, some], "csr", np.float32)[place]
    return sparse.csr_matrix(found)


def joined(
    parts: Iterable[Sparse],
    columns: int,
    kind: type[np.generic],
    numbers: NDArray[np.int32] | None = None,
) -> Sparse:
    """Return one matrix, one part's rows below the other's.

    Args:
        parts: made one by one.
        columns: how many the matrix has.
        kind: of its values.
        numbers: column in the parts -> its column, ascending; None where they are the same.
    """
    # These grow where they are: nothing stands in memory twice, nor leaves holes behind.
    indices, data = bytearray(), bytearray()
    sizes: list[int] = []
    for part in parts:
        places = part.indices if numbers is None else numbers[part.indices]
        indices += places.astype(np.int32, copy=False).tobytes()
        data += part.data.astype(kind, copy=False).tobytes()
        sizes += np.diff(part.indptr).tolist()
    return _matrix(np.frombuffer(indices, np.int32), np.frombuffer(data, kind), sizes, columns)


def _matrix(
    indices: NDArray[np.int32], data: NDArray[Any], sizes: list[int], columns: int
) -> Sparse:
    """Return a matrix whose rows have so many values each."""
    # Numbers as small as will do, else scipy makes a copy with such.
    index = np.int32 if len(data) <= np.iinfo(np.int32).max else np.int64
    starts = np.cumsum([0, *sizes]).astype(index)
    shape = (len(sizes), columns)
    return sparse.csr_matrix((data, indices.astype(index, copy=False), starts), shape=shape)


def _weighed(counts: Sparse, first: int, end: int, rarity: Floats) -> Sparse:
    """Return the articles of some rows as unit vectors of their heaviest terms."""
    bounds = counts.indptr[first : end + 1]
    span = slice(bounds[0], bounds[-1])
    columns, sizes = counts.indices[span], np.diff(bounds)
    weights = _LOGARITHMS[counts.data[span]]
    weights *= rarity[columns]
    kept = _heaviest(weights, sizes)
    rows = np.repeat(np.arange(end - first), sizes)[kept]
    weights = weights[kept]
    norms = np.sqrt(np.bincount(rows, weights.astype(np.float64) ** 2, minlength=end - first))
    data = (weights / norms[rows]).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=end - first))])
    shape = (end - first, counts.shape[1])
    return sparse.csr_matrix((data, columns[kept], starts), shape=shape)


def _heaviest(weights: Floats, sizes: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return which weights are among the heaviest of their row and above 0, ascending.

    Of those that weigh just as much as the last one, the first columns stay: they are hashes, so
    that this favours nobody.

    Args:
        weights: one row's after the other's.
        sizes: how many each row has.
    """
    least = np.zeros(len(sizes), np.float32)
    starts = np.cumsum(sizes) - sizes
    # Rows that are about as long lie in one table, in which none is much longer than its row.
    long = np.flatnonzero(sizes > HEAVIEST)
    long = long[np.argsort(sizes[long], kind="stable")]
    for some in _tables(long, sizes):
        width = int(sizes[some[-1]])
        table = np.zeros((len(some), width), np.float32)
        there = np.arange(width) < sizes[some, None]
        table[there] = weights[_places(starts[some], sizes[some])]
        place = width - HEAVIEST
        least[some] = np.partition(table, place, axis=1)[:, place]
    at_least = np.repeat(least, sizes)
    kept = np.flatnonzero((weights >= at_least) & (weights > 0))
    rows = np.repeat(np.arange(len(sizes)), sizes)[kept]
    surplus = np.bincount(rows, minlength=len(sizes)) - HEAVIEST
    for row in np.flatnonzero(surplus > 0).tolist():
        low, high = np.searchsorted(rows, (row, row + 1))
        ties = low + np.flatnonzero(weights[kept[low:high]] == least[row])
        kept[ties[-surplus[row] :]] = -1
    return kept[kept >= 0]


def _tables(rows: Integers, sizes: NDArray[np.int32]) -> Iterator[Integers]:
    """Yield some rows at a time, of which the last one is the longest, so that they take little."""
    while len(rows):
        number = len(rows)
        while number > 1 and number * int(sizes[rows[number - 1]]) > _CELLS:
            number //= 2
        yield rows[:number]
        rows = rows[number:]


def _places(starts: Integers, sizes: NDArray[np.int32]) -> Integers:
    """Return the places of all values of some rows, one row's after the other's."""
    ends = np.cumsum(sizes)
    places: Integers = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
    return places
