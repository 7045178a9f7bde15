"""Bylines and dates around the body."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.cleaning import threads
from sitegen.language import dates
from sitegen.language.words import ends_sentence, plain, sentences
from sitegen.model import Block, Draft, Kind, Section

# Bylines and datelines stand within this many blocks of the body's first.
_NEAR = 12
_WITHIN = 5
_BYLINE_LENGTH = 120
_BY = (
    r"(?<![^\W_])(?:(?:written|posted|published|uploaded|submitted|reported|text|story|words|article)\s+by"
    r"|by|von|text\s*:|par|por|di|door|av|af|autor(?:in)?\s*:|auteur\s*:|author\s*:|автор\s*:"
    r"|текст\s*:|بقلم|كتب(?:ه|ها|ت)?|الكاتب\s*:|文\s*[/／:：]|作者\s*[:：])\s*:?\s+(?=\S)"
)
BYLINE = re.compile(_BY, re.IGNORECASE)
# For text in lower case that is much quicker; so many characters of it are enough.
_BY_LOWER, _LONGEST_BY = re.compile(_BY), 40
# One of these stands in each of them, where white space is collapsed: quick to look for.
_SAID_BEFORE = (
    "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", ":", "：", "بقلم", "كتب", "文",
)  # fmt: skip
_DATE_WORDS = 8
# So many of the body's last blocks, of so few words, may lead to what is no part of it.
_LAST, _LEADING_WORDS = 3, 6
# Text beside a date that is longer than this and has a sentence is prose.
_PROSE = 60


def clean(draft: Draft) -> Draft:
    """Mark bylines and datelines."""
    body = [i for i, block in enumerate(draft.blocks) if block.section is Section.BODY]
    if not body:
        return draft
    blocks = list(draft.blocks)
    for i in range(max(0, body[0] - _NEAR), min(len(blocks), body[0] + _WITHIN)):
        section = _edge(blocks[i])
        if section and blocks[i].section is not Section.BODY:
            blocks[i] = blocks[i].placed(section, f"a {section}")
    for i in range(body[-1] + 1, min(len(blocks), body[-1] + _WITHIN)):
        if blocks[i].section is Section.FURNITURE and _edge(blocks[i]):
            blocks[i] = blocks[i].placed(_edge(blocks[i]), "below the body")
    for i in reversed(body[-_LAST:]):
        if i == body[0] or not (section := _end(blocks[i])):
            break
        rule = "a byline" if section is Section.BYLINE else "leads to nothing"
        blocks[i] = blocks[i].placed(section, rule)
    return replace(draft, blocks=tuple(blocks))


def _end(block: Block) -> Section | None:
    """Return the section of a body's last block that leads to what is no part of it, or signs it.

    `Related posts:`, `Written by Ida Tveit`, or a subhead that nothing stands under.
    """
    text = plain(block.text)
    if block.kind is Kind.HEADING:
        return Section.FURNITURE
    if block.kind is not Kind.PARAGRAPH or len(text) > _PROSE or len(text.split()) > _LEADING_WORDS:
        return None
    if text.endswith((":", "：")):
        return Section.FURNITURE
    return Section.BYLINE if begins_byline(text) and is_byline(text) else None


def _edge(block: Block) -> Section | None:
    text = plain(block.text)
    if block.section is Section.TITLE or block.kind is Kind.CODE or threads.holds(block):
        return None
    if len(text) <= _BYLINE_LENGTH and sentences(text) <= 1 and is_byline(text):
        return Section.BYLINE
    if len(text) <= _BYLINE_LENGTH and _is_dateline(text):
        return Section.DATELINE
    return None


def bylines(text: str) -> Iterator[re.Match[str]]:
    """Yield the words like "by" in a text whose white space is collapsed."""
    lower = text.lower()
    if any(said in lower for said in _SAID_BEFORE):
        yield from BYLINE.finditer(text)


def begins_byline(text: str) -> bool:
    """Whether a text whose white space is collapsed begins with words like "by"."""
    return bool(_BY_LOWER.match(text[:_LONGEST_BY].lower()))


def is_byline(text: str) -> bool:
    """Whether a line names its writer: a word like "by", then a word that a name can begin with."""
    found = BYLINE.match(text) if begins_byline(text) else None
    if not found or (ends_sentence(text) and not text.endswith((".", ":"))):
        return False
    rest = text[found.end() :].split()
    capitals = sum(word[0].isupper() or not word[0].isascii() for word in rest)
    return capitals >= 1 and (len(rest) <= 1 or capitals * 2 >= len(rest) or bool(dates.find(text)))


def _is_dateline(text: str) -> bool:
    found = dates.find(text)
    if not found:
        return False
    rest = text[: found[0].start] + text[found[-1].end :]
    return len(rest.split()) <= _DATE_WORDS and not (sentences(text) and len(rest) > _PROSE)
