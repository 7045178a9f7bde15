"""For crawlers and hosts: sitemaps, robots.txt, llms.txt, headers, redirects."""

from collections.abc import Iterator
from typing import Any

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
    sitemaps: tuple[str, ...] = ()
    if site.base_url:
        pages = [
            (page.url, page.modified)
            for kind in (home, article, listings, explore, about)
            for page in kind.plan(archive, site)
            if page.modified is not None
        ]
        chunks = [tuple(pages[i : i + _MAX_URLS]) for i in range(0, len(pages), _MAX_URLS)]
        names = tuple(f"/sitemap-{n}.xml" for n in range(1, len(chunks) + 1))
        sitemaps = names if len(chunks) > 1 else ("/sitemap.xml",)
        for url, chunk in zip(sitemaps, chunks, strict=True):
            yield Page(url, "sitemap.xml", _sitemap, (chunk,), modified=None)
        if len(chunks) > 1:
            yield Page("/sitemap.xml", "sitemaps.xml", _sitemaps, (names,), modified=None)
            sitemaps = ("/sitemap.xml",)
    yield Page("/robots.txt", "robots.txt", _sitemaps, (sitemaps,), modified=None)
    yield Page("/llms.txt", "llms.txt", _archive, (archive,), modified=None)
    yield Page("/_headers", "", _headers, modified=None)
    moved = (*redirects.moved(archive), *((url, "/") for url in redirects.gone(archive)))
    yield Page("/_redirects", "", _redirects, moved, modified=None)
    yield Page("/.nojekyll", "", _nothing, modified=None)


def _sitemap(pages: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {"pages": pages}


def _sitemaps(sitemaps: tuple[str, ...]) -> dict[str, Any]:
    return {"sitemaps": sitemaps}


def _archive(archive: Archive) -> dict[str, Any]:
    return {"archive": archive}


def _redirects(*moved: tuple[str, str]) -> str:
    return (
        "".join(f"{old} {new} {302 if new == '/' else 301}\n" for old, new in moved)
        or "# nothing moved\n"
    )


def _nothing() -> str:
    return "\n"


def _headers() -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for pattern in _LASTING:
        lines += [pattern, "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"
