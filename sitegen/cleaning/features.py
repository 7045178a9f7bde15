"""A page's blocks as numbers: what a block is in itself, and what stands around it.

Every feature is a count, a share or a flag that any page has. No word of any page is among them:
what is known of words is in the lists that the rules use, and in what `evidence` adds.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.cleaning import furniture, places, prose
from sitegen.cleaning.characters import FUNCTION_HASHES, SIGNS, Characters, hashes_of, sentences
from sitegen.language.words import (
    ends_sentence,
    function_share,
    has_particles,
    normal,
    plain,
    width,
)
from sitegen.model import Block, Draft, Kind, Section

Matrix = NDArray[np.float32]

# Text beyond this says nothing new about its block, and of its words the first ones say enough.
_ENOUGH, _HEAD = 2000, 500
_FIRST_PERSON = hashes_of(
    "i my me we our us ich mein wir uns je mon nous notre yo mi nosotros".split()
)
_SECOND_PERSON = hashes_of("you your sie ihr ihre ihnen du dein vous votre usted su".split())
_CALL = re.compile(
    r"(?:read|see|click|sign|subscribe|follow|join|share|learn|watch|listen|download|get|find|view|"
    r"contact|support|donate|buy|order|check|visit|lesen|hier|jetzt|mehr|zum|zur|folgen|lire|voir|"
    r"découvr\w+|leer|ver|vea|suscr\w+)\b"
)
# No word of them, in lower case, is longer.
_LONGEST_CALL = 20

OWN = (
    "width", "sentences", "ends sentence", "function words", "spaced", "prose", "furniture",
    "words", "capitals", "digits", "punctuation", "commas", "word length", "ends with colon",
    "ends with ellipsis", "level", "depth", "call", "first person", "second person", "repeats",
    "likely", "item", "in comments", "in related", *(f"sign {sign}" for sign in SIGNS),
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
    characters = Characters(texts)
    own = _own(blocks, texts, characters, counts)
    columns = dict(zip(OWN, own.T, strict=True))
    widths = [width(block.text) for block in blocks]
    place = places.of(blocks, texts, characters, widths, columns)
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


def _own(
    blocks: Sequence[Block], texts: list[str], characters: Characters, counts: Counter[str]
) -> Matrix:
    """Return what each block is in itself, in the order of OWN.

    Args:
        blocks: of a page.
        texts: their plain text.
        characters: those of the texts.
        counts: how often the short ones stand on the page, by what `normal` makes of them.
    """
    found = characters.words(_HEAD)
    wide, lengths = characters.widths(), characters.lengths
    length, number = np.clip(lengths, 1, _HEAD), found.numbers()
    some = np.maximum(number, 1)
    share = found.sums(found.among(FUNCTION_HASHES)) / some
    if any(map(has_particles, texts)):
        share = np.array([function_share(text[:_HEAD]) for text in texts])
    capitals = found.sums(found.upper) / some
    ended = np.minimum(sentences(texts), 8)
    ends = np.array([ends_sentence(text) for text in texts])
    # Scripts without spaces have no words to count.
    many = np.maximum(number * lengths / length, (wide - lengths) / 3)
    columns = [
        _logarithms(wide), ended, ends, share, [block.spaced for block in blocks],
        prose.scores(blocks, wide, ended, ends=ends, share=share, capitals=capitals),
        [furniture.strength(block) for block in blocks], _logarithms(many), capitals,
        characters.digits(_HEAD) / length, characters.marks(_HEAD) / length,
        np.minimum(characters.commas(_HEAD), 10) / [math.log2(n + 1) for n in some.tolist()],
        found.sums(found.lengths) / some,
        [text.endswith((":", "：")) for text in texts],
        [text.endswith(("...", "…", "[…]", "[...]")) for text in texts],
        [block.level if block.kind is Kind.HEADING else 0 for block in blocks],
        [block.level if block.kind is Kind.ITEM else 0 for block in blocks],
        [bool(_CALL.match(text[:_LONGEST_CALL].lower())) for text in texts],
        found.sums(found.among(_FIRST_PERSON)) / some,
        found.sums(found.among(_SECOND_PERSON)) / some,
        [min(counts[normal(text)], 6) if len(text) < places.LONG else 1 for text in texts],
        [-1.0 if block.likely is None else block.likely for block in blocks],
        [block.kind is Kind.ITEM for block in blocks],
        [block.section is Section.COMMENTS for block in blocks],
        [block.section is Section.RELATED for block in blocks],
        *np.minimum(characters.signs(), 5).T,
    ]  # fmt: skip
    return np.array(columns, np.float32).T


def _logarithms(values: NDArray[np.float64]) -> list[float]:
    """Return log(1 + value); numpy's differs between processors."""
    return list(map(math.log1p, values.tolist()))
