"""Plain text -> Draft: every line that is not empty is a block, marked by how it begins."""

import re

from sitegen.language.words import ends_sentence, extent
from sitegen.model import Block, Draft, Kind, Problem, Seed
from sitegen.readers import columns
from sitegen.readers.decoding import decode

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
# The page's own, and the converter's before it.
_BULLET = re.compile(r"(?:[*+•◦▪▫‣⁃○●■□·–—-]\s+)+(.*)$")
# What a sentence may have within it, and how wide a line is that may be broken there.
_DASHES, _CLAUSE = "–—-", 50
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(.*)$")
_QUOTE = re.compile(r"(?:>\s?)+(.*)$")
# Spaces of indentation that make a list one level deeper, in the text dumps that we know.
_INDENT = 2
_RULE = re.compile(r"[\W_]+")
# What only Markdown has: `**bold**`, `[words](target)`; and where it has headings, `1\.`.
_MARK = re.compile(
    r"(?<![\w*])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?![\w*])"
    r"|\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|[/#])[^()\s]{0,500}\)"
)
_ESCAPE = re.compile(r"\\[-.+#_*()\[\]!]")
_MARKED_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


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
    return Draft(lines, tuple(blocks), markup=is_markdown(text), problems=problems)


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: it has two marks that no other text has."""
    marks = _MARK.finditer(text) if "**" in text or "](" in text else iter(())
    if next(marks, None):
        return bool(next(marks, None) or _MARKED_HEADING.search(text))
    return "\\" in text and bool(_ESCAPE.search(text) and _MARKED_HEADING.search(text))


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
        kind, text, level, marker = _kind(line, stripped)
        if kind is Kind.ITEM and not markup and not spaced and _goes_on(blocks[-1], stripped):
            kind, text, level, marker = Kind.PARAGRAPH, stripped, 0, ""
        wide = extent(line.rstrip())
        blocks.append(Block(text, kind, number, number, level, marker, markup, spaced, flow, wide))
        spaced = False
    return tuple(blocks)


def _kind(line: str, stripped: str) -> tuple[Kind, str, int, str]:
    """Return what a line is, its text without the mark that says so, its level and its marker."""
    if stripped[0].isalpha():  # none of the marks is a letter
        return Kind.PARAGRAPH, stripped, 0, ""
    depth = (len(line) - len(line.lstrip())) // _INDENT
    if found := _HEADING.match(stripped):
        return Kind.HEADING, found[2] or stripped, len(found[1]), ""
    if found := _BULLET.match(stripped):
        return Kind.ITEM, found[1], depth, "-"
    if found := _NUMBER.match(stripped):
        return Kind.ITEM, found[2], depth, f"{int(found[1])}."
    if (found := _QUOTE.match(stripped)) and found[1]:
        return Kind.QUOTE, found[1], 0, ""
    return Kind.PARAGRAPH, stripped, 0, ""


def _goes_on(before: Block, line: str) -> bool:
    """Whether a line was broken at a dash within a sentence: `the quay` / `– which was new – sank`.

    What stands over a list ends it with a colon, or is short.
    """
    if before.kind is not Kind.PARAGRAPH or line[0] not in _DASHES or not line[2:3].islower():
        return False
    ended = ends_sentence(before.text) or before.text.endswith((",", ";"))
    return before.extent >= _CLAUSE and not ended


def is_rule(text: str) -> bool:
    """Whether a line holds only signs (`---`, `***`, `| |`)."""
    return bool(_RULE.fullmatch(text))
