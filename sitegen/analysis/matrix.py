"""All articles' terms as sparse matrices: one row an article, one column a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sitegen.analysis.terms import BUCKETS, Terms

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


@dataclass(frozen=True, slots=True)
class Stack:
    """The terms of all articles.

    Attributes:
        counts: how often a term stands in an article, shape (articles, terms), columns ascending.
        buckets: of each column, ascending.
        lengths: words of each article.
    """

    counts: Sparse
    buckets: NDArray[np.int64]
    lengths: Floats

    def rows(self, wanted: Integers) -> "Stack":
        """Return some of the articles, in their order."""
        if len(wanted) == self.counts.shape[0]:
            return self
        return Stack(self.counts[wanted], self.buckets, self.lengths[wanted])


def stack(articles: Iterable[Terms]) -> Stack:
    """Put the articles' terms together."""
    buckets: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    counts: list[NDArray[np.float32]] = [np.zeros(0, np.float32)]
    lengths: list[int] = []
    sizes = [0]
    source = iter(articles)
    while some := list(islice(source, _AT_ONCE)):
        buckets.append(np.concatenate([terms.buckets for terms in some]))
        counts.append(np.concatenate([terms.counts for terms in some]).astype(np.float32))
        lengths += [terms.length for terms in some]
        sizes += [len(terms.buckets) for terms in some]
    # One list after the other, so that nothing stands here twice for long.
    columns = np.concatenate(buckets)
    del buckets
    values = np.concatenate(counts)
    del counts
    used = np.zeros(BUCKETS, bool)
    used[columns] = True
    places = (np.cumsum(used) - 1).astype(np.int32)
    shape = (len(lengths), int(used.sum()))
    matrix = sparse.csr_matrix((values, places[columns], np.cumsum(sizes)), shape=shape)
    return Stack(matrix, np.flatnonzero(used), np.array(lengths, np.float32))


def weighed(whole: Stack) -> Sparse:
    """Return the articles as unit vectors of their heaviest terms, by TF-IDF.

    The logarithm of a term's count times that of its rarity (Salton & Buckley 1988, "Term-weighting
    approaches in automatic text retrieval"), pruned to the HEAVIEST a row.

    Returns:
        shape (articles, terms), float32, columns ascending within a row.
    """
    counts = whole.counts
    number = counts.shape[0]
    articles = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log((number + _UNSEEN) / np.maximum(articles, 1)).astype(np.float32)
    rarity[articles < _LEAST_ARTICLES] = 0
    parts = [
        _weighed(counts[start : start + _AT_ONCE], rarity)
        for start in range(0, max(number, 1), _AT_ONCE)
    ]
    return sparse.vstack(parts, format="csr")


def _weighed(counts: Sparse, rarity: Floats) -> Sparse:
    """Return some articles as unit vectors of their heaviest terms."""
    number = counts.shape[0]
    weights = np.log1p(counts.data) * rarity[counts.indices]
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
