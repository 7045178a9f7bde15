"""A page for each article, and for each other copy of one."""

from collections.abc import Iterator

from sitegen.model import Archive, Entry, Page, Site


def plan(archive: Archive, _site: Site) -> Iterator[Page]:
    """Yield the articles' pages."""
    authors = {term.label: term for term in archive.authors}
    neighbours = _neighbours(archive)
    for entry in archive.entries:
        newer, older = neighbours.get(entry.url, (None, None))
        yield Page(
            entry.url,
            "article.html",
            {
                "entry": entry,
                "authors": [authors[name] for name in dict.fromkeys(entry.article.author)],
                "newer": newer,
                "older": older,
                "related": archive.related.get(entry.url, ()),
                "canonical": None,
            },
            modified=entry.date.iso if entry.date else "",
        )
    for copy in archive.copies:
        context = {
            "entry": copy.entry,
            "authors": [authors[name] for name in copy.entry.article.author if name in authors],
            "newer": None,
            "older": None,
            "related": (),
            "canonical": copy.canonical,
        }
        yield Page(copy.entry.url, "article.html", context, modified=None)


def _neighbours(archive: Archive) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Return permalink -> the next newer and the next older article on the same topic."""
    found: dict[str, tuple[Entry | None, Entry | None]] = {}
    for term in archive.topics:
        around = [None, *term.entries, None]
        for i, entry in enumerate(term.entries):
            found[entry.url] = (around[i], around[i + 2])
    return found
