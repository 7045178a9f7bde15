"""The articles that are most like an article.

Likeness is the cosine of the articles' weighed terms. An article's few heaviest terms find the
candidates, since those are rare and name what it is about; all its terms then rank them. The search
over all pairs with all terms finds hardly more (of halves of articles that look for their other
half, .897 against .893) and takes three times as long.
"""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from sitegen.analysis.matrix import HEAVIEST, THREADS, Floats, Integers, Sparse
from sitegen.analysis.neighbours import Neighbours

# So many of an article's heaviest terms look for candidates, and so many of those are ranked.
_SEEKING = 16
_CANDIDATES = 12
# So many more candidates are found: each article is most like itself, and which of several equal
# ones come first is decided here, not by a library.
_SPARE = 4
# Articles whose vectors are laid out at once with a place for every term, and the most such places.
_AT_ONCE, _CELLS = 64, 4_000_000
# Articles whose terms are sorted at once.
_SORTED = 10_000
# Below this two articles have nothing in common that a reader would see.
LEAST = 0.06


def neighbours(weighed: Sparse, among: Integers, wanted: Integers) -> Neighbours:
    """Return for each article those that are most like it.

    Args:
        weighed: unit vectors, as `matrix.weighed` gives them.
        among: the rows that may be neighbours, ascending.
        wanted: of those, the rows whose neighbours are asked for, ascending.
    """
    some = weighed if len(among) == weighed.shape[0] else weighed[among]
    # Only the columns that are there, so that a row with a place for each is short.
    there = np.zeros(weighed.shape[1], bool)
    there[some.indices] = True
    terms = int(there.sum())
    numbers = (np.cumsum(there) - 1).astype(np.int32)
    shape = (some.shape[0], terms)
    some = sparse.csr_matrix((some.data, numbers[some.indices], some.indptr), shape=shape)
    columns, weights = _padded(some)
    places = np.searchsorted(among, wanted)
    seeking = _heaviest(columns, weights, places, terms)
    ours, theirs = _candidates(seeking, some.T.tocsr(), places)
    likeness = _cosines(columns, weights, terms, ours, theirs)
    order = np.lexsort((theirs, -likeness, ours))
    order = order[likeness[order] >= LEAST]
    return Neighbours(among[ours[order]], among[theirs[order]], likeness[order])


def _padded(vectors: Sparse) -> tuple[NDArray[np.int32], Floats]:
    """Return the columns and weights of each row, all as long.

    A column beyond the last one, of weight 0, fills up.
    """
    there = np.arange(HEAVIEST) < np.diff(vectors.indptr)[:, None]
    columns = np.full(there.shape, vectors.shape[1], np.int32)
    weights = np.zeros(there.shape, np.float32)
    columns[there], weights[there] = vectors.indices, vectors.data
    return columns, weights


def _heaviest(columns: NDArray[np.int32], weights: Floats, rows: Integers, terms: int) -> Sparse:
    """Return the few heaviest terms of some articles, shape (articles, terms)."""
    found = np.empty((len(rows), _SEEKING), np.int32)
    data = np.empty((len(rows), _SEEKING), np.float32)
    for start in range(0, len(rows), _SORTED):
        span = slice(start, start + _SORTED)
        some = weights[rows[span]]
        # Of equal ones the first columns: no processor may have an order of its own.
        places = np.argsort(-some, axis=1, kind="stable")[:, :_SEEKING]
        places.sort(axis=1)
        data[span] = np.take_along_axis(some, places, axis=1)
        found[span] = np.take_along_axis(columns[rows[span]], places, axis=1)
    kept = data > 0
    starts = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    return sparse.csr_matrix((data[kept], found[kept], starts), shape=(len(rows), terms))


def _candidates(seeking: Sparse, by_term: Sparse, wanted: Integers) -> tuple[Integers, Integers]:
    """Return pairs of rows: one that is wanted, ascending, and one that may be like it."""
    # In this thread: OpenMP's do not live on in a process that is forked.
    near = sp_matmul_topn(seeking, by_term, top_n=_CANDIDATES + _SPARE)
    ours = np.repeat(wanted, np.diff(near.indptr))
    others = near.indices != ours
    ours, theirs = ours[others], near.indices[others].astype(np.int64)
    order = np.lexsort((theirs, -np.round(near.data[others], 6), ours))
    ours, theirs = ours[order], theirs[order]
    rank = np.arange(len(ours)) - np.searchsorted(ours, ours)
    return ours[rank < _CANDIDATES], theirs[rank < _CANDIDATES]


def _cosines(
    columns: NDArray[np.int32], weights: Floats, terms: int, ours: Integers, theirs: Integers
) -> Floats:
    """Return the likeness of pairs of rows, ours ascending; rounded, so that it orders well."""

    def of_pairs(low: int, high: int) -> Iterator[Floats]:
        at_once = max(1, min(_AT_ONCE, _CELLS // terms))
        dense = np.zeros((at_once, terms + 1), np.float32)
        first, last = ours[low], ours[high - 1]
        for start in range(first, last + 1, at_once):
            own = columns[start : start + at_once]
            places = np.arange(len(own))[:, None]
            dense[places, own] = weights[start : start + at_once]
            span = np.searchsorted(ours[low:high], (start, start + at_once)) + low
            some = slice(*span.tolist())
            cells = columns.take(theirs[some], axis=0).astype(np.int64)
            cells += (ours[some] - start)[:, None] * dense.shape[1]
            yield np.einsum("ij,ij->i", dense.take(cells), weights.take(theirs[some], axis=0))
            dense[places, own] = 0

    # Threads, since numpy's loops run side by side.
    with ThreadPoolExecutor(THREADS) as pool:
        bounds = np.linspace(0, len(ours), THREADS + 1).astype(int).tolist()
        spans = [span for span in itertools.pairwise(bounds) if span[0] < span[1]]
        parts = list(pool.map(lambda span: np.concatenate(list(of_pairs(*span))), spans))
    return np.round(np.concatenate([np.zeros(0, np.float32), *parts]), 6)
