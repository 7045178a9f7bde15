"""A page for each article, and for each other copy of one."""

from collections.abc import Iterator
from typing import Any

from sitegen import citations, frontmatter
from sitegen.model import Archive, Entry, Page, Site
from sitegen.pages import linked

# A text with fewer subheads needs no table of contents.
_LONG = 4
# Fields that a reader misses; those that an article lacks were not certain.
_FIELDS = ("author", "date", "topic")


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the articles' pages."""
    neighbours = _neighbours(archive)
    for entry in archive.entries:
        newer, older = neighbours.get(entry.url, (None, None))
        more = {
            "newer": newer,
            "older": older,
            "related": archive.related.get(entry.url, ()),
            "canonical": None,
        }
        modified = entry.date.iso if entry.date else ""
        yield from _pages(archive, entry, more, modified, site)
    for copy in archive.copies:
        more = {"newer": None, "older": None, "related": (), "canonical": copy.canonical}
        yield from _pages(archive, copy.entry, more, None, site)


def _pages(
    archive: Archive, entry: Entry, more: dict[str, Any], modified: str | None, site: Site
) -> Iterator[Page]:
    by_name = {term.label: term for term in archive.authors}
    article = entry.article
    authors = [(name, by_name.get(name)) for name in dict.fromkeys(article.author)]
    address = site.address(entry.url)
    context = {
        "entry": entry,
        "authors": authors,
        "contents": entry.headings if len(entry.headings) >= _LONG else (),
        "citations": citations.in_styles(entry, site, address),
        "bibtex": citations.bibtex(entry, site, address),
        "ris": citations.ris(entry, site, address),
        "coins": citations.coins(entry, site, address),
        "uncertain": [name for name in _FIELDS if not getattr(article, name)],
        "linked": [linked.article(entry, authors, site), linked.trail(_trail(entry, site), site)],
        **more,
    }
    yield Page(entry.url, "article.html", context, modified=modified)
    if site.markdown:
        text = frontmatter.write(article)
        yield Page(f"{entry.url}index.md", "", {}, modified=None, text=text)


def _trail(entry: Entry, site: Site) -> list[tuple[str, str]]:
    topic = entry.article.topic
    steps = [(site.title, "/")]
    if topic:
        steps.append((site.topics[topic], f"/topics/{topic}/"))
    return [*steps, (entry.article.title, entry.url)]


def _neighbours(archive: Archive) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Return permalink -> the next newer and the next older article on the same topic."""
    found: dict[str, tuple[Entry | None, Entry | None]] = {}
    for term in archive.topics:
        around = [None, *term.entries, None]
        for i, entry in enumerate(term.entries):
            found[entry.url] = (around[i], around[i + 2])
    return found
