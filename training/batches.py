"""Pages -> batches of one shape, which a network learns from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sitegen.learned.network import FURTHEST
from training.pages import Floats, Page

# Pages are learned from together with others of about their length, so many blocks at once; longer
# ones are none to learn from.
_LENGTHS, _AT_ONCE = (64, 128, 256, 512, 1024, 2048), 8192
# Buckets of words that a block of a page has on average, at most.
_WORDS = 24

Batch: TypeAlias = tuple[NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """A page's blocks, and what is wanted of them.

    Attributes:
        rows: their numbers, shape (blocks, F).
        words: the buckets of each one's words.
        counts: how many words each has.
        share: how much of them the gold body holds.
        wanted: how many words that has.
    """

    rows: Floats
    words: Sequence[NDArray[np.uint16]]
    counts: NDArray[np.int64]
    share: Floats
    wanted: int


def answers(page: Page) -> Answers | None:
    """Return a page to learn from; None for one that is too long."""
    if len(page.rows) > _LENGTHS[-1]:
        return None
    share = (page.held / np.maximum(page.counts, 1)).astype(np.float32)
    return Answers(page.rows, page.words, page.counts, share, page.wanted)


def scaled(rows: Floats, mean: Floats, spread: Floats) -> Floats:
    """Return numbers in standard deviations from their mean."""
    return ((rows - mean) / spread).clip(-FURTHEST, FURTHEST).astype(np.float32)


def batches(pages: Sequence[Answers], rng: np.random.Generator) -> Iterator[list[Answers]]:
    """Yield pages of about one length together, all in a random order."""
    found: list[list[Answers]] = []
    of_length: dict[int, list[Answers]] = {}
    for page in pages:
        of_length.setdefault(_length(page), []).append(page)
    for length, some in sorted(of_length.items()):
        order, size = rng.permutation(len(some)), max(1, _AT_ONCE // length)
        found += [
            [some[i] for i in order[start : start + size]] for start in range(0, len(some), size)
        ]
    for i in rng.permutation(len(found)):
        yield found[i]


def _length(page: Answers) -> int:
    return next(length for length in _LENGTHS if len(page.rows) <= length)


def batch(pages: Sequence[Answers], mean: Floats, spread: Floats, buckets: int) -> Batch:
    """Return pages as arrays of one shape: numbers, words, their blocks, and what is wanted."""
    length = _length(pages[0])
    size = max(1, _AT_ONCE // length)
    rows = np.zeros((size, length, len(mean)), np.float32)
    share, counts, there = np.zeros((3, size, length), np.float32)
    wanted = np.ones(size, np.float32)
    words = np.zeros(size * length * _WORDS, np.int32)
    blocks = np.full(len(words), size * length, np.int32)
    end = 0
    for i, page in enumerate(pages):
        number = len(page.rows)
        rows[i, :number] = scaled(page.rows, mean, spread)
        share[i, :number], counts[i, :number], there[i, :number] = page.share, page.counts, 1
        wanted[i] = page.wanted
        found = np.concatenate(page.words)[: len(words) - end]
        of_block = np.repeat(np.arange(number), [len(some) for some in page.words])
        words[end : end + len(found)] = found % buckets
        blocks[end : end + len(found)] = of_block[: len(found)] + i * length
        end += len(found)
    return rows, there, words, blocks, share, counts, wanted
