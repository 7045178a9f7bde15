"""The articles that are most like an article.

Likeness is the cosine of the articles' weighed terms. An article's few heaviest terms find the
candidates, since those are rare and name what it is about; all its terms then rank them. The search
over all pairs with all terms finds hardly more (of halves of articles that look for their other
half, .897 against .893) and takes three times as long.
"""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from sitegen.analysis.matrix import Floats, Integers, Sparse

# So many of an article's heaviest terms look for candidates, and so many of those are ranked.
_SEEKING = 16
_CANDIDATES = 12
# Rows that are looked up at once, and how many pairs of rows those may make: bounds memory.
_AT_ONCE, _PAIRS = 1000, 10_000_000
_THREADS = 2
# Below this two articles have nothing in common that a reader would see.
LEAST = 0.06


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The most like first.

    Attributes:
        rows: of the other articles.
        likeness: cosines, 0 to 1.
    """

    rows: tuple[int, ...]
    likeness: tuple[float, ...]


def neighbours(weighed: Sparse) -> list[Neighbours]:
    """Return for each article those that are most like it.

    Args:
        weighed: unit vectors, as `matrix.weighed` gives them.
    """
    columns = np.flatnonzero(np.bincount(weighed.indices, minlength=weighed.shape[1]))
    compact = weighed[:, columns].tocsr()
    compact.sort_indices()
    seeking = _heaviest(compact)
    by_term = compact.T.tocsr()

    at_once = max(1, min(_AT_ONCE, _PAIRS // max(compact.shape[0], 1)))

    def of_rows(start: int) -> list[Neighbours]:
        end = min(start + at_once, compact.shape[0])
        sums = (seeking[start:end] @ by_term).tocsr()
        return _ranked(compact, _candidates(sums, start), start, end)

    # Threads, since most of the time goes into loops of numpy and scipy that run side by side.
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = pool.map(of_rows, range(0, compact.shape[0], at_once))
        return [near for part in parts for near in part]


def _heaviest(compact: Sparse) -> Sparse:
    kept = np.zeros(compact.nnz, bool)
    for start, end in _spans(compact):
        order = np.argsort(-compact.data[start:end], kind="stable")[:_SEEKING]
        kept[start + order] = True
    rows = np.repeat(np.arange(compact.shape[0]), np.diff(compact.indptr))[kept]
    return sparse.csr_matrix(
        (compact.data[kept], (rows, compact.indices[kept])), shape=compact.shape
    )


def _spans(matrix: Sparse) -> Iterator[tuple[int, int]]:
    starts = matrix.indptr.tolist()
    return itertools.pairwise(starts)


def _candidates(sums: Sparse, first: int) -> tuple[Integers, Integers]:
    """Return pairs of rows: an article, and one that may be like it."""
    ours: list[Integers] = []
    theirs: list[Integers] = []
    for i, (start, end) in enumerate(_spans(sums)):
        others = sums.indices[start:end]
        scores = np.round(sums.data[start:end], 6)
        if len(others) > _CANDIDATES:
            # A first cut, then an order that does not depend on how the sums were laid out.
            cut = np.partition(-scores, _CANDIDATES)[_CANDIDATES]
            near = -scores <= cut
            others, scores = others[near], scores[near]
        order = np.lexsort((others, -scores))
        chosen = others[order]
        chosen = chosen[chosen != first + i][:_CANDIDATES]
        ours.append(np.full(len(chosen), first + i, np.int64))
        theirs.append(chosen.astype(np.int64))
    return np.concatenate(ours), np.concatenate(theirs)


def _ranked(
    compact: Sparse, pairs: tuple[Integers, Integers], start: int, end: int
) -> list[Neighbours]:
    ours, theirs = pairs
    likeness = _cosines(compact, ours, theirs)
    likeness = np.round(likeness, 6)
    order = np.lexsort((theirs, -likeness, ours))
    bounds = np.searchsorted(ours, np.arange(start, end + 1))
    found: list[Neighbours] = []
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        kept = [i for i in order[low:high].tolist() if likeness[i] >= LEAST]
        found.append(Neighbours(tuple(theirs[kept].tolist()), tuple(likeness[kept].tolist())))
    return found


def _cosines(compact: Sparse, ours: Integers, theirs: Integers) -> Floats:
    product = compact[ours].multiply(compact[theirs])
    sums: Floats = np.asarray(product.sum(axis=1)).ravel()
    return sums
