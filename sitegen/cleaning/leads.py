"""Put what a dump left alone on its line before the text that it leads.

A list's number, whose item stands below it, and a capital that was drawn larger than its word.
"""

import re
from dataclasses import replace
from functools import cached_property

from msgspec import structs

from sitegen.language.words import ends_sentence
from sitegen.model import Block, Draft, Kind

_NUMBER = re.compile(r"\d{1,2}[.)]")
# What it leads stands at most so many lines below it, empty ones counted.
_NEAR = 2
# A line this long that ends no sentence goes on in the next one.
_PROSE = 60
# A capital that is a word by itself in one of our languages leads a word only if the page has it.
_CAPITALS = frozenset("AEIOUYÀÈÉÓВИКОСУЯ")
_WORD = re.compile(r"\w+")
# Sure to be found, if it is there, in so much of the page.
_PAGE = 200_000


def clean(draft: Draft) -> Draft:
    """Join such lines with what they lead."""
    blocks: list[Block] = []
    page = _Page(draft)
    for block in draft.blocks:
        led = _led(blocks[-1], block, page) if blocks and _is_near(blocks[-1], block) else None
        if led and not _goes_on(blocks):
            blocks.pop()
            blocks.append(led)
        else:
            blocks.append(block)
    return replace(draft, blocks=tuple(blocks))


def _is_near(lead: Block, block: Block) -> bool:
    is_text = lead.kind is Kind.PARAGRAPH and block.kind in (Kind.PARAGRAPH, Kind.HEADING)
    return is_text and lead.flow == block.flow and block.first - lead.last <= _NEAR


def _goes_on(blocks: list[Block]) -> bool:
    """Whether the last block is the rest of a sentence that was wrapped: `a score of` / `66.`."""
    if len(blocks) == 1:
        return False
    before, last = blocks[-2:]
    is_open = len(before.text) >= _PROSE and not ends_sentence(before.text)
    return is_open and not last.spaced and last.first == before.last + 1


def _led(lead: Block, block: Block, page: "_Page") -> Block | None:
    """Return both as one block; None if they are two."""
    if _NUMBER.fullmatch(lead.text) and not _NUMBER.match(block.text):
        if block.kind is Kind.HEADING:
            return _joined(lead, block, f"{lead.text} {block.text}")
        return structs.replace(_joined(lead, block, block.text), kind=Kind.ITEM, marker=lead.text)
    if len(lead.text) == 1 and lead.text.isupper() and block.text[0].islower():
        return _joined(lead, block, f"{lead.text}{page.between(lead.text, block)}{block.text}")
    return None


def _joined(lead: Block, block: Block, text: str) -> Block:
    return structs.replace(block, text=text, first=lead.first, spaced=lead.spaced)


class _Page:
    """What a page's words tell of a capital that stands alone."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall("\n".join(self._draft.lines)[:_PAGE].lower()))

    def between(self, capital: str, block: Block) -> str:
        """Return what parts a capital from what follows: nothing where it begins that word."""
        if capital not in _CAPITALS:
            return ""
        beginning = _WORD.match(block.text)
        return "" if beginning and f"{capital}{beginning[0]}".lower() in self._words else " "
