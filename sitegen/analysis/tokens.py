"""The words of many texts at once, as arrays: no object is made for each of them.

A word of up to eight bytes is a number of 64 bits: its bytes themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.language.words import MARKS, SPACED, lowered, without_marks

Numbers = NDArray[np.int64]

# What stands between two texts; no text holds one.
_BETWEEN = "\0"
# Bytes of the longest word that is a number.
SHORT = 8
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(SHORT + 1)], np.uint64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of some texts, in their order.

    Attributes:
        data: the texts in lower case, a space for every sign, as UTF-8.
        starts: where each word begins in it, in bytes.
        ends: where each ends.
        texts: which text each is of.
    """

    data: bytes
    starts: Numbers
    ends: Numbers
    texts: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, places: Numbers) -> list[bytes]:
        """Return words by their places among all of them."""
        starts, ends = self.starts[places].tolist(), self.ends[places].tolist()
        return [self.data[start:end] for start, end in zip(starts, ends, strict=True)]

    def keys(self) -> NDArray[np.uint64]:
        """Return each word as a number; of a longer one only how it begins."""
        shape = len(self.data) - SHORT + 1
        eight: NDArray[np.uint64]
        eight = np.ndarray(shape, "<u8", self.data, strides=(1,))
        masks: NDArray[np.uint64] = _MASKS[np.minimum(self.ends - self.starts, SHORT)]
        return eight[self.starts] & masks


def of(texts: Sequence[str], most: int) -> Tokens:
    """Return the words of texts.

    Args:
        texts: plain ones, or Markdown without link targets: its marks stand for nothing.
        most: words that are taken of each; what comes after them is left out.
    """
    # A space before all words and enough behind them: every word has its two edges and its key.
    whole = _BETWEEN.join([text.replace(_BETWEEN, " ") for text in texts])
    if "Σ" in whole:  # the one letter whose lower case depends on what stands beside it
        whole = without_marks(whole)
    data = lowered(whole)
    data = b" " + data.translate(None, MARKS) + b" " * SHORT
    between = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(_BETWEEN))
    data = data.translate(SPACED)
    inside = np.frombuffer(data, np.uint8) != ord(" ")
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    first = np.concatenate([[0], np.searchsorted(starts, between), [len(starts)]])
    counts = np.diff(first)
    number = np.repeat(np.arange(len(counts)), counts)
    if counts.max() > most:
        taken = np.arange(len(starts)) - first[number] < most
        starts, ends, number = starts[taken], ends[taken], number[taken]
    return Tokens(data, starts, ends, number)
