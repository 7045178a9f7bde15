"""Subheads without a mark: short lines between paragraphs of the body that end no sentence."""

from dataclasses import replace

from msgspec import structs

from sitegen.model import Block, Draft, Kind, Section
from sitegen.words import ends_sentence, plain, sentences, width

_LONGEST, _MOST_WORDS = 70, 10
# The paragraph below is at least this long, and so is the one above, in Latin characters.
_BELOW, _ABOVE = 120, 60
_LEVEL = 2


def clean(draft: Draft) -> Draft:
    """Make headings of the body's lines that stand like one."""
    body = [i for i, block in enumerate(draft.blocks) if block.section is Section.BODY]
    blocks = list(draft.blocks)
    for above, here, below in zip(body, body[1:], body[2:], strict=False):
        if _is_head(blocks[above], blocks[here], blocks[below]):
            blocks[here] = _head(blocks[here])
    return replace(draft, blocks=tuple(blocks))


def _is_head(above: Block, block: Block, below: Block) -> bool:
    text = plain(block.text)
    return (
        block.kind in (Kind.PARAGRAPH, Kind.ITEM)
        and block.first == block.last
        and width(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not sentences(text)
        and not ends_sentence(text)
        and text[-1] not in ",;-–—"
        and (text[0].isupper() or text[0].isdigit() or not text[0].isascii())
        and _is_paragraph(above, _ABOVE)
        and _is_paragraph(below, _BELOW)
    )


def _is_paragraph(block: Block, least: int) -> bool:
    long = width(block.text) >= least and ends_sentence(block.text)
    return block.kind is Kind.PARAGRAPH and long


def _head(block: Block) -> Block:
    """Return a block as a heading; the number of a lone item is part of its words."""
    number = block.marker if block.kind is Kind.ITEM and block.marker[:1].isdigit() else ""
    text = f"{number} {block.text}".strip()
    rule = f"{block.rule}; stands like a subhead"
    return structs.replace(block, kind=Kind.HEADING, level=_LEVEL, marker="", text=text, rule=rule)
