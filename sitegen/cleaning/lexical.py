"""What a block's own words say of it: a linear model over hashed words.

The features of `features.py` know shapes and places, not words. This model
(`learned/weights/lexical.npz`) knows words, but only as numbers that a hash gives them (Weinberger
et al. 2009, "Feature Hashing for Large Scale Multitask Learning", ICML): no word can be read from
its weights. It was learned on blocks alone; what it says is one more feature.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.language.words import holds_unspaced, plain, starts_unspaced, words
from sitegen.learned import hashing
from sitegen.learned.odds import Matrix
from sitegen.model import Block

# A block's first words and its last ones tell what it is.
_FIRST, _LAST = 24, 8
# They stand within so many characters; long links aside.
_HEAD, _TAIL = 500, 200
# A whole block of so few words is a feature of its own.
_SHORT = 6
# Scores beyond this are no surer.
LIMIT = 4.0


def scores(hashed: Sequence[NDArray[np.int64]]) -> Matrix:
    """Return how much the words of each block speak for the article, shape (blocks,).

    Args:
        hashed: the blocks' words, as `hashes` gives them.
    """
    said = hashing.scores("lexical", hashed)
    clipped: Matrix = np.clip(said, -LIMIT, LIMIT)
    return clipped


def hashes(blocks: Sequence[Block]) -> list[NDArray[np.int64]]:
    """Return the buckets of each block's words, pairs of words, first and last word; none twice."""
    return hashing.hashed([_keys(block.text) for block in blocks])


def _keys(text: str) -> list[str]:
    found = _words(text)
    if not found:
        return []
    keys = [*found, *map(" ".join, pairwise(found)), f"^{found[0]}", f"{found[-1]}$"]
    if len(found) <= _SHORT:
        keys.append(f"^{' '.join(found)}$")
    return keys


def _words(text: str) -> list[str]:
    """Return a block's first words and its last ones, in lower case."""
    if len(text) <= _HEAD + _TAIL:
        found = _lower(plain(text))
        return found if len(found) <= _FIRST + _LAST else [*found[:_FIRST], *found[-_LAST:]]
    # The first of the tail may be half a word.
    return [*_lower(plain(text[:_HEAD]))[:_FIRST], *_lower(plain(text[-_TAIL:]))[1:][-_LAST:]]


def _lower(text: str) -> list[str]:
    if not holds_unspaced(text):
        return [word.lower() for word in words(text)]
    found: list[str] = []
    for word in map(str.lower, words(text)):
        if starts_unspaced(word) and len(word) > 1:
            found += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            found.append(word)
    return found
