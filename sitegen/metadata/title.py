"""The title: the line that cleaning found, or what else names the article."""

import re
from typing import TYPE_CHECKING

from sitegen.cleaning.titles import title_text, without_site
from sitegen.cleaning.words import normal
from sitegen.markdown import to_text
from sitegen.model import Claim, Kind, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_LONGEST_GUESS = 80


def claims(reading: "Reading") -> list[Claim]:
    """Return titles, best first."""
    blocks = reading.draft.blocks
    found: list[Claim] = []
    for i, block in enumerate(blocks):
        if block.section is Section.TITLE and block.rule == "the title":
            text = title_text(blocks, i)
            repeated = sum(b.section is Section.TITLE for b in blocks) > 1
            confidence = 0.9 if repeated or block.kind is Kind.HEADING else 0.75
            value = to_text(text) if block.markup else text
            found.append(
                Claim(
                    "title", value, "the line above the body", confidence, block.first, block.text
                )
            )
    for hint in reading.draft.hints:
        if hint.field == "title" and all(normal(hint.value) != normal(c.value) for c in found):
            found.append(
                Claim("title", without_site(hint.value), hint.rule, hint.confidence, hint.line)
            )
    if not found:
        found.extend(_guesses(reading))
    return found


def _guesses(reading: "Reading") -> list[Claim]:
    body = reading.blocks(Section.BODY)
    if not body:
        return []
    text = to_text(body[0].text) if body[0].markup else body[0].text
    sentence = re.split(r"(?<=[.!?。！？؟])\s|\n", text, maxsplit=1)[0]
    if len(sentence) > _LONGEST_GUESS:
        sentence = sentence[:_LONGEST_GUESS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return [Claim("title", sentence, "the body's first sentence", 0.2, body[0].first, sentence)]
