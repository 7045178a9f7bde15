"""Plain text -> Draft: every line that is not empty is a block, marked by how it begins."""

import re
from dataclasses import replace

from sitegen.cleaning.words import extent
from sitegen.model import Block, Draft, Kind, Problem, Seed
from sitegen.readers import columns
from sitegen.readers.decoding import decode

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"([*+•◦▪▫‣⁃○●■□·–—-])\s+(.*)$")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(.*)$")
_QUOTE = re.compile(r"(?:>\s?)+(.*)$")
# Spaces of indentation that make a list one level deeper, in the text dumps that we know.
_INDENT = 2
_RULE = re.compile(r"[\W_]+")


def read(seed: Seed) -> Draft | Problem:
    """Read a plain-text seed."""
    decoded = decode(seed)
    if isinstance(decoded, Problem):
        return decoded
    text, problems = decoded
    lines = tuple(text.split("\n"))
    blocks = (
        block
        for number, flow in enumerate(columns.flows(lines))
        for block in blocks_of(flow.lines, offset=flow.first - 1, flow=number)
    )
    return Draft(lines, tuple(blocks), problems=problems)


def blocks_of(
    lines: tuple[str, ...], *, markup: bool = False, offset: int = 0, flow: int = 0
) -> tuple[Block, ...]:
    """Make a block of each line that is not empty.

    Args:
        lines: of text.
        markup: whether the text within a line is Markdown.
        offset: how many lines of the file stand before the first.
        flow: which of the flows of text on the page the lines are.
    """
    blocks: list[Block] = []
    spaced = True
    for number, line in enumerate(lines, start=offset + 1):
        stripped = " ".join(line.split())
        if not stripped:
            spaced = True
            continue
        block = _block(line, stripped, number, markup=markup, spaced=spaced)
        blocks.append(replace(block, flow=flow, extent=extent(line.rstrip())))
        spaced = False
    return tuple(blocks)


def _block(line: str, stripped: str, number: int, *, markup: bool, spaced: bool) -> Block:
    depth = (len(line) - len(line.lstrip())) // _INDENT
    kind, text, level, marker = Kind.PARAGRAPH, stripped, 0, ""
    if found := _HEADING.match(stripped):
        kind, text, level = Kind.HEADING, found[2] or stripped, len(found[1])
    elif found := _BULLET.match(stripped):
        kind, text, level, marker = Kind.ITEM, found[2], depth, "-"
    elif found := _NUMBER.match(stripped):
        kind, text, level, marker = Kind.ITEM, found[2], depth, f"{int(found[1])}."
    elif (found := _QUOTE.match(stripped)) and found[1]:
        kind, text = Kind.QUOTE, found[1]
    return Block(text, kind, number, number, level, marker, markup, spaced)


def is_rule(text: str) -> bool:
    """Whether a line holds only signs (`---`, `***`, `| |`)."""
    return bool(_RULE.fullmatch(text))
