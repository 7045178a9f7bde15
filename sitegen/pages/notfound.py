"""The page that a host shows for an address that leads nowhere."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield 404.html."""
    yield Page("/404.html", "404.html", {"archive": archive}, modified=None)
