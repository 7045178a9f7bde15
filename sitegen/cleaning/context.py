"""What the words around a candidate say of it: titles, dates and authors stand beside words.

A linear model over hashed words for each field (`learned/weights/*_context.npz`), as in `lexical`:
no word can be read from its weights. A candidate is a piece of a block; the words before and after
it in the block are known to the model, and those of the blocks above and below.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sitegen.language import dates
from sitegen.language.words import REMEMBERED, words
from sitegen.learned import hashing
from sitegen.learned.odds import Matrix

# Scores beyond these are no surer.
LEAST, MOST = -8.0, 4.0
# Characters beside a candidate, and of the blocks above and below, that are looked at.
_BESIDE, _BLOCK = 60, 120
# A block of so few words is known as a whole.
_FEW = 5
# What says "by" before a name: few pages to learn from are in other languages than English.
_BY = frozenset("by von par por di door av af autor autorin autora auteur author автор".split())
_LETTER = re.compile(r"\w")

NAMES = ("context", "best context of the same", "context below the best")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a candidate stands: from `start` to `end` in the block `index`, and how it was found.

    Attributes:
        index: the block's.
        start: where it begins in the block's plain text.
        end: where it ends.
        form: how it was cut out.
        own: the candidate's text, where its own words may speak for it.
    """

    index: int
    start: int
    end: int
    form: int
    own: str = ""


def hashes(texts: Sequence[str], spots: Sequence[Spot]) -> list[NDArray[np.int64]]:
    """Return the buckets of the words around each candidate.

    Args:
        texts: of the page's blocks.
        spots: of the candidates.
    """
    heads = _Heads(texts)
    blocks = {index: _around_block(heads, index) for index in {spot.index for spot in spots}}
    around = (_around_spot(texts[spot.index], spot) for spot in spots)
    return hashing.hashed(
        [[*blocks[spot.index], *keys] for spot, keys in zip(spots, around, strict=True)]
    )


class _Heads(dict[int, tuple[str, ...]]):
    """The first words of each block that is asked for; none beyond the page."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__({-1: (), len(texts): ()})
        self._texts = texts

    def __missing__(self, index: int) -> tuple[str, ...]:
        self[index] = _lower(self._texts[index][:_BLOCK])
        return self[index]


def scores(field: str, hashed: Sequence[NDArray[np.int64]]) -> Matrix:
    """Return how much the words around each candidate speak for it, shape (candidates,)."""
    return clipped(hashing.scores(f"{field}_context", hashed))


def clipped(said: Matrix) -> Matrix:
    """Return scores within what the trees know."""
    limited: Matrix = np.clip(said, LEAST, MOST).astype(np.float32)
    return limited


def added(rows: Matrix, said: Matrix, same: Sequence[Hashable]) -> Matrix:
    """Return candidates' features with what their context says (NAMES).

    Args:
        rows: the features, shape (candidates, columns).
        said: the scores, shape (candidates,).
        same: candidates for which this is equal are one answer that stands in several places.
    """
    if not len(rows):
        return np.zeros((0, rows.shape[1] + len(NAMES)), np.float32)
    best: dict[Hashable, float] = {}
    for answer, score in zip(same, said.tolist(), strict=True):
        best[answer] = max(best.get(answer, LEAST), score)
    of_same = np.array([best[answer] for answer in same], np.float32)
    return np.column_stack([rows, said, of_same, said - said.max()]).astype(np.float32)


def _around_block(heads: _Heads, index: int) -> list[str]:
    above, below = heads[index - 1], heads[index + 1]
    keys = [f"p{word}" for word in above[-2:]] + [f"n{word}" for word in below[:3]]
    keys.append(f"P1 {above[0] if above else ''}")
    if len(above) <= _FEW:
        keys.append(f"P {' '.join(above)}")
    if len(below) <= _FEW:
        keys.append(f"N {' '.join(below)}")
    return keys


def _around_spot(text: str, spot: Spot) -> list[str]:
    before, after = text[max(0, spot.start - _BESIDE) : spot.start], text[spot.end :][:_BESIDE]
    left, right = _lower(before)[-3:], _lower(after)[:3]
    keys = [f"b{word}" for word in left] + [f"a{word}" for word in right]
    keys += [
        f"B {' '.join(left[-2:])}", f"A {' '.join(right[:2])}",
        f"B1 {left[-1] if left else ''}", f"A1 {right[0] if right else ''}",
        f"S {_signs(before[-4:])}_{_signs(after[:3])}", f"F{spot.form}",
    ]  # fmt: skip
    if spot.own:
        own = _lower(spot.own)
        keys += [*(f"o{word}" for word in own[:3]), *(f"e{word}" for word in own[-2:])]
        if len(own) <= _FEW:
            keys.append(f"O {' '.join(own)}")
    return keys


@lru_cache(maxsize=REMEMBERED)
def _signs(text: str) -> str:
    return _LETTER.sub("", text)


@lru_cache(maxsize=REMEMBERED)
def _lower(text: str) -> tuple[str, ...]:
    """Return a text's words in lower case; those that say the same in many languages as one."""
    found = tuple(map(str.lower, words(text)))
    if not _BY.isdisjoint(found):
        found = tuple("by" if word in _BY else word for word in found)
    months = dates.month_names()
    if not months.isdisjoint(found):
        found = tuple("month" if word in months else word for word in found)
    return found
