"""Articles and the lock -> what is published of them, all but what only the survey knows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from sitegen.articles import lockfile, permalinks, settle
from sitegen.articles.texts import Texts
from sitegen.model import Archive, Article, Entry, Problem, Provenance
from sitegen.site import archive
from sitegen.site.bodies import Bodies
from sitegen.storage.memory import Memory, Same, Step


class Arranged(NamedTuple):
    """What is published, but for what only the survey knows.

    Attributes:
        articles: with their earlier permalinks.
        lock: its entries, which know of them.
        entries: of the articles.
        archive: of the entries.
        problems: of copies.
        broken: permalinks that would lead nowhere, and the files to blame.
    """

    articles: list[Article]
    lock: list[lockfile.LockEntry]
    entries: list[Entry]
    archive: Archive
    problems: list[Problem]
    broken: list[tuple[str, str]]


# What memory has: all that was put together last; and of each article its entry.
_ARRANGED, ENTRY = Step[Arranged]("arranged"), Step[Entry]("entry")


def arranged(  # noqa: PLR0913, PLR0917 - all that is published, and what is known of it
    files: Texts,
    bodies: Bodies,
    drafts: frozenset[str],
    topic_labels: Mapping[str, str],
    memory: Memory,
    articles: list[Article],
    lock: list[lockfile.LockEntry],
) -> Arranged:
    """Put together what is published, all but what is related; the same one if it is the same.

    Args:
        files: path -> text.
        bodies: of the articles.
        drafts: slugs of articles that are not published yet.
        topic_labels: topic id -> label.
        memory: of what was put together before.
        articles: that are to be published.
        lock: its entries.
    """
    published = [article for article in articles if article.slug in bodies]
    unseen = hidden(files, published)

    def made(*_sources: object) -> Arranged:
        followed = permalinks.followed(lock, published, frozenset(unseen))
        linked = _with_earlier_permalinks(published, followed)
        entries = _entries(linked, followed, bodies, memory)
        copies, problems = archive.copies(entries)
        # A file with a fault is no article that is gone: its address must not be lost to it.
        known = [entry for entry in followed if entry.slug not in unseen or entry.slug in drafts]
        gone = permalinks.gone(known, linked)
        whole = archive.build(entries, topic_labels, copies, gone)
        broken = permalinks.broken(followed, whole, unseen)
        return Arranged(linked, followed, entries, whole, problems, broken)

    sources = Same(*published), Same(*lock), unseen, drafts, topic_labels
    return memory.of(_ARRANGED).of(made, "", *sources)


def hidden(files: Mapping[str, str], articles: list[Article]) -> dict[str, str]:
    """Return slug -> path of the files that are not published: drafts, and what has a fault."""
    published = {article.path for article in articles}
    return {
        slug: path
        for path in files
        if path not in published
        for slug, _source in settle.identity(path, files[path])
    }


def _with_earlier_permalinks(
    articles: list[Article], lock: list[lockfile.LockEntry]
) -> list[Article]:
    """Add the permalinks that articles had before to those that people name; all forward."""
    earlier = {entry.slug: entry.permalinks for entry in lock}
    found = []
    for article in articles:
        now = f"/articles/{article.slug}/"
        known = [link for link in earlier.get(article.slug, ()) if link != now]
        aliases = tuple(dict.fromkeys((*article.aliases, *known)))
        found.append(replace(article, aliases=aliases) if known else article)
    return found


def _entries(
    articles: list[Article], lock: list[lockfile.LockEntry], bodies: Bodies, memory: Memory
) -> list[Entry]:
    """Return the entries of those articles that have a body."""
    known = memory.of(ENTRY)
    made = {e.slug: Provenance(e.source, e.seed, e.dropped) for e in lock if e.source}
    found: list[Entry] = []
    for article in articles:
        outline = bodies.outlines.get(article.slug)
        if outline is None:
            continue
        sources = (Same(article), outline, made.get(article.slug))
        entry = known.get(article.slug, *sources)
        if entry is None:
            entry = archive.entry(article, outline, made.get(article.slug))
            known.put(article.slug, entry, *sources)
        found.append(entry)
    known.keep_only(bodies.outlines)
    return found
