"""A page's blocks as numbers: what a block is in itself, and what stands around it.

Every feature is a count, a share or a flag that any page has. No word of any page is among them:
what is known of words is in the lists that the rules use.
"""

import math
import re
from collections import Counter
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen import dates
from sitegen.cleaning import furniture, prose
from sitegen.cleaning.edges import is_byline
from sitegen.cleaning.words import (
    FUNCTION_WORDS,
    ends_sentence,
    function_share,
    normal,
    plain,
    sentences,
    starts_unspaced,
    width,
    words,
)
from sitegen.model import Block, Draft, Kind, Section

Matrix = NDArray[np.float32]

# Text beyond this says nothing new about its block.
_ENOUGH = 2000
# A block this long is prose enough to tell what the page is about.
_LONG = 160
_SHORT = 80
# A word of this many letters that is no function word tells something of the topic.
_RARER = 4
# Distances in blocks are told up to here.
_FAR = 30
# How far the features of neighbours reach, in blocks.
WINDOW = 4
# How far the words of neighbours reach, fading.
_NEAR = 8
_FIRST_PERSON = frozenset(
    "i my me we our us ich mein wir uns je mon nous notre yo mi nosotros".split()
)
_SECOND_PERSON = frozenset("you your sie ihr ihre ihnen du dein vous votre usted su".split())
_SIGNS = '|•·»›@©#$%:…?!"“„«('
_ANY_SIGN, _NO_SIGNS = re.compile(f"[{re.escape(_SIGNS)}]"), [0] * len(_SIGNS)
_DIGIT, _SIGN = re.compile(r"\d"), re.compile(r"[^\w\s]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINK = re.compile(r"https?:|www\.|\w@\w")
_CALL = re.compile(
    r"(?:read|see|click|sign|subscribe|follow|join|share|learn|watch|listen|download|get|find|view|"
    r"contact|support|donate|buy|order|check|visit|lesen|hier|jetzt|mehr|zum|zur|folgen|lire|voir|"
    r"découvr\w+|leer|ver|vea|suscr\w+)\b",
    re.IGNORECASE,
)
_KINDS = (Kind.HEADING, Kind.ITEM, Kind.QUOTE, Kind.TABLE, Kind.CODE)
_SINCE = (Section.COMMENTS, Section.RELATED, Section.BIO)
_SECTIONS = (Section.BIO, Section.CREDIT, Section.COMMENTS, Section.RELATED, Section.FURNITURE)
# The flags of each kind and section.
_KIND = {kind: [kind is known for known in _KINDS] for kind in Kind}
_SECTION = {section: [section is known for known in _SECTIONS] for section in (None, *Section)}

# Features of a block in itself; the first few are also given for its neighbours.
SHARED = ("width", "sentences", "ends sentence", "function words", "spaced", "prose", "furniture")
OWN = (
    *SHARED, "words", "capitals", "all capitals", "digits", "punctuation", "commas", "word length",
    "starts lower", "ends with colon", "ends with ellipsis", "ends open", "lines", "level", "depth",
    "link", "date", "year", "byline", "call", "first person", "second person", "repeats", "likely",
    *(f"sign {sign}" for sign in _SIGNS), *(f"kind {kind}" for kind in _KINDS),
    *(f"section {section}" for section in _SECTIONS),
)  # fmt: skip
PLACE = (
    "blocks above", "blocks below", "width above", "width below", "since comments",
    "since related", "since bio", "below first long", "above last long", "since long", "until long",
    "on topic", "same kind above", "same kind below", "short above", "short below",
    "since heading", "since main heading", "inside run", "run weight", "run order",
)  # fmt: skip
PAGE = (
    "page blocks", "page width", "page median", "page long share", "page spaced", "page items",
    "page headings", "page ascii", "page joined", "page sentences",
)  # fmt: skip
NAMES = (
    *OWN,
    *PLACE,
    *PAGE,
    *(f"{name} at {d:+d}" for d in range(-WINDOW, WINDOW + 1) if d for name in SHARED),
)


# What `with_words` adds.
WORDS = (
    "words", *(f"words at {d:+d}" for d in (-2, -1, 1, 2)), "words near", "least words above",
    "page words",
)  # fmt: skip


def of(draft: Draft) -> Matrix:
    """Return one row of features for each block, in the order of NAMES, words aside."""
    blocks = draft.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), np.float32)
    texts = [plain(block.text[:_ENOUGH]) for block in blocks]
    counts = Counter(normal(text) for text in texts if len(text) < _LONG)
    own = np.array(
        [_own(block, text, counts) for block, text in zip(blocks, texts, strict=True)], np.float32
    )
    widths = [width(block.text) for block in blocks]
    place = np.column_stack([_place(blocks, texts, widths), _runs(own[:, OWN.index("prose")])])
    page = np.tile(_page(draft, own, widths), (len(blocks), 1))
    shared = own[:, : len(SHARED)]
    around = [shifted(shared, d) for d in range(-WINDOW, WINDOW + 1) if d]
    return np.hstack([own, place, page, *around]).astype(np.float32)


def with_words(rows: Matrix, scores: Matrix) -> Matrix:
    """Return rows of `of` with what words say of each block, its neighbours and the page.

    Args:
        rows: of `of`, shape (blocks, NAMES).
        scores: of `lexical.scores`, shape (blocks,).
    """
    weights = np.exp(-np.abs(np.arange(-_NEAR, _NEAR + 1)) / 3).astype(np.float32)
    size = slice(_NEAR, _NEAR + len(scores))
    near = np.convolve(scores, weights)[size] / np.convolve(np.ones_like(scores), weights)[size]
    column = scores[:, None]
    around = [shifted(column, distance) for distance in (-2, -1, 1, 2)]
    page = np.full(len(scores), scores.mean(), np.float32)
    return np.column_stack(
        [rows, scores, *around, near, np.minimum.accumulate(scores), page]
    ).astype(np.float32)


def shifted(columns: Matrix, distance: int) -> Matrix:
    """Return each row's neighbour at a distance; -1 where there is none."""
    moved = np.full_like(columns, -1)
    if distance > 0:
        moved[:-distance] = columns[distance:]
    else:
        moved[-distance:] = columns[:distance]
    return moved


def _own(block: Block, text: str, counts: Counter[str]) -> list[float]:
    found = words(text)
    lower = [word.lower() for word in found]
    number, length = len(found) or 1, len(text) or 1
    short = len(text) < _LONG
    values = [
        math.log1p(width(text)),
        min(sentences(text), 8),
        ends_sentence(text),
        function_share(text),
        block.spaced,
        prose.score(block),
        furniture.strength(block),
        math.log1p(max(len(found), (width(text) - len(text)) / 3)),
        sum(word[0].isupper() for word in found) / number,
        text.isupper(),
        len(_DIGIT.findall(text)) / length,
        len(_SIGN.findall(text)) / length,
        min(text.count(",") + text.count("،") + text.count("、"), 10) / math.log2(number + 1),
        sum(map(len, found)) / number,
        text[:1].islower(),
        text.endswith((":", "：")),
        text.endswith(("...", "…", "[…]", "[...]")),
        text.endswith((",", ";", "-", "–", "(")),
        min(block.last - block.first + 1, 20),
        block.level if block.kind is Kind.HEADING else 0,
        block.level if block.kind is Kind.ITEM else 0,
        bool(_LINK.search(text)),
        short and bool(dates.find(text)),
        bool(_YEAR.search(text)),
        short and is_byline(text),
        bool(_CALL.match(text)),
        sum(word in _FIRST_PERSON for word in lower) / number,
        sum(word in _SECOND_PERSON for word in lower) / number,
        min(counts.get(normal(text), 1) if short else 1, 6),
        -1.0 if block.likely is None else block.likely,
        *_signs(text),
        *_KIND[block.kind],
        *_SECTION[block.section],
    ]
    return list(map(float, values))


def _signs(text: str) -> list[int]:
    """Return how often each of `_SIGNS` stands in a text, up to a limit."""
    if not _ANY_SIGN.search(text):
        return _NO_SIGNS
    return [min(text.count(sign), 5) for sign in _SIGNS]


def _place(blocks: tuple[Block, ...], texts: list[str], widths: list[float]) -> Matrix:
    """Return where each block stands: on the page, in its sections, among prose and its like."""
    total, number = sum(widths) or 1.0, len(blocks)
    above = [0.0, *accumulate(widths)]
    is_long = [w >= _LONG and ends_sentence(t) for w, t in zip(widths, texts, strict=True)]
    long = [i for i, flag in enumerate(is_long) if flag] or [0, number - 1]
    short = [w < _SHORT for w in widths]
    like = [False, *(_alike(a, b) for a, b in pairwise(zip(blocks, widths, strict=True)))]
    columns = [
        [math.log1p(i) for i in range(number)],
        [math.log1p(number - 1 - i) for i in range(number)],
        [share / total for share in above[:-1]],
        [1 - share / total for share in above[1:]],
        *(_since([block.section is s for block in blocks]) for s in _SINCE),
        [max(-10, min(30, i - long[0])) for i in range(number)],
        [max(-10, min(30, long[-1] - i)) for i in range(number)],
        _since(is_long),
        _since(is_long[::-1])[::-1],
        _on_topic(texts, is_long),
        _streaks(like),
        _streaks([*like[1:], False][::-1])[::-1],
        [0, *_streaks(short)[:-1]],
        [*_streaks(short[::-1])[::-1][1:], 0],
        _since([block.kind is Kind.HEADING for block in blocks]),
        _since([block.kind is Kind.HEADING and block.level == 1 for block in blocks]),
    ]
    return np.array(columns, np.float32).T


def _alike(before: tuple[Block, float], block: tuple[Block, float]) -> bool:
    """Whether two neighbours look like pieces of one list: same kind, both long or both short."""
    same = before[0].kind is block[0].kind and before[0].spaced == block[0].spaced
    return same and (before[1] < _SHORT) == (block[1] < _SHORT)


def _since(flags: list[bool]) -> list[int]:
    """Return how many rows above the last flag stands, up to a limit; the limit plus 1 for none."""
    rows = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, rows, -1))
    found: list[int] = np.where(last < 0, _FAR + 1, np.minimum(_FAR, rows - last)).tolist()
    return found


def _streaks(flags: list[bool]) -> list[int]:
    """Return for each row how many flags in a row end with it, up to a limit."""
    rows = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, -1, rows))
    found: list[int] = np.minimum(_FAR, rows - last).tolist()
    return found


def _on_topic(texts: list[str], is_long: list[bool]) -> list[float]:
    """Return the share of each block's rarer words that the long blocks of prose also have."""
    vocabularies = [_vocabulary(text) for text in texts]
    known: Counter[str] = Counter()
    for vocabulary, flag in zip(vocabularies, is_long, strict=True):
        if flag:
            known.update(vocabulary)
    return [
        # A long block's own words do not speak for it.
        sum(known[word] > flag for word in vocabulary) / (len(vocabulary) + 1)
        for vocabulary, flag in zip(vocabularies, is_long, strict=True)
    ]


def _vocabulary(text: str) -> set[str]:
    """Return a text's rarer words; pairs of characters in scripts without spaces."""
    if text.isascii():
        return {
            word for word in map(str.lower, words(text))
            if len(word) >= _RARER and word not in FUNCTION_WORDS
        }  # fmt: skip
    found: set[str] = set()
    for word in map(str.lower, words(text)):
        if starts_unspaced(word):
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) >= _RARER and word not in FUNCTION_WORDS:
            found.add(word)
    return found


def _runs(scores: Matrix) -> Matrix:
    """Return each block's place in the runs of prose: inside one, its weight, heavier ones."""
    stretches = prose.stretches(scores.tolist())
    weights = [float(scores[start:end].sum()) for start, end in stretches]
    heaviest = max(weights, default=1.0) or 1.0
    columns = np.zeros((len(scores), 3), np.float32)
    for (start, end), weight in zip(stretches, weights, strict=True):
        columns[start:end] = 1, weight / heaviest, sum(other > weight for other in weights)
    return columns


def _page(draft: Draft, own: Matrix, widths: list[float]) -> Matrix:
    """Return what is the same for all blocks of a page."""
    blocks = draft.blocks
    total, number = sum(widths) or 1.0, len(blocks)
    long = sum(w for w in widths if w >= _LONG)
    texts = "".join(block.text[:_SHORT] for block in blocks)
    values = [
        math.log1p(number),
        math.log1p(total),
        sorted(widths)[number // 2],
        long / total,
        float(own[:, OWN.index("spaced")].mean()),
        sum(block.kind is Kind.ITEM for block in blocks) / number,
        sum(block.kind is Kind.HEADING for block in blocks) / number,
        len(texts.encode("ascii", "ignore")) / (len(texts) or 1),
        sum(block.last > block.first for block in blocks) / number,
        float(own[:, OWN.index("sentences")].mean()),
    ]
    return np.array(values, np.float32)
