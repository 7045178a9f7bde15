"""About this archive: its numbers, how it was made, the licence of its texts."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Page, Site
from sitegen.model.topics import IPTC
from sitegen.pages import data

_IPTC = frozenset(topic.id for topic in IPTC)


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the page."""
    yield Page("/about/", "about.html", _context, (archive, site))


def _context(archive: Archive, site: Site) -> dict[str, Any]:
    entries = archive.entries
    langs = Counter(entry.article.lang for entry in entries if entry.article.lang)
    dated = [entry for entry in entries if entry.date and entry.date.is_point]
    return {
        "archive": archive,
        "words": sum(entry.words for entry in entries),
        "dated": sum(bool(entry.date) for entry in entries),
        "with_author": sum(bool(entry.article.author) for entry in entries),
        "langs": sorted(langs.items(), key=lambda pair: (-pair[1], pair[0])),
        "oldest": dated[-1] if dated else None,
        "newest": dated[0] if dated else None,
        "files": data.FILES,
        "of_iptc": set(site.topics) <= _IPTC,
    }
