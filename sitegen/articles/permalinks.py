"""Permalinks: one that was given works for ever, whatever becomes of its article.

`sitegen.lock` knows every article that was ever published, those written by hand too, and every
address that it had. An article that moves is followed: by its seed, or by its text. One that is
gone, or a draft again, leaves a page that says so and forwards. What can be neither, since its file
cannot be read, must not be published without: the build that would do it fails.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitegen.articles.lockfile import DIGITS, LockEntry
from sitegen.model import Archive, Article


def url(slug: str) -> str:
    """Return an article's permalink."""
    return f"/articles/{slug}/"


def moved(
    lock: Iterable[LockEntry], articles: Iterable[Article], hidden: frozenset[str]
) -> list[LockEntry]:
    """Follow articles whose slug a person changed: give their entries the new one.

    Args:
        lock: its entries.
        articles: that can be read.
        hidden: slugs of files in content/ that cannot.
    """
    entries = {entry.slug: entry for entry in lock}
    known = {article.slug: article for article in articles}
    newcomers = {slug: article for slug, article in known.items() if slug not in entries}
    for entry in list(entries.values()):
        if entry.slug in known or entry.slug in hidden or entry.removed:
            continue
        slug = _moved(entry, newcomers)
        if slug is not None:
            del entries[entry.slug], newcomers[slug]
            entries[slug] = replace(entry, slug=slug)
    return list(entries.values())


def followed(
    lock: Iterable[LockEntry],
    published: Iterable[Article],
    hidden: frozenset[str],
) -> list[LockEntry]:
    """Bring the lock up to date with what is about to be published.

    Args:
        lock: its entries, which follow their articles already.
        published: the articles.
        hidden: slugs of other files in content/: drafts, and those that cannot be read.
    """
    entries = {entry.slug: entry for entry in lock}
    articles = {article.slug: article for article in published}
    for entry in list(entries.values()):
        if entry.slug not in articles and entry.slug not in hidden and not entry.removed:
            entries[entry.slug] = replace(entry, removed=True)
    for slug, article in articles.items():
        entry = entries.get(slug) or LockEntry(slug, "", "", {}, "", ())
        links = tuple(dict.fromkeys((*entry.permalinks, url(slug))))
        body = entry.body if entry.source else article.body_digest[:DIGITS]
        if (links, False, body) != (entry.permalinks, entry.removed, entry.body):
            entry = replace(entry, permalinks=links, removed=False, body=body)
        entries[slug] = entry
    return list(entries.values())


def _moved(entry: LockEntry, newcomers: Mapping[str, Article]) -> str | None:
    """Return the slug under which an article stands now: the one of its seed, or of its text."""
    for slug, article in sorted(newcomers.items()):
        same = (
            article.source == entry.source
            if entry.source
            else article.body_digest[:DIGITS] == entry.body
        )
        if same:
            return slug
    return None


def gone(lock: Iterable[LockEntry], published: Iterable[Article]) -> tuple[str, ...]:
    """Return the permalinks of articles that are no more, or drafts again."""
    slugs = {article.slug for article in published}
    return tuple(
        sorted(link for e in lock if e.removed or e.slug not in slugs for link in e.permalinks)
    )


def broken(
    lock: Iterable[LockEntry], archive: Archive, hidden: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the permalinks that would lead nowhere, and the files to blame.

    Args:
        lock: its entries.
        archive: what is about to be published.
        hidden: slug -> file, of those in content/ that cannot be published.
    """
    entries = (*archive.entries, *(copy.entry for copy in archive.copies))
    served = {entry.url for entry in entries} | set(archive.gone)
    served |= {f"/{alias.strip('/')}/" for entry in entries for alias in entry.article.aliases}
    return sorted(
        (link, hidden.get(entry.slug, ""))
        for entry in lock
        for link in entry.permalinks
        if link not in served
    )
