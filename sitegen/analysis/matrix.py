"""All articles' terms as sparse matrices: one row an article, one column a term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
# A term that stands in one article only makes it like no other.
_LEAST_ARTICLES = 2
# Articles that are put together at once: bounds what stands here twice.
_AT_ONCE = 1000
# Terms that are numbered at once.
_NUMBERED = 1_000_000


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

    def articles_with(self, rows: Integers) -> Integers:
        """Return in how many of some articles each term stands."""
        found = np.zeros(self.counts.shape[1], np.int64)
        for some in self.batches(rows):
            found += np.bincount(some.indices, minlength=len(found))
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
    used = np.zeros(BUCKETS, bool)
    used[columns] = True
    numbers = (np.cumsum(used) - 1).astype(np.uint32)
    for start in range(0, len(columns), _NUMBERED):
        span = slice(start, start + _NUMBERED)
        columns[span] = numbers[columns[span]]
    matrix = _matrix(columns.view(np.int32), np.frombuffer(counts, "<u2"), sizes, int(used.sum()))
    return Stack(matrix, np.flatnonzero(used), np.array(lengths, np.float32))


def weighed(whole: Stack) -> Sparse:
    """Return the articles as unit vectors of their heaviest terms, by TF-IDF.

    The logarithm of a term's count times that of its rarity (Salton & Buckley 1988, "Term-weighting
    approaches in automatic text retrieval"), pruned to the HEAVIEST a row.

    Returns:
        shape (articles, terms), float32, columns ascending within a row.
    """
    number, terms = whole.counts.shape
    rows = np.arange(number)
    articles = whole.articles_with(rows)
    rarity = np.log((number + _UNSEEN) / np.maximum(articles, 1)).astype(np.float32)
    rarity[articles < _LEAST_ARTICLES] = 0
    parts = (_weighed(some, rarity) for some in whole.batches(rows))
    return joined(parts, terms, np.float32)


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


def _weighed(counts: Sparse, rarity: Floats) -> Sparse:
    """Return some articles as unit vectors of their heaviest terms."""
    number = counts.shape[0]
    weights = np.log1p(counts.data.astype(np.float32)) * rarity[counts.indices]
    kept = _heaviest(weights, counts.indptr)
    kept &= weights > 0
    rows = np.repeat(np.arange(number), np.diff(counts.indptr))[kept]
    weights = weights[kept]
    norms = np.sqrt(np.bincount(rows, weights.astype(np.float64) ** 2, minlength=number))
    data = (weights / norms[rows]).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=number))])
    return sparse.csr_matrix((data, counts.indices[kept], starts), shape=counts.shape)


def _heaviest(weights: Floats, starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which weights are among the heaviest of their row, the earlier column before."""
    kept = np.ones(len(weights), bool)
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if end - start > HEAVIEST:
            row = weights[start:end]
            least = np.partition(row, len(row) - HEAVIEST)[len(row) - HEAVIEST]
            # Of those that weigh just as much as the last one, the first columns stay: they are
            # hashes, so that this favours nobody.
            surplus = int(np.count_nonzero(row >= least)) - HEAVIEST
            kept[start:end] = row >= least
            if surplus:
                kept[start + np.flatnonzero(row == least)[-surplus:]] = False
    return kept
