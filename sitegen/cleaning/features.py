"""A page's blocks as numbers: what a block is in itself, and what stands around it.

Every feature is a count, a share or a flag that any page has. No word of any page is among them:
what is known of words is in the lists that the rules use, and in what `evidence` adds.
"""

import math
import re
from collections import Counter
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sitegen.cleaning import furniture, places, prose
from sitegen.model import Block, Draft, Kind, Section
from sitegen.words import (
    FUNCTION_WORDS,
    REMEMBERED,
    ends_sentence,
    function_share,
    normal,
    plain,
    sentences,
    width,
    words,
)

Matrix = NDArray[np.float32]

# Text beyond this says nothing new about its block, and of its words the first ones say enough.
_ENOUGH, _HEAD = 2000, 500
_FIRST_PERSON = frozenset(
    "i my me we our us ich mein wir uns je mon nous notre yo mi nosotros".split()
)
_SECOND_PERSON = frozenset("you your sie ihr ihre ihnen du dein vous votre usted su".split())
_SIGNS = '|›@©:?"“('
_ANY_SIGN, _NO_SIGNS = re.compile(f"[{re.escape(_SIGNS)}]"), (0,) * len(_SIGNS)
_DIGIT, _SIGN = re.compile(r"\d"), re.compile(r"[^\w\s]")
_CALL = re.compile(
    r"(?:read|see|click|sign|subscribe|follow|join|share|learn|watch|listen|download|get|find|view|"
    r"contact|support|donate|buy|order|check|visit|lesen|hier|jetzt|mehr|zum|zur|folgen|lire|voir|"
    r"découvr\w+|leer|ver|vea|suscr\w+)\b",
    re.IGNORECASE,
)

OWN = (
    "width", "sentences", "ends sentence", "function words", "spaced", "prose", "furniture",
    "words", "capitals", "digits", "punctuation", "commas", "word length", "ends with colon",
    "ends with ellipsis", "level", "depth", "call", "first person", "second person", "repeats",
    "likely", "item", "in comments", "in related", *(f"sign {sign}" for sign in _SIGNS),
)  # fmt: skip
# What is also told of a block's neighbours, and of how far ones.
AROUND = (
    *(("width", d) for d in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *(("function words", d) for d in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *(("prose", d) for d in (-2, -1, 1, 2)),
    ("furniture", 1),
)
NAMES = (*OWN, *places.NAMES, *places.PAGE, *(f"{name} at {d:+d}" for name, d in AROUND))


def of(draft: Draft) -> Matrix:
    """Return one row of features for each block, in the order of NAMES."""
    blocks = draft.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), np.float32)
    texts = [plain(block.text[:_ENOUGH]) for block in blocks]
    counts = Counter(normal(text) for text in texts if len(text) < places.LONG)
    own = np.array(
        [_own(block, text, counts) for block, text in zip(blocks, texts, strict=True)], np.float32
    )
    columns = dict(zip(OWN, own.T, strict=True))
    widths = [width(block.text) for block in blocks]
    place = places.of(blocks, texts, widths, columns)
    page = np.tile(np.array(places.page(blocks, widths, columns), np.float32), (len(blocks), 1))
    around = [shifted(columns[name], distance) for name, distance in AROUND]
    return np.hstack([own, place, page, np.column_stack(around)]).astype(np.float32)


def shifted(column: Matrix, distance: int) -> Matrix:
    """Return each row's neighbour at a distance; -1 where there is none."""
    moved = np.full_like(column, -1)
    if distance > 0:
        moved[:-distance] = column[distance:]
    else:
        moved[-distance:] = column[:distance]
    return moved


def _own(block: Block, text: str, counts: Counter[str]) -> tuple[float, ...]:
    short = len(text) < places.LONG
    (wide, ended, ends, share, capitals), shape, *rest = (_of_line if short else _of_text)(text)
    kind = block.kind
    return (
        math.log1p(wide),
        ended,
        ends,
        share,
        block.spaced,
        prose.score(block, wide, ended, ends=ends > 0, share=share, capitals=capitals),
        furniture.strength(block),
        *shape,
        block.level if kind is Kind.HEADING else 0,
        block.level if kind is Kind.ITEM else 0,
        *rest[0],
        min(counts[normal(text)], 6) if short else 1,
        -1.0 if block.likely is None else block.likely,
        kind is Kind.ITEM,
        block.section is Section.COMMENTS,
        block.section is Section.RELATED,
        *rest[1],
    )


def _of_text(text: str) -> tuple[tuple[float, ...], ...]:
    """Return what a text says whatever block it is: what prose is told by, then features."""
    head = text[:_HEAD]
    found = words(head)
    lower = [word.lower() for word in found]
    number, length = len(found) or 1, len(head) or 1
    if head.isascii():
        share = sum(map(FUNCTION_WORDS.__contains__, lower)) / number
    else:
        share = function_share(head)
    capitals = sum(map(str.isupper, [word[0] for word in found])) / number
    wide = width(text)
    return (
        (wide, min(sentences(text), 8), ends_sentence(text), share, capitals),
        (
            # Scripts without spaces have no words to count.
            math.log1p(max(len(found) * len(text) / length, (wide - len(text)) / 3)),
            capitals,
            len(_DIGIT.findall(head)) / length,
            len(_SIGN.findall(head)) / length,
            min(head.count(",") + head.count("،") + head.count("、"), 10) / math.log2(number + 1),
            sum(map(len, found)) / number,
            text.endswith((":", "：")),
            text.endswith(("...", "…", "[…]", "[...]")),
        ),
        (
            bool(_CALL.match(text)),
            sum(map(_FIRST_PERSON.__contains__, lower)) / number,
            sum(map(_SECOND_PERSON.__contains__, lower)) / number,
        ),
        _signs(text),
    )


# The lines of a site stand on many of its pages.
_of_line = lru_cache(maxsize=REMEMBERED)(_of_text)


def _signs(text: str) -> tuple[int, ...]:
    """Return how often each of `_SIGNS` stands in a text, up to a limit."""
    if not _ANY_SIGN.search(text):
        return _NO_SIGNS
    return tuple(min(text.count(sign), 5) for sign in _SIGNS)
