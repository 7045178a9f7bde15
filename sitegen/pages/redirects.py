"""Earlier permalinks: each has a page that forwards, or that says that its article is gone."""

from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Entry, Page, Site


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield a page for each earlier permalink, and for each of an article that is no more."""
    entries = {entry.url: entry for entry in _all(archive)}
    for old, new in moved(archive):
        yield Page(old, "redirect.html", _context, (entries[new],), modified=None)
    for url in gone(archive):
        yield Page(url, "gone.html", _gone_context, modified=None)


def _context(entry: Entry) -> dict[str, Any]:
    return {"entry": entry}


def _gone_context() -> dict[str, Any]:
    return {}


def gone(archive: Archive) -> list[str]:
    """Return the permalinks of articles that are no more, but for those that lead somewhere."""
    taken = {entry.url for entry in _all(archive)} | {old for old, _ in moved(archive)}
    return [url for url in archive.gone if url not in taken]


def moved(archive: Archive) -> list[tuple[str, str]]:
    """Return (earlier permalink, permalink), sorted; none that is a page of its own by now."""
    taken = {entry.url for entry in _all(archive)}
    found: dict[str, str] = {}
    for entry in _all(archive):
        for alias in entry.article.aliases:
            old = "/" + alias.strip("/") + "/"
            if old not in taken:
                found.setdefault(old, entry.url)
    return sorted(found.items())


def _all(archive: Archive) -> list[Entry]:
    return [*archive.entries, *(copy.entry for copy in archive.copies)]
