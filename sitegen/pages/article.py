"""A page for each article, and for each other copy of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sitegen import citations, frontmatter
from sitegen.model import Archive, Body, Entry, Page, Related, Site
from sitegen.pages import linked

# A text with fewer subheads needs no table of contents.
_LONG = 4
# Fields that a reader misses; those that an article lacks were not certain.
_FIELDS = ("author", "date", "topic")
_NONE: Related = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Around:
    """The entries that an article's page leads to.

    Attributes:
        newer: the next newer one on the same topic.
        older: the next older one.
        related: those that are most like it.
        canonical: the one that it is another copy of.
    """

    newer: Entry | None = None
    older: Entry | None = None
    related: tuple[Entry, ...] = ()
    canonical: Entry | None = None


def plan(archive: Archive, site: Site, related: Related = _NONE) -> Iterator[Page]:
    """Yield the articles' pages."""
    neighbours = _neighbours(archive)
    author_urls = {term.label: term.url for term in archive.authors}
    for entry in archive.entries:
        newer, older = neighbours.get(entry.url, (None, None))
        around = Around(newer, older, related.get(entry.url, ()))
        modified = entry.date.iso if entry.date else ""
        yield _page(entry, author_urls, around, modified, site)
    for copy in archive.copies:
        around = Around(canonical=copy.canonical)
        yield _page(copy.entry, author_urls, around, None, site)
    if site.markdown:
        for entry in (*archive.entries, *(copy.entry for copy in archive.copies)):
            url, slug = f"{entry.url}index.md", entry.article.slug
            yield Page(url, "", _markdown, (entry,), None, body=slug)


def _page(
    entry: Entry, author_urls: Mapping[str, str], around: Around, modified: str | None, site: Site
) -> Page:
    names = dict.fromkeys(entry.article.author)
    authors = tuple([(name, author_urls.get(name, "")) for name in names])
    args = (entry, authors, around, site)
    return Page(entry.url, "article.html", _context, args, modified, body=entry.article.slug)


def with_entry(page: Page, entry: Entry) -> Page:
    """Return an article's page as it is once the article has changed by itself."""
    _, authors, around, site = page.args
    urls = dict(authors)
    names = dict.fromkeys(entry.article.author)
    known = tuple((name, urls.get(name, "")) for name in names)
    return replace(page, args=(entry, known, around, site))


def _context(
    entry: Entry, authors: tuple[tuple[str, str], ...], around: Around, site: Site, body: Body
) -> dict[str, Any]:
    address = site.address(entry.url)
    return {
        "entry": entry,
        "html": body.html,
        "authors": authors,
        "contents": entry.headings if len(entry.headings) >= _LONG else (),
        "citations": citations.in_styles(entry, site, address),
        "bibtex": citations.bibtex(entry, site, address),
        "ris": citations.ris(entry, site, address),
        "coins": citations.coins(entry, site, address),
        "uncertain": [name for name in _FIELDS if not getattr(entry.article, name)],
        "linked": [linked.article(entry, authors, site), linked.trail(_trail(entry, site), site)],
        "newer": around.newer,
        "older": around.older,
        "related": around.related,
        "canonical": around.canonical,
    }


def _markdown(entry: Entry, body: Body) -> str:
    return frontmatter.write(replace(entry.article, body=body.markdown))


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
        pairs = zip(around, around[2:], strict=False)
        found.update(zip([entry.url for entry in term.entries], pairs, strict=False))
    return found
