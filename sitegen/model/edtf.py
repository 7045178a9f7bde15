"""Dates as EDTF (ISO 8601-2:2019), in the subset that an archive needs.

`2024-10-31`, `2024-10`, `2024`, each also with `~` (approximate), `?` (uncertain) or `%` (both);
`2019/..` (not before 2019), `../2019` (not after), `2019/2021` (some time between).
Specification: <https://www.loc.gov/standards/datetime/>, levels 0 and 1.
"""

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.model import travel

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
OPEN = ".."


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month or a year; `month` and `day` are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text + self.qualifier


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date: `start` equals `end` for a point; None is an open end of an interval.

    Attributes:
        year: the one under which a reader looks for it; a bound counts as its year.
        iso: what HTML's `<time datetime>` and feeds may say: a point without its qualifier, or ''.
    """

    start: Point | None
    end: Point | None
    # They are asked for some dozens of times.
    year: int = field(init=False, compare=False, repr=False)
    iso: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        point = self.start or self.end
        object.__setattr__(self, "year", point.year if point else 0)
        iso = str(self.start).rstrip("~?%") if self.is_point else ""
        object.__setattr__(self, "iso", iso)

    @property
    def is_point(self) -> bool:
        """Whether this is a day, a month or a year, and no interval."""
        return self.start is self.end

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Orders dates; less exact dates come before more exact ones of the same span."""
        point = self.start or self.end
        return (point.year, point.month, point.day) if point else (0, 0, 0)

    def __str__(self) -> str:
        if self.is_point:
            return str(self.start)
        return f"{self.start or OPEN}/{self.end or OPEN}"


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Point(year, month, day, match[4])


@lru_cache(maxsize=8192)
def parse(text: str) -> Edtf | None:
    """Read a date; None if it is not in the subset or no such day exists."""
    start_text, slash, end_text = text.partition("/")
    if not slash:
        point = _point(text)
        return Edtf(point, point) if point else None
    start, end = _point(start_text), _point(end_text)
    for point, part in ((start, start_text), (end, end_text)):
        if point is None and part != OPEN:
            return None
    if start is None and end is None:
        return None
    if start and end and (start.year, start.month, start.day) > (end.year, end.month, end.day):
        return None
    return Edtf(start, end)


travel.by_fields(Edtf, Point)
