"""How much a block reads like prose, and the runs that such blocks make.

Each block gets a score for how much it reads like prose; then the best path through the states
"inside" and "outside" is taken, where each change of state costs, so that a short subhead between
two paragraphs stays in and a long teaser in a menu stays out (Viterbi's algorithm for two states).
The classifier takes score and run as two of its features.
"""

from sitegen.model import Block, Kind

# What a block scores before anything speaks for it: a short line is more likely furniture.
_BASE = -0.7
# For each 100 characters, up to the length at which more adds nothing.
_PER_HUNDRED, _LONGEST = 1.0, 400
# A sentence end within or at the end of a block of at least this length.
_SENTENCE, _MAX_SENTENCES, _ENDS_SENTENCE, _SENTENCE_LENGTH = 0.3, 3, 0.9, 40
# The share of function words in prose is about .4; in titles and menus far less.
_FUNCTION_WORDS, _USUAL_SHARE = 2.5, 0.25
_CAPITALS, _MANY_CAPITALS = -1.0, 0.6
_ITEM, _HEADING = -0.3, 0.4
# What a change between inside and outside costs.
_SWITCH = 2.5
# What trafilatura's word weighs where it was asked.
_LIKELY = 6.0


def score(  # noqa: PLR0913 - what the caller has measured already
    block: Block, width: float, ended: float, *, ends: bool, share: float, capitals: float
) -> float:
    """Return how much a block reads like prose: above 0 more than not.

    Args:
        block: the block.
        width: its length in Latin characters, or what comes to the same.
        ended: how many sentences end in it.
        ends: whether it ends as a sentence does.
        share: of function words among its words.
        capitals: the share of its words that begin with one.
    """
    value = _BASE + _PER_HUNDRED * min(width, _LONGEST) / 100
    if width >= _SENTENCE_LENGTH:
        value += _SENTENCE * min(ended, _MAX_SENTENCES)
        value += _ENDS_SENTENCE * ends
    # In scripts that it knows nothing of, a share of none says nothing.
    if share or block.text.isascii():
        value += _FUNCTION_WORDS * (share - _USUAL_SHARE)
    value += _CAPITALS * (capitals > _MANY_CAPITALS)
    if block.kind is Kind.ITEM:
        value += _ITEM
    elif block.kind in (Kind.HEADING, Kind.CODE, Kind.QUOTE):
        value += _HEADING
    if block.likely is not None:
        value += _LIKELY * (block.likely - 0.5)
    return value


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
