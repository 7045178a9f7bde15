"""Explore: topics over time, as a picture that one can click and as a table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model import Archive, Page, Site, Term
from sitegen.pages import charts, listings

# As many periods as still make circles that a finger can hit.
_MOST_PERIODS = 16
_SIZES = (1, 2, 5, 10, 20, 50, 100)
COLUMN, ROW, LABELS, HEAD = 40, 40, 220, 28


@dataclass(frozen=True, slots=True)
class Row:
    """A topic and its circles; `cells` has one for each period, None where there is none."""

    term: Term
    circles: tuple[charts.Circle, ...]
    cells: tuple[charts.Circle | None, ...]


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page("/explore/", "explore.html", _context, (archive, site))


def _context(archive: Archive, site: Site) -> dict[str, Any]:
    first, last = archive.span
    size = next(s for s in _SIZES if (last - first) // s < _MOST_PERIODS or s == _SIZES[-1])
    start = first // size * size
    periods = tuple(range(start, last + 1, size)) if last else ()
    counts = {
        term.slug: Counter((e.date.year - start) // size for e in term.entries if e.date)
        for term in archive.topics
    }
    most = max((max(c.values(), default=0) for c in counts.values()), default=0)
    rows = []
    for term in archive.topics:
        circles = _circles(term, counts[term.slug], most, (start, size), site)
        of_column = {circle.column: circle for circle in circles}
        if circles:
            rows.append(Row(term, circles, tuple(map(of_column.get, range(len(periods))))))
    return {
        "rows": rows,
        "periods": [_label(period, size) for period in periods],
        "geometry": {"column": COLUMN, "row": ROW, "labels": LABELS, "head": HEAD},
    }


def _circles(
    term: Term, counts: Counter[int], most: int, scale: tuple[int, int], site: Site
) -> tuple[charts.Circle, ...]:
    start, size = scale
    places = listings.year_urls(term, term.url, site.per_page)
    found = []
    for column, count in sorted(counts.items()):
        last = start + column * size + size - 1
        url = next(places[year] for year in range(last, last - size, -1) if year in places)
        found.append(charts.Circle(count, url, column, charts.radius(count, most, COLUMN * 0.46)))
    return tuple(found)


def _label(period: int, size: int) -> str:
    return str(period) if size == 1 else f"{period}–{(period + size - 1) % 100:02d}"
