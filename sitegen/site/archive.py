"""Entries -> Archive: every article that can be published, and what they are listed under."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from sitegen.articles import shelved
from sitegen.articles.frontmatter import NO_COPY
from sitegen.language.slugs import slug_of, unique
from sitegen.model import (
    Archive,
    Article,
    Copy,
    Entry,
    Outline,
    Problem,
    Provenance,
    Related,
    Severity,
    Term,
    edtf,
)

UNDATED = "undated"


def entry(article: Article, outline: Outline, provenance: Provenance | None = None) -> Entry:
    """Make an entry of an article and what its body tells."""
    light = shelved.light(article)
    told = repr((light, article.body_digest, provenance))
    whole = hashlib.sha256(told.encode("utf-8", "surrogatepass"))
    return entry_of(light, outline, provenance, whole.hexdigest()[:32])


def entry_of(light: Article, outline: Outline, provenance: Provenance | None, digest: str) -> Entry:
    """Make an entry whose digest is known.

    Args:
        light: the article without its body.
        outline: what the body tells.
        provenance: what the article was made from.
        digest: of all that the entry is made from.
    """
    return Entry(
        light,
        f"/articles/{light.slug}/",
        edtf.parse(light.date) if light.date else None,
        light.summary or outline.beginning,
        outline.words,
        outline.minutes,
        outline.headings,
        provenance,
        digest,
    )


def copies(entries: Iterable[Entry]) -> tuple[tuple[Copy, ...], list[Problem]]:
    """Return the entries that are copies, each with its canonical one, sorted by permalink.

    A copy of a copy is one of the canonical one; a `copy_of` that leads nowhere is a problem, and
    its entry is published like any other.
    """
    by_slug = {entry.article.slug: entry for entry in entries}
    found: list[Copy] = []
    problems: list[Problem] = []
    for slug in sorted(by_slug):
        path = [slug]
        while (target := by_slug[path[-1]].article.copy_of) not in ("", NO_COPY):
            if target not in by_slug or target in path:
                wrong = "is in a circle of copies" if target in path else "there is no such article"
                problems.append(_no_canonical(by_slug[slug].article, wrong))
                path = [slug]
                break
            path.append(target)
        if len(path) > 1:
            found.append(Copy(by_slug[slug], by_slug[path[-1]]))
    return tuple(found), problems


def _no_canonical(article: Article, wrong: str) -> Problem:
    return Problem(
        article.path, 0, 0, "copy-of-nothing", f"`copy_of: {article.copy_of}`: {wrong}",
        "write the slug of a published article, or none", Severity.WARNING,
    )  # fmt: skip


def build(
    entries: Iterable[Entry],
    topic_labels: Mapping[str, str],
    copied: tuple[Copy, ...] = (),
    gone: tuple[str, ...] = (),
) -> Archive:
    """Sort the entries and list them under their terms.

    Args:
        entries: all of them.
        topic_labels: topic id -> label.
        copied: those that are copies of others, which are listed nowhere.
        gone: permalinks of articles that are no more.
    """
    by_slug = {entry.article.slug: entry for entry in entries}
    for copy in copied:
        del by_slug[copy.entry.article.slug]
    ordered = tuple(sorted(by_slug.values(), key=_newest_first))
    topics = _terms("topics", ordered, lambda e: [e.article.topic] if e.article.topic else [])
    labelled = (
        Term("topics", term.slug, topic_labels.get(term.slug, term.slug), term.entries)
        for term in topics
    )
    years = _terms("years", ordered, lambda e: [str(e.date.year) if e.date else UNDATED])
    return Archive(
        entries=ordered,
        topics=tuple(sorted(labelled, key=lambda t: (-len(t.entries), t.slug))),
        authors=_authors(ordered),
        years=tuple(sorted(years, key=_latest_first)),
        copies=copied,
        gone=gone,
    )


def related_in(archive: Archive, related: Mapping[str, tuple[str, ...]]) -> Related:
    """Return which entries are like which.

    Args:
        archive: whose they are.
        related: slug -> the slugs of the articles that are most like it.
    """
    by_slug = {entry.article.slug: entry for entry in archive.entries}
    return {
        by_slug[slug].url: tuple(by_slug[other] for other in others if other in by_slug)
        for slug, others in related.items()
        if slug in by_slug
    }


def _latest_first(year: Term) -> tuple[bool, int]:
    return (year.slug == UNDATED, 0 if year.slug == UNDATED else -int(year.slug))


def _newest_first(entry: Entry) -> tuple[bool, int, int, int, str]:
    year, month, day = entry.date.sort_key if entry.date else (0, 0, 0)
    return (entry.date is None, -year, -month, -day, entry.article.slug)


def _terms(
    taxonomy: str, entries: tuple[Entry, ...], names: Callable[[Entry], list[str]]
) -> tuple[Term, ...]:
    found: dict[str, list[Entry]] = {}
    for item in entries:
        for name in names(item):
            found.setdefault(name, []).append(item)
    return tuple(Term(taxonomy, name, name, tuple(found[name])) for name in sorted(found))


def _authors(entries: tuple[Entry, ...]) -> tuple[Term, ...]:
    """Authors by last name; two names that would share a slug get two."""
    taken: set[str] = set()
    terms: list[Term] = []
    for term in _terms("authors", entries, lambda e: list(dict.fromkeys(e.article.author))):
        slug, _ = unique(slug_of(term.label, "author"), taken.__contains__)
        taken.add(slug)
        terms.append(Term("authors", slug, term.label, term.entries))
    return tuple(sorted(terms, key=lambda t: (t.slug.rpartition("-")[2], t.slug)))
