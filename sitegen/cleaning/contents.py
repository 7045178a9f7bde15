"""A table of contents inside the body: the page made it, and sitegen makes its own.

A line that heads one, and below it short lines each of which stands again further down.
"""

import re
from dataclasses import replace

from sitegen.language.words import normal, plain
from sitegen.model import Block, Draft, Section

_HEAD = re.compile(
    r"""\W*(?:(?:table\ of\ )?contents|in\ this\ (?:article|guide|post|review|story)|on\ this\ page
    |jump\ to(?:\ (?:a\ )?section)?|inhalt(?:sverzeichnis|sübersicht)?|auf\ dieser\ seite|sommaire
    |table\ des\ matières|índice|contenidos?|sumário|conteúdo|indice|inhoud(?:sopgave)?|содержание
    |المحتويات|目次|目录)\W*(?:hide|show|toggle)?\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
# An entry is no longer than this, and a table has so many; between them may stand a button, or an
# entry whose heading is worded otherwise, so many in a row.
_LONGEST, _FEWEST, _MISSED = 120, 3, 2
# More lines that head one, or entries below one, no page has.
_MOST_HEADS, _MOST = 20, 500


def clean(draft: Draft) -> Draft:
    """Put tables of contents with the furniture."""
    heads = [i for i, block in enumerate(draft.blocks) if _is_head(block)]
    if not heads:
        return draft
    lines = [_line(block) for block in draft.blocks]
    last = {line: i for i, line in enumerate(lines) if line}
    blocks = list(draft.blocks)
    for head in heads[:_MOST_HEADS]:
        for i in _table(head, lines, last):
            if blocks[i].section is Section.BODY:
                blocks[i] = blocks[i].placed(Section.FURNITURE, "the page's table of contents")
    return replace(draft, blocks=tuple(blocks))


def _is_head(block: Block) -> bool:
    return len(block.text) <= _LONGEST and _HEAD.fullmatch(plain(block.text)) is not None


def _line(block: Block) -> str:
    """Return a short block without its number; empty for a longer one."""
    return normal(_NUMBER.sub("", plain(block.text))) if len(block.text) <= _LONGEST else ""


def _table(head: int, lines: list[str], last: dict[str, int]) -> list[int]:
    """Return which blocks are a table, its head first; none if there is no table.

    Args:
        head: the block that may head one.
        lines: the blocks, as `_line` gives them.
        last: where each line stands last.
    """
    found: list[int] = []
    end, most = head + 1, min(len(lines), head + _MOST)
    while end < most and end - (found[-1] if found else head) <= _MISSED + 1 and lines[end]:
        if last[lines[end]] > end:
            found.append(end)
        end += 1
    # What stands again must do so below the table, not within it.
    again = [i for i in found if last[lines[i]] > found[-1]]
    return [*range(head, again[-1] + 1)] if len(again) >= _FEWEST else []
