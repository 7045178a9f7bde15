"""The date on which the article was published, or a bound for it. Nothing is invented."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import dates, edtf
from sitegen.cleaning.words import plain
from sitegen.model import Block, Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erschienen|erstellt|mis en ligne|publicado|pubblicato|geplaatst"
    r"|نشر|опубликовано",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated|modified|edited|revised|aktualisiert|geändert|stand:|mis à jour|modifié|actualizado"
    r"|aggiornato|bijgewerkt|تحديث|обновлено|accessed|retrieved|©|copyright|expires",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/$€£-])(1[89]\d\d|20\d\d)(?![\d%]|[.,/-]\d)")
# A year after these words lies ahead of the writer.
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|through|before|towards?|bis|d['’]ici|hasta|para|agenda|target|vision)\s(?:the\s)?(?:year\s)?|[-–])$",
    re.IGNORECASE,
)
# No text that this release meets can look back on a later year.
_LATEST_PAST_YEAR = 2026
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?:([0-2]\d|3[01])/)?")
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
# How far above and below the body's first block a date may stand, in blocks.
_ABOVE, _BELOW = 15, 2
_SHORT_LINE = 140


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: edtf.Edtf
    block: Block
    evidence: str
    score: float
    sure: bool


def claims(reading: "Reading") -> list[Claim]:
    """Return dates, best first; a bound only where no date is claimed."""
    found = [
        Claim("date", hint.value, hint.rule, hint.confidence)
        for hint in reading.draft.hints
        if hint.field == "date" and edtf.parse(hint.value)
    ]
    found += _from_lines(reading)
    found += _from_path(reading.path)
    if not any(claim.confidence >= 0.6 for claim in found):  # noqa: PLR2004 - a bound beats a weak date
        bound = _bound(reading)
        found = [*bound, *(found)] if bound else found
    return found


def _from_lines(reading: "Reading") -> list[Claim]:
    blocks = reading.draft.blocks
    first = next((i for i, b in enumerate(blocks) if b.section is Section.BODY), None)
    if first is None:
        return []
    last = max(i for i, b in enumerate(blocks) if b.section is Section.BODY)
    top = next((i for i, b in enumerate(blocks) if b.section is Section.TITLE), first)
    candidates: list[_Candidate] = []
    for i, block in enumerate(blocks):
        near_top = max(0, min(top, first) - _ABOVE) <= i <= first + _BELOW
        if not (near_top or last < i <= last + _BELOW) or block.section in (
            Section.RELATED,
            Section.COMMENTS,
        ):
            continue
        distance = min(abs(i - first), abs(i - top)) if near_top else 4 + i - last
        candidates += _in_block(block, distance, reading.lang, below=i > last)
    candidates.sort(key=lambda c: -c.score)
    return [
        Claim(
            "date", str(c.value), "a date beside the title or the byline",
            max(0.1, min(0.95, c.score if c.sure else c.score - 0.25)), c.block.first, c.evidence,
        )
        for c in candidates
    ]  # fmt: skip


def _in_block(block: Block, distance: int, lang: str, *, below: bool) -> list[_Candidate]:
    text = plain(block.text)
    if len(text) > _SHORT_LINE and block.section is not Section.BODY:
        return []
    found: list[_Candidate] = []
    for match in dates.find(text[: _SHORT_LINE * 2], lang):
        score = 0.85 - 0.03 * distance
        before = text[max(0, match.start - 40) : match.start]
        if _UPDATED.search(before):
            score -= 0.35
        elif _PUBLISHED.search(before):
            score += 0.12
        elif below:
            score -= 0.2
        if block.section is Section.BODY:
            # In running text a date is what the text is about, unless it opens the first line.
            score -= 0.15 if match.start < 40 and len(text) < _SHORT_LINE else 0.5  # noqa: PLR2004 - a dateline
        elif block.section in (Section.DATELINE, Section.BYLINE):
            score += 0.08
        if match.value.start and not match.value.start.day:
            score -= 0.2
        found.append(
            _Candidate(match.value, block, text[match.start : match.end], score, match.sure)
        )
    return found


def _from_path(path: str) -> list[Claim]:
    found = _FILE_DATE.search(path.rpartition("/")[2])
    if not found or not edtf.parse("-".join(found.groups())):
        return []
    return [Claim("date", "-".join(found.groups()), "the file's name", 0.65, 0, found[0])]


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
