"""Boosted decision trees, scored with numpy: all rows at once, in time linear in their number."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.learned.odds import Matrix, probabilities

# Rows scored at once: memory has an end.
_CHUNK = 512
# Sets of rows are words of so many bits; numbers of leaves are bytes.
_WORD, _MOST_LEAVES = 64, 256


class _Level(NamedTuple):
    """The nodes of all trees that are equally far from their roots, W of them.

    Attributes:
        leaves: which of them are leaves.
        inner: which are not: what is on their left comes first on the next level, each in its
            order, then what is on their right.
        conditions: of the inner ones.
    """

    leaves: NDArray[np.intp]
    inner: NDArray[np.intp]
    conditions: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of T trees of at most L leaves, with C different conditions.

    All rows go down all trees together, as sets: a bit for each row. A condition is the set of the
    rows for which it holds, so the set that reaches a node is cut in two by one operation on whole
    words (the bitmap indexes of O'Neil & Quass 1997, "Improved query performance with variant
    indexes", SIGMOD). The number of the leaf that a row reaches is put together the same way, one
    binary digit after the other.

    Attributes:
        columns: (C,) the column that a condition looks at.
        limits: (C, 1) a condition holds where its column is more than this.
        levels: the nodes, from the roots down.
        digits: leaves, in the order of the levels: those whose number has the first binary digit,
            tree by tree, then the second one. One more than there are for none.
        starts: where in `digits` each tree's begin, of each digit.
        values: (T L,) what each leaf adds to the score.
        firsts: (T, 1) where in `values` each tree's begin.
    """

    columns: NDArray[np.intp]
    limits: Matrix
    levels: tuple[_Level, ...]
    digits: NDArray[np.intp]
    starts: NDArray[np.intp]
    values: NDArray[np.float64]
    firsts: NDArray[np.int32]

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
        number = leaves - leaves[starts][tree]  # how many leaves of its tree come before a node
        most = int(number[leaf].max()) + 1
        if most > _MOST_LEAVES:
            message = f"a tree has {most} leaves; at most {_MOST_LEAVES} can be scored"
            raise ValueError(message)
        asked = np.column_stack([columns, limits]).astype(np.float64)
        different, inverse = np.unique(asked[~leaf], axis=0, return_inverse=True)
        condition = np.zeros(len(right), np.intp)
        condition[~leaf] = inverse.ravel()
        levels: list[_Level] = []
        ordered: list[NDArray[np.intp]] = []
        nodes = starts
        while len(nodes):
            level = np.flatnonzero(leaf[nodes]), np.flatnonzero(~leaf[nodes])
            ordered.append(nodes[level[0]])
            inner = nodes[level[1]]
            levels.append(_Level(*level, condition[inner]))
            nodes = np.concatenate([inner + 1, inner + right[inner]])
        found = np.concatenate(ordered)
        # Each leaf under each digit of its number, and none under each digit of each tree.
        places = max(1, (most - 1).bit_length())
        bit, which = np.nonzero(number[found] >> np.arange(places)[:, None] & 1)
        segment = np.concatenate([bit * total + tree[found[which]], np.arange(places * total)])
        order = np.argsort(segment, kind="stable")
        digits = np.concatenate([which, np.full(places * total, len(found))])[order]
        added = np.zeros((total, most), np.float64)
        added[tree[leaf], number[leaf]] = values[leaf]
        return cls(
            different[:, 0].astype(np.intp),
            different[:, 1:].astype(np.float32),
            tuple(levels),
            digits,
            np.flatnonzero(np.diff(segment[order], prepend=-1)),
            added.ravel(),
            (np.arange(total)[:, None] * most).astype(np.int32),
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
            leaves = self._leaves(rows[chunk])
            odds[chunk] = self.values.take(leaves + self.firsts).sum(axis=0).round(6)
        return odds

    def _leaves(self, rows: Matrix) -> NDArray[np.uint8]:
        """Return the number of the leaf that each row reaches in each tree, shape (T, rows)."""
        words = -(-len(rows) // _WORD)
        columns = np.zeros((rows.shape[1], words * _WORD), np.float32)
        columns[:, : len(rows)] = rows.T
        holds = columns.take(self.columns, axis=0) > self.limits
        sets = np.packbits(holds.ravel(), bitorder="little").view(np.uint64).reshape(-1, words)
        reached = np.full((len(self.firsts), words), ~np.uint64(0))
        leaves: list[NDArray[np.uint64]] = []
        for level in self.levels:
            leaves.append(reached.take(level.leaves, axis=0))
            inner = reached.take(level.inner, axis=0)
            right = inner & sets.take(level.conditions, axis=0)
            reached = np.concatenate([inner ^ right, right])
        none = np.zeros((1, words), np.uint64)
        of_digits = np.concatenate([*leaves, none]).take(self.digits, axis=0)
        digits = np.bitwise_or.reduceat(of_digits, self.starts, axis=0).view(np.uint8)
        bits = np.unpackbits(digits.ravel(), bitorder="little")
        # The numbers, from their last digit to their first one.
        *others, found = bits.reshape(-1, len(self.firsts), words * _WORD)
        for digit in reversed(others):
            found += found
            found += digit
        return found[:, : len(rows)]
