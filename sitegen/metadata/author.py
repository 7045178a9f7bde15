"""The author, from a byline or a bio; and who posted the page, where that is someone else."""

import itertools
import re
from typing import TYPE_CHECKING

from sitegen import dates
from sitegen.cleaning.edges import BYLINE
from sitegen.cleaning.words import plain
from sitegen.model import Block, Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_PARTICLES = (
    "de|del|della|di|da|dos|du|la|le|van|von|der|den|zu|zur|ten|ter|bin|ibn|al|el|y|e|af|av"
)
_INITIAL = r"(?:[^\W\d_a-zà-ÿ]\.){1,3}"
_CAPITALISED = r"(?:(?:O|D|L|Mc|Mac|Al-|El-)['’]?)?[A-ZÀ-ÖØ-ÞА-ЯĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*"
_OTHER_SCRIPT = r"[\u0590-\u06ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7af]+"
_TOKEN = rf"(?:{_INITIAL}|{_CAPITALISED}|{_OTHER_SCRIPT})"
NAME = re.compile(rf"{_TOKEN}(?:\s+(?:(?:{_PARTICLES})\s+){{0,2}}{_TOKEN}){{0,4}}")
_AND = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|en|og|och|и|و)\s+|,|;|&|/|\s+(?:and|und|et|y|e|en|og|och|и)\s+|\s+و)\s*"
)
_POSTED = re.compile(r"(?:posted|uploaded|submitted|published)\s+by", re.IGNORECASE)
_STOP = re.compile(
    r"\s+(?:[|•·–—-]|for|in|on|at|is|was|has|für|pour|published|updated|posted|last)\s.*|\s*[|•·(\[].*|\s+[–—-]\s.*|\s{2,}.*|@.*",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s+[A-Z]{2,}\b.*")
_NO_NAME = frozenset(
    "staff admin editor editors editorial reporter reuters associated press team guest contributor "
    "correspondent redaktion rédaction redacción news agency agencies wire the about".split()
)
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]{2,24}")
_LONGEST_NAME = 60
_TITLES = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Herr|Frau|Mme|M)\.?\s+(?=\S+\s)")


def claims(reading: "Reading") -> list[Claim]:
    """Return authors and `posted_by`, and the bio that speaks of the author."""
    bylines = _from_bylines(reading)
    bios = _from_bio(reading)
    named = {claim.value for claim in bylines if claim.field == "author"}
    found = sorted(bylines, key=lambda claim: -claim.confidence)
    found += [claim for claim in bios if claim.field == "bio" or not named]
    hints = [hint for hint in reading.draft.hints if hint.field == "author"]
    found += [hint for hint in hints if NAME.fullmatch(hint.value)]
    authors = {claim.value for claim in found if claim.field == "author" and claim.claimed}
    return found + _from_account(reading, authors)


def names_in(text: str) -> list[str]:
    """Return the names in what follows a "by": `Ada Lovelace and Charles Babbage | Science`."""
    found = dates.find(text)
    if found:
        text = text[: found[0].start]
    text = _STOP.sub("", " " + text)[1:]
    names: list[str] = []
    for part in _AND.split(text):
        candidate = _TITLES.sub("", part.strip(" .,:;"))
        match = NAME.match(candidate)
        if not match or not _is_name(match[0]):
            break
        names.append(match[0])
        if match.end() < len(candidate):
            break
    return names


def _is_name(text: str) -> bool:
    parts = text.split()
    if len(text) > _LONGEST_NAME or any(part.lower() in _NO_NAME for part in parts):
        return False
    return len(parts) > 1 or not text.isascii()


def _from_bylines(reading: "Reading") -> list[Claim]:
    found: list[Claim] = []
    for block in reading.blocks(Section.BYLINE):
        text = plain(block.text)
        match = BYLINE.match(text)
        if not match:
            continue
        names = names_in(text[match.end() :])
        posted = bool(_POSTED.match(text))
        if not names:
            account = text[match.end() :].split()[0].strip(".,:;|")
            if _ACCOUNT.fullmatch(account):
                found.append(
                    Claim(
                        "posted_by",
                        account,
                        "a byline that names an account",
                        0.8,
                        block.first,
                        block.text,
                    )
                )
        elif posted and len(names) == 1:
            found.append(
                Claim(
                    "posted_by",
                    names[0],
                    "a line that says who posted it",
                    0.8,
                    block.first,
                    block.text,
                )
            )
            found.append(Claim("author", names[0], "who posted it", 0.5, block.first, block.text))
        else:
            found += [
                Claim(
                    "author",
                    name,
                    f"the byline in line {block.first}",
                    0.85,
                    block.first,
                    block.text,
                )
                for name in names
            ]
    return found


def _from_bio(reading: "Reading") -> list[Claim]:
    bio = [b for b in reading.blocks(Section.BIO) if not b.rule.startswith("heads")]
    if not bio:
        return []
    text = " ".join(plain(block.text) for block in bio)
    found = [Claim("bio", text, "the section about the author", 0.8, bio[0].first, bio[0].text)]
    name = _leading_name(bio[0])
    if name:
        found.append(
            Claim("author", name, "the section about the author", 0.8, bio[0].first, bio[0].text)
        )
    return found


def _leading_name(block: Block) -> str:
    match = NAME.match(_TITLES.sub("", plain(block.text)))
    if not match:
        return ""
    name = _ACRONYM.sub("", match[0])
    return name if _is_name(name) and len(name.split()) > 1 else ""


def _from_account(reading: "Reading", authors: set[str]) -> list[Claim]:
    """An account's name alone in the line below the title: who uploaded the page."""
    blocks = reading.draft.blocks
    for before, block in itertools.pairwise(blocks):
        if before.section is not Section.TITLE or block.section is Section.BODY:
            continue
        if (
            _ACCOUNT.fullmatch(block.text)
            and "menu" not in block.rule
            and block.text not in authors
        ):
            return [
                Claim(
                    "posted_by",
                    block.text,
                    "an account's name below the title",
                    0.7,
                    block.first,
                    block.text,
                )
            ]
    return []
