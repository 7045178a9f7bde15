"""The page that a host shows for an address that leads nowhere."""

from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Page, Site, TermLink


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield 404.html."""
    topics = tuple(term.link for term in archive.topics)
    yield Page("/404.html", "404.html", _context, (topics,), modified=None)


def _context(topics: tuple[TermLink, ...]) -> dict[str, Any]:
    return {"topics": topics}
