"""The home page."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site

_LATEST = 10
_AUTHORS = 24


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the home page."""
    busiest = sorted(archive.authors, key=lambda term: (-len(term.entries), term.slug))
    shown = {term.slug for term in busiest[:_AUTHORS]}
    most = max((len(term.entries) for term in archive.years), default=0)
    yield Page(
        "/",
        "home.html",
        {
            "archive": archive,
            "latest": archive.entries[:_LATEST],
            "authors": [term for term in archive.authors if term.slug in shown],
            "most_in_a_year": most,
        },
    )
