"""A page's texts as arrays of characters and words, counted for all texts at once.

A page has hundreds of short texts, and a call for each costs more than what it does; all characters
of the page together are counted in the time that a few calls take.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sitegen.language import words
from sitegen.language.words import FUNCTION_WORDS

Counts: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Hashes: TypeAlias = NDArray[np.uint64]

SIGNS = '|›@©:?"“('
_COMMAS, _APOSTROPHES = frozenset(",،、"), frozenset("'’")
# What is known of a character: these bits, and above them which of SIGNS it is, counted from 1.
_KNOWN, _LETTER, _DIGIT, _MARK, _UPPER, _COMMA, _WIDE, _UNSPACED, _APOSTROPHE, _SIGN = (
    1 << bit for bit in range(10)
)
# Of every character: filled in as they are met, and only what is filled in takes memory.
_KINDS, _LOWER = np.zeros(0x110000, np.uint16), np.zeros(0x110000, np.uint32)
# A word's hash is a polynomial of its characters at an odd number (Karp & Rabin 1987, "Efficient
# randomized pattern-matching algorithms", IBM J. Res. Dev. 31(2)), modulo a power of two.
_BASE = 0x9E3779B97F4A7C15
_BREAK = "\n"
# From these characters on UTF-8 takes two, three and four bytes.
_MORE_BYTES = (0x80, 0x800, 0x10000)


class Characters:
    """The characters of N texts.

    Attributes:
        lengths: (N,) of the texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.lengths: Counts = np.fromiter(map(len, texts), np.int64, len(texts))
        self._ends = np.cumsum(self.lengths + 1) - 1
        self._starts = self._ends - self.lengths
        page = _BREAK.join(texts) + _BREAK
        codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), "<u4")
        self._kinds = _kinds(codes)
        self._lower = _LOWER.take(codes)

    def digits(self, most: int) -> Counts:
        """Return how many of each text's first characters are digits, shape (N,)."""
        return self._count(_DIGIT, most)

    def marks(self, most: int) -> Counts:
        """Return how many of them are neither letters nor digits nor spaces, shape (N,)."""
        return self._count(_MARK, most)

    def commas(self, most: int) -> Counts:
        """Return how many of them are commas, shape (N,)."""
        return self._count(_COMMA, most)

    def widths(self) -> NDArray[np.float64]:
        """Return the length of each text in Latin characters, as `words.width`, shape (N,)."""
        return self.lengths + words.WIDE_FACTOR * self._count(_WIDE)

    def signs(self) -> Counts:
        """Return how often each of SIGNS stands in each text, shape (N, SIGNS)."""
        number, places = len(self.lengths), np.flatnonzero(self._kinds >= _SIGN)
        which, most = self._kinds[places] // _SIGN, len(SIGNS) + 1
        counts = np.bincount(self._text(places) * most + which, minlength=number * most)
        return counts.reshape(number, most)[:, 1:]

    def words(self, most: int | None = None) -> "Words":
        """Return the words of each text's first characters, as `words.words` tells them."""
        starts, ends = _runs(self._are(_LETTER, most))
        # `don't` is one word.
        beside = starts[1:] == ends[:-1] + 1
        beside &= self._are(_APOSTROPHE)[ends[:-1]]
        joined = _every_other(beside)
        ends[:-1][joined] = ends[1:][joined]
        first = np.concatenate([[True], ~joined])[: len(starts)]
        return self._words(starts[first], ends[first])

    def terms(self) -> "Words":
        """Return the words and numbers of each text, as `words.spaced` tells them."""
        return self._words(*_runs(self._are(_LETTER | _DIGIT)))

    def pairs(self) -> "Words":
        """Return the pairs of characters that stand for words in scripts without spaces."""
        unspaced = self._are(_UNSPACED)
        if not unspaced.any():
            nothing = np.zeros(0, np.int64)
            return self._words(nothing, nothing)
        runs = self.words()
        some = unspaced[runs.starts]
        starts, lengths = runs.starts[some], runs.lengths[some] - 1
        begins = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        begins += np.arange(len(begins))
        return self._words(begins, begins + 2)

    def sizes(self, some: "Words") -> Counts:
        """Return how many bytes of UTF-8 each of some words has, shape (W,)."""
        codes = self._lower
        if (codes < _MORE_BYTES[0]).all():
            return some.lengths
        sizes = 1 + sum((codes >= first).astype(np.int64) for first in _MORE_BYTES)
        above = np.concatenate([[0], np.cumsum(sizes)])
        found: Counts = above[some.starts + some.lengths] - above[some.starts]
        return found

    def _words(self, starts: Counts, ends: Counts) -> "Words":
        upper = self._are(_UPPER)[starts]
        return Words(
            len(self.lengths), self._text(starts), starts, ends - starts, upper,
            _hashes(self._lower, starts, ends - starts),
        )  # fmt: skip

    def _are(self, kind: int, most: int | None = None) -> Flags:
        """Return which characters are of a kind; of each text's first ones, if `most` is given."""
        found: Flags = (self._kinds & kind) > 0
        if most is not None:
            for text in np.flatnonzero(self.lengths > most).tolist():
                found[self._starts[text] + most : self._ends[text]] = False
        return found

    def _text(self, places: Counts) -> Counts:
        """Return in which text each character stands."""
        found: Counts = np.searchsorted(self._ends, places)
        return found

    def _count(self, kind: int, most: int | None = None) -> Counts:
        above = np.zeros(len(self._kinds) + 1, np.int64)
        np.cumsum((self._kinds & kind) > 0, out=above[1:])
        ends = self._ends if most is None else np.minimum(self._ends, self._starts + most)
        counts: Counts = above[ends] - above[self._starts]
        return counts


@dataclass(frozen=True, slots=True)
class Words:
    """W words of N texts.

    Attributes:
        texts: N.
        text: (W,) which text each stands in.
        starts: (W,) where it begins on the page.
        lengths: (W,) how many characters it has.
        upper: (W,) whether it begins with a capital.
        hashes: (W,) equal words, whatever their case, have equal ones.
    """

    texts: int
    text: Counts
    starts: Counts
    lengths: Counts
    upper: Flags
    hashes: Hashes

    def numbers(self) -> Counts:
        """Return how many words each text has, shape (N,)."""
        return np.bincount(self.text, minlength=self.texts)

    def sums(self, values: NDArray[np.number] | Flags) -> NDArray[np.float64]:
        """Return the sums of what is said of each text's words, shape (N,)."""
        found = np.bincount(self.text, weights=values, minlength=self.texts)
        return found.astype(np.float64)

    def among(self, some: Hashes) -> Flags:
        """Return which words are among some, given the hashes of these in order, shape (W,)."""
        place = np.minimum(np.searchsorted(some, self.hashes), len(some) - 1)
        found: Flags = some[place] == self.hashes
        return found


def hashes_of(some: Iterable[str]) -> Hashes:
    """Return the hashes of words in lower case, in order."""
    listed = sorted(some)
    lengths = np.fromiter(map(len, listed), np.int64, len(listed))
    codes = np.frombuffer("".join(listed).encode("utf-32-le"), "<u4")
    return np.sort(_hashes(codes, np.cumsum(lengths) - lengths, lengths))


def sentences(texts: Sequence[str]) -> Counts:
    """Return how many sentences end in each text, as `words.sentences`, shape (texts,)."""
    page = _BREAK.join(texts)
    places = [match.start() for match in words.SENTENCE_END.finditer(page)]
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
    return np.bincount(np.searchsorted(ends, places), minlength=len(texts))


def _runs(flags: Flags) -> tuple[Counts, Counts]:
    """Return where runs of flags start and end."""
    padded = np.zeros(len(flags) + 2, np.int8)
    padded[1:-1] = flags
    edges = np.diff(padded)
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _every_other(flags: Flags) -> Flags:
    """Return of each run of flags the first, the third and so on."""
    rows = np.arange(1, len(flags) + 1)
    before = np.maximum.accumulate(np.where(flags, 0, rows))
    found: Flags = flags & ((rows - before) % 2 == 1)
    return found


def _hashes(codes: NDArray[np.uint32], starts: Counts, lengths: Counts) -> Hashes:
    if not len(starts):
        return np.zeros(0, np.uint64)
    begins = np.cumsum(lengths) - lengths
    within = np.arange(lengths.sum()) - np.repeat(begins, lengths)
    powers = np.full(int(lengths.max()), _BASE, np.uint64)
    powers[0] = 1
    powers = np.multiply.accumulate(powers)
    values = codes.take(within + np.repeat(starts, lengths)) * powers.take(within)
    return np.add.reduceat(values, begins)


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    found = _KINDS.take(codes)
    unknown = codes[found == 0]
    if len(unknown):
        for code in np.unique(unknown).tolist():
            _KINDS[code] = _kind(chr(code))
            lower = chr(code).lower()
            _LOWER[code] = ord(lower) if len(lower) == 1 else code
        found = _KINDS.take(codes)
    return found


def _kind(character: str) -> int:
    alphanumeric, digit = character.isalnum(), character.isdecimal()
    return (
        _KNOWN
        + _LETTER * (alphanumeric and not digit)
        + _DIGIT * digit
        + _MARK * (not (alphanumeric or character.isspace() or character == "_"))
        + _UPPER * character.isupper()
        + _COMMA * (character in _COMMAS)
        + _WIDE * words.is_wide(character)
        + _UNSPACED * words.starts_unspaced(character)
        + _APOSTROPHE * (character in _APOSTROPHES)
        + _SIGN * (SIGNS.find(character) + 1)
    )


FUNCTION_HASHES = hashes_of(FUNCTION_WORDS)
