"""Pictures of numbers: where bars and circles stand. Templates draw them as SVG."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.model import Entry

WIDTH, HEIGHT = 640, 110
# So many years still make bars that a finger can hit; more of them are drawn by decade.
_MOST_YEARS = 60
# A bar leaves this part of its place empty, and is at least so high.
_GAP, _LEAST = 0.18, 3.0
# Where no period has so many articles, the largest circle stands for so many all the same.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its page, its place from the left, and how high it is."""

    label: str
    count: int
    url: str
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Articles over time.

    Attributes:
        bars: of the years or decades that have any.
        first: label of the first period.
        last: label of the last one.
        by_decade: whether a bar is a decade.
        step: width of a bar's place.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    by_decade: bool
    step: float


def over_time(entries: Iterable[Entry], url_of: Callable[[int, bool], str]) -> Chart | None:
    """Return a chart of articles per year, or per decade where there are many years.

    Args:
        entries: the undated among them are left out.
        url_of: gives the page of a year, or of a decade where the second argument is True.

    Returns:
        None where there are fewer than two years.
    """
    years = Counter(entry.date.year for entry in entries if entry.date)
    if len(years) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    by_decade = max(years) - min(years) >= _MOST_YEARS
    size = 10 if by_decade else 1
    counts: Counter[int] = Counter()
    for year, count in years.items():
        counts[year // size * size] += count
    first, last, most = min(counts), max(counts), max(counts.values())
    step = WIDTH / ((last - first) // size + 1)
    bars = tuple(
        Bar(
            str(year), counts[year], url_of(year, by_decade),
            round((year - first) / size * step + step * _GAP / 2, 2), round(step * (1 - _GAP), 2),
            round(max(HEIGHT * counts[year] / most, _LEAST), 2),
        )
        for year in sorted(counts)
    )  # fmt: skip
    return Chart(bars, str(first), str(last), by_decade, step)


@dataclass(frozen=True, slots=True)
class Circle:
    """The articles of one row in one period: how many, their page, the circle's radius."""

    count: int
    url: str
    column: int
    radius: float


def radius(count: int, most: int, largest: float) -> float:
    """Return a circle's radius: its area stands for the count."""
    return round(max(largest * math.sqrt(count / max(most, _FEW)), 2.5), 2)
