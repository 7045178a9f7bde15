"""The search page."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the search page."""
    yield Page("/search/", "search.html", {"archive": archive})
