"""The title among the lines around the body's beginning, and its repeats.

Candidates are whole lines, the pieces of lines like `Title | Site`, and two lines that make one
title. A learned model (`learned/weights/title.npz`) says how likely each one is the title.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.cleaning import context, filenames, furniture, trimming
from sitegen.cleaning.edges import is_byline
from sitegen.language import dates
from sitegen.language.words import (
    FUNCTION_WORDS,
    REMEMBERED,
    count_alphanumeric,
    count_unspaced,
    function_share,
    holds_unspaced,
    joint,
    normal,
    plain,
    sentences,
    starts_unspaced,
    width,
    words,
)
from sitegen.learned.odds import Matrix
from sitegen.model import Block, Claim, Draft, Kind, Section

# Titles are looked for this far above the body, among its first blocks, and in the first lines.
_ABOVE, _WITHIN, _TOP = 60, 8, 4
_SHORTEST, _LONGEST = 4, 260
# Two short lines like these may be one title, if they stand no further above the body.
_HALF, _JOINED_ABOVE = 90, 20
_SEPARATOR = re.compile(r"\s+(?:[|·•»«—–~:-]|::|/)\s+|\s*[|»>›]\s*")
# `[Contents] [Index]`, `<< index || links >>`, `P A C K E T`: links and names that are drawn.
_DRAWN = re.compile(r"\]\s*\[|\|\||<<|>>| (?<=(?<!\w)\w )\w \w \w ")
_SEPARATES = re.compile(r"[|»>›]|[·•«—–~:/-]\s")
_MOST_PIECES = 6
# So many candidates are told of, the best first.
_TOLD = 3
# A line less likely than this is none: of eight such ones on pages not learned from none was.
_LEAST = 0.005
# How often a line is the title that its file is named after (`benchmarks.filenames`).
# It is looked for among so many blocks.
_MOST = 2000
_SURE_NAMED, NAMED_AFTER = 0.96, "the line that the file is named after"
_FAR = 12
# No candidate stands so far below the body's beginning that it sees bylines further down.
_SEEN = _WITHIN + _FAR + 1
_NUMBERS = {section: number for number, section in enumerate(Section)}
# Body text that counts for a candidate's words, in characters.
_ENOUGH = 6000
# A word of so many letters, as `to` and `my`, tells no topic.
_SHORT_WORD = 2

WHOLE, HEAD, TAIL, JOINED = range(4)
NAMES = (
    "place", "line", "width", "words", "sentences", "ends .", "ends :", "ends ?", "ends …",
    "heading", "level", "item", "quote", "highest level", "first of its level", "prose",
    "above", "below", "in other lines", "whole", "head", "tail", "joined", "part",
    "function words", "capitals", "all capitals", "on topic", "words on topic", "digits", "date",
    "byline", "to byline", "to date", "furniture", "section", "spaced", "spaced below",
    "width above", "width below", "prose below", "headings below", "lines below",
    "page headings", "page spaced", "unspaced script", "hint", "starts hint",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be the title: (a piece of) the block `index`, or it and the next one."""

    index: int
    text: str
    form: int


def clean(draft: Draft) -> Draft:
    """Mark the title and its repeats."""
    found = ranked(draft)
    named = _named(draft, [candidate for candidate, _ in found])
    if named:
        found = [(named, _SURE_NAMED), *(one for one in found if one[0] != named)]
    if not found or found[0][1] < _LEAST:
        return draft
    claims = [
        Claim(
            "title", trimming.trimmed(candidate.text),
            NAMED_AFTER if candidate is named else "a line at the top",
            probability, draft.blocks[candidate.index].first, draft.blocks[candidate.index].text,
        )
        for candidate, probability in found[:_TOLD]
    ]  # fmt: skip
    marked_draft = marked(draft, found[0][0])
    return replace(marked_draft, hints=(*claims, *draft.hints))


def _named(draft: Draft, found: list[Candidate]) -> Candidate | None:
    """Return what the seed's file is named after; None if nothing, or if the page names its title.

    Where no candidate is, any line of the page may be.
    """
    name = filenames.words(draft.path)
    if not name or any(hint.field == "title" for hint in draft.hints):
        return None
    best = filenames.named(name, [(candidate.index, candidate.text) for candidate in found])
    if best is None:
        lines = (Candidate(i, b.text, WHOLE) for i, b in enumerate(draft.blocks[:_MOST]))
        fit = (c for c in lines if _is_possible(c.text) and filenames.is_all(name, c.text))
        return next(fit, None)
    return found[best]


def marked(draft: Draft, title: Candidate) -> Draft:
    """Return a draft with its title and the title's repeats marked."""
    return replace(draft, blocks=_mark(draft.blocks, title, "the title"))


def ranked(draft: Draft) -> list[tuple[Candidate, float]]:
    """Return the candidates with their probabilities, the most probable first."""
    found = candidates(draft)
    if not found:
        return []
    said = context.scores("title", contexts(draft, found))
    rows = context.added(features(draft, found), said, same(found))
    sure = learned.trees("title").probabilities(rows)
    order = sorted(range(len(found)), key=lambda i: (-round(float(sure[i]), 6), i))
    return [(found[i], float(sure[i])) for i in order]


def candidates(draft: Draft) -> list[Candidate]:
    """Return what could be the title, in the order of the page; nothing if there is no body."""
    blocks = draft.blocks
    first = _first_of_body(blocks)
    if first is None:
        return []
    found: list[Candidate] = []
    low, high = max(0, first - _ABOVE), min(len(blocks), first + _WITHIN)
    for i in sorted({*range(min(_TOP, high)), *range(low, high)}):
        block = blocks[i]
        text = plain(block.text) if block.markup or draft.markup else block.text
        if block.kind is Kind.CODE or not _is_possible(text):
            continue
        found.append(Candidate(i, text, WHOLE))
        found += _pieces(i, text)
        near = first - i <= _JOINED_ABOVE
        if near and i + 1 < len(blocks) and _are_halves(block, blocks[i + 1]):
            after = plain(blocks[i + 1].text)
            found.append(Candidate(i, f"{text}{joint(text, after)}{after}", JOINED))
    return found


def _is_possible(text: str) -> bool:
    """Whether a text has the length of a title, and is more than signs or a row of links."""
    letters = count_alphanumeric(text)
    long_enough = _SHORTEST <= width(text) <= _LONGEST
    return long_enough and letters * 2 >= len(text.replace(" ", "")) and not _DRAWN.search(text)


def _first_of_body(blocks: tuple[Block, ...]) -> int | None:
    return next((i for i, block in enumerate(blocks) if block.section is Section.BODY), None)


def _pieces(index: int, text: str) -> list[Candidate]:
    return [Candidate(index, piece, form) for piece, form in _cut(text)]


@lru_cache(maxsize=REMEMBERED)
def _cut(text: str) -> tuple[tuple[str, int], ...]:
    """Return what stands before and behind each sign that separates."""
    cuts = list(_SEPARATOR.finditer(text)) if _SEPARATES.search(text) else []
    if not 0 < len(cuts) < _MOST_PIECES:
        return ()
    pieces = [(text[: cut.start()].strip(), HEAD) for cut in cuts]
    pieces += [(text[cut.end() :].strip(), TAIL) for cut in cuts]
    return tuple(piece for piece in pieces if _is_possible(piece[0]))


def _are_halves(block: Block, after: Block) -> bool:
    alike = block.kind is after.kind and block.level == after.level
    short = len(block.text) < _HALF and len(after.text) < _HALF
    known = furniture.is_sure(block) or furniture.is_sure(after)
    return alike and short and not known and _is_possible(after.text)


def features(draft: Draft, found: list[Candidate]) -> Matrix:
    """Return one row of features for each candidate, in the order of NAMES."""
    page = _Page(draft)
    return np.array([page.row(candidate) for candidate in found], np.float32)


def contexts(draft: Draft, found: list[Candidate]) -> list[NDArray[np.int64]]:
    """Return what `context` knows each candidate by."""
    texts = [plain(block.text[: _LONGEST * 2]) for block in draft.blocks]
    return context.hashes(texts, [_spot(texts[c.index], c) for c in found])


def _spot(text: str, candidate: Candidate) -> context.Spot:
    start = len(text) - len(candidate.text) if candidate.form == TAIL else 0
    end = len(candidate.text) if candidate.form == HEAD else len(text)
    return context.Spot(candidate.index, start, end, candidate.form, candidate.text)


def same(found: list[Candidate]) -> list[str]:
    """Return what is equal for candidates that are one title."""
    return [normal(candidate.text) for candidate in found]


class _Page:
    """What all candidates of a page are compared with."""

    def __init__(self, draft: Draft) -> None:
        self.blocks = blocks = draft.blocks
        self.first = _first_of_body(blocks) or 0
        self.texts = [plain(block.text[: _LONGEST * 2]) for block in blocks]
        self.lines = [normal(text) for text in self.texts]
        self.counts = Counter(self.lines)
        self.pieces = Counter(
            normal(piece)
            for text in self.texts
            if len(text) <= _LONGEST
            for piece, _form in _cut(text)
        )
        self.after: Counter[str] = Counter(self.lines[self.first :])
        body = " ".join(b.text for b in blocks if b.section is Section.BODY)[:_ENOUGH]
        self.body = frozenset(_terms(body))
        short = [(i, t) for i, t in enumerate(self.texts[: self.first + _SEEN]) if len(t) < _HALF]
        self.bylines = [i for i, text in short if is_byline(text)]
        self.dated = [i for i, text in short if dates.find(text)]
        high = blocks[: self.first + _WITHIN]
        self.levels = [b.level if b.kind is Kind.HEADING else 0 for b in high]
        self.highest = min((level for level in self.levels if level), default=0)
        # How many headings stand above each block, and in all.
        self.headings = [0, *accumulate(block.kind is Kind.HEADING for block in blocks)]
        self.hints = [normal(h.value) for h in draft.hints if h.field == "title"]
        self.shares = (
            sum(block.kind is Kind.HEADING for block in blocks) / len(blocks),
            sum(block.spaced for block in blocks) / len(blocks),
            count_unspaced(body) / (len(body) or 1),
        )

    def row(self, candidate: Candidate) -> list[float]:
        i, text = candidate.index, candidate.text
        block, simple = self.blocks[i], normal(text)
        found = words(text)
        number, length = len(found) or 1, len(text) or 1
        terms = _terms(text)
        below = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        level = block.level if block.kind is Kind.HEADING else 0
        known = [term for term in terms if term in self.body]
        later = self.after[simple] - (i >= self.first)
        return [
            max(-_ABOVE, min(_WITHIN, i - self.first)), math.log1p(i), math.log1p(width(text)),
            len(found), sentences(text), text.endswith((".", "。")), text.endswith((":", ",", ";")),
            text.endswith(("?", "!")), text.endswith(("…", "...")),
            block.kind is Kind.HEADING, level, block.kind is Kind.ITEM, block.kind is Kind.QUOTE,
            self.highest, bool(level) and level not in self.levels[:i], block.prose,
            self.counts[simple] - later, later, self.pieces[simple],
            *(candidate.form == form for form in (WHOLE, HEAD, TAIL, JOINED)),
            length / (len(block.text) or 1),
            function_share(text),
            sum(word[0].isupper() for word in found) / number, text.isupper(),
            len(known) / (len(terms) or 1), len(known), sum(map(str.isdigit, text)) / length,
            bool(dates.find(text)), is_byline(text), _to_next(self.bylines, i),
            _to_next(self.dated, i), furniture.strength(block), _place(block.section), block.spaced,
            below is None or below.spaced, math.log1p(width(self.texts[i - 1])) if i else -1,
            math.log1p(width(self.texts[i + 1])) if below else -1, below.prose if below else -1,
            max(0, self.headings[self.first] - self.headings[min(i + 1, len(self.blocks))]),
            min(max(0, self.first - i - 1), 30), *self.shares,
            (simple in self.hints) if self.hints else -1,
            any(hint.startswith(simple) for hint in self.hints) if self.hints else -1,
        ]  # fmt: skip


def _terms(text: str) -> list[str]:
    """Return the words that tell a topic; pairs of characters in scripts without spaces."""
    terms: list[str] = []
    if not holds_unspaced(text):
        lower = map(str.lower, words(text))
        return [word for word in lower if len(word) > _SHORT_WORD and word not in FUNCTION_WORDS]
    for word in map(str.lower, words(text)):
        if starts_unspaced(word):
            terms += [word[i : i + 2] for i in range(len(word) - 1)]
        elif len(word) > _SHORT_WORD and word not in FUNCTION_WORDS:
            terms.append(word)
    return terms


def _to_next(places: list[int], index: int) -> int:
    """Return how many blocks below the next of some places is, up to a limit."""
    return min((place - index for place in places if place > index), default=_FAR + 1)


def _place(section: Section | None) -> int:
    return _NUMBERS[section] if section else -1


def _mark(blocks: tuple[Block, ...], best: Candidate, rule: str) -> tuple[Block, ...]:
    chosen = {best.index, best.index + 1} if best.form == JOINED else {best.index}
    simple = normal(best.text)
    marked: list[Block] = []
    for i, block in enumerate(blocks):
        if i in chosen:
            marked.append(block.placed(Section.TITLE, rule))
        elif _repeats(block, simple, best.text) and (
            i < best.index + _FAR or block.section is not Section.BODY
        ):
            marked.append(block.placed(Section.TITLE, "the title again"))
        else:
            marked.append(block)
    return tuple(marked)


def _repeats(block: Block, simple: str, title: str) -> bool:
    if len(block.text) > len(title) * 2 + 20:
        return False
    text = plain(block.text)
    if normal(text) == simple:
        return True
    return any(form == HEAD and normal(piece) == simple for piece, form in _cut(text))
