"""What learned models say of a page's blocks, as further features: words, and the body's borders.

A block that reads like the article is none if the article ended above it: comments do, and the next
article on the page. Two small models (`learned/weights/{start,end}.npz`) look for the places where
the body begins and ends; their surest answer above a block, or below it, is a feature of the block.
So is the heaviest stretch of words (the "maximum subarray" of Bentley 1984, "Programming Pearls:
Algorithm design techniques", CACM 27(9)).
"""

import numpy as np

from sitegen import learned
from sitegen.cleaning.features import OWN, Matrix, shifted
from sitegen.cleaning.places import SHORT, around

_FAR = 30
# How far words are looked at around a block, fading or not.
_NEAR, _AMONG = 8, 10
# A block's words weigh by its width, up to this.
_WIDEST = 600
# No border is surer than this.
_SUREST = 6.0

WORDS = (
    "words", *(f"words at {d:+d}" for d in (-2, -1, 1, 2)), "words near", "least words above",
    "page words", "short words above", "short words below", "in heaviest", "since heaviest",
    "until heaviest", "weight above", "weight below",
)  # fmt: skip
BORDERS = tuple(
    f"{border} {what}"
    for border in ("start", "end")
    for what in ("here", "surest", "in sum", "before")
)


def rows(features: Matrix, scores: Matrix) -> Matrix:
    """Return all that is known of each block: features, words and borders.

    Args:
        features: of `features.of`, shape (blocks, NAMES).
        scores: of `lexical.scores`, shape (blocks,).
    """
    known = with_words(features, scores)
    chances = [learned.trees(border).probabilities(known) for border in ("start", "end")]
    return with_borders(known, *chances)


def with_words(features: Matrix, scores: Matrix) -> Matrix:
    """Return features with what words say of each block, its neighbours and the page (WORDS)."""
    wide = np.expm1(features[:, OWN.index("width")])
    number = len(scores)
    weights = np.exp(-np.abs(np.arange(-_NEAR, _NEAR + 1)) / 3).astype(np.float32)
    size = slice(_NEAR, _NEAR + number)
    near = np.convolve(scores, weights)[size] / np.convolve(np.ones_like(scores), weights)[size]
    short = wide < SHORT
    sums = around(np.where(short, scores, 0), _AMONG)
    counts = around(short, _AMONG)
    heavy = scores * np.sqrt(np.minimum(wide, _WIDEST))
    start, end = heaviest(heavy.tolist())
    index = np.arange(number)
    above, total = np.cumsum(heavy), float(np.abs(heavy).sum()) or 1.0
    return np.column_stack(
        [
            features, scores, *(shifted(scores, d) for d in (-2, -1, 1, 2)), near,
            np.minimum.accumulate(scores), np.full(number, scores.mean()),
            *(s / np.maximum(c, 1) for s, c in zip(sums, counts, strict=True)),
            (index >= start) & (index < end),
            np.clip(index - start, -_FAR, _FAR), np.clip(end - 1 - index, -_FAR, _FAR),
            above / total, (above[-1] - above) / total,
        ]
    ).astype(np.float32)  # fmt: skip


def with_borders(known: Matrix, starts: Matrix, ends: Matrix) -> Matrix:
    """Return rows of `with_words` with where the body may begin and end (BORDERS).

    Args:
        known: what is known of each block, shape (blocks, columns).
        starts: the probability that the body begins just below a block, shape (blocks,).
        ends: the probability that it ended just above.
    """
    from_below = _border(starts[::-1])[::-1]
    return np.hstack([known, from_below, _border(ends)]).astype(np.float32)


def heaviest(weights: list[float]) -> tuple[int, int]:
    """Return the stretch [start, end) whose weights have the greatest sum."""
    best = sum_here = 0.0
    start = 0
    found = (0, 0)
    for i, weight in enumerate(weights):
        if sum_here <= 0:
            sum_here, start = 0.0, i
        sum_here += weight
        if sum_here > best:
            best, found = sum_here, (start, i + 1)
    return found


def _border(chances: Matrix) -> Matrix:
    """Return what the chances of a border say of each row that follows them."""
    odds = np.log((chances + 1e-4) / (1 - chances + 1e-4))
    passed = np.cumsum(np.log1p(np.exp(np.minimum(odds, _SUREST))))
    before = np.concatenate([[-9.0], odds[:-1]])
    return np.column_stack([odds, np.maximum.accumulate(odds), passed, before]).round(4)
