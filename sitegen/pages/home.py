"""The home page."""

from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Page, Site
from sitegen.pages import charts

_LATEST = 10
_AUTHORS = 24


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the home page."""
    yield Page("/", "home.html", _context, (archive,))


def _context(archive: Archive) -> dict[str, Any]:
    busiest = sorted(archive.authors, key=lambda term: (-len(term.entries), term.slug))
    shown = {term.slug for term in busiest[:_AUTHORS]}
    return {
        "archive": archive,
        "latest": archive.entries[:_LATEST],
        "authors": [term for term in archive.authors if term.slug in shown],
        "chart": charts.over_time(archive.entries, _url_of),
    }


def _url_of(year: int, by_decade: bool) -> str:
    return f"/years/#d{year}" if by_decade else f"/years/{year}/"
