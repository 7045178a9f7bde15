"""A page for each article, and for each other copy of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sitegen.articles import frontmatter
from sitegen.model import Archive, Body, Entry, Page, Related, Site
from sitegen.pages import citations, linked

# A text with fewer subheads needs no table of contents.
_LONG = 4
# Fields that a reader misses; those that an article lacks were not certain.
_FIELDS = ("author", "date", "topic")
_NONE: Related = MappingProxyType({})
# Beside an article's page, its text as Markdown.
_MARKDOWN = "index.md"


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


class Articles:
    """The articles' pages, each planned when it is asked for."""

    def __init__(self, archive: Archive, site: Site, related: Related = _NONE) -> None:
        self._site, self._related = site, related
        self._neighbours = _neighbours(archive)
        self._author_urls = {term.label: term.url for term in archive.authors}
        self._entries = {entry.url: entry for entry in archive.entries}
        self._copies = {copy.entry.url: copy for copy in archive.copies}

    def __iter__(self) -> Iterator[Page]:
        """Yield all of them."""
        return (page for url in self.urls if (page := self.page(url)))

    @property
    def urls(self) -> Iterator[str]:
        """Where they are."""
        yield from self._entries
        yield from self._copies
        if self._site.markdown:
            for url in (*self._entries, *self._copies):
                yield f"{url}{_MARKDOWN}"

    def page(self, url: str) -> Page | None:
        """Return the page at an address; None if it is none of them."""
        if (entry := self._entries.get(url)) is not None:
            newer, older = self._neighbours.get(url, (None, None))
            around = Around(newer, older, self._related.get(url, ()))
            modified = entry.date.iso if entry.date else ""
            return _page(entry, self._author_urls, around, modified, self._site)
        if (copy := self._copies.get(url)) is not None:
            around = Around(canonical=copy.canonical)
            return _page(copy.entry, self._author_urls, around, None, self._site)
        of = url.removesuffix(_MARKDOWN)
        copy = self._copies.get(of)
        entry = copy.entry if copy else self._entries.get(of)
        if entry is None or of == url or not self._site.markdown:
            return None
        return Page(url, "", _markdown, (entry,), None, body=entry.article.slug)


def plan(archive: Archive, site: Site, related: Related = _NONE) -> Iterator[Page]:
    """Yield the articles' pages."""
    return iter(Articles(archive, site, related))


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
