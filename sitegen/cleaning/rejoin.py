"""Join lines that a dump broke: hard wraps at a column, breaks at links inside a sentence."""

import itertools
import re
from dataclasses import replace

from sitegen.cleaning.words import FUNCTION_WORDS, ends_sentence, sentences
from sitegen.model import Block, Draft, Kind

# A dump is hard-wrapped if this many lines in a row or more end close to one column ...
_MIN_WRAPPED_LINES = 4
# ... which lies between these; and no line goes much beyond it.
_NARROWEST, _WIDEST = 56, 100
# Of the lines that are followed by another without a gap, this share must be explained by a wrap.
_WRAPPED_SHARE = 0.5
# A line this long that does not end a sentence is prose that goes on, not a headline.
_PROSE_LENGTH = 60
_CONTINUES = re.compile(r"[a-zß-öø-ÿа-я,;.)!?…”’»]")
_LOWER = re.compile(r"[a-zß-öø-ÿа-я]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_JOINABLE = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.HEADING)


def clean(draft: Draft) -> Draft:
    """Join blocks that are pieces of one paragraph, item, quote or heading."""
    column = wrap_column(draft.lines)
    joined: list[list[Block]] = []
    for block in draft.blocks:
        if joined and _goes_on(joined[-1], block, draft.lines, column):
            joined[-1].append(block)
        else:
            joined.append([block])
    return replace(draft, blocks=tuple(_merge(group) for group in joined))


def wrap_column(lines: tuple[str, ...]) -> int:
    """Return the column at which the lines are hard-wrapped; 0 if they are not."""
    pairs = [(a.rstrip(), b.strip()) for a, b in itertools.pairwise(lines) if a and b]
    pairs = [(a, b) for a, b in pairs if a.strip() and b and len(a) >= _NARROWEST // 2]
    full = sorted(len(a) for a, _ in pairs if len(a) >= _NARROWEST)
    if len(full) < _MIN_WRAPPED_LINES:
        return 0
    # The odd long line (a URL) says nothing against a wrap.
    column = full[int(len(full) * 0.97)] if len(full) > 30 else full[-1]  # noqa: PLR2004 - enough for a share
    if not _NARROWEST <= column <= _WIDEST:
        return 0
    wrapped = sum(_would_not_fit(a, b, column) for a, b in pairs if len(a) <= column + 1)
    return column if wrapped >= max(_MIN_WRAPPED_LINES, len(full) * _WRAPPED_SHARE) else 0


def _would_not_fit(line: str, following: str, column: int) -> bool:
    return len(line) + 1 + len(following.split(None, 1)[0]) > column


def _goes_on(group: list[Block], block: Block, lines: tuple[str, ...], column: int) -> bool:
    before = group[-1]
    if block.spaced or block.first != before.last + 1 or before.kind not in _JOINABLE:
        return False
    if before.kind is Kind.QUOTE and block.kind is Kind.QUOTE:
        return True
    if block.kind is not Kind.PARAGRAPH:
        return False
    if before.markup and before.kind is not Kind.HEADING and column == 0:
        return True  # Markdown: a paragraph ends at an empty line
    if column:
        line = lines[before.last - 1].rstrip()
        if len(line) <= column and _would_not_fit(line, block.text, column):
            return True
    return before.kind is not Kind.HEADING and _broken_inside(group, block)


def _broken_inside(group: list[Block], block: Block) -> bool:
    """Whether a sentence was cut in two, as dumps do at every link."""
    text = group[-1].text
    if ends_sentence(text):
        return False
    prose = len(text) >= _PROSE_LENGTH or len(group) > 1 or sentences(text) > 0
    if _CONTINUES.match(block.text):
        long_enough = len(block.text.split()) > 2 or not _LOWER.match(block.text)  # noqa: PLR2004 - more than a name
        return prose or (long_enough and len(text) > 1 and _ends_open(text))
    return prose and _ends_open(text)


def _ends_open(text: str) -> bool:
    """Whether a text ends with a word or sign that cannot end a sentence."""
    if text[-1] in ",;(“„«‘–—-":
        return True
    last = _LAST_WORD.search(text)
    return last is not None and last[1].lower() in FUNCTION_WORDS


def _merge(group: list[Block]) -> Block:
    if len(group) == 1:
        return group[0]
    text = group[0].text
    for block in group[1:]:
        hyphenated = len(text) > 1 and text[-1] == "-" and text[-2].isalpha()
        if hyphenated and _LOWER.match(block.text):
            text = text[:-1] + block.text
        elif block.text[0] in ",;.:!?…)”’»" and not text.endswith(" "):
            text += block.text
        else:
            text = f"{text} {block.text}"
    return replace(group[0], text=text, last=group[-1].last)
