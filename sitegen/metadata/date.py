"""The date on which the article was published, or a bound for it. Nothing is invented.

Candidates are the dates around the title and the body's ends; a learned model
(`learned/weights/date.npz`) says how likely each one is the date of publication.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.cleaning import context, threads
from sitegen.cleaning.edges import is_byline
from sitegen.language import dates
from sitegen.language.words import plain, sentences, width
from sitegen.learned.odds import Matrix
from sitegen.model import Block, Claim, Kind, Section, edtf

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erschienen|erstellt|mis en ligne|publicado|pubblicato|geplaatst"
    r"|نشر|опубликовано|発表|公開|投稿",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated?\b|modified|edited|revised|aktualisier|geändert|stand\s*:|mis à jour|modifié"
    r"|actualizado|aggiornat|bijgewerkt|تحديث|обновлено|更新",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"accessed|retrieved|©|copyright|expires|deadline|join(?:ed|\s)|since|born|until|comment|repl(?:y|ies)"
    r"|registered|abgerufen|seit|geboren|kommentar|next|previous|issue|vol\b|event|from|am\s*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\W{0,6}(?:(?:at|um|à|a las|alle|ore|kl|в)\W?\s*)?\d{1,2}[:.h]\d{2}", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
# It begins with a digit, since to look back first is slower.
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?<![\d.,/$€£-](?s:....))(?![\d%]|[.,/-]\d)")
# A year after these words lies ahead of the writer.
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|through|before|towards?|bis|d['’]ici|hasta|para|agenda|target|vision)\s(?:the\s)?(?:year\s)?|[-–])$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\(C\)|copyright|Copyright|COPYRIGHT)[^\d]{0,40}"
    r"(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)"
)
# No text that this release meets can look back on a later year.
_LATEST_PAST_YEAR = 2026
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](?:([0-2]?\d|3[01])\b)?")
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
# Dates are looked for outside of the body and in its first and last blocks, in so many blocks, the
# nearest to title and body first; in a long block only at its beginning.
_WITHIN, _MOST = 4, 60
_READ, _LONGEST = 300, 1000
# So many candidates are told of, the best first.
_TOLD = 3
_BESIDE = 40
_FAR = 20
_SURE_FILE = 0.65
# A date on the page that is the one of its modification is the date no surer than this.
_MODIFIED = 0.85
# Sources that stand apart: how the rules end that say so.
_APART = ("<time>", "address", "name")
# How much of the odds of another source counts; no source is surer than all but this.
_SHARE, _LEAST = 0.7, 0.01

NAMES = (
    "from title", "from body", "from end", "line", "prose", "section", "heading", "item", "width",
    "sentences", "offset", "rest", "published", "updated", "other", "time", "byline",
    "byline above", "byline below", "dated above", "dated below", "has day", "sure", "swapped",
    "same", "same in lines", "candidates", "rank", "later", "earlier", "latest", "first",
    "copyright years", "url", "day first", "english", "numeric", "before rest", "after rest",
    "spaced", "width above", "width below", "same year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date on the page: in the block `index`, found there, read as `value`."""

    index: int
    found: dates.Found
    value: edtf.Edtf
    swapped: bool = False


def claims(reading: "Reading") -> list[Claim]:
    """Return dates, best first; a bound only where no date is sure."""
    hints = reading.draft.hints
    found = [
        Claim("date", hint.value, hint.rule, hint.confidence)
        for hint in hints if hint.field == "date" and edtf.parse(hint.value)
    ]  # fmt: skip
    # A page that says when it was published, and when it was modified, may show the latter.
    modified = {hint.value for hint in hints if hint.field == "modified"} if found else set()
    for candidate, probability in ranked(reading)[:_TOLD]:
        most = _MODIFIED if str(candidate.value) in modified else 1.0
        block = reading.draft.blocks[candidate.index]
        if threads.holds(block):  # when a reader wrote
            continue
        found.append(_claim(block, candidate, min(probability, most)))
    found += _from_path(reading.draft.path)
    return sorted(_agreed(found), key=lambda claim: -claim.confidence) + _bound(reading)


def _agreed(found: list[Claim]) -> list[Claim]:
    """Return dates with what speaks for them besides: another kind of source says the same.

    Odds are multiplied, as if the sources knew nothing of each other, but for a share of them,
    since they do.
    """
    surest: dict[tuple[str, str], float] = {}
    for claim in found:
        key = claim.value, _source(claim)
        surest[key] = max(surest.get(key, 0.0), claim.confidence)
    return [
        replace(
            claim,
            confidence=_raised(
                claim.confidence,
                (
                    confidence for (value, source), confidence in surest.items()
                    if value == claim.value and source != _source(claim)
                ),
            ),
        )
        for claim in found
    ]  # fmt: skip


def _source(claim: Claim) -> str:
    """Return where a date stands: in the text, the file's name, or what a page says of itself."""
    if claim.line:
        return "text"
    return claim.rule.rpartition(" ")[2] if claim.rule.endswith(_APART) else "markup"


def _raised(confidence: float, others: Iterable[float]) -> float:
    odds = _log_odds(confidence) + _SHARE * sum(max(0.0, _log_odds(other)) for other in others)
    return max(confidence, round(1 / (1 + math.exp(-odds)), 6))


def _log_odds(probability: float) -> float:
    sure = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(sure / (1 - sure))


def _claim(block: Block, candidate: Candidate, probability: float) -> Claim:
    text = plain(block.text)
    start, end = max(0, candidate.found.start - _BESIDE), candidate.found.end + _BESIDE
    evidence = text[start:end] if len(text) > _READ else text
    rule = f"the date in line {block.first}"
    return Claim("date", str(candidate.value), rule, probability, block.first, evidence)


def ranked(reading: "Reading") -> list[tuple[Candidate, float]]:
    """Return the candidates with their probabilities, the most probable first, no value twice."""
    found = candidates(reading)
    if not found:
        return []
    said = context.scores("date", contexts(reading, found))
    rows = context.added(features(reading, found), said, same(found))
    sure = learned.trees("date").probabilities(rows)
    order = sorted(range(len(found)), key=lambda i: (-round(float(sure[i]), 6), i))
    best: dict[edtf.Edtf, tuple[Candidate, float]] = {}
    for i in order:
        best.setdefault(found[i].value, (found[i], float(sure[i])))
    return list(best.values())


def candidates(reading: "Reading") -> list[Candidate]:
    """Return the dates that may be the date of publication, in the order of the page."""
    found: list[Candidate] = []
    for i in _places(reading.draft.blocks):
        text = plain(reading.draft.blocks[i].text[: _READ * 2])[:_READ]
        for match in dates.find(text, reading.lang):
            found.append(Candidate(i, match, match.value))
            start = match.value.start
            if not match.sure and start:
                other = edtf.parse(f"{start.year:04d}-{start.day:02d}-{start.month:02d}")
                if other:
                    found.append(Candidate(i, match, other, swapped=True))
    return found


def _places(blocks: tuple[Block, ...]) -> list[int]:
    body = [i for i, block in enumerate(blocks) if block.section is Section.BODY]
    if not body:
        return []
    top = next((i for i, b in enumerate(blocks) if b.section is Section.TITLE), body[0])
    dated = [
        i
        for i, block in enumerate(blocks)
        if block.kind is not Kind.CODE
        and (block.section is not Section.BODY or i < body[0] + _WITHIN or i >= body[-1] - 1)
        and len(block.text) <= _LONGEST
        and _DIGIT.search(block.text, 0, _READ)
    ]
    nearness = {i: min(abs(i - top), abs(i - body[0]), abs(i - body[-1])) for i in dated}
    return sorted(sorted(dated, key=nearness.__getitem__)[:_MOST])


def features(reading: "Reading", found: list[Candidate]) -> Matrix:
    """Return one row of features for each candidate, in the order of NAMES."""
    page = _Page(reading, found)
    return np.array([page.row(candidate) for candidate in found], np.float32)


def contexts(reading: "Reading", found: list[Candidate]) -> list[NDArray[np.int64]]:
    """Return what `context` knows each candidate by."""
    texts = [text[: _READ * 2] for text in reading.texts]
    spots = [context.Spot(c.index, c.found.start, c.found.end, int(c.swapped)) for c in found]
    return context.hashes(texts, spots)


def same(found: list[Candidate]) -> list[edtf.Edtf]:
    """Return what is equal for candidates that are one date."""
    return [candidate.value for candidate in found]


class _Page:
    """What all candidates of a page are compared with."""

    def __init__(self, reading: "Reading", found: list[Candidate]) -> None:
        self.blocks = blocks = reading.draft.blocks
        body = [i for i, block in enumerate(blocks) if block.section is Section.BODY]
        self.first, self.last = body[0], body[-1]
        self.title = next(
            (i for i, b in enumerate(blocks) if b.section is Section.TITLE), self.first
        )
        self.lang = reading.lang
        self.found = found
        self.values = Counter(c.value for c in found)
        self.order = sorted(self.values, key=str)
        self.dated = {c.index for c in found}
        whole = "\n".join(reading.draft.lines)
        self.years = {int(match[1]) for match in _COPYRIGHT.finditer(whole)}
        self.urls = {
            edtf.parse("-".join(f"{int(part):02d}" for part in match.groups()))
            for match in _URL_DATE.finditer(whole)
            if match[3]
        }
        numeric = [c for c in found if c.found.sure and _is_numeric(self._text(c))]
        self.day_first = sum(_day_first(self._text(c), c) for c in numeric)
        self.plain = reading.texts
        self.texts = Counter(self.plain)

    def _text(self, candidate: Candidate) -> str:
        text = plain(self.blocks[candidate.index].text[: _READ * 2])
        return text[candidate.found.start : candidate.found.end]

    def _around(self, index: int) -> tuple[float, bool]:
        if not 0 <= index < len(self.blocks):
            return -1, False
        text = plain(self.blocks[index].text[:_READ])
        return math.log1p(width(self.blocks[index].text)), is_byline(text)

    def row(self, candidate: Candidate) -> list[float]:
        i, found, value = candidate.index, candidate.found, candidate.value
        block = self.blocks[i]
        text = self.plain[i]
        before, after = text[max(0, found.start - _BESIDE) : found.start], text[found.end :]
        width_above, byline_above = self._around(i - 1)
        width_below, byline_below = self._around(i + 1)
        rank, year = self.order.index(value), value.start.year if value.start else 0
        word = text[found.start : found.end]
        return [
            _clip(i - self.title), _clip(i - self.first), _clip(i - self.last), math.log1p(i),
            block.prose, list(Section).index(block.section) if block.section else -1,
            block.kind is Kind.HEADING, block.kind is Kind.ITEM, math.log1p(width(text)),
            sentences(text[:_READ]), found.start, len(text.split()) - len(word.split()),
            bool(_PUBLISHED.search(before)), bool(_UPDATED.search(before)),
            bool(_OTHER.search(before)), bool(_TIME.match(after)), is_byline(text[:_READ]),
            byline_above, byline_below, i - 1 in self.dated, i + 1 in self.dated,
            bool(value.start and value.start.day), found.sure, candidate.swapped,
            self.values[value], self.texts[text], len(self.order), rank,
            len(self.order) - 1 - rank, rank, rank == len(self.order) - 1,
            self.found[0].value == value,
            -1 if not self.years else max(self.years) - year, value in self.urls,
            self.day_first, self.lang == "en", _is_numeric(word), min(found.start, _BESIDE),
            min(len(after), _BESIDE), block.spaced, width_above, width_below,
            sum(1 for v in self.order if v.start and v.start.year == year),
        ]  # fmt: skip


def _clip(distance: int) -> int:
    return max(-_FAR, min(_FAR, distance))


def _is_numeric(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _day_first(text: str, candidate: Candidate) -> int:
    """Return 1 if a numeric date can only be read day first, -1 if month first, else 0."""
    start = candidate.value.start
    first = re.match(r"\d{1,2}(?!\d)", text)
    if not first or not start or start.day == start.month:
        return 0
    return 1 if int(first[0]) == start.day else -1


def _from_path(path: str) -> list[Claim]:
    found = _FILE_DATE.search(path.rpartition("/")[2])
    if not found or not edtf.parse("-".join(found.groups())):
        return []
    return [Claim("date", "-".join(found.groups()), "the file's name", _SURE_FILE, 0, found[0])]


def _bound(reading: "Reading") -> list[Claim]:
    """Return the latest year that the text looks back on: it was not written before."""
    latest: tuple[int, Block, str] | None = None
    for block in reading.blocks(Section.BODY, Section.CREDIT):
        text = plain(block.text)
        for match in _YEAR.finditer(text):
            year = int(match[1])
            if year > _LATEST_PAST_YEAR or _AHEAD.search(
                text[max(0, match.start() - 20) : match.start()]
            ):
                continue
            if latest is None or year > latest[0]:
                latest = year, block, text[max(0, match.start() - 40) : match.end() + 10]
    if latest is None:
        return []
    year, block, evidence = latest
    rule = "the latest year that the text looks back on, as a bound"
    return [Claim("date", f"{year}/..", rule, 0.7, block.first, " ".join(evidence.split()))]
