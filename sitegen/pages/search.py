"""The search page, and the languages that are indexed each with its own stems."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Page, Site

# What its script says.
_PHRASES = (
    *("search_found", "search_nothing", "search_try", "search_loading", "search_failed"),
    *("search_from_disk", "undated"),
)
# Each language of its own costs a reader 60 KB of WebAssembly: it must have so many articles, and
# this share of them; the others are indexed by the site's.
_FEWEST, _SHARE, _MOST = 20, 0.02, 4


def languages_of(archive: Archive, site: Site) -> tuple[str, ...]:
    """Return the languages that have an index of their own, the site's first."""
    counts = Counter(entry.article.lang for entry in archive.entries)
    least = max(_FEWEST, _SHARE * len(archive.entries))
    own = [
        lang for lang, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if lang and lang != site.language and count >= least
    ]  # fmt: skip
    return (site.language, *own[:_MOST])


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the search page."""
    args = (languages_of(archive, site), len(archive.entries), site)
    yield Page("/search/", "search.html", _context, args)


def _context(languages: tuple[str, ...], articles: int, site: Site) -> dict[str, Any]:
    phrases = {name.removeprefix("search_"): site.words.get(name, "") for name in _PHRASES}
    return {
        "phrases": json.dumps(phrases, ensure_ascii=False),
        "articles": articles,
        "languages": " ".join(languages),
    }
