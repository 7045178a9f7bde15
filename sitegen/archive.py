"""content/ -> Archive: every article that can be published, and what they are listed under."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sitegen import edtf, frontmatter
from sitegen.frontmatter import NO_COPY
from sitegen.languages import UNSPACED
from sitegen.markdown import text_of
from sitegen.model import (
    Archive,
    Article,
    Copy,
    Entry,
    Heading,
    Problem,
    Provenance,
    Severity,
    Term,
)
from sitegen.slugs import slug_of, unique
from sitegen.urls import relative

FOLDER = "content"
UNDATED = "undated"
_SUMMARY_LENGTH = 220
# Words that an adult reads in a minute: Brysbaert 2019, "How many words do we read per minute?"
_WORDS_A_MINUTE = 238
# Languages without spaces are counted in characters; Chinese readers do about 260 a minute.
_CHARACTERS_A_MINUTE = 260
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
# A link from the site's root, which a person wrote: `[x](/articles/y/#z)`.
_FROM_ROOT = re.compile(r'(href|src)="(/(?:[^"/#?][^"#?]*)?)((?:[#?][^"]*)?)"')


def read_files(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return path -> text of every Markdown file in content/, and those that cannot be read."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    folder = root / FOLDER
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if name.startswith(".") or not name.endswith(".md") or path.is_symlink():
                continue
            relative = path.relative_to(root).as_posix()
            try:
                # newline="": a file keeps its line ends when sitegen writes into it.
                with path.open(encoding="utf-8", newline="") as file:
                    files[relative] = file.read()
            except UnicodeDecodeError as error:
                problems.append(
                    Problem(
                        relative, 0, 0, "content-encoding",
                        f"the article is not UTF-8 (byte {error.start})", "save it as UTF-8",
                    )
                )  # fmt: skip
            except OSError as error:
                problems.append(
                    Problem(
                        relative, 0, 0, "content-unreadable",
                        f"the article cannot be read: {error.strerror}",
                        "check the file's permissions",
                    )
                )  # fmt: skip
    return files, problems


def articles(
    files: Mapping[str, str], topics: frozenset[str], *, drafts: bool
) -> tuple[list[Article], list[Problem]]:
    """Read the articles; one with an error is reported and left out.

    Args:
        files: path -> text.
        topics: ids that an article's topic may have.
        drafts: whether drafts are wanted.
    """
    found: list[Article] = []
    problems: list[Problem] = []
    slugs: dict[str, str] = {}
    for path in sorted(files):
        article, faults = _read(path, files[path], topics)
        problems += faults
        if article is None or (article.draft and not drafts):
            continue
        if article.slug in slugs:
            problems.append(
                Problem(
                    path, 0, 0, "slug-twice", f"its slug is also that of {slugs[article.slug]}",
                    "give one of the two another `slug`",
                )
            )  # fmt: skip
            continue
        slugs[article.slug] = path
        found.append(article)
    return found, problems


def _read(path: str, text: str, topics: frozenset[str]) -> tuple[Article | None, list[Problem]]:
    try:
        document = frontmatter.read(text)
    except frontmatter.FrontMatterError as error:
        return None, [Problem(path, error.line, error.column, error.code, str(error), error.fix)]
    article, problems = frontmatter.to_article(document, path, topics)
    if article is None or article.slug:
        return article, problems
    # A person's file may do without a slug: its name says it.
    stem = path.rpartition("/")[2].removesuffix(".md")
    if not frontmatter.SLUG.fullmatch(stem):
        fix = f"add a line `slug: {slug_of(article.title, 'article')}`"
        return None, [Problem(path, 1, 0, "slug-missing", "the article has no slug", fix)]
    return replace(article, slug=stem), problems


def entry(article: Article, html: str, provenance: Provenance | None = None) -> Entry:
    """Derive what an article's pages and listings need."""
    url = f"/articles/{article.slug}/"
    html = _outlined(html)
    text = text_of(html)
    if article.lang in UNSPACED:
        words = len(re.findall(r"\w", text))
        minutes = words / _CHARACTERS_A_MINUTE
    else:
        words = len(text.split())
        minutes = words / _WORDS_A_MINUTE
    return Entry(
        article=article,
        url=url,
        date=edtf.parse(article.date) if article.date else None,
        html=_FROM_ROOT.sub(
            lambda found: f'{found[1]}="{relative(url, found[2])}{found[3]}"', html
        ),
        summary=article.summary or _beginning(text),
        words=words,
        minutes=max(1, round(minutes)),
        headings=tuple(
            Heading(int(level), name, text_of(inner))
            for level, name, inner in _HEADING.findall(html)
        ),
        provenance=provenance,
    )


def _outlined(html: str) -> str:
    """Return a body whose subheads skip no level: whoever hears a page goes by them."""
    open_levels: list[int] = []

    def renumbered(found: re.Match[str]) -> str:
        level = int(found[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        new = min(len(open_levels) + 1, 6)
        return f'<h{new} id="{found[2]}">{found[3]}</h{new}>'

    return _HEADING.sub(renumbered, html)


def _beginning(text: str) -> str:
    if len(text) <= _SUMMARY_LENGTH:
        return text
    cut = text[:_SUMMARY_LENGTH]
    return cut.rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


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
    related: Mapping[str, tuple[str, ...]] | None = None,
) -> Archive:
    """Sort the entries and list them under their terms.

    Args:
        entries: all of them.
        topic_labels: topic id -> label.
        copied: those that are copies of others, which are listed nowhere.
        related: slug -> the slugs of the articles that are most like it.
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
        related={
            by_slug[slug].url: tuple(by_slug[other] for other in others if other in by_slug)
            for slug, others in (related or {}).items()
            if slug in by_slug
        },
    )


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
        slug = unique(slug_of(term.label, "author"), taken.__contains__)
        taken.add(slug)
        terms.append(Term("authors", slug, term.label, term.entries))
    return tuple(sorted(terms, key=lambda t: (t.slug.rpartition("-")[2], t.slug)))
