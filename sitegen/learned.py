"""What was learned: boosted decision trees and linear models, scored with numpy.

The weights are made by `training/` and shipped in `sitegen/weights/`, one file a model. Time is
linear in the number of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

# A benchmark puts others here, learned without the sites that it measures.
WEIGHTS = Path(__file__).with_name("weights")
# How many numbers there are for words: a hash gives each word one of them.
BUCKETS = 1 << 16
# Stands in no text.
_BETWEEN = "\0"
# Rows scored at once: enough to keep numpy busy, few enough to keep memory small.
_CHUNK = 128
# Leaves are the bits of a number; few of them fit into half of one, which is twice as fast.
_FEW_LEAVES, _MOST_LEAVES = 16, 32


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of T trees of at most L leaves, with C different conditions.

    No tree is walked down: a condition that holds rules out the leaves on its left, and of those
    that no condition rules out the first is the one that a walk would reach (Lucchese et al. 2015,
    "QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees",
    SIGIR). So each step is one operation on all nodes of all trees for all rows.

    Attributes:
        columns: (C,) the column that a condition looks at.
        limits: (C, 1) a condition holds where its column is more than this.
        conditions: ((L - 1) T,) the condition of each node: of all trees' first node, of all trees'
            second one.
        spared: ((L - 1) T, 1) a bit for each leaf that is not ruled out if the condition holds.
        values: (T L,) what each leaf adds to the score.
        firsts: (T, 1) where in `values` each tree's begin.
    """

    columns: NDArray[np.intp]
    limits: Matrix
    conditions: NDArray[np.intp]
    spared: NDArray[np.unsignedinteger]
    values: NDArray[np.float64]
    firsts: NDArray[np.intp]

    @classmethod
    def of(
        cls,
        columns: NDArray[np.integer],
        limits: Matrix,
        right: NDArray[np.integer],
        values: NDArray[np.floating],
        sizes: NDArray[np.integer],
    ) -> "Trees":
        """Return the ensemble of N nodes that a file describes, each tree in preorder.

        Args:
            columns: (N,) the column that a node looks at.
            limits: (N,) where the column's value is more than this, a walk goes right.
            right: (N,) how far on the right child is; 0 for a leaf.
            values: (N,) what a leaf adds to the score.
            sizes: (T,) how many nodes each tree has.
        """
        right, total = right.astype(np.intp), len(sizes)
        tree = np.repeat(np.arange(total), sizes)
        starts = np.concatenate([[0], np.cumsum(sizes.astype(np.intp))[:-1]])
        leaf = right == 0
        leaves = np.cumsum(leaf) - leaf
        place = leaves - leaves[starts][tree]  # how many leaves of its tree come before a node
        most = int(place[leaf].max()) + 1
        if most > _MOST_LEAVES:
            message = f"a tree has {most} leaves; at most {_MOST_LEAVES} can be scored"
            raise ValueError(message)
        node = np.flatnonzero(~leaf)
        one = np.uint64(1)
        low, high = (one << place[i].astype(np.uint64) for i in (node, node + right[node]))
        # Trees with fewer nodes have others that never rule out a leaf.
        where = (node - starts[tree[node]] - place[node]) * total + tree[node]
        bits = np.uint16 if most <= _FEW_LEAVES else np.uint32
        spared = np.full(((most - 1) * total, 1), np.iinfo(bits).max, bits)
        spared[where, 0] = (~(high - low)).astype(bits)
        asked = np.zeros((len(spared), 2), np.float64)
        asked[where] = np.column_stack([columns[node], limits[node]])
        different, conditions = np.unique(asked, axis=0, return_inverse=True)
        added = np.zeros((total, most), np.float64)
        added[tree[leaf], place[leaf]] = values[leaf]
        return cls(
            different[:, 0].astype(np.intp),
            different[:, 1:].astype(np.float32),
            conditions.ravel(),
            spared,
            added.ravel(),
            np.arange(total)[:, None] * most,
        )

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return for each row of features the probability of a yes, shape (rows,)."""
        return probabilities(self.odds(rows))

    def odds(self, rows: Matrix) -> NDArray[np.float64]:
        """Return the logarithm of the odds of a yes, shape (rows,)."""
        # In double precision, so that the order of a sum, which differs between processors, does
        # not show.
        odds = np.empty(len(rows), np.float64)
        for start in range(0, len(rows), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            leaves = self._leaves(np.ascontiguousarray(rows[chunk].T))
            odds[chunk] = self.values.take(leaves + self.firsts).sum(axis=0).round(6)
        return odds

    def _leaves(self, columns: Matrix) -> NDArray[np.int32]:
        """Return which leaf each row reaches in each tree, shape (T, rows)."""
        holds = columns.take(self.columns, axis=0) > self.limits
        # None where a condition holds, all where it does not.
        spared = (holds.astype(self.spared.dtype) - 1).take(self.conditions, axis=0)
        spared |= self.spared
        shape = (-1, len(self.firsts), columns.shape[1])
        left = np.bitwise_and.reduce(spared.reshape(shape), axis=0)
        # The exponent of a power of two, as IEEE 754 has it, is the number of its bit.
        powers = (left & (0 - left)).astype(np.float32)
        first: NDArray[np.int32] = (powers.view(np.int32) >> 23) - 127
        return first


def probabilities(odds: NDArray[np.float64]) -> Matrix:
    """Return probabilities, given the logarithms of odds."""
    found: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return found


def buckets(keys: Sequence[str]) -> set[int]:
    """Return the numbers that linear models know words by.

    Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning", ICML.
    """
    if not keys:
        return set()
    data = _BETWEEN.join(keys).encode()  # all at once
    return {number % BUCKETS for number in map(crc32, data.split(_BETWEEN.encode()))}


def numbers(hashed: set[int]) -> NDArray[np.int64]:
    """Return the buckets of a thing's words as `scores` takes them, none twice."""
    return np.fromiter(hashed, np.int64, len(hashed))


def scores(name: str, hashed: Sequence[NDArray[np.int64]]) -> Matrix:
    """Return what a linear model says of things of which each has some words, shape (things,)."""
    weights, base = linear(name)
    counts = np.array([len(row) for row in hashed], np.intp)
    found = np.zeros(len(hashed), np.float32)
    some = counts > 0
    if some.any():
        starts = (np.cumsum(counts) - counts)[some]
        said = weights.take(np.concatenate(hashed))
        sums = np.add.reduceat(said, starts, dtype=np.float64).round(6)
        found[some] = sums / np.sqrt(counts[some])
    return found + np.float32(base)


def trees(name: str) -> Trees:
    """Return an ensemble out of the weights."""
    return _trees(WEIGHTS / f"{name}.npz")


def linear(name: str) -> tuple[Matrix, float]:
    """Return a linear model out of the weights: a weight for each bucket, and the base."""
    return _linear(WEIGHTS / f"{name}.npz")


@cache
def _trees(path: Path) -> Trees:
    with path.open("rb") as file, np.load(file) as data:
        return Trees.of(*(data[name] for name in ("columns", "limits", "right", "values", "sizes")))


@cache
def _linear(path: Path) -> tuple[Matrix, float]:
    with path.open("rb") as file, np.load(file) as data:
        return data["weights"].astype(np.float32), float(data["base"])
