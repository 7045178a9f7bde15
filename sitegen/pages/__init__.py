"""Archive -> Pages. A kind of page is one module and one line in PAGE_KINDS."""

from collections.abc import Callable, Iterator

from sitegen.model import Archive, Page, Related, Site
from sitegen.pages import (
    about,
    article,
    data,
    explore,
    feed,
    home,
    listings,
    machines,
    notfound,
    redirects,
    search,
    theme,
)

PAGE_KINDS: tuple[tuple[str, Callable[[Archive, Site], Iterator[Page]]], ...] = (
    ("home", home.plan),
    ("article", article.plan),
    ("listing", listings.plan),
    ("explore", explore.plan),
    ("about", about.plan),
    ("search", search.plan),
    ("not found", notfound.plan),
    ("redirect", redirects.plan),
    ("theme", theme.plan),
    ("feed", feed.plan),
    ("data", data.plan),
    ("for machines", machines.plan),
)


def plan(archive: Archive, site: Site, related: Related) -> Iterator[Page]:
    """Yield every page of the site."""
    yield from article.plan(archive, site, related)
    yield from besides(archive, site)


def besides(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield every page but the articles', which alone show what is like what."""
    for kind, pages in PAGE_KINDS:
        if kind != "article":
            yield from pages(archive, site)
