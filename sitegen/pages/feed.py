"""The Atom feed (RFC 4287) of the latest articles."""

import uuid
from collections.abc import Iterator

from sitegen.edtf import Edtf
from sitegen.model import Archive, Page, Site

_LATEST = 30
# A feed must say when it changed; an archive without any date says this.
_NO_DATE = "1970-01-01T00:00:00Z"


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the feed."""
    items = [
        {
            "entry": entry,
            "id": site.base_url.rstrip("/") + entry.url
            if site.base_url
            else uuid.uuid5(uuid.NAMESPACE_URL, entry.url).urn,
            "updated": instant(entry.date),
        }
        for entry in archive.entries[:_LATEST]
    ]
    updated = max((str(item["updated"]) for item in items), default=_NO_DATE)
    feed_id = site.base_url or uuid.uuid5(uuid.NAMESPACE_URL, site.title).urn
    context = {"items": items, "updated": updated, "feed_id": feed_id}
    yield Page("/feed.xml", "feed.xml", context, modified=None)


def instant(date: Edtf | None) -> str:
    """Return RFC 3339 for a date: the first moment of its day, month or year, in UTC."""
    point = (date.start or date.end) if date else None
    if point is None:
        return _NO_DATE
    return f"{point.year:04d}-{point.month or 1:02d}-{point.day or 1:02d}T00:00:00Z"
