"""Linear models over words, each of which a hash gives one of a fixed number of weights."""

from collections.abc import Sequence
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.learned.odds import Matrix

# How many numbers there are for words.
BUCKETS = 1 << 16
# Stands in no text.
_BETWEEN = "\0"


def buckets(keys: Sequence[str]) -> NDArray[np.int64]:
    """Return the number that linear models know each word by, shape (keys,).

    Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning", ICML.
    """
    if not keys:
        return np.zeros(0, np.int64)
    data = _BETWEEN.join(keys).encode()  # all at once
    hashes = map(crc32, data.split(_BETWEEN.encode()))
    return np.fromiter(hashes, np.int64, len(keys)) % BUCKETS


def hashed(said: Sequence[Sequence[str]]) -> list[NDArray[np.int64]]:
    """Return the buckets of the words of each thing, in order, none twice."""
    counts = np.fromiter(map(len, said), np.int64, len(said))
    found = buckets(list(chain.from_iterable(said)))
    found += np.repeat(np.arange(len(said)) * BUCKETS, counts)
    found.sort()
    found = found[np.diff(found, prepend=-1) > 0]
    ends = np.searchsorted(found, np.arange(1, len(said) + 1) * BUCKETS).tolist()
    found %= BUCKETS
    return [found[start:end] for start, end in pairwise([0, *ends])]


def scores(name: str, hashed: Sequence[NDArray[np.int64]]) -> Matrix:
    """Return what a linear model says of things of which each has some words, shape (things,)."""
    weights, base = learned.linear(name)
    counts = np.array([len(row) for row in hashed], np.intp)
    found = np.zeros(len(hashed), np.float32)
    some = counts > 0
    if some.any():
        starts = (np.cumsum(counts) - counts)[some]
        said = weights.take(np.concatenate(hashed))
        sums = np.add.reduceat(said, starts, dtype=np.float64).round(6)
        found[some] = sums / np.sqrt(counts[some])
    return found + np.float32(base)
