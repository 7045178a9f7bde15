"""About this archive: its numbers, how it was made, the licence of its texts."""

from collections import Counter
from collections.abc import Iterator

from sitegen.model import Archive, Page, Site
from sitegen.pages import data
from sitegen.topics import IPTC

_IPTC = frozenset(topic.id for topic in IPTC)


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the page."""
    entries = archive.entries
    langs = Counter(entry.article.lang for entry in entries if entry.article.lang)
    dated = [entry for entry in entries if entry.date and entry.date.is_point]
    context = {
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
    yield Page("/about/", "about.html", context)
