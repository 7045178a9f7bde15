"""Which articles are the same text: saved twice, spun, cut, shuffled, or edited by a syndicate.

Two texts are compared by their shingles of three words (Broder 1997, "On the resemblance and
containment of documents"). How many of the shorter one's stand in the longer one is not enough: two
articles that quote one speech share a lot. So the shorter text is cut into pieces, and most pieces
must share; a quotation stands in a few.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sitegen.language.words import has_unspaced, spaced, tokens

# What the comparison is: kept answers of another one are asked again.
VERSION = 2
# Only articles that are so much alike are compared.
LEAST_LIKENESS = 0.3
_SHINGLE = 3
# Words in a piece; a piece shares if this part of its shingles stands in the other text.
_PIECE, _SHARED = 40, 0.15
# This part of the pieces must share, and this part of all shingles.
_PIECES, _ALL = 0.7, 0.2
# A text of fewer words is too short to be told from a phrase.
_FEWEST = 12


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """The hashes of a text's shingles.

    Attributes:
        ordered: as they stand in the text.
        ascending: the same by size.
    """

    ordered: NDArray[np.uint64]
    ascending: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article, as far as choosing the canonical one among copies needs it.

    Attributes:
        slug: its slug.
        size: how long its text is.
        date: EDTF, empty if unknown.
        ours: whether sitegen may mark it as a copy: no person said what it is.
    """

    slug: str
    size: int
    date: str
    ours: bool


def shingles(text: str) -> Shingles:
    """Return the hashes of a text's shingles, in order."""
    if has_unspaced(text):
        found = [token.encode("utf-8", "surrogatepass") for token in tokens(text)]
    else:
        found = spaced(text)
    if len(found) < _SHINGLE:
        return Shingles(np.zeros(0, np.uint64), np.zeros(0, np.uint64))
    words = np.array(list(map(crc32, found)), np.uint64)
    # Odd factors keep the order of the words; sums wrap around.
    hashes = (
        words[:-2] * np.uint64(0x9E3779B97F4A7C15)
        + words[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
        + words[2:] * np.uint64(0x165667B19E3779F9)
    )
    return Shingles(hashes, np.sort(hashes))


def same(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are the same one."""
    short, long = sorted((one, other), key=lambda shingles: len(shingles.ordered))
    number = len(short.ordered)
    if number < _FEWEST - _SHINGLE + 1:
        return number > 0 and bool(np.array_equal(short.ordered, long.ordered))
    places = np.searchsorted(long.ascending, short.ordered)
    places[places == len(long.ascending)] = 0
    shared = long.ascending[places] == short.ordered
    if shared.mean() < _ALL:
        return False
    # The first pieces are a shingle longer where it does not come out even.
    count = max(1, round(number / _PIECE))
    sizes = np.full(count, number // count)
    sizes[: number % count] += 1
    in_pieces = np.add.reduceat(shared, np.cumsum(sizes) - sizes, dtype=np.int64)
    return float(np.mean(in_pieces / sizes >= _SHARED)) >= _PIECES


def canonical(
    candidates: Mapping[int, Candidate],
    likely: Mapping[int, Iterable[int]],
    are_same: Callable[[int, int], bool],
) -> dict[int, int]:
    """Return copy -> canonical article.

    The canonical one of several is the most complete, then the earliest; an article that a person
    vouches for comes before any other. A copy is always a copy of its canonical article itself, not
    of another copy.

    Args:
        candidates: row -> article, of those that are likely to be the same text as another one.
        likely: row -> rows that may be the same text, both ways.
        are_same: whether two rows are the same text.
    """
    found: dict[int, int] = {}
    order = sorted(candidates, key=lambda row: _rank(candidates[row]))
    place = {row: i for i, row in enumerate(order)}
    for row in order:
        if not candidates[row].ours:
            continue
        # Of many copies each knows only some: the canonical one may be that of a neighbour.
        near = {found.get(other, other) for other in likely.get(row, ())}
        before = (other for other in near if place[other] < place[row])
        for other in sorted(before, key=place.__getitem__):
            if are_same(row, other):
                found[row] = other
                break
    return found


def _rank(candidate: Candidate) -> tuple[bool, int, str, str]:
    date = candidate.date.rstrip("~?./") or "9999"
    return (candidate.ours, -candidate.size, date, candidate.slug)
