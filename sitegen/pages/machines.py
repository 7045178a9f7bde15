"""sitemap.xml and robots.txt."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site
from sitegen.pages import article, home, listings

# The protocol's limit for one file: https://www.sitemaps.org/protocol.html
_MAX_URLS = 50_000


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield robots.txt; and the sitemap, which needs to know where the site will be."""
    sitemaps: list[str] = []
    if site.base_url:
        pages = [
            (page.url, page.modified)
            for kind in (home, article, listings)
            for page in kind.plan(archive, site)
            if page.modified is not None
        ]
        chunks = [pages[i : i + _MAX_URLS] for i in range(0, len(pages), _MAX_URLS)]
        for number, chunk in enumerate(chunks, start=1):
            url = "/sitemap.xml" if number == 1 else f"/sitemap-{number}.xml"
            sitemaps.append(url)
            yield Page(url, "sitemap.xml", {"pages": chunk}, modified=None)
    yield Page("/robots.txt", "robots.txt", {"sitemaps": sitemaps}, modified=None)
