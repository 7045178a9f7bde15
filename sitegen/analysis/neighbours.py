"""Pairs of articles that are like each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of articles, one's neighbours after the other's, the most like first.

    Attributes:
        ours: the row of the article, ascending.
        theirs: the row of its neighbour.
        likeness: cosines, 0 to 1.
    """

    ours: NDArray[np.int64]
    theirs: NDArray[np.int64]
    likeness: NDArray[np.float32]


def joined(parts: Sequence[Neighbours]) -> Neighbours:
    """Put the neighbours of different articles together."""
    ours = np.concatenate([np.zeros(0, np.int64), *(part.ours for part in parts)])
    order = np.argsort(ours, kind="stable")
    theirs = np.concatenate([np.zeros(0, np.int64), *(part.theirs for part in parts)])
    likeness = np.concatenate([np.zeros(0, np.float32), *(part.likeness for part in parts)])
    return Neighbours(ours[order], theirs[order], likeness[order])
