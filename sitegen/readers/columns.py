"""Columns side by side, as text browsers draw them, become flows of text one below the other.

A gutter is a column of the screen that is blank in every line of a region, while text stands on
both sides of it. A region is split only where one side is running text, wrapped within its own
width: in a table of figures each line belongs together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = re.compile(r"   (?<=\S   ) *(?=\S)")
# Lines with text on both sides that a region must have, and the share where the gap is plain.
_LEAST, _PLAIN = 4, 0.5
# A column of running text is at least this wide, and most of its lines reach near to its edge.
_NARROWEST, _NEAR, _REACHING, _WORDS = 24, 14, 0.4, 3
# The odd long line says nothing about the edge.
_EDGE = 0.9
# A region ends at so many empty lines.
_EMPTY = 3
# Columns within columns, at most.
_DEEPEST = 4
# Nothing that a page draws is wider; longer lines are no drawing.
_WIDEST = 240


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow each other: number of the first, 1-based, and the lines."""

    first: int
    lines: tuple[str, ...]


def flows(lines: tuple[str, ...], first: int = 1, depth: int = 0) -> list[Flow]:
    """Return lines as flows in reading order; one flow where nothing stands side by side."""
    found: list[Flow] = []
    start = 0
    for region in _regions(lines) if depth < _DEEPEST else ():
        if region.start > start:
            found.append(Flow(first + start, lines[start : region.start]))
        inside = lines[region.start : region.end]
        left = tuple(line[: region.gutter].rstrip() for line in inside)
        right = tuple(line[region.gutter :] for line in inside)
        found += flows(left, first + region.start, depth + 1)
        found += flows(right, first + region.start, depth + 1)
        start = region.end
    if start < len(lines):
        found.append(Flow(first + start, lines[start:]))
    return found


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines [start, end) with a gutter at a column of the screen."""

    start: int
    end: int
    gutter: int


def _regions(lines: tuple[str, ...]) -> Iterator[_Region]:
    """Yield regions from the top; each line is looked at a bounded number of times."""
    if not _GAP.search("\n".join(lines)):
        return
    i = 0
    while i < len(lines):
        gap = _GAP.search(lines[i]) if len(lines[i]) <= _WIDEST else None
        region = _grown(lines, i) if gap else None
        if region:
            yield region
            i = region.end
        else:
            i += 1


def _grown(lines: tuple[str, ...], start: int) -> _Region | None:
    """Return the region that begins at a line, as far down as a gutter stays blank."""
    mask = 0
    for gap in _GAP.finditer(lines[start]):
        mask |= ((1 << (gap.end() - gap.start())) - 1) << gap.start()
    end = start
    empty = 0
    while end < len(lines) and end - start < _WIDEST and len(lines[end]) <= _WIDEST:
        line = lines[end]
        empty = 0 if line.strip() else empty + 1
        narrowed = mask & _blank(line)
        if not narrowed or empty >= _EMPTY:
            break
        mask = narrowed
        end += 1
    gutter = _last_of_widest(mask)
    # It ends with the paragraph that stands beside the last text on the right.
    last = max((i for i in range(start, end) if len(lines[i].rstrip()) > gutter), default=start)
    while last + 1 < end and lines[last + 1].strip():
        last += 1
    region = _Region(start, last + 1, gutter)
    return region if _is_drawn(lines[start : last + 1], gutter) else None


def _blank(line: str) -> int:
    """Return the columns at which a line is blank, as bits; all beyond its end are."""
    bits = int("".join("1" if c == " " else "0" for c in reversed(line)) or "0", 2)
    return bits | (((1 << _WIDEST) - 1) >> len(line) << len(line))


def _last_of_widest(mask: int) -> int:
    """Return the column after the widest run of bits: where the right side begins."""
    runs = list(re.finditer("1+", bin(mask)[:1:-1]))
    return max(runs, key=lambda run: run.end() - run.start()).end() if runs else 0


def _is_drawn(inside: tuple[str, ...], gutter: int) -> bool:
    """Whether text stands on both sides of a gutter, and one of them is running text."""
    pairs = [(line[:gutter].strip(), line[gutter:].strip()) for line in inside]
    both = [line for line, (a, b) in zip(inside, pairs, strict=True) if a and b]
    plain = sum(len(line[:gutter]) - len(line[:gutter].rstrip()) > 1 for line in both)
    if len(both) < _LEAST or plain < len(both) * _PLAIN:
        return False
    # Of what stands on a side, the column next to the gutter: there may be more beyond.
    left = [_GAP.split(a)[-1] for a, _ in pairs if a]
    right = [_GAP.split(b)[0] for _, b in pairs if b]
    return _is_running(left) or _is_running(right)


def _is_running(texts: list[str]) -> bool:
    lengths = sorted(map(len, texts))
    width = lengths[int(len(lengths) * _EDGE)] if lengths else 0
    reaching = [t for t in texts if len(t) >= width - _NEAR and len(t.split()) >= _WORDS]
    return width >= _NARROWEST and len(reaching) >= max(_LEAST, len(texts) * _REACHING)
