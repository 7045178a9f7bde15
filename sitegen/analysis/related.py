"""The articles that are most like an article.

Likeness is the cosine of the articles' weighed terms. An article's few heaviest terms find the
candidates, since those are rare and name what it is about; all its terms then rank them. The search
over all pairs with all terms finds hardly more (of halves of articles that look for their other
half, .897 against .893) and takes three times as long.
"""

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from sitegen.analysis.matrix import HEAVIEST, THREADS, Floats, Integers, Sparse
from sitegen.analysis.neighbours import Neighbours, joined

# So many of an article's heaviest terms look for candidates, and so many of those are ranked.
_SEEKING = 16
_CANDIDATES = 12
# So many more candidates are found: each article is most like itself, and which of several equal
# ones come first is decided here, not by a library.
_SPARE = 4
# Nearness that differs by less may come out the other way round elsewhere.
_DOUBT = 1e-5
# To search again for one of so many is as much work as to search for all.
_WORTH_IT = 3
# Articles whose vectors are laid out at once with a place for every term, and the most such places.
_AT_ONCE, _CELLS = 64, 4_000_000
# Articles whose terms are sorted at once.
_SORTED = 10_000
# Below this two articles have nothing in common that a reader would see.
LEAST = 0.06


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for W articles, and what it was found by.

    Attributes:
        rows: (W,) the articles', ascending.
        terms: (W, K) the columns of each one's heaviest terms; -1 for none.
        weights: (W, K) theirs.
        tops: (W, T) rows of those that these terms bring nearest, itself among them; -1 for none.
        values: (W, T) how near.
        near: the neighbours.
    """

    rows: Integers
    terms: NDArray[np.int32]
    weights: Floats
    tops: Integers
    values: Floats
    near: Neighbours

    def among(self, rows: Integers) -> "Search":
        """Return what was found for some of the articles, ascending."""
        places = np.searchsorted(self.rows, rows)
        return Search(
            rows, self.terms[places], self.weights[places], self.tops[places], self.values[places],
            self.near.some(np.isin(self.near.ours, rows)),
        )  # fmt: skip


def together(searches: Sequence[Search]) -> Search:
    """Return what was found for different articles as one."""
    searches = [_nothing(), *searches]
    rows = np.concatenate([some.rows for some in searches])
    order = np.argsort(rows)
    return Search(
        rows[order],
        np.concatenate([some.terms for some in searches])[order],
        np.concatenate([some.weights for some in searches])[order],
        np.concatenate([some.tops for some in searches])[order],
        np.concatenate([some.values for some in searches])[order],
        joined([some.near for some in searches]),
    )


def _nothing() -> Search:
    terms = np.zeros((0, _SEEKING), np.int32), np.zeros((0, _SEEKING), np.float32)
    tops = (
        np.zeros((0, _CANDIDATES + _SPARE), np.int64),
        np.zeros((0, _CANDIDATES + _SPARE), np.float32),
    )
    return Search(np.zeros(0, np.int64), *terms, *tops, joined([]))


def neighbours(weighed: Sparse, among: Integers, wanted: Integers) -> Neighbours:
    """Return for each article those that are most like it.

    Args:
        weighed: unit vectors, as `matrix.weighed` gives them.
        among: the rows that may be neighbours, ascending.
        wanted: of those, the rows whose neighbours are asked for, ascending.
    """
    return searched(weighed, among, wanted).near


def searched(weighed: Sparse, among: Integers, wanted: Integers) -> Search:
    """Return what is found; the arguments are those of `neighbours`."""
    return Vectors(weighed, among).searched(wanted)


def again(weighed: Sparse, among: Integers, before: Search, new: NDArray[np.bool_]) -> Search:
    """Return what `searched` finds for all of some rows, most of which were searched before.

    What was found for an article stays, unless something near it changed or is gone, or something
    that changed comes near. For those the search is done again, and it gives the same for each
    article whatever others it is done for.

    Args:
        weighed: as they are now.
        among: the rows, ascending.
        before: what was found for those of them that are not new, by the rows that they have now;
            its `tops` name others too, and a row beyond all for one that is gone.
        new: which of all rows are new or have another vector.
    """
    old = before.among(among[np.isin(among, before.rows)])
    changed = np.append(new, True)
    # Its place says nothing of -1, which stands last too.
    stale = (changed[old.tops] & (old.tops >= 0)).any(axis=1) | changed[old.rows]
    old = old.among(old.rows[~stale & ~_is_open(old.values)])
    vectors = Vectors(weighed, among)
    old = old.among(old.rows[~vectors.come_near(old, among[new[among]])])
    wanted = np.setdiff1d(among, old.rows)
    if len(wanted) * _WORTH_IT > len(among):
        return vectors.searched(among)
    return together([old, vectors.searched(wanted)]) if len(wanted) else old


def _is_open(values: Floats) -> NDArray[np.bool_]:
    """Whether which articles are ranked hangs on the order in which a library meets equal ones."""
    last, least = values[:, -1], np.sort(values, axis=1)[:, -_CANDIDATES - 1]
    is_open: NDArray[np.bool_] = (last >= 0) & (least - values.min(axis=1) < _DOUBT)
    return is_open


class Vectors:
    """The vectors of some rows.

    Args:
        weighed: of all rows.
        among: the rows, ascending.
    """

    def __init__(self, weighed: Sparse, among: Integers) -> None:
        some = weighed if len(among) == weighed.shape[0] else weighed[among]
        # Only the columns that are there, so that a row with a place for each is short.
        there = np.zeros(weighed.shape[1], bool)
        there[some.indices] = True
        self._terms = np.flatnonzero(there)
        self._numbers = np.maximum(np.cumsum(there) - 1, 0).astype(np.int32)
        shape = (some.shape[0], len(self._terms))
        self._some = sparse.csr_matrix(
            (some.data, self._numbers[some.indices], some.indptr), shape=shape
        )
        self._among = among
        self._columns, self._weights = _padded(self._some)

    def searched(self, wanted: Integers) -> Search:
        """Return what is found for some of the rows."""
        places = np.searchsorted(self._among, wanted)
        found, data = _heaviest(self._columns, self._weights, places)
        by_term = self._some.T.tocsr()
        # In this thread: OpenMP's do not live on in a process that is forked.
        seeking = _sparse(found, data, len(self._terms))
        best = sp_matmul_topn(seeking, by_term, top_n=_CANDIDATES + _SPARE)
        ours, theirs = _candidates(best, places)
        likeness = _cosines(self._columns, self._weights, len(self._terms), ours, theirs)
        order = np.lexsort((theirs, -likeness, ours))
        order = order[likeness[order] >= LEAST]
        tops, values = _laid_out(best)
        terms = np.where(data > 0, np.append(self._terms, -1)[found], -1).astype(np.int32)
        pairs = self._among[ours[order]], self._among[theirs[order]]
        near = Neighbours(*pairs, likeness[order])
        return Search(wanted, terms, data, np.append(self._among, -1)[tops], values, near)

    def come_near(self, known: Search, new: Integers) -> NDArray[np.bool_]:
        """Return which articles some rows may be nearer to than the last of those that they had."""
        if not len(self._terms):
            return np.zeros(len(known.rows), np.bool_)
        terms = np.where(known.terms >= 0, self._numbers[known.terms], 0)
        seeking = _sparse(terms, np.where(known.terms >= 0, known.weights, 0), len(self._terms))
        near = seeking @ self._some[np.searchsorted(self._among, new)].T
        full = known.values[:, -1] >= 0
        least = np.where(full, known.values.min(axis=1) - _DOUBT, 0)
        nearer = near.data >= np.repeat(least, np.diff(near.indptr))
        rows = np.repeat(np.arange(len(least)), np.diff(near.indptr))
        found: NDArray[np.bool_] = np.bincount(rows[nearer], minlength=len(least)) > 0
        return found


def _padded(vectors: Sparse) -> tuple[NDArray[np.int32], Floats]:
    """Return the columns and weights of each row, all as long.

    A column beyond the last one, of weight 0, fills up.
    """
    there = np.arange(HEAVIEST) < np.diff(vectors.indptr)[:, None]
    columns = np.full(there.shape, vectors.shape[1], np.int32)
    weights = np.zeros(there.shape, np.float32)
    columns[there], weights[there] = vectors.indices, vectors.data
    return columns, weights


def _heaviest(
    columns: NDArray[np.int32], weights: Floats, rows: Integers
) -> tuple[NDArray[np.int32], Floats]:
    """Return the columns and weights of the few heaviest terms of some articles; 0 for none."""
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
    return found, data


def _sparse(columns: NDArray[np.int32], weights: Floats, terms: int) -> Sparse:
    """Return rows as a matrix, without weights of 0."""
    kept = weights > 0
    starts = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    return sparse.csr_matrix((weights[kept], columns[kept], starts), shape=(len(columns), terms))


def _laid_out(near: Sparse) -> tuple[Integers, Floats]:
    """Return the columns and values of each row of a matrix, all as long; -1 fills up."""
    there = np.arange(_CANDIDATES + _SPARE) < np.diff(near.indptr)[:, None]
    columns = np.full(there.shape, -1, np.int64)
    values = np.full(there.shape, -1, np.float32)
    columns[there], values[there] = near.indices, near.data
    return columns, values


def _candidates(near: Sparse, wanted: Integers) -> tuple[Integers, Integers]:
    """Return pairs of rows: one that is wanted, ascending, and one that may be like it."""
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
