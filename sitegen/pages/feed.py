"""Feeds of the latest articles, of all and of each topic: Atom (RFC 4287) and JSON Feed 1.1.

<https://www.jsonfeed.org/version/1.1/>
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from sitegen.model import Archive, Entry, Page, Site
from sitegen.model.edtf import Edtf

_LATEST = 30
# A feed must say when it changed; an archive without any date says this.
_NO_DATE = "1970-01-01T00:00:00Z"


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the feeds."""
    yield from _feeds("/", site.title, archive.entries, site)
    for topic in archive.topics:
        yield from _feeds(topic.url, f"{topic.label} · {site.title}", topic.entries, site)


def _feeds(home: str, title: str, entries: tuple[Entry, ...], site: Site) -> Iterator[Page]:
    args = (home, title, entries[:_LATEST], site)
    yield Page(f"{home}feed.xml", "feed.xml", _atom, args, modified=None)
    yield Page(f"{home}feed.json", "", _json_feed, args, modified=None)


def _atom(home: str, title: str, latest: tuple[Entry, ...], site: Site) -> dict[str, Any]:
    items = [{"entry": e, "id": _id(e.url, site), "updated": instant(e.date)} for e in latest]
    return {
        "items": items,
        "updated": max((str(item["updated"]) for item in items), default=_NO_DATE),
        "feed_id": _id(home, site),
        "home": home,
        "title": title,
    }


def _json_feed(home: str, title: str, entries: tuple[Entry, ...], site: Site) -> str:
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title}
    if site.base_url:
        feed["home_page_url"] = site.address(home)
        feed["feed_url"] = site.address(f"{home}feed.json")
    if site.description:
        feed["description"] = site.description
    feed["language"] = site.language
    feed["items"] = [_json_item(entry, site) for entry in entries]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _json_item(entry: Entry, site: Site) -> dict[str, Any]:
    article = entry.article
    item: dict[str, Any] = {
        "id": _id(entry.url, site),
        "title": article.title,
        "summary": entry.summary,
        "content_text": entry.summary,
    }
    if site.base_url:
        item["url"] = site.address(entry.url)
    if entry.date:
        item["date_published"] = instant(entry.date)
    if article.author:
        item["authors"] = [{"name": name} for name in article.author]
    if article.topic:
        item["tags"] = [site.topics.get(article.topic, article.topic)]
    if article.lang:
        item["language"] = article.lang
    return item


def _id(url: str, site: Site) -> str:
    return site.address(url) or uuid.uuid5(uuid.NAMESPACE_URL, url + site.title * (url == "/")).urn


def instant(date: Edtf | None) -> str:
    """Return RFC 3339 for a date: the first moment of its day, month or year, in UTC."""
    point = (date.start or date.end) if date else None
    if point is None:
        return _NO_DATE
    return f"{point.year:04d}-{point.month or 1:02d}-{point.day or 1:02d}T00:00:00Z"
