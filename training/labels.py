"""Which words of a seed the gold body holds: a longest common subsequence of words.

Computed with one integer of as many bits as the gold has words for each word of the seed
(Crochemore et al. 2001, "A fast and practical bit-vector algorithm for the longest common
subsequence problem").
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.language.words import tokens


def matched(texts: Sequence[str], gold: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each text its number of words, and how many of them the gold holds in order."""
    pieces = [tokens(text) for text in texts]
    flags = _common([word for piece in pieces for word in piece], tokens(gold))
    counts = np.array([len(piece) for piece in pieces], np.int64)
    held = np.zeros(len(pieces), np.int64)
    start = 0
    for i, count in enumerate(counts):
        held[i] = sum(flags[start : start + count])
        start += count
    return counts, held


def _common(words: list[str], gold: list[str]) -> list[bool]:
    """Return which of the words lie on a longest common subsequence with the gold."""
    places: dict[str, int] = {}
    for i, word in enumerate(gold):
        places[word] = places.get(word, 0) | 1 << i
    everything = (1 << len(gold)) - 1
    state, states = everything, []
    for word in words:
        states.append(state)
        here = state & places.get(word, 0)
        state = ((state + here) | (state - here)) & everything
    flags = [False] * len(words)
    column = len(gold)
    final = state
    for i in range(len(words) - 1, -1, -1):
        # Bits that are 0 mark where the subsequence grows; follow them back.
        before = states[i]
        while column and (final >> (column - 1)) & 1:
            column -= 1
        if not column:
            break
        if (before >> (column - 1)) & 1 and places.get(words[i], 0) >> (column - 1) & 1:
            flags[i] = True
            column -= 1
        final = before
    return flags
