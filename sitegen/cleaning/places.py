"""Where a page's blocks stand, as numbers: on the page, among prose, and among their like."""

import math
import re
from collections import Counter
from itertools import accumulate, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from sitegen.cleaning import prose
from sitegen.cleaning.characters import FUNCTION_HASHES, Characters, Counts, Flags
from sitegen.language import dates
from sitegen.model import Block, Kind, Section

Matrix = NDArray[np.float32]

# A block this long is prose enough to tell what the page is about.
LONG = 160
SHORT = 80
# A line with a date, and not much else, is at most this long.
_DATED = 120
# A word of this many bytes that is no function word tells something of the topic.
_RARER = 4
# Distances in blocks are told up to here.
_FAR = 30
# How far the blocks are counted that a block stands among.
_AMONG = 10
_SINCE = (Section.COMMENTS, Section.RELATED, Section.BIO)
# Short lines like these are names, or menus.
_NAME_WORDS, _NAME_CAPITALS = 5, 0.7
# Short lines of one shape that stand this often come out of a loop: comments, teasers.
_LOOPED = 3
_SHAPED = 60
# What a shape has for each character of ASCII.
_ASCII = 128
_SHAPES = np.array(
    [ord("0Aa"[(c > "9") + (c > "Z")] if c.isalnum() else c) for c in map(chr, range(_ASCII))],
    np.uint32,
)
_TWICE = np.array([ord(sign) for sign in "Aa0_"], np.uint32)
_ONCE = itemgetter(1)
_SAME_WORD = re.compile(r"(\S+ )\1+")

NAMES = (
    "blocks above", "blocks below", "width above", "width below", "since comments",
    "since related", "since bio", "below first long", "above last long", "since long", "until long",
    "same kind above", "same kind below", "short above", "since main heading",
    "since date", "until date", "dates above", "dates below", "ellipses above", "ellipses below",
    "looped below", "inside run", "run weight", "to heaviest run", "on topic", "on topic of run",
    "like long above", "like long below", "width among long", "first person among run",
    "page dates", "page loops",
)  # fmt: skip
# What is the same for all blocks of a page.
PAGE = (
    "page blocks", "page width", "page median", "page long share", "page spaced", "page items",
    "page headings", "page ascii", "page joined", "page sentences", "page names",
)  # fmt: skip


def of(
    blocks: tuple[Block, ...],
    texts: list[str],
    characters: Characters,
    widths: list[float],
    own: dict[str, Matrix],
) -> Matrix:
    """Return one row for each block, in the order of NAMES.

    Args:
        blocks: the page's blocks.
        texts: their plain text, as far as it is read.
        characters: those of the texts.
        widths: how wide they are.
        own: features of the blocks in themselves: `ends sentence`, `ends with ellipsis`, `prose`
            and `first person`, shape (blocks,) each.
    """
    number, total = len(blocks), sum(widths) or 1.0
    wide = np.array(widths, np.float32)
    is_long = (wide >= LONG) & (own["ends sentence"] > 0)
    long = np.flatnonzero(is_long) if is_long.any() else np.array([0, number - 1])
    above = [0.0, *accumulate(widths)]
    rows = np.arange(number)
    like = [False, *(_alike(a, b) for a, b in pairwise(zip(blocks, widths, strict=True)))]
    dated = np.array([_is_dated(text, w) for text, w in zip(texts, widths, strict=True)])
    looped = _looped(texts, widths)
    ellipsis = own["ends with ellipsis"] > 0
    columns = [
        np.log1p(rows),
        np.log1p(rows[::-1]),
        [share / total for share in above[:-1]],
        [1 - share / total for share in above[1:]],
        *(since(np.array([block.section is s for block in blocks])) for s in _SINCE),
        np.clip(rows - long[0], -_AMONG, _FAR),
        np.clip(long[-1] - rows, -_AMONG, _FAR),
        since(is_long),
        until(is_long),
        _streaks(like),
        _streaks([*like[1:], False][::-1])[::-1],
        [0, *_streaks((wide < SHORT).tolist())[:-1]],
        since(np.array([b.kind is Kind.HEADING and b.level == 1 for b in blocks])),
        since(dated),
        until(dated),
        *around(dated, _AMONG),
        *around(ellipsis, _AMONG),
        around(looped, _AMONG)[1],
        *_among_prose(characters, wide, is_long, own),
        np.full(number, dated.mean()),
        np.full(number, looped.mean()),
    ]
    return np.array(columns, np.float32).T


def since(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return how many rows above the last flag stands, up to a limit; the limit plus 1 for none."""
    rows = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, rows, -1))
    return np.where(last < 0, _FAR + 1, np.minimum(_FAR, rows - last))


def until(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return how many rows below the next flag stands, as `since` does."""
    return since(flags[::-1])[::-1]


def around(values: NDArray[np.generic], reach: int) -> tuple[Matrix, Matrix]:
    """Return the sums of the values within reach above each row, and below it."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    number = len(values)
    rows = np.arange(number)
    above = sums[rows] - sums[np.maximum(0, rows - reach)]
    below = sums[np.minimum(number, rows + 1 + reach)] - sums[rows + 1]
    return above.astype(np.float32), below.astype(np.float32)


def _streaks(flags: list[bool]) -> list[int]:
    """Return for each row how many flags in a row end with it, up to a limit."""
    rows = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, -1, rows))
    found: list[int] = np.minimum(_FAR, rows - last).tolist()
    return found


def _alike(before: tuple[Block, float], block: tuple[Block, float]) -> bool:
    """Whether two neighbours look like pieces of one list: same kind, both long or both short."""
    same = before[0].kind is block[0].kind and before[0].spaced == block[0].spaced
    return same and (before[1] < SHORT) == (block[1] < SHORT)


def _is_dated(text: str, width: float) -> bool:
    return width < _DATED and bool(dates.find(text))


def _looped(texts: list[str], widths: list[float]) -> NDArray[np.bool_]:
    """Return which short lines have a shape that many lines of the page have."""
    short = [text[:_SHAPED] if w < SHORT else "" for text, w in zip(texts, widths, strict=True)]
    shapes = _shapes(short)
    counts = Counter(shapes)
    return np.array([len(s) > 1 and counts[s] >= _LOOPED for s in shapes])


def _shapes(texts: list[str]) -> list[str]:
    """Return what remains of texts without their letters: `By Ada Wu on 3 May` -> `Aa a 0 Aa`."""
    # All at once: nothing in a shape goes on beyond the end of a line.
    lines = "\n".join([text.replace("\n", "\v") for text in texts])
    codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), "<u4")
    codes = np.where(codes < _ASCII, _SHAPES.take(codes % _ASCII), codes)
    again = np.flatnonzero(codes[1:] == codes[:-1]) + 1
    signs = codes[again]
    # Letters and digits that stand twice; of those beyond ASCII there are few.
    said = np.isin(signs, _TWICE)
    for i in np.flatnonzero(signs >= _ASCII).tolist():
        said[i] = chr(signs[i]).isalnum()
    once = np.delete(codes, again[said]).tobytes().decode("utf-32-le", "surrogatepass")
    return _SAME_WORD.sub(_ONCE, once).split("\n")


def _among_prose(
    characters: Characters, wide: Matrix, is_long: NDArray[np.bool_], own: dict[str, Matrix]
) -> list[Matrix]:
    """Return each block's place among the runs of prose, and how much it speaks of their topic."""
    number = len(wide)
    scores = own["prose"].astype(float)
    stretches = prose.stretches(scores.tolist())
    weights = [float(scores[start:end].sum()) for start, end in stretches]
    heaviest = max(weights, default=1.0) or 1.0
    run = np.zeros((2, number), np.float32)
    for (start, end), weight in zip(stretches, weights, strict=True):
        run[0, start:end], run[1, start:end] = 1, weight / heaviest
    low, high = stretches[int(np.argmax(weights))] if stretches else (0, 0)
    rows = np.arange(number)
    distance = np.maximum(0, np.maximum(low - rows, rows - high + 1))
    vocabularies = _Vocabularies(characters)
    in_run = (rows >= low) & (rows < high)
    median = float(np.median(wide[is_long])) if is_long.any() else float(LONG)
    first_person = np.where(is_long, own["first person"], 0)
    usual = float(first_person[low:high].mean()) if high > low else 0.0
    return [
        *run,
        np.minimum(distance, _FAR),
        vocabularies.shared(is_long),
        vocabularies.shared(in_run),
        vocabularies.shared_with(_last(is_long)),
        vocabularies.shared_with(_next(is_long)),
        wide / (median or 1),
        first_person - usual,
    ]


class _Vocabularies:
    """The rarer words of a page's texts; pairs of characters in scripts without spaces."""

    def __init__(self, characters: Characters) -> None:
        terms, pairs = characters.terms(), characters.pairs()
        told = (characters.sizes(terms) >= _RARER) & ~terms.among(FUNCTION_HASHES)
        number = terms.texts
        text = np.concatenate([terms.text[told], pairs.text])
        different, word = np.unique(
            np.concatenate([terms.hashes[told], pairs.hashes]), return_inverse=True
        )
        self._number = max(1, len(different))
        # Each word of a text once, in the order of the texts.
        self._keys = np.unique(text * self._number + word)
        self._text, self._word = np.divmod(self._keys, self._number)
        self._sizes = np.bincount(self._text, minlength=number) + 1

    def shared(self, flags: Flags) -> Matrix:
        """Return the share of each text's words that the flagged texts also have."""
        flagged = flags[self._text]
        times = np.bincount(self._word[flagged], minlength=self._number)
        # A flagged text's own words do not speak for it.
        return self._shares(times[self._word] > flagged)

    def shared_with(self, others: Counts) -> Matrix:
        """Return the share of each text's words that another text has; -1 for no other text."""
        other = others[self._text]
        wanted = other * self._number + self._word
        place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return self._shares((other >= 0) & (self._keys[place] == wanted))

    def _shares(self, flags: Flags) -> Matrix:
        number = len(self._sizes)
        shares = np.bincount(self._text, weights=flags, minlength=number) / self._sizes
        return shares.astype(np.float32)


def _last(flags: Flags) -> Counts:
    """Return the last flagged row above each row; -1 for none."""
    rows = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, rows, -1))
    return np.concatenate([[-1], last[:-1]])


def _next(flags: Flags) -> Counts:
    """Return the next flagged row below each row; -1 for none."""
    last = _last(flags[::-1])[::-1]
    return np.where(last < 0, -1, len(flags) - 1 - last)


def page(blocks: tuple[Block, ...], widths: list[float], own: dict[str, Matrix]) -> list[float]:
    """Return what is the same for all blocks of a page, in the order of PAGE.

    Args:
        blocks: the page's blocks.
        widths: how wide they are.
        own: features of the blocks in themselves: `sentences`, `spaced`, `words`, `capitals` and
            `ends sentence`, shape (blocks,) each.
    """
    number, total = len(blocks), sum(widths) or 1.0
    texts = "".join(block.text[:SHORT] for block in blocks)
    names = (
        (np.array(widths) < SHORT)
        & (own["words"] <= math.log1p(_NAME_WORDS))
        & (own["capitals"] >= _NAME_CAPITALS)
        & (own["ends sentence"] == 0)
    )
    return [
        math.log1p(number),
        math.log1p(total),
        sorted(widths)[number // 2],
        sum(w for w in widths if w >= LONG) / total,
        float(own["spaced"].mean()),
        sum(block.kind is Kind.ITEM for block in blocks) / number,
        sum(block.kind is Kind.HEADING for block in blocks) / number,
        len(texts.encode("ascii", "ignore")) / (len(texts) or 1),
        sum(block.last > block.first for block in blocks) / number,
        float(own["sentences"].mean()),
        float(names.mean()),
    ]
