"""Who may have written an article: candidates around the title and the body's ends.

A learned model (`learned/weights/author.npz`) says how likely each one is the author.
"""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.cleaning import context
from sitegen.cleaning.edges import BYLINE, begins_byline, bylines
from sitegen.language import dates
from sitegen.language.words import ends_sentence, normal, plain, sentences, width
from sitegen.learned.odds import Matrix
from sitegen.metadata import names
from sitegen.metadata.given_names import GIVEN_NAMES
from sitegen.metadata.names import NO_NAME
from sitegen.model import Block, Kind, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

POSTED = re.compile(r"(?:posted|uploaded|submitted|published)\s+by", re.IGNORECASE)
_WRITTEN = ("written", "story", "text", "words", "article", "author")
_BY_ALONE = re.compile(r"(?:by|von|par|por|di|door|av|af|author|autor|text)\s*:?", re.IGNORECASE)
_ROLE = re.compile(
    r"[\s,|–-]*(?:is|was|writes|works|has|covers|teaches|ist|war|arbeitet|schreibt|est|es|è)\b",
    re.IGNORECASE,
)
_JOBS = (
    "editor", "reporter", "writer", "correspondent", "contributor", "columnist", "staff",
    "journalist", "redakteur", "autor", "author", "producer", "professor", "fellow", "analyst",
    "critic",
)  # fmt: skip
# A run of text between signs that separate.
_PIECE = re.compile(r"[^\s|•·/;–—(\[,.:*-](?:[^|•·/;–—(\[*]*[^\s|•·/;–—(\[,.:*-])?")
_END = re.compile(r"\s*(?:[|•·(\[@]|\s[–—-]\s|\sIn\b|$)")
# Names are looked for this far above the title and the body, within the body's ends, and below.
_ABOVE, _WITHIN, _BELOW = 16, 16, 32
READ, SHORT = 400, 160
_FAR = 20
_NUMBERS = {section: number for number, section in enumerate(Section)}
_MOST_A_BLOCK = 4
# No page that anybody reads has so many; a hostile one may.
_MOST = 1000
# Lines of several authors follow each other this closely.
_STACKED, _MOST_STACKED = 2, 8
# A first name and a last one.
_WHOLE = 2
# Of a line that lists names, all but what separates them are names.
_LISTED = 1.5
# `Ida Tveit,` above `and Ada Wu`.
_BESIDE_NAME = re.compile(r"^(?:and|und|et|y|&)\s+|\s*(?:,|,?\s*\b(?:and|und|et|y)|&)$")
# Where a dump left out the space between a name and what follows: `Ida TveitStaff Writer`.
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})")
_GLUED_BY = re.compile(r"By(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+\s)")
# After a "by", the first words may be the name, up to so many.
_MOST_PARTS = 3
# A name, or several, of more words than this is a sentence.
_MOST_WORDS = 6
# Of all candidates, so many are judged by more than the words around them: the author is among
# those that they speak for most, on 99 pages of 100.
_JUDGED = 24

# A list of names is chosen over one of them that is no likelier than this lets it be.
_NEARLY = 0.85

LIST, SINGLE, RAW, LINE, PIECE, BIO, HEAD, STACK = range(8)
# Features of the block that a candidate stands in, of its name, and of its place in the block.
_OF_BLOCK = (
    "from title", "from body", "from end", "line", "prose", "section", "heading", "item",
    "width", "sentences", "by above", "byline above", "byline below", "dated", "dated above",
    "dated below", "spaced", "width above", "width below", "ends sentence", "handle", "candidates",
)  # fmt: skip
_OF_NAME = (
    "names", "words", "capitals", "all capitals", "longest word", "same", "same lines",
    "in bylines", "in body", "below body", "no name", "lower elsewhere", "digits", "in title",
    "initials", "other script", "given name", "given names",
)  # fmt: skip
_OF_PLACE = (
    "offset", "list", "single", "raw", "whole line", "piece", "leads a bio", "head of raw",
    "stack", "byline", "posted", "written", "role after", "job after", "comma after",
    "ends block", "rest", "first", "goes on", "begins before", "in a list", "whole names",
)  # fmt: skip
NAMES = (*_OF_BLOCK, *_OF_NAME, *_OF_PLACE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may have written the article: a name or several, in the block `index` at `offset`."""

    index: int
    offset: int
    names: tuple[str, ...]
    form: int
    end: int = 0


def ranked(reading: "Reading") -> list[tuple[Candidate, float]]:
    """Return the candidates with their probabilities, the most probable first, none twice."""
    found = candidates(reading)
    if not found:
        return []
    said = context.scores("author", contexts(reading, found))
    likely = judged(said)
    some = [found[i] for i in likely]
    names_ = same(some)
    rows = context.added(features(reading, found, likely), said[likely], names_)
    sure = learned.trees("author").probabilities(rows)
    order = sorted(range(len(some)), key=lambda i: (-round(float(sure[i]), 6), i))
    best: dict[tuple[str, ...], tuple[Candidate, float]] = {}
    for i in order:
        if not _holds_by(some[i].names[0]):
            best.setdefault(names_[i], (some[i], float(sure[i])))
    return together(list(best.values()))


def together(found: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Put a list before one of its names that is hardly likelier: a page that lists names all."""
    if not found or len(found[0][0].names) > 1:
        return found
    first, sure = found[0]
    name = normal(first.names[0])
    for i, (candidate, probability) in enumerate(found):
        if probability < _NEARLY * sure:
            break
        listed = candidate.form in {LIST, STACK} and len(candidate.names) > 1
        if listed and name in map(normal, candidate.names):
            return [found[i], *found[:i], *found[i + 1 :]]
    return found


def _holds_by(name: str) -> bool:
    """Whether a "by" stands before a name; `Von Trier` is a name, `Von Ida Tveit` is none."""
    parts = name.lower().split()
    return begins_byline(name) and (parts[0] == "by" or len(parts) > _WHOLE)


def judged(said: Matrix) -> list[int]:
    """Return which candidates are judged by all that is known of them, in the page's order.

    Args:
        said: what the words around each say, shape (candidates,).
    """
    return sorted(np.argsort(-said, kind="stable")[:_JUDGED].tolist())


def candidates(reading: "Reading") -> list[Candidate]:
    """Return who may have written the article, in the order of the page."""
    texts = _texts(reading)
    found: list[Candidate] = []
    for i in _places(reading.draft.blocks, reading.texts):
        found += _in_block(i, texts[i][:READ])
    return list(dict.fromkeys([*found, *_stacked(_alone(texts, found))]))


def _alone(texts: list[str], found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the names that stand alone on a line, without what joins them to the next one."""
    lines = {candidate.index for candidate in found if candidate.form in (LINE, PIECE, LIST)}
    for i in sorted(lines):
        text = texts[i]
        name = _BESIDE_NAME.sub("", text)
        if names.NAME.fullmatch(name) and names.is_name(name) and len(name.split()) > 1:
            yield Candidate(i, 0, (name,), LINE, len(text))
            continue
        several = tuple(names.listed(name)) if names.are_several(name) else ()
        if len(several) > 1 and sum(map(len, several)) * _LISTED > len(name):
            yield Candidate(i, 0, several, LINE, len(text))


def _stacked(alone: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield names that stand alone on lines one below the other as authors together."""
    stack: list[Candidate] = []
    for candidate in alone:
        if stack and candidate.index - stack[-1].index > _STACKED:
            stack = []
        stack.append(candidate)
        together = tuple(dict.fromkeys(name for c in stack for name in c.names))
        if 1 < len(together) <= _MOST_STACKED:
            yield Candidate(stack[0].index, 0, together, STACK, stack[0].end)
        if len(stack) > 2:  # noqa: PLR2004 - a line that is no name may stand above the names
            last = tuple(dict.fromkeys((*stack[-2].names, *stack[-1].names)))
            yield Candidate(stack[-2].index, 0, last, STACK, stack[-2].end)


def _texts(reading: "Reading") -> list[str]:
    """Return the blocks' texts, with spaces that a dump left out.

    Marks of emphasis stand for some, and one is missing in `ByIda Tveit`.
    """
    texts = [
        plain(block.text[: READ * 4].replace("**", " ")) if "**" in block.text else text
        for block, text in zip(reading.draft.blocks, reading.texts, strict=True)
    ]
    return [_GLUED_BY.sub("By ", text) if text.startswith("By") else text for text in texts]


def _places(blocks: tuple[Block, ...], texts: list[str]) -> list[int]:
    body = [i for i, block in enumerate(blocks) if block.section is Section.BODY]
    if not body:
        return []
    top = next((i for i, b in enumerate(blocks) if b.section is Section.TITLE), body[0])
    wanted = {
        *range(min(top, body[0]) - _ABOVE, max(top, body[0]) + _WITHIN),
        *range(body[-1] - 1, body[-1] + _BELOW),
        *(i for i, b in enumerate(blocks) if b.section is Section.BIO),
        *(
            i
            for i, (block, text) in enumerate(zip(blocks, texts, strict=True))
            if len(block.text) <= SHORT and begins_byline(text)
        ),
    }
    possible = [i for i in wanted if 0 <= i < len(blocks) and blocks[i].kind is not Kind.CODE]
    nearness = {i: (min(abs(i - top), abs(i - body[0]), abs(i - body[-1])), i) for i in possible}
    return sorted(sorted(possible, key=nearness.__getitem__)[:_MOST])


def _in_block(i: int, text: str) -> list[Candidate]:
    found = _after_by(i, text)
    if len(text) > SHORT:
        name = names.leading(text)
        return (
            [*found, Candidate(i, 0, (name,), BIO, text.find(name) + len(name))] if name else found
        )
    undated = _undated(text)
    for start, piece in _pieces(undated):
        several = tuple(names.listed(piece)) if names.are_several(piece) else ()
        if len(several) > 1:
            found.append(Candidate(i, start, several, LIST, start + len(piece)))
        if len(piece.split()) <= _MOST_WORDS:
            form = LINE if len(piece) == len(text) else PIECE
            found.append(Candidate(i, start, (piece,), form, start + len(piece)))
    for offset, name in names.within(undated)[:_MOST_A_BLOCK]:
        found.append(Candidate(i, offset, (name,), SINGLE, offset + len(name)))
        if apart := _unglued(name):
            found.append(Candidate(i, offset, (apart,), SINGLE, offset + len(apart)))
        short = " ".join(name.split()[:2])
        if short != name and short.split()[1][0].isupper():  # what follows may be a role
            found.append(Candidate(i, offset, (short,), SINGLE, offset + len(short)))
        last = " ".join(name.split()[-2:])
        if last != name and last[0].isupper():  # what goes before may be one, too
            end = offset + len(name)
            found.append(Candidate(i, end - len(last), (last,), SINGLE, end))
    return found


def _unglued(name: str) -> str:
    """Return the name that stands before what a dump wrote on to it; empty if nothing is."""
    glued = _GLUED.search(name)
    apart = name[: glued.start()] if glued else ""
    return apart if " " in apart else ""


def _undated(text: str) -> str:
    """Return a text with bars in place of its dates: `Ida Tveit May 3, 2014` names no Tveit May."""
    for date in dates.find(text):
        text = text[: date.start] + "|" * (date.end - date.start) + text[date.end :]
    return text


def _pieces(text: str) -> list[tuple[int, str]]:
    """Return what stands between signs, each piece with the index where it begins."""
    found = _PIECE.finditer(text) if len(text) <= SHORT else ()
    return [(match.start(), match[0]) for match in found][:_MOST_A_BLOCK]


def _after_by(i: int, text: str) -> list[Candidate]:
    """Return what stands after words like "by": names, and the bare text whatever it is."""
    found: list[Candidate] = []
    for by in itertools.islice(bylines(text), 2):
        rest, start = text[by.end() :], by.end()
        several = tuple(names.listed(rest))
        if several:
            last = text.find(several[-1], start)
            found.append(Candidate(i, start, several, LIST, last + len(several[-1])))
            if apart := _unglued(several[-1]):
                several = *several[:-1], apart
                found.append(Candidate(i, start, several, LIST, last + len(apart)))
        cut = dates.find(rest)
        raw = _END.split(rest[: cut[0].start] if cut else rest, maxsplit=1)[0].strip(" ,.:;-–")
        if 0 < len(raw) <= SHORT and len(raw.split()) <= 3 * _MOST_WORDS:
            found.append(Candidate(i, start, (raw,), RAW, start + len(raw)))
            parts = tuple(part for part in names.parted(raw) if part)
            if len(parts) > 1:
                found.append(Candidate(i, start, parts, RAW, start + len(raw)))
            # Nothing may stand between a name and what follows it: `by tessa on 3 May`.
            for end in itertools.islice(re.finditer(r"(?<=\w)\s", raw), _MOST_PARTS):
                name = raw[: end.start()].strip(" ,.:;-–")
                found.append(Candidate(i, start, (name,), HEAD, start + end.start()))
    return found


def features(
    reading: "Reading", found: list[Candidate], wanted: Sequence[int] | None = None
) -> Matrix:
    """Return one row of features for each candidate, in the order of NAMES.

    Args:
        reading: the page.
        found: all of its candidates.
        wanted: which of them to return; all if None.
    """
    some = found if wanted is None else [found[i] for i in wanted]
    page = _Page(reading, found, some)
    return np.array([page.row(candidate) for candidate in some], np.float32)


def contexts(reading: "Reading", found: list[Candidate]) -> list[NDArray[np.int64]]:
    """Return what `context` knows each candidate by: never its own words."""
    texts = _texts(reading)
    spots = [context.Spot(c.index, c.offset, c.end or len(texts[c.index]), c.form) for c in found]
    return context.hashes(texts, spots)


def same(found: list[Candidate]) -> list[tuple[str, ...]]:
    """Return what is equal for candidates that are one author."""
    return [tuple(map(normal, candidate.names)) for candidate in found]


class _Page:
    """What all candidates of a page are compared with."""

    def __init__(self, reading: "Reading", found: list[Candidate], wanted: list[Candidate]) -> None:
        self.blocks = blocks = reading.draft.blocks
        body = [i for i, block in enumerate(blocks) if block.section is Section.BODY]
        self.first, self.last = body[0], body[-1]
        self.title = next(
            (i for i, b in enumerate(blocks) if b.section is Section.TITLE), self.first
        )
        self.texts = _texts(reading)
        simple = [normal(text) for text in self.texts]
        self.lines = Counter(simple)
        self.whole = f" {' | '.join(simple)} "
        inside = [s for s, b in zip(simple, blocks, strict=True) if b.section is Section.BODY]
        self.body = f" {' | '.join(inside)} "
        self.below = f" {' | '.join(simple[self.last + 1 :])} "
        self.bylines = " | ".join(
            s
            for s, t in zip(simple, self.texts, strict=True)
            if len(t) <= SHORT and begins_byline(t)
        )
        self.heading = simple[self.title]
        self.words = set(" ".join(self.texts).split())
        self.found = found
        self.listed: dict[int, set[str]] = defaultdict(set)
        for one in found:
            if len(one.names) > 1:
                self.listed[one.index].update(one.names)
        near = {c.index + step for c in wanted for step in (-1, 0, 1)}
        self.dated = {i for i in near if self._has_date(i)}
        # Many candidates stand in one block, and many have one name.
        self._blocks: dict[int, list[float]] = {}
        self._names: dict[tuple[str, ...], list[float]] = {}

    def _has_date(self, index: int) -> bool:
        return 0 <= index < len(self.texts) and bool(dates.find(self.texts[index][:SHORT]))

    def _near(self, index: int) -> str:
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def row(self, candidate: Candidate) -> list[float]:
        i, names_ = candidate.index, candidate.names
        if i not in self._blocks:
            self._blocks[i] = self._of_block(i)
        if names_ not in self._names:
            self._names[names_] = self._of_name(names_)
        return [*self._blocks[i], *self._names[names_], *self._of_place(candidate)]

    def _of_block(self, i: int) -> list[float]:
        block, text = self.blocks[i], self.texts[i]
        above, below = self._near(i - 1), self._near(i + 1)
        return [
            _clip(i - self.title), _clip(i - self.first), _clip(i - self.last), math.log1p(i),
            block.prose, _NUMBERS[block.section] if block.section else -1,
            block.kind is Kind.HEADING, block.kind is Kind.ITEM, math.log1p(width(text[:READ])),
            sentences(text[:READ]), bool(_BY_ALONE.fullmatch(above)), begins_byline(above),
            begins_byline(below), i in self.dated, i - 1 in self.dated, i + 1 in self.dated,
            block.spaced, math.log1p(width(above[:READ])), math.log1p(width(below[:READ])),
            ends_sentence(text), "@" in text, min(len(self.found), 60),
        ]  # fmt: skip

    def _of_name(self, several: tuple[str, ...]) -> list[float]:
        name = " ".join(several)
        simple = [normal(n) for n in several]
        parts = name.split()
        number = len(parts) or 1
        return [
            len(several), len(parts), sum(p[:1].isupper() for p in parts) / number,
            name.isupper(), max(map(len, parts), default=0),
            min(self._count(self.whole, simple), 8), min(sum(self.lines[s] for s in simple), 5),
            min(self._count(self.bylines, simple), 5), min(self._count(self.body, simple), 5),
            min(self._count(self.below, simple), 5),
            sum(p.strip(".,").lower() in NO_NAME for p in parts),
            sum(p.lower() in self.words for p in parts) / number,
            any(c.isdigit() for c in name), all(s in self.heading for s in simple),
            sum(p.endswith(".") for p in parts), not name.isascii(),
            all(n.lower().split()[0] in GIVEN_NAMES for n in several),
            sum(p.lower() in GIVEN_NAMES for p in parts),
        ]  # fmt: skip

    def _of_place(self, candidate: Candidate) -> list[float]:
        text = self.texts[candidate.index]
        before, after = text[: candidate.offset], text[candidate.end :]
        by = candidate.offset > 0 and bool(BYLINE.search(before[-30:] + "X"))
        left = before.lower()
        right = f"{after[:60]} {self._near(candidate.index + 1)[:60]}".lower()
        return [
            candidate.offset,
            *(candidate.form == form for form in range(STACK + 1)),
            by, "by" in left and bool(POSTED.search(before)),
            any(word in left for word in _WRITTEN), bool(_ROLE.match(after)),
            any(job in right for job in _JOBS),
            after[:1] == ",", not after.strip(), min(len(after), READ),
            self.found[0] == candidate,
            _goes_on(after), _begins_before(before), self._is_listed(candidate),
            sum(" " in name for name in candidate.names) / len(candidate.names),
        ]  # fmt: skip

    def _is_listed(self, candidate: Candidate) -> bool:
        """Whether a candidate is one of several names that stand together."""
        if len(candidate.names) > 1:
            return False
        return candidate.names[0] in self.listed.get(candidate.index, ())

    @staticmethod
    def _count(where: str, simple: list[str]) -> int:
        return min((where.count(s) for s in simple if s), default=0)


def _goes_on(after: str) -> int:
    """Return 1 if another word with a capital follows at once, 2 if letters do, else 0."""
    if after[:1].isalpha():
        return 2
    return int(after[:1] == " " and after[1:2].isupper())


def _begins_before(before: str) -> int:
    """Return 1 if a word with a capital stands just before that is no "by", 2 if letters do."""
    if before[-1:].isalpha():
        return 2
    word = before.rsplit(maxsplit=1)[-1] if before[-1:] == " " and before.strip() else ""
    return int(word[:1].isupper() and word.isalpha() and not _BY_ALONE.fullmatch(word))


def _clip(distance: int) -> int:
    return max(-_FAR, min(_FAR, distance))
