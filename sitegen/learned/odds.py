"""Odds and probabilities."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def probabilities(odds: NDArray[np.float64]) -> Matrix:
    """Return probabilities, given the logarithms of odds."""
    found: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return found
