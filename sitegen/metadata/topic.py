"""The topic, where the seed itself names it: a section, tags, a trail of links to the page.

What the text is about is judged by the archive as a whole (`sitegen.analysis.topics`); a name that
somebody gave goes before that.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sitegen.analysis import lexicon
from sitegen.language.words import normal
from sitegen.model import Block, Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

_SECTION, _TRAIL, _TAGS = 0.9, 0.8, 0.7
_LONGEST = 160
# A line that names its section, in the languages that we know it in.
_NAMES_SECTION = re.compile(
    r"(?:posted in|filed under|category|section|topic|rubrik|ressort|kategorie|rubrique|catégorie"
    r"|sección|categoría|sezione|categoria|القسم|التصنيف)\s*:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_NAMES_TAGS = re.compile(
    r"(?:tags|tagged(?: with)?|keywords|schlagwörter|schlagworte|mots[- ]clés|etiquetas|الوسوم)"
    r"\s*:?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
# `Home > Politics > Elections`
_TRAIL_SIGN = re.compile(r"\s+[>»›→]\s+")
_HOME = frozenset(
    ("home", "homepage", "startseite", "start", "accueil", "inicio", "portada", "الرييسية")
)
_SEPARATE = re.compile(r"\s*[,;|/·•]\s*")


def claims(reading: "Reading") -> list[Claim]:
    """Return the topics that the seed names, surest first."""
    found = [*_hinted(reading), *_in_lines(reading)]
    return sorted(found, key=lambda claim: -claim.confidence)


def _hinted(reading: "Reading") -> Iterator[Claim]:
    """Yield what front matter or markup says: `section` and `tags`."""
    names = lexicon.sections(reading.topics)
    for hint in reading.draft.hints:
        if hint.field in ("topic", "section", "category", "categories"):
            topic = names.get(normal(hint.value.replace("_", " ")))
            if topic:
                yield Claim("topic", topic, hint.rule, _SECTION, hint.line, hint.value)
    tags = [h for h in reading.draft.hints if h.field in ("tags", "keywords")]
    values = [part for tag in tags for part in _SEPARATE.split(tag.value)]
    yield from _tagged(values, names, tags[0] if tags else None)


def _tagged(values: list[str], names: Mapping[str, str], tag: Claim | None) -> Iterator[Claim]:
    """Yield the topic that tags agree on: one that no other is named as often as."""
    counts = Counter(topic for value in values if (topic := names.get(normal(value))))
    best = counts.most_common(2)
    if tag and best and (len(best) == 1 or best[0][1] > best[1][1]):
        yield Claim(
            "topic", best[0][0], f"{tag.rule}: tags", _TAGS, tag.line, ", ".join(values)[:80]
        )


def _in_lines(reading: "Reading") -> Iterator[Claim]:
    names = lexicon.sections(reading.topics)
    for block, text in zip(reading.draft.blocks, reading.texts, strict=True):
        if block.section is Section.BODY or len(text) > _LONGEST:
            continue
        yield from _in_line(block, text, names)


def _in_line(block: Block, text: str, names: Mapping[str, str]) -> Iterator[Claim]:
    section, tags = _NAMES_SECTION.fullmatch(text), _NAMES_TAGS.fullmatch(text)
    trail = _TRAIL_SIGN.split(text)
    if section:
        for name in _SEPARATE.split(section["names"])[:1]:
            if topic := names.get(normal(name)):
                yield Claim(
                    "topic", topic, "a line that names its section", _SECTION, block.first, text
                )
    elif tags:
        source = Claim("tags", text, "a line of tags", _TAGS, block.first, text)
        yield from _tagged(_SEPARATE.split(tags["names"]), names, source)
    elif len(trail) > 1 and normal(trail[0]) in _HOME:
        for name in trail[1:]:
            if topic := names.get(normal(name)):
                yield Claim(
                    "topic", topic, "the trail of links to the page", _TRAIL, block.first, text
                )
                return
