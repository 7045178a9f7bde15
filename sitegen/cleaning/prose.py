"""How much a block reads like prose, and the runs that such blocks make.

Each block gets a score for how much it reads like prose; then the best path through the states
"inside" and "outside" is taken, where each change of state costs, so that a short subhead between
two paragraphs stays in and a long teaser in a menu stays out (Viterbi's algorithm for two states).
The classifier takes score and run as two of its features.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sitegen.model import Block, Kind

Doubles: TypeAlias = NDArray[np.float64]

# What a block scores before anything speaks for it: a short line is more likely furniture.
_BASE = -0.7
# For each 100 characters, up to the length at which more adds nothing.
_PER_HUNDRED, _LONGEST = 1.0, 400
# A sentence end within or at the end of a block of at least this length.
_SENTENCE, _MAX_SENTENCES, _ENDS_SENTENCE, _SENTENCE_LENGTH = 0.3, 3, 0.9, 40
# The share of function words in prose is about .4; in titles and menus far less.
_FUNCTION_WORDS, _USUAL_SHARE = 2.5, 0.25
_CAPITALS, _MANY_CAPITALS = -1.0, 0.6
_OF_KIND = {Kind.ITEM: -0.3, Kind.HEADING: 0.4, Kind.CODE: 0.4, Kind.QUOTE: 0.4}
# What a change between inside and outside costs.
_SWITCH = 2.5
# What trafilatura's word weighs where it was asked.
_LIKELY = 6.0


def scores(  # noqa: PLR0913 - what the caller has measured already
    blocks: Sequence[Block],
    wide: Doubles,
    ended: NDArray[np.int64],
    *,
    ends: NDArray[np.bool_],
    share: Doubles,
    capitals: Doubles,
) -> Doubles:
    """Return how much each block reads like prose: above 0 more than not, shape (blocks,).

    Args:
        blocks: of a page.
        wide: their lengths in Latin characters, or what comes to the same; shape (blocks,) as all.
        ended: how many sentences end in them.
        ends: whether they end as a sentence does.
        share: of function words among their words.
        capitals: the share of their words that begin with one.
    """
    found = _BASE + _PER_HUNDRED * np.minimum(wide, _LONGEST) / 100
    told = _SENTENCE * np.minimum(ended, _MAX_SENTENCES)
    found = np.where(wide >= _SENTENCE_LENGTH, found + told + _ENDS_SENTENCE * ends, found)
    # In scripts that it knows nothing of, a share of none says nothing.
    known = (share > 0) | [block.text.isascii() for block in blocks]
    found += np.where(known, _FUNCTION_WORDS * (share - _USUAL_SHARE), 0)
    found += _CAPITALS * (capitals > _MANY_CAPITALS)
    found += [_OF_KIND.get(block.kind, 0.0) for block in blocks]
    found += [0.0 if b.likely is None else _LIKELY * (b.likely - 0.5) for b in blocks]
    return found


def stretches(scores: list[float]) -> list[tuple[int, int]]:
    """Return the stretches [start, end) of blocks that lie inside on the best path."""
    return _stretches(_best_path(scores))


def _best_path(scores: list[float]) -> list[bool]:
    inside, outside = -_SWITCH, 0.0
    came: list[tuple[bool, bool]] = []  # for (inside, outside): was the block before inside?
    for value in scores:
        from_inside, to_inside = inside, outside - _SWITCH
        to_outside, from_outside = inside - _SWITCH, outside
        came.append((from_inside >= to_inside, to_outside > from_outside))
        inside = max(from_inside, to_inside) + value
        outside = max(to_outside, from_outside)
    path: list[bool] = []
    state = inside - _SWITCH > outside or inside > outside
    for was_inside, was_inside_outside in reversed(came):
        path.append(state)
        state = was_inside if state else was_inside_outside
    return path[::-1]


def _stretches(path: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start: int | None = None
    for i, inside in enumerate([*path, False]):
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            found.append((start, i))
            start = None
    return found
