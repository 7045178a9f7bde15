"""Markdown -> Draft.

With front matter it is an article that a person prepared: all of it is kept, and its front matter
is taken at its word. Without, it may be the dump of a whole page, and is cleaned like one.
"""

import re

from sitegen.articles import frontmatter
from sitegen.model import Block, Claim, Draft, Kind, Problem, Section, Seed
from sitegen.readers import text
from sitegen.readers.decoding import decode

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE_PREPARED = "prepared by a person: it has front matter"


def read(seed: Seed) -> Draft | Problem:
    """Read a Markdown seed."""
    decoded = decode(seed)
    if isinstance(decoded, Problem):
        return decoded
    content, problems = decoded
    lines = tuple(content.split("\n"))
    try:
        document = frontmatter.read(content)
    except frontmatter.FrontMatterError as error:
        return Problem(seed.path, error.line, error.column, error.code, str(error), error.fix)
    if not document.fields:
        return Draft(lines, _with_fences(lines), problems=problems)
    body = Block(
        document.body, Kind.CODE, document.body_line, len(lines),
        markup=True, section=Section.BODY, rule=_RULE_PREPARED,
    )  # fmt: skip
    blocks = (body,) if document.body else ()
    return Draft(lines, blocks, _hints(document), finished=True, problems=problems)


def _hints(document: frontmatter.Document) -> tuple[Claim, ...]:
    return tuple(
        Claim(key, value, "front matter", 1.0, field.first, value)
        for key, field in document.fields.items()
        for value in (field.value if isinstance(field.value, list) else [field.value])
        if isinstance(value, str) and value.strip()
    )


def _with_fences(lines: tuple[str, ...]) -> tuple[Block, ...]:
    """Like plain text, but what stands between code fences stays one block, line by line."""
    blocks: list[Block] = []
    start = number = 0
    while number < len(lines):
        fence = _FENCE.match(lines[number])
        end = _closing(lines, number, fence[1]) if fence else None
        if end is None:
            number += 1
            continue
        blocks.extend(text.blocks_of(lines[start:number], markup=True, offset=start))
        code = "\n".join(lines[number : end + 1])
        blocks.append(Block(code, Kind.CODE, number + 1, end + 1, markup=True))
        start = number = end + 1
    blocks.extend(text.blocks_of(lines[start:], markup=True, offset=start))
    return tuple(blocks)


def _closing(lines: tuple[str, ...], opening: int, fence: str) -> int | None:
    """Return the index of the line that closes a fence; None if none of the next 500 does."""
    for number in range(opening + 1, min(opening + 500, len(lines))):
        if lines[number].strip().startswith(fence) and not lines[number].strip().strip(fence[0]):
            return number
    return None
