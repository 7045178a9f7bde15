"""Join lines that a dump broke: hard wraps at a column, breaks at links inside a sentence."""

import itertools
import re
from dataclasses import replace

from msgspec import structs

from sitegen.language.words import (
    FUNCTION_WORDS,
    ends_sentence,
    extent,
    joint,
    sentences,
    starts_unspaced,
)
from sitegen.model import Block, Draft, Kind

# A dump is hard-wrapped if this many lines in a row or more end close to one column ...
_MIN_WRAPPED_LINES = 4
# ... which lies between these; and no line goes much beyond it.
_NARROWEST, _WIDEST = 56, 100
# A column beside others is narrower.
_HALF_PAGE = 24
# Of the lines that are followed by another without a gap, this share must be explained by a wrap.
_WRAPPED_SHARE = 0.5
# Scripts without spaces break between any two characters, but for signs that may not begin a line.
_UNSPACED_REST = 4
# A line this long that does not end a sentence is prose that goes on, not a headline.
_PROSE_LENGTH = 60
# A line of so many words may be the beginning of a sentence.
_CLAUSE = 3
_LOWER = re.compile(r"[a-zß-öø-ÿа-яά-ώ]")
# No sentence begins with one of these.
_CLOSING = frozenset(",;.:)!?…”’»")
# It is looked for in so many characters: no word that counts is longer.
_LONGEST_WORD = 80
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_JOINABLE = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.HEADING)


def clean(draft: Draft) -> Draft:
    """Join blocks that are pieces of one paragraph, item, quote or heading."""
    narrowest = _NARROWEST if all(block.flow == 0 for block in draft.blocks) else _HALF_PAGE
    joined: list[list[Block]] = []
    for _flow, blocks in itertools.groupby(draft.blocks, key=lambda block: block.flow):
        joined += _groups(list(blocks), narrowest)
    return replace(draft, blocks=tuple(_merge(group) for group in joined))


def _groups(blocks: list[Block], narrowest: int) -> list[list[Block]]:
    """Return the blocks of one flow, together where they are pieces of one."""
    column = wrap_column(blocks, narrowest)
    groups: list[list[Block]] = []
    for block in blocks:
        if not groups or not _goes_on(groups, block, column):
            groups.append([block])
        elif _stands_within(groups) and _begins_inside(block):
            groups[-2:] = [groups[-2] + groups[-1] + [block]]
        else:
            groups[-1].append(block)
    return groups


def wrap_column(blocks: list[Block], narrowest: int = _NARROWEST) -> int:
    """Return the column at which a flow of one-line blocks is hard-wrapped; 0 if it is not.

    Args:
        blocks: of one line each.
        narrowest: a column before this one is no wrap.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(blocks) if not b.spaced]
    full = sorted(a.extent for a, _ in pairs if a.extent >= narrowest)
    if len(full) < _MIN_WRAPPED_LINES:
        return 0
    # The odd long line (a URL) says nothing against a wrap.
    column = full[int(len(full) * 0.97)] if len(full) > 30 else full[-1]  # noqa: PLR2004 - enough for a share
    if not narrowest <= column <= _WIDEST:
        return 0
    wrapped = sum(_would_not_fit(a, b, column) for a, b in pairs if a.extent <= column + 1)
    return column if wrapped >= max(_MIN_WRAPPED_LINES, len(full) * _WRAPPED_SHARE) else 0


def _would_not_fit(before: Block, block: Block, column: int) -> bool:
    if starts_unspaced(block.text):
        return before.extent + _UNSPACED_REST > column
    return before.extent + 1 + extent(block.text.split(None, 1)[0]) > column


def _goes_on(groups: list[list[Block]], block: Block, column: int) -> bool:
    """Whether a block is a piece of what the last group began."""
    before = groups[-1][-1]
    if block.spaced or block.first != before.last + 1 or before.kind not in _JOINABLE:
        return False
    if before.kind is Kind.QUOTE and block.kind is Kind.QUOTE:
        return True
    if block.kind is not Kind.PARAGRAPH:
        return False
    if before.markup and before.kind is not Kind.HEADING and column == 0:
        return True  # Markdown: a paragraph ends at an empty line
    if column and before.extent <= column + 1 and _would_not_fit(before, block, column):
        return True
    return before.kind is not Kind.HEADING and _broken_inside(groups, block)


def _broken_inside(groups: list[list[Block]], block: Block) -> bool:
    """Whether a sentence was cut in two, as dumps do at every link."""
    text = groups[-1][-1].text
    if ends_sentence(text):
        return False
    if block.text[0] in _CLOSING:
        return True
    prose = _is_prose(groups[-1])
    if not _LOWER.match(block.text):
        return prose and _ends_open(text)
    clauses = len(text.split()) >= _CLAUSE and len(block.text.split()) > 2  # noqa: PLR2004 - more than a name
    return prose or clauses or _ends_open(text) or _stands_within(groups)


def _stands_within(groups: list[list[Block]]) -> bool:
    """Whether the last group is one short line that may stand within the sentence above it.

    `The council asked` / `Harriet Olund` / `, who had kept the books`: only the third line tells.
    """
    if len(groups) == 1 or len(groups[-1]) > 1:
        return False
    line, above = groups[-1][0], groups[-2][-1]
    return (
        not line.spaced
        and line.first == above.last + 1
        and line.kind is Kind.PARAGRAPH
        and above.kind in (Kind.PARAGRAPH, Kind.ITEM)
        and len(line.text) < _PROSE_LENGTH
        and not sentences(line.text)
        and not ends_sentence(above.text)
        and (_is_prose(groups[-2]) or len(above.text.split()) >= _CLAUSE)
    )


def _begins_inside(block: Block) -> bool:
    return block.text[0] in _CLOSING or bool(_LOWER.match(block.text))


def _is_prose(group: list[Block]) -> bool:
    length = 0
    for block in group:
        length += len(block.text)
        if length >= _PROSE_LENGTH or sentences(block.text):
            return True
    return False


def _ends_open(text: str) -> bool:
    """Whether a text ends with a word or sign that cannot end a sentence."""
    if text[-1] in ",;(“„«‘–—-":
        return True
    last = _LAST_WORD.search(text, max(0, len(text) - _LONGEST_WORD))
    return last is not None and last[1].lower() in FUNCTION_WORDS


def _merge(group: list[Block]) -> Block:
    if len(group) == 1:
        return group[0]
    pieces = [group[0].text]
    for block in group[1:]:
        before = pieces[-1]
        hyphenated = len(before) > 1 and before[-1] == "-" and before[-2].isalpha()
        if hyphenated and _LOWER.match(block.text):
            pieces[-1] = before[:-1]
        elif block.text[0] not in _CLOSING or before.endswith(" "):
            pieces.append(joint(before, block.text))
        pieces.append(block.text)
    last = group[-1]
    return structs.replace(group[0], text="".join(pieces), last=last.last, extent=last.extent)
