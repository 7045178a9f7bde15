"""The title: the line that cleaning found, the page's metadata, the file's name, or a sentence."""

import re
from typing import TYPE_CHECKING

from sitegen.cleaning import filenames
from sitegen.language.words import normal
from sitegen.markdown import to_text
from sitegen.model import Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_LONGEST_GUESS = 80
# Of seventeen such titles that pages without one got from names made of theirs, seven were right.
_SURE_NAME = 0.4


def claims(reading: "Reading") -> list[Claim]:
    """Return titles, best first, none twice."""
    hints = [hint for hint in reading.draft.hints if hint.field == "title"]
    best: dict[str, Claim] = {}
    for hint in sorted(hints, key=lambda hint: -hint.confidence):
        best.setdefault(normal(hint.value), hint)
    return list(best.values()) or _guesses(reading)


def _guesses(reading: "Reading") -> list[Claim]:
    name = filenames.told(filenames.words(reading.draft.path))
    if name:
        return [Claim("title", name, "the file's name", _SURE_NAME, 0, reading.draft.path)]
    body = reading.blocks(Section.BODY)
    if not body:
        return []
    text = to_text(body[0].text) if body[0].markup else body[0].text
    sentence = re.split(r"(?<=[.!?。！？؟])\s|\n", text, maxsplit=1)[0]
    if len(sentence) > _LONGEST_GUESS:
        sentence = sentence[:_LONGEST_GUESS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return [Claim("title", sentence, "the body's first sentence", 0.2, body[0].first, sentence)]
