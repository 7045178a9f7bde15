"""Pairs of articles that are like each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Bytes of a pair: two rows and a cosine.
_PAIR = 8 + 8 + 4


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

    def some(self, flags: NDArray[np.bool_]) -> "Neighbours":
        """Return the pairs that are flagged."""
        return Neighbours(self.ours[flags], self.theirs[flags], self.likeness[flags])


def packed(near: Neighbours) -> bytes:
    """Return neighbours as the memo keeps them."""
    columns = near.ours.astype("<i8"), near.theirs.astype("<i8"), near.likeness.astype("<f4")
    return b"".join(column.tobytes() for column in columns)


def unpacked(data: bytes, articles: int) -> Neighbours | None:
    """Return the neighbours that `packed` gave; None if somebody changed that.

    Args:
        data: what it gave.
        articles: how many there are.
    """
    count, rest = divmod(len(data), _PAIR)
    if rest:
        return None
    ours, theirs = np.frombuffer(data, "<i8", 2 * count).reshape(2, count)
    likeness = np.frombuffer(data, "<f4", count, 16 * count)
    rows = np.concatenate([ours, theirs])
    if ((rows < 0) | (rows >= articles)).any() or (np.diff(ours) < 0).any():
        return None
    return Neighbours(ours.astype(np.int64), theirs.astype(np.int64), likeness.astype(np.float32))


def joined(parts: Sequence[Neighbours]) -> Neighbours:
    """Put the neighbours of different articles together."""
    ours = np.concatenate([np.zeros(0, np.int64), *(part.ours for part in parts)])
    order = np.argsort(ours, kind="stable")
    theirs = np.concatenate([np.zeros(0, np.int64), *(part.theirs for part in parts)])
    likeness = np.concatenate([np.zeros(0, np.float32), *(part.likeness for part in parts)])
    return Neighbours(ours[order], theirs[order], likeness[order])
