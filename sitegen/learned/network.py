"""A small convolutional network over a page's blocks, scored with numpy.

The blocks of a page are a sequence. The network knows each block by numbers and by its words (a
learned vector for each bucket of a hash, added up), looks at ever more blocks around it (dilated
convolutions: Yu & Koltun 2016, "Multi-scale context aggregation by dilated convolutions", ICLR), at
the page as a whole (a mean of its blocks, weighted by attention), and says how likely each is part
of the article. The weights are made by `training/sequence.py`: signed bytes, with a scale for each
output. Time is linear in the number of blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.learned.odds import Matrix

Doubles: TypeAlias = NDArray[np.float64]

# How far each layer looks, in blocks; before the last ones the page as a whole is looked at.
REACHES, LAST = (1, 2, 4, 8, 1, 2), 2
# Numbers further from their mean say nothing more, in standard deviations.
FURTHEST = 4.0
# Of so many blocks each stretch passes for a page of its own: memory has an end.
_MOST = 4096
# No block is heeded more than this, whose exponential is a number still.
_MOST_HEED = 80.0


@dataclass(frozen=True, slots=True)
class Network:
    """Networks that were learned apart, N of them: their mean errs less than each.

    F numbers and a vector of E for its words describe a block; inside there are W for it.

    Attributes:
        mean: (F,) of each number.
        spread: (F,) its standard deviation.
        words: (N, V, E) what each bucket of words says.
        enter: (N, F + E, W) from a block's description.
        enter_base: (N, W).
        around: (N, layers, 3, W, W) from the block above, the block itself and the one below.
        around_base: (N, layers, W).
        heed: (N, W, 1) how much of a block goes into what is said of the page.
        page: (N, W, W) from the page.
        page_base: (N, W).
        join: (N, 2 W, W) from a block, and from what it has in common with its page.
        join_base: (N, W).
        leave: (N, W, 1).
        leave_base: (N, 1).
    """

    mean: Doubles
    spread: Doubles
    words: Doubles
    enter: Doubles
    enter_base: Doubles
    around: Doubles
    around_base: Doubles
    heed: Doubles
    page: Doubles
    page_base: Doubles
    join: Doubles
    join_base: Doubles
    leave: Doubles
    leave_base: Doubles

    @classmethod
    def read(cls, path: Path) -> "Network":
        """Return the networks of a file: signed bytes where there are scales for them."""
        with path.open("rb") as file, np.load(file) as data:
            scales = {name: data.get(f"{name}_scales", 1.0) for name in data}
            return cls(**{f.name: data[f.name] * np.float64(scales[f.name]) for f in fields(cls)})

    def odds(self, rows: Matrix, words: Sequence[NDArray[np.integer]]) -> Doubles:
        """Return the logarithm of each block's odds to be part of the article, shape (blocks,).

        Args:
            rows: numbers of the blocks, shape (blocks, F).
            words: the buckets of each block's words.
        """
        odds = np.zeros(len(rows))
        for start in range(0, len(rows), _MOST):
            part = slice(start, start + _MOST)
            numbers = ((rows[part] - self.mean) / self.spread).clip(-FURTHEST, FURTHEST)
            said = self._said(numbers, words[part])
            # The order of a sum, which differs between processors, must not show.
            odds[part] = said.mean(axis=0).round(6)
        return odds

    def _said(self, numbers: Doubles, words: Sequence[NDArray[np.integer]]) -> Doubles:
        """Return what each network says of each block, shape (N, blocks)."""
        enter = self.enter[:, : numbers.shape[1]], self.enter[:, numbers.shape[1] :]
        state = numbers @ enter[0] + self._spoken(words) @ enter[1]
        state = _positive(state + self.enter_base[:, None])
        for layer in range(len(REACHES) - LAST):
            self._look_around(layer, state)
        heed = np.exp(np.minimum(state @ self.heed, _MOST_HEED))
        whole = (heed * state).sum(axis=1, keepdims=True) / heed.sum(axis=1, keepdims=True)
        state += _positive(whole @ self.page + self.page_base[:, None])
        for layer in range(len(REACHES) - LAST, len(REACHES)):
            self._look_around(layer, state)
        both = np.concatenate([state, state * whole], axis=2)
        joined = _positive(both @ self.join + self.join_base[:, None])
        said: Doubles = (joined @ self.leave + self.leave_base[:, None])[:, :, 0]
        return said

    def _look_around(self, layer: int, state: Doubles) -> None:
        """Add to what is known of each block what its neighbours at a distance say of it."""
        reach = REACHES[layer]
        above, here, below = (self.around[:, layer, place] for place in range(3))
        seen = state @ here + self.around_base[:, layer, None]
        seen[:, reach:] += state[:, :-reach] @ above
        seen[:, :-reach] += state[:, reach:] @ below
        state += np.maximum(seen, 0, out=seen)

    def _spoken(self, words: Sequence[NDArray[np.integer]]) -> Doubles:
        """Return what the words of each block say, shape (N, blocks, E)."""
        counts = np.array([len(some) for some in words], np.intp)
        spoken = np.zeros((len(self.words), len(words), self.words.shape[2]))
        some = counts > 0
        if some.any():
            buckets = np.concatenate(words).astype(np.intp) % self.words.shape[1]
            starts = (np.cumsum(counts) - counts)[some]
            sums = np.add.reduceat(self.words.take(buckets, axis=1), starts, axis=1)
            spoken[:, some] = sums / np.sqrt(counts[some] + 1)[:, None]
        return spoken


def _positive(values: Doubles) -> Doubles:
    return np.maximum(values, 0)


def network(name: str) -> Network:
    """Return networks out of the weights."""
    return _network(learned.WEIGHTS / f"{name}.npz")


@cache
def _network(path: Path) -> Network:
    return Network.read(path)
