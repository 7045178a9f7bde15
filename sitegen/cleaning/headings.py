"""Subheads that lost their mark: short lines of the body that stand over what follows them.

A dump as plain text keeps the words of a subhead and drops what made it one. A learned model
(`learned/weights/headings.npz`) says how likely each short line of the body was one on the page.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from msgspec import structs

from sitegen import learned
from sitegen.cleaning.edges import is_byline
from sitegen.language.words import (
    count_alphanumeric,
    ends_sentence,
    function_share,
    holds_unspaced,
    normal,
    plain,
    sentences,
    width,
    words,
)
from sitegen.learned.odds import Matrix
from sitegen.model import Block, Draft, Kind, Section

# What is longer is a paragraph.
_LONGEST, _MOST_WORDS = 120, 16
# A line that is this likely a heading is made one: many that no page marks look like one there.
# Few pages to learn from were in scripts without spaces, and their headings are thought less likely
# than they are.
LEAST, LEAST_UNSPACED = 0.45, 0.35
_LEVEL = 2
# Blocks further away, and wider ones, say nothing more.
_FAR, _WIDE = 20, 600
_BELOW = 4
# A paragraph is at least this long, in Latin characters.
_PARAGRAPH = 80
_MARK = "**"
# A line that is all link leads elsewhere, one that stands in brackets says where a picture is from.
_ASIDE = re.compile(r"\[[^\[\]]*\](?:\([^()]*\))?|\([^()]*\)|（[^（）]*）")

# What points elsewhere, or says where something is from, heads nothing either.
_POINTS = re.compile(
    r"""\W*(?:read\ (?:more|also|next|this)|also\ read|see\ also|related(?:\ \w+)?
    |learn\ more|must\ read|watch|listen|recommended\ reading|useful\ resource
    |lesen\ sie\ (?:auch|mehr)|mehr\ zum\ thema|siehe\ auch|(?:à\ )?lire\ aussi|voir\ aussi
    |(?:lee|leer|ver)\ también|te\ puede\ interesar|lei?a\ (?:também|mais)|veja\ também
    |leggi\ anche|lees\ ook|читайте\ также|اقرأ\ أيضا)
    \W{0,6}[:|–—-]
    |(?:.*[.!?(]\s*)?(?:sources?|quellen?|fuentes?|fonte)\ ?:\s*\S|.*https?://""",
    re.VERBOSE | re.IGNORECASE,
)

_OF_LINE = (
    "width", "words", "function words", "capitals", "all capitals", "begins small", "digits",
    "ends .", "ends :", "ends ?", "ends ,", "sentences", "item", "numbered", "bold", "signs",
    "other lines", "stands above", "spaced", "outdent", "colon inside", "number",
)  # fmt: skip
_OF_NEIGHBOUR = (
    "width", "ends sentence", "ends :", "item", "heading", "short", "quote or code", "gap",
    "spaced", "alike",
)  # fmt: skip
_NEIGHBOURS = (("above", -1), ("below", 1), ("next below", 2))
_OF_PLACE = (
    "from first", "to last", "run above", "run below", "wide below", "prose", "prose below",
    "alike", "alike over prose", "alike in a row", "share of alike", "between paragraphs",
)  # fmt: skip
_OF_PAGE = ("headings", "candidates", "items", "median width", "spaced share", "blocks")
NAMES = (
    *_OF_LINE,
    *(f"{name} {where}" for where, _ in _NEIGHBOURS for name in _OF_NEIGHBOUR),
    *_OF_PLACE,
    *_OF_PAGE,
)


def clean(draft: Draft) -> Draft:
    """Make headings of the body's lines that were most likely ones."""
    found = candidates(draft)
    if not found:
        return draft
    sure = learned.trees("headings").probabilities(features(draft, found))
    blocks = list(draft.blocks)
    for i, probability in zip(found, sure.tolist(), strict=True):
        if probability >= (LEAST_UNSPACED if holds_unspaced(blocks[i].text) else LEAST):
            blocks[i] = _head(blocks[i], probability)
    return replace(draft, blocks=tuple(blocks))


def candidates(draft: Draft) -> list[int]:
    """Return which blocks may be headings, in the page's order.

    They are short lines of the body with something below them; an item with another one beside it
    is one of a list.
    """
    body = [i for i, block in enumerate(draft.blocks) if block.section is Section.BODY]
    listed: set[int] = set()
    for pair in pairwise(body):
        if all(draft.blocks[i].kind is Kind.ITEM for i in pair):
            listed.update(pair)
    return [i for i in body[:-1] if i not in listed and _is_short(draft.blocks[i])]


def _is_short(block: Block) -> bool:
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or len(block.text) > 2 * _LONGEST:
        return False
    text = plain(block.text)
    few = width(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    is_other = _ASIDE.fullmatch(block.text) or _POINTS.match(text) or is_byline(text)
    return few and any(map(str.isalpha, text)) and not is_other


def features(draft: Draft, found: Sequence[int]) -> Matrix:
    """Return one row of features for each candidate, in the order of NAMES.

    Args:
        draft: the page.
        found: all of its candidates.
    """
    page = _Page(draft, found)
    of_lines = np.array([page.of_line(i) for i in found], np.float32)
    of_places = np.array([page.of_place(i) for i in found], np.float32)
    of_page = np.tile(np.array(page.shares, np.float32), (len(found), 1))
    near = [page.neighbours(found, step) for _, step in _NEIGHBOURS]
    return np.column_stack([of_lines, *near, of_places, of_page])


class _Page:
    """The body, whose blocks are counted from 0, and what all candidates are compared with."""

    def __init__(self, draft: Draft, found: Sequence[int]) -> None:
        self.body = [i for i, b in enumerate(draft.blocks) if b.section is Section.BODY]
        self.place = {i: at for at, i in enumerate(self.body)}
        self.blocks = [draft.blocks[i] for i in self.body]
        self.texts = [plain(block.text) for block in self.blocks]
        self.widths = [min(width(text), _WIDE) for text in self.texts]
        lines = [normal(plain(b.text)) if len(b.text) <= 2 * _LONGEST else "" for b in draft.blocks]
        self.lines = lines
        self.count = Counter(lines)
        # Where each line stands first.
        self.top = {line: i for i, line in reversed(list(enumerate(lines)))}
        self.indents = [_indent(draft.lines, block) for block in self.blocks]
        of_prose = [n for n, wide in zip(self.indents, self.widths, strict=True) if wide > _LONGEST]
        self.usual = Counter(of_prose or self.indents).most_common(1)[0][0]
        self.ends = [ends_sentence(text) for text in self.texts]
        self.forms = {self.place[i]: self._form(self.place[i]) for i in found}
        self.alike = Counter(self.forms.values())
        self.over_prose = Counter(
            form for at, form in self.forms.items()
            if at + 1 < len(self.body) and self.widths[at + 1] > _LONGEST
        )  # fmt: skip
        self.in_a_row = Counter(
            form for at, form in self.forms.items() if self.forms.get(at + 1) == form
        )
        # Of each block what is told of it where it is another one's neighbour.
        self.told = np.array(
            [
                (
                    self.widths[at], self.ends[at], self.texts[at].endswith((":", "：")),
                    block.kind is Kind.ITEM, block.kind is Kind.HEADING, at in self.forms,
                    block.kind in (Kind.QUOTE, Kind.CODE),
                )
                for at, block in enumerate(self.blocks)
            ]
        )  # fmt: skip
        self.numbers = np.array(self.body)
        self.spaced = np.array([block.spaced for block in self.blocks])
        pairs = zip((block.marker for block in self.blocks), self.indents, strict=True)
        codes: dict[tuple[str, int], int] = {}
        self.marks = np.array([codes.setdefault(pair, len(codes)) for pair in pairs])
        number = len(self.body)
        self.shares = (
            sum(block.kind is Kind.HEADING for block in self.blocks) / number,
            len(found) / number,
            sum(block.kind is Kind.ITEM for block in self.blocks) / number,
            sorted(self.widths)[number // 2],
            sum(block.spaced for block in self.blocks) / number,
            math.log1p(number),
        )

    def _form(self, at: int) -> tuple[object, ...]:
        """Return what lines of one kind have in common."""
        block, text = self.blocks[at], self.texts[at]
        return (
            block.kind, block.marker[:1].isdigit() or text[:1].isdigit(), self.indents[at],
            self.ends[at], block.spaced, block.text != text,
        )  # fmt: skip

    def of_line(self, i: int) -> list[float]:
        at = self.place[i]
        block, text = self.blocks[at], self.texts[at]
        found = words(text)
        simple = self.lines[i]
        return [
            self.widths[at], len(text.split()), function_share(text),
            sum(word[0].isupper() for word in found) / (len(found) or 1), text.isupper(),
            text[:1].islower(), sum(map(str.isdigit, text)) / len(text),
            text.endswith((".", "。", "…", "!")), text.endswith((":", "：")),
            text.endswith(("?", "？")), text.endswith((",", ";", "-", "–", "—")),
            sentences(text), block.kind is Kind.ITEM, block.marker[:1].isdigit(),
            block.text.startswith(("*", "_")) and block.text.endswith(("*", "_")),
            (len(text) - count_alphanumeric(text) - text.count(" ")) / len(text),
            min(self.count[simple] - 1, 5), self.top[simple] < i, block.spaced,
            self.usual - self.indents[at], ":" in text[:-1], text[:1].isdigit(),
        ]  # fmt: skip

    def neighbours(self, found: Sequence[int], step: int) -> Matrix:
        """Return what is told of the block so far below each candidate; -1 where there is none."""
        here = np.array([self.place[i] for i in found])
        there = here + step
        none = (there < 0) | (there >= len(self.blocks))
        there[none] = here[none]
        gap = np.minimum(abs(self.numbers[there] - self.numbers[here]) - 1, _FAR)
        alike = self.marks[there] == self.marks[here]
        told = np.column_stack([self.told[there], gap, self.spaced[there], alike])
        told[none] = -1
        return told.astype(np.float32)

    def of_place(self, i: int) -> list[float]:
        at = self.place[i]
        form, below = self.forms[at], at + 1
        alike = self.alike[form]
        return [
            min(at, _FAR), min(len(self.body) - below, _FAR),
            self._run(at, -1), self._run(at, 1),
            sum(self.widths[below : below + _BELOW]) / _BELOW, self.blocks[at].prose,
            self.blocks[below].prose if below < len(self.blocks) else -1,
            min(alike, _FAR), self.over_prose[form] / alike, self.in_a_row[form] / alike,
            alike / len(self.forms), self._between_paragraphs(at),
        ]  # fmt: skip

    def _between_paragraphs(self, at: int) -> bool:
        """Whether paragraphs of whole sentences stand above and below."""
        around = (at - 1, at + 1)
        return all(
            0 <= other < len(self.blocks)
            and self.blocks[other].kind is Kind.PARAGRAPH
            and self.widths[other] >= _PARAGRAPH
            and self.ends[other]
            for other in around
        )

    def _run(self, at: int, step: int) -> int:
        """Return how many candidates follow each other above or below one."""
        run = 0
        while run < _FAR and at + step * (run + 1) in self.forms:
            run += 1
        return run


def _indent(lines: Sequence[str], block: Block) -> int:
    """Return how far a block's first line is indented."""
    line = lines[block.first - 1] if 0 < block.first <= len(lines) else ""
    return min(len(line) - len(line.lstrip()), _FAR)


def _head(block: Block, probability: float) -> Block:
    """Return a block as a heading; the number of a lone item is part of its words."""
    number = block.marker if block.kind is Kind.ITEM and block.marker[:1].isdigit() else ""
    text = block.text
    if text.count(_MARK) == 2 and text.startswith(_MARK) and text.endswith(_MARK):  # noqa: PLR2004 - a pair
        text = text.removeprefix(_MARK).removesuffix(_MARK)  # a heading is bold by itself
    text = f"{number} {text}".strip()
    rule = f"{block.rule}; stands like a subhead ({probability:.0%})"
    return structs.replace(block, kind=Kind.HEADING, level=_LEVEL, marker="", text=text, rule=rule)
