"""The search page."""

import json
from collections.abc import Iterator

from sitegen.model import Archive, Page, Site

# What its script says.
_PHRASES = (
    *("search_found", "search_nothing", "search_try", "search_loading", "search_failed"),
    *("search_from_disk", "undated"),
)


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the search page."""
    phrases = {name.removeprefix("search_"): site.words.get(name, "") for name in _PHRASES}
    context = {"archive": archive, "phrases": json.dumps(phrases, ensure_ascii=False)}
    yield Page("/search/", "search.html", context)
