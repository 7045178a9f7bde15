"""What was learned: boosted decision trees and linear models, scored with numpy.

The weights are made by `training/` and shipped in `sitegen/weights/`, one file a model. All trees
are walked down at once, for all rows, one level a step. Time is linear in the number of rows.
"""

import math
from collections.abc import Iterable, Sequence
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
# Rows scored at once: enough to keep numpy busy, few enough to keep memory small.
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of T trees with N nodes in all, each tree in preorder.

    Attributes:
        roots: (T,) where each tree begins.
        columns: (N,) the column that a node looks at; 0 for a leaf.
        limits: (N,) where the column's value is more than this, the walk goes right.
        children: (2 N,) the left and the right child of each node; a leaf is its own.
        values: (N,) what a leaf adds to the score.
        depth: how many steps lead to the deepest leaf.
    """

    roots: NDArray[np.intp]
    columns: NDArray[np.intp]
    limits: Matrix
    children: NDArray[np.intp]
    values: NDArray[np.float64]
    depth: int

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return for each row of features the probability of a yes, shape (rows,)."""
        return probabilities(self.odds(rows))

    def odds(self, rows: Matrix) -> NDArray[np.float64]:
        """Return the logarithm of the odds of a yes, shape (rows,)."""
        # In double precision, so that the order of a sum, which differs between processors, does
        # not show.
        odds = np.empty(len(rows), np.float64)
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            leaves = self._leaves(np.ascontiguousarray(chunk))
            odds[start : start + _CHUNK] = self.values.take(leaves).sum(axis=0).round(6)
        return odds

    def _leaves(self, rows: Matrix) -> NDArray[np.intp]:
        """Return the leaf that each row reaches in each tree, shape (T, rows)."""
        count, width = rows.shape
        flat, begins = rows.ravel(), np.arange(count) * width
        nodes = np.repeat(self.roots[:, None], count, axis=1)
        for _ in range(self.depth):
            values = flat.take(self.columns.take(nodes) + begins)
            nodes = self.children.take(2 * nodes + (values > self.limits.take(nodes)))
        return nodes


def probabilities(odds: NDArray[np.float64]) -> Matrix:
    """Return probabilities, given the logarithms of odds."""
    found: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return found


def buckets(keys: Iterable[str]) -> NDArray[np.int64]:
    """Return the numbers that linear models know words by, none twice.

    Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning", ICML.
    """
    return np.array(sorted({crc32(key.encode()) % BUCKETS for key in keys}), np.int64)


def scores(name: str, hashed: Sequence[NDArray[np.int64]]) -> Matrix:
    """Return what a linear model says of things of which each has some words, shape (things,)."""
    weights, base = linear(name)
    found = np.zeros(len(hashed), np.float32)
    for i, row in enumerate(hashed):
        if len(row):
            found[i] = round(float(weights[row].sum(dtype=np.float64)), 6) / math.sqrt(len(row))
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
        right = data["right"].astype(np.intp)  # how far on the right child is; 0 for a leaf
        nodes = np.arange(len(right))
        return Trees(
            np.concatenate([[0], np.cumsum(data["sizes"].astype(np.intp))[:-1]]),
            data["columns"].astype(np.intp),
            np.where(right > 0, data["limits"], np.float32(np.inf)).astype(np.float32),
            np.column_stack([nodes + (right > 0), nodes + right]).ravel(),
            data["values"].astype(np.float64),
            int(data["depth"]),
        )


@cache
def _linear(path: Path) -> tuple[Matrix, float]:
    with path.open("rb") as file, np.load(file) as data:
        return data["weights"].astype(np.float32), float(data["base"])
