"""For crawlers and hosts: sitemaps, robots.txt, llms.txt, headers, redirects."""

from collections.abc import Iterator

from sitegen.model import Archive, Page, Site
from sitegen.pages import about, article, explore, home, listings, redirects

# The protocol's limit for one file: https://www.sitemaps.org/protocol.html
_MAX_URLS = 50_000
# The site runs its own search script and Pagefind's WebAssembly, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# Pagefind names these files after what they hold.
_LASTING = ("/pagefind/fragment/*", "/pagefind/index/*")


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield them; the sitemap only where it is known where the site will be."""
    sitemaps: list[str] = []
    if site.base_url:
        pages = [
            (page.url, page.modified)
            for kind in (home, article, listings, explore, about)
            for page in kind.plan(archive, site)
            if page.modified is not None
        ]
        chunks = [pages[i : i + _MAX_URLS] for i in range(0, len(pages), _MAX_URLS)]
        names = [f"/sitemap-{n}.xml" for n in range(1, len(chunks) + 1)]
        sitemaps = names if len(chunks) > 1 else ["/sitemap.xml"]
        for url, chunk in zip(sitemaps, chunks, strict=True):
            yield Page(url, "sitemap.xml", {"pages": chunk}, modified=None)
        if len(chunks) > 1:
            yield Page("/sitemap.xml", "sitemaps.xml", {"sitemaps": names}, modified=None)
            sitemaps = ["/sitemap.xml"]
    yield Page("/robots.txt", "robots.txt", {"sitemaps": sitemaps}, modified=None)
    yield Page("/llms.txt", "llms.txt", {"archive": archive}, modified=None)
    yield Page("/_headers", "", {}, modified=None, text=_headers())
    moved = redirects.moved(archive)
    text = "".join(f"{old} {new} 301\n" for old, new in moved) if moved else "# nothing moved\n"
    yield Page("/_redirects", "", {}, modified=None, text=text)
    yield Page("/.nojekyll", "", {}, modified=None, text="\n")


def _headers() -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for pattern in _LASTING:
        lines += [pattern, "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"
