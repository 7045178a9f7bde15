"""What pages say of themselves in JSON-LD, by the vocabulary of <https://schema.org>."""

from typing import Any

from sitegen.model import Entry, Site, Term

_CONTEXT = "https://schema.org"


def article(entry: Entry, authors: tuple[tuple[str, str], ...], site: Site) -> dict[str, Any]:
    """Describe an article: who wrote it, when, about what, where it stands in the archive."""
    source = entry.article
    thing: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "headline": source.title,
        "description": entry.summary,
        "wordCount": entry.words,
        "isPartOf": collection(site),
    }
    if source.lang:
        thing["inLanguage"] = source.lang
    if entry.date and entry.date.iso:
        thing["datePublished"] = entry.date.iso
    if source.author:
        thing["author"] = [_person(name, url, site) for name, url in authors]
    if source.topic:
        thing["about"] = site.topics.get(source.topic, source.topic)
    if site.base_url:
        thing["url"] = thing["mainEntityOfPage"] = site.address(entry.url)
    return thing


def _person(name: str, url: str, site: Site) -> dict[str, Any]:
    person = {"@type": "Person", "name": name}
    if url and site.base_url:
        person["url"] = site.address(url)
    return person


def collection(site: Site) -> dict[str, Any]:
    """Describe the archive."""
    thing: dict[str, Any] = {"@type": "CollectionPage", "name": site.title}
    if site.base_url:
        thing["url"] = site.base_url
    return thing


def listing(term: Term, label: str, site: Site) -> dict[str, Any]:
    """Describe a listing: a person's page, or a collection."""
    kind = "ProfilePage" if term.taxonomy == "authors" else "CollectionPage"
    thing: dict[str, Any] = {"@context": _CONTEXT, "@type": kind, "name": label}
    if term.taxonomy == "authors":
        thing["mainEntity"] = _person(term.label, term.url, site)
    if site.base_url:
        thing["url"] = site.address(term.url if term.slug else "/all/")
    thing["isPartOf"] = collection(site)
    return thing


def trail(steps: list[tuple[str, str]], site: Site) -> dict[str, Any]:
    """Describe the way to a page: (label, URL) from the home page on."""
    items = []
    for position, (label, url) in enumerate(steps, start=1):
        item: dict[str, Any] = {"@type": "ListItem", "position": position, "name": label}
        if site.base_url:
            item["item"] = site.address(url)
        items.append(item)
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
