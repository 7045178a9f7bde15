"""How something grows, drawn: both axes logarithmic, so that a power is a straight line."""

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass

_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 420, 300, 70, 30, 170
# Legible on white and on black, told apart without colours by their dashes.
_STYLES = (("#2a6f97", ""), ("#2a6f97", "6 4"), ("#c1440e", ""), ("#c1440e", "6 4"))


@dataclass(frozen=True, slots=True)
class Line:
    """What something came to, a value a size."""

    name: str
    values: list[float]


def picture(sizes: list[int], lines: Mapping[str, list[Line]]) -> str:
    """Return an SVG: a field for each unit, with its lines over the sizes."""
    parts = []
    for number, (unit, some) in enumerate(lines.items()):
        parts.append(_field(sizes, unit, some, _LEFT + number * (_WIDTH + _LEFT)))
    width = len(lines) * (_WIDTH + _LEFT) + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT + _GAP}"'
        f' font-family="sans-serif" font-size="12" fill="#777">\n{"".join(parts)}</svg>\n'
    )


def _field(sizes: list[int], unit: str, lines: list[Line], left: int) -> str:
    values = [value for line in lines for value in line.values]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: float) -> float:
        return left + (math.log10(size) - first) / (last - first) * _WIDTH

    def y(value: float) -> float:
        return _TOP + (high - math.log10(value)) / (high - low) * _HEIGHT

    parts = [f'<text x="{left}" y="{_TOP - 12}">{html.escape(unit)}</text>\n']
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(
            f'<line x1="{left}" x2="{left + _WIDTH}" y1="{at:.1f}" y2="{at:.1f}" stroke="#9996"/>'
            f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power:,g}</text>\n'
        )
    parts += [
        f'<text x="{x(size):.1f}" y="{_TOP + _HEIGHT + 20}" text-anchor="middle">{size:,}</text>\n'
        for size in sizes
    ]
    for number, line in enumerate(lines):
        colour, dashes = _STYLES[number % len(_STYLES)]
        points = " ".join(
            f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, line.values, strict=True)
        )
        at = _TOP + _HEIGHT + 46 + number * 18
        style = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}" fill="none"'
        parts.append(
            f'<polyline points="{points}" {style}/>'
            f'<line x1="{left}" x2="{left + 30}" y1="{at - 4}" y2="{at - 4}" {style}/>'
            f'<text x="{left + 38}" y="{at}">{html.escape(line.name)}</text>\n'
        )
    return "".join(parts)
