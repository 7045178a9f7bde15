"""The author; who posted the page, where that is someone else; what the page says of the author."""

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.cleaning import threads
from sitegen.language.words import ends_sentence, plain
from sitegen.metadata import bylines, names, naming
from sitegen.metadata.bylines import POSTED, READ, SHORT
from sitegen.model import Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

# So many candidates are told of, the best first; of those less likely than this, one in a hundred
# is right.
_TOLD, _LEAST = 3, 0.02
# Of the bios that name an author where nothing else does, three of four name the right one.
_SURE = 0.75
_PREFIX = re.compile(r"(?:notes? on|about|zum|zur|über)\b[^:–—]{0,30}[:–—]\s*", re.IGNORECASE)
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]{2,24}")


def claims(reading: "Reading") -> list[Claim]:
    """Return authors, best first, then `posted_by` and the bio that speaks of the author."""
    found = [
        replace(hint, value=naming.cased(hint.value))
        for hint in reading.draft.hints
        if hint.field == "author"
    ]
    for rank, (candidate, probability) in enumerate(bylines.ranked(reading)[:_TOLD]):
        block = reading.draft.blocks[candidate.index]
        if threads.holds(block) or probability < _LEAST:  # a reader, or anybody
            continue
        rule = f"the name in line {block.first}"
        text = plain(block.text)[:READ]
        found += [
            Claim("author", name, rule, probability, block.first, text, claimed=rank == 0)
            for name in naming.people(candidate.names)
        ]
    found.sort(key=lambda claim: -claim.confidence)
    found += _bio(reading)
    return found + _posted_by(reading)


def _bio(reading: "Reading") -> list[Claim]:
    below = [b for b in reading.blocks(Section.BIO) if not b.rule.startswith("heads")]
    # What follows the last sentence is a link or a button.
    bio = list(itertools.takewhile(lambda block: ends_sentence(block.text), below))
    if not bio:
        return []
    text = _PREFIX.sub("", " ".join(plain(block.text) for block in bio))
    rule, line = "the section about the author", bio[0].first
    found = [Claim("bio", text, rule, _SURE, line, bio[0].text)]
    name = names.leading(text)
    return [*found, Claim("author", name, rule, _SURE, line, bio[0].text)] if name else found


def _posted_by(reading: "Reading") -> list[Claim]:
    """Return who put the page up: `posted by NAME`, or an account's name below the title."""
    blocks = reading.draft.blocks
    for block, text in zip(blocks, reading.texts, strict=True):
        posted = POSTED.match(text) if len(text) <= SHORT else None
        if posted:
            rest = text[posted.end() :].strip(" :")
            several = names.listed(rest)
            account = _ACCOUNT.match(rest)
            value = several[0] if several else account[0] if account else ""
            if value:
                rule = "a line that says who posted it"
                return [Claim("posted_by", value, rule, 0.8, block.first, block.text)]
    for before, block in itertools.pairwise(blocks):
        below_title = before.section is Section.TITLE and block.section is not Section.BODY
        if below_title and _ACCOUNT.fullmatch(block.text) and "menu" not in block.rule:
            rule = "an account's name below the title"
            return [Claim("posted_by", block.text, rule, 0.7, block.first, block.text)]
    return []
