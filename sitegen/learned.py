"""What was learned: boosted decision trees and linear models, scored with numpy.

The weights are made by `training/` and shipped in `sitegen/weights/`, one file a model. Scoring
trees uses the "GEMM" strategy of Nakandala et al. 2020 ("A Tensor Compiler for Unified Machine
Learning Prediction Serving", OSDI): all conditions of all trees are tested at once, and a matrix
product tells which leaf has all of its conditions met. Time is linear in the number of rows.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

# A benchmark puts others here, learned without the sites that it measures.
WEIGHTS = Path(__file__).with_name("weights")
# Rows scored at once: enough to keep numpy busy, few enough to keep memory small.
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of T trees with at most I conditions and L leaves each.

    Attributes:
        columns: (T, I) the column that each condition looks at.
        limits: (T, I) a condition is met where the column's value is at most this.
        paths: (T, I, L) what a leaf asks of a condition: 1 met, -1 not met, 0 nothing.
        depths: (T, L) how many conditions a leaf asks for; -1 for a leaf that is not there.
        values: (T, L) what a leaf adds to the score.
        base: the score of an empty ensemble.
    """

    columns: NDArray[np.intp]
    limits: Matrix
    paths: Matrix
    depths: Matrix
    values: NDArray[np.float64]
    base: float

    def probabilities(self, rows: Matrix) -> Matrix:
        """Return for each row of features the probability of a yes, shape (rows,)."""
        # In double precision, so that the order of a sum, which differs between processors, does
        # not show.
        scores = np.empty(len(rows), np.float64)
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            # (T, rows, I), as 1 and -1
            met = (chunk.T[self.columns] <= self.limits[..., None]).transpose(0, 2, 1)
            agreeing = np.where(met, np.float32(1), np.float32(-1)) @ self.paths
            leaf = agreeing == self.depths[:, None, :]
            scores[start : start + _CHUNK] = np.einsum("trl,tl->r", leaf, self.values).round(6)
        probabilities: Matrix = (1 / (1 + np.exp(-(scores + self.base)))).astype(np.float32)
        return probabilities


def trees(name: str) -> Trees:
    """Return an ensemble out of the weights."""
    return _trees(WEIGHTS / f"{name}.npz")


def linear(name: str) -> tuple[Matrix, float]:
    """Return a linear model out of the weights: a weight for each bucket, and the base."""
    return _linear(WEIGHTS / f"{name}.npz")


@cache
def _trees(path: Path) -> Trees:
    with path.open("rb") as file, np.load(file) as data:
        depths = data["depths"].astype(np.float32)
        return Trees(
            data["columns"].astype(np.intp),
            data["limits"].astype(np.float32),
            data["paths"].astype(np.float32),
            np.where(depths < 0, np.float32(np.inf), depths),
            data["values"].astype(np.float64),
            float(data["base"]),
        )


@cache
def _linear(path: Path) -> tuple[Matrix, float]:
    with path.open("rb") as file, np.load(file) as data:
        return data["weights"].astype(np.float32), float(data["base"])
