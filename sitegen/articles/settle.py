"""A converted article meets the file in content/: who owns which field.

A field whose digest in the file differs from the one in `sitegen.lock` belongs to the person: it is
left alone, now and later. The rest follows the seed. An article whose file is gone was removed by a
person and stays removed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from sitegen import folders
from sitegen.articles import frontmatter
from sitegen.articles.lockfile import SEED, LockEntry, digest
from sitegen.articles.texts import Source, Texts
from sitegen.language.slugs import slug_of, unique
from sitegen.model import Article, Conversion, Problem, Severity
from sitegen.storage.memory import Memory, Same, Step

# The fields that a conversion fills in. `slug` is made once and belongs to nobody afterwards.
GENERATED = ("title", "author", "date", "topic", "lang", "source", "posted_by", "bio", "summary")
# The fields that the archive as a whole fills in, where neither a person nor the seed does.
ASSIGNED = ("topic", "copy_of")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the archive as a whole says of an article, in the fields that sitegen owns there."""

    topic: str
    topic_from: str
    copy_of: str


class _Update(NamedTuple):
    """What became of an article that a seed had made before.

    Attributes:
        entry: of the lock.
        problems: what a person should know.
        text: to write into its file; None if that is as it should be.
    """

    entry: LockEntry
    problems: tuple[Problem, ...] = ()
    text: str | None = None


# What memory has: slugs and sources that a file names; and what became of a seed's article.
_IDENTITY, _UPDATE = Step[tuple[tuple[str, str], ...]]("identity"), Step[_Update]("update")


@dataclass(slots=True)
class Settlement:
    """What settling came to.

    Attributes:
        writes: path in the archive's folder -> the text to write there.
        lock: the lock's new entries.
        new: paths of articles that did not exist before.
        changed: paths of articles that were brought up to date.
        unchanged: paths of articles that were left as they are.
        removed: sources whose article a person deleted.
        problems: what a person should know.
    """

    writes: dict[str, str] = field(default_factory=dict)
    lock: list[LockEntry] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def settle(  # noqa: PLR0913, PLR0917 - what meets what, and what is known
    conversions: Iterable[Conversion],
    files: Texts,
    lock: Iterable[LockEntry],
    seeds: frozenset[str],
    topics: frozenset[str],
    memory: Memory | None = None,
) -> Settlement:
    """Settle every conversion with what stands in content/.

    Args:
        conversions: sorted by source.
        files: path in the archive's folder -> text, of every Markdown file in content/.
        lock: the entries of sitegen.lock.
        seeds: paths of all seeds that exist, converted or not.
        topics: ids of the archive's topics.
        memory: of what was settled before.
    """
    return _Settling(files, lock, seeds, topics, memory or Memory()).run(conversions)


def know(  # noqa: PLR0913, PLR0917 - what met what
    conversion: Conversion,
    entry: LockEntry,
    problems: tuple[Problem, ...],
    file: tuple[str, Source],
    topics: frozenset[str],
    memory: Memory,
) -> None:
    """Know that an article is settled: it, its entry and its file are as they should be.

    Args:
        conversion: of its seed.
        entry: of the lock.
        problems: what a person should know of it.
        file: its path in the archive's folder, and its text.
        topics: ids of the archive's topics.
        memory: knows it then, as long as all of this is the same.
    """
    path, text = file
    sources = (Same(conversion), entry, path, text, topics)
    memory.of(_UPDATE).put(conversion.source, _Update(entry, problems), *sources)
    memory.of(_IDENTITY).put(path, ((entry.slug, conversion.source),), text)


def settled(
    source: str, conversion: Conversion, file: tuple[str, Source], memory: Memory
) -> tuple[LockEntry, tuple[Problem, ...]] | None:
    """Return the entry and the problems of an article that was settled, as `know` gets them.

    Args:
        source: its seed's path.
        conversion: of its seed.
        file: its path in the archive's folder, and its text.
        memory: of what was settled.

    Returns:
        None if it was not, or if not all was as it should be.
    """
    made, identities = memory.of(_UPDATE).made(source), memory.of(_IDENTITY).made(file[0])
    if made is None or identities is None:
        return None
    (its, entry, *its_file, _), update = made
    if its != Same(conversion) or (*its_file,) != file or update.text is not None:
        return None
    if update.entry != entry or identities != ((file[1],), ((entry.slug, source),)):
        return None
    return entry, update.problems


def assign(
    files: Mapping[str, str],
    lock: Iterable[LockEntry],
    articles: Iterable[Article],
    assignments: Mapping[str, Assignment],
) -> tuple[dict[str, str], list[LockEntry], list[Article]]:
    """Write what the archive as a whole says into the articles that are sitegen's.

    Args:
        files: path -> text.
        lock: what sitegen knows of its articles.
        articles: as they stand in those files.
        assignments: slug -> what to write.

    Returns:
        path -> the text to write there; the lock's new entries; the articles as they stand then.
    """
    entries = {entry.slug: entry for entry in lock}
    writes: dict[str, str] = {}
    assigned: list[Article] = []
    for article in articles:
        assigned.append(article)
        entry, assignment = entries.get(article.slug), assignments.get(article.slug)
        if entry is None or not entry.source or assignment is None:
            continue
        fields = dict(entry.fields)
        wanted = {name: getattr(assignment, name) for name in ASSIGNED}
        wanted = {n: new for n, new in wanted.items() if entry.owns(n, getattr(article, n))}
        fields |= {name: digest(new) for name, new in wanted.items()}
        if fields.get("copy_of") == digest(""):
            fields.pop("copy_of")  # nearly no article is a copy: the lock stays short
        entries[article.slug] = replace(entry, fields=fields, topic_from=assignment.topic_from)
        changed = replace(article, **wanted)
        if changed != article:
            assigned[-1] = changed
            writes[article.path] = _edited(files[article.path], article, changed)
    return writes, list(entries.values()), assigned


def _edited(text: str, before: Article, after: Article) -> str:
    """Return a file's text with the fields that differ written anew."""
    document = frontmatter.read(text)
    changes = {
        name: frontmatter.field_lines(after, name)
        for name in ASSIGNED
        if getattr(before, name) != getattr(after, name)
    }
    return frontmatter.edit(text, document, changes, document.body)


class _Settling:
    def __init__(
        self,
        files: Texts,
        lock: Iterable[LockEntry],
        seeds: frozenset[str],
        topics: frozenset[str],
        memory: Memory,
    ) -> None:
        self._files = files
        self._told, self._updates = memory.of(_IDENTITY), memory.of(_UPDATE)
        self._topics = topics
        self._seeds = seeds
        self._result = Settlement()
        self._entries = {entry.slug: entry for entry in lock}
        # What a person wrote by hand is known here for its permalinks only.
        ours = [entry for entry in self._entries.values() if entry.source]
        self._by_source = {entry.source: entry for entry in ours}
        self._by_digest = {entry.seed: entry for entry in ours if entry.source not in seeds}
        self._titles: dict[str, str] = {}  # title -> source, of this run
        self._tried: dict[str, int] = {}  # slug -> the number that its last namesake got

    @cached_property
    def _identities(self) -> tuple[dict[str, str], dict[str, str]]:
        """Slug -> file; and source -> file, for files that the lock does not know."""
        paths: dict[str, str] = {}
        sources: dict[str, str] = {}
        for path in self._files:
            told = self._told.get(path, text := self._files.source(path))
            if told is None:
                told = tuple(identity(path, self._files[path]))
                self._told.put(path, told, text)
            for slug, source in told:
                paths.setdefault(slug, path)
                if source:
                    sources.setdefault(source, path)
        return paths, sources

    @property
    def _paths(self) -> dict[str, str]:
        return self._identities[0]

    @property
    def _sources(self) -> dict[str, str]:
        return self._identities[1]

    @cached_property
    def _former(self) -> frozenset[str]:
        """The slugs of all permalinks that were ever given."""
        links = (link for entry in self._entries.values() for link in entry.permalinks)
        return frozenset(link.strip("/").rpartition("/")[2] for link in links)

    def run(self, conversions: Iterable[Conversion]) -> Settlement:
        sources = set()
        for conversion in conversions:
            if conversion.article is not None:
                sources.add(conversion.source)
                self._settle(conversion, conversion.article)
        self._updates.keep_only(sources)
        self._told.keep_only(self._files)
        self._result.lock = list(self._entries.values())
        return self._result

    def _settle(self, conversion: Conversion, article: Article) -> None:
        self._note_same_title(article)
        entry = self._by_source.get(conversion.source) or self._by_digest.pop(
            conversion.digest, None
        )
        if entry is None and conversion.source in self._sources:
            # content/ names this seed, but the lock does not know it (it was lost, or a build was
            # killed before it was written): what differs from the conversion is a person's work.
            path = self._sources[conversion.source]
            slug = next(slug for slug, known in self._paths.items() if known == path)
            adopted = _entry(replace(article, slug=slug), conversion)
            if slug in self._entries:
                adopted = replace(adopted, permalinks=self._entries[slug].permalinks)
            self._entries[slug] = adopted
            self._update(conversion, article, adopted)
        elif entry is None:
            self._create(conversion, article)
        elif not entry.removed and (moved := self._moved(entry, conversion.source)):
            self._update(conversion, article, moved)
        elif entry.slug not in self._paths:
            self._entries[entry.slug] = replace(entry, source=conversion.source, removed=True)
            self._result.removed.append(conversion.source)
        else:
            self._update(conversion, article, entry)

    def _moved(self, entry: LockEntry, source: str) -> LockEntry | None:
        """Follow an article whose slug a person changed: the file still names its seed.

        The earlier permalink stays with it, so that a redirect can be made.
        """
        if entry.slug in self._paths or source not in self._sources:
            return None
        path = self._sources[source]
        slug = next(slug for slug, known in self._paths.items() if known == path)
        if slug in self._entries and self._entries[slug].source:
            return None
        del self._entries[entry.slug]
        self._entries[slug] = replace(entry, slug=slug)
        return self._entries[slug]

    def _note_same_title(self, article: Article) -> None:
        first = self._titles.setdefault(article.title.casefold(), article.source)
        if first != article.source:
            self._result.problems.append(
                Problem(
                    article.source, 0, 0, "title-twice", f"has the same title as {first}",
                    "both are published; delete one seed and its article if they are the same text",
                    Severity.WARNING,
                )
            )  # fmt: skip

    def _create(self, conversion: Conversion, article: Article) -> None:
        wanted = article.slug if frontmatter.SLUG.fullmatch(article.slug) else ""
        wanted = wanted or slug_of(article.title, f"article-{conversion.digest[:8]}")
        slug, self._tried[wanted] = unique(wanted, self._taken, self._tried.get(wanted, 1))
        article = replace(article, slug=slug)
        path = f"{folders.CONTENT}/{slug}.md"
        self._result.writes[path] = frontmatter.write(article)
        self._result.new.append(path)
        self._paths[slug] = path
        self._entries[slug] = _entry(article, conversion)

    def _taken(self, slug: str) -> bool:
        return (
            slug in self._entries
            or slug in self._paths
            or slug in self._former
            or f"{folders.CONTENT}/{slug}.md" in self._files
        )

    def _update(self, conversion: Conversion, article: Article, entry: LockEntry) -> None:
        path = self._paths[entry.slug]
        sources = (Same(conversion), entry, path, self._files.source(path), self._topics)
        made = self._updates.get(conversion.source, *sources)
        if made is None:
            made = self._updated(conversion, article, entry, path)
            self._updates.put(conversion.source, made, *sources)
        self._entries[entry.slug] = made.entry
        self._result.problems += made.problems
        if made.text is None:
            self._result.unchanged.append(path)
        else:
            self._result.writes[path] = made.text
            self._result.changed.append(path)

    def _updated(
        self, conversion: Conversion, article: Article, entry: LockEntry, path: str
    ) -> _Update:
        text = self._files[path]
        try:
            document = frontmatter.read(text)
        except frontmatter.FrontMatterError:
            # Loading content/ reports it; until it is mended, nothing here is touched.
            return _Update(entry)
        article = replace(article, slug=entry.slug)
        fields, changes = dict(entry.fields), {}
        topic_from = SEED if article.topic else entry.topic_from.replace(SEED, "")
        for name in GENERATED:
            old, new = _value(document, name), getattr(article, name)
            if name == "topic" and not new and old in self._topics:
                continue  # the seed names none: what the archive as a whole decided stands
            new_digest = digest(new)
            if digest(old) == entry.fields.get(name, digest("")):
                if old != new:
                    changes[name] = frontmatter.field_lines(article, name)
                fields[name] = new_digest
            elif old == new:  # the person wrote what the conversion says by now
                fields[name] = new_digest
        problems: tuple[Problem, ...] = ()
        body, body_digest = document.body, entry.body
        if digest(body) == entry.body or body == article.body:
            body, body_digest = article.body, digest(article.body)
        elif digest(article.body) != entry.body:
            problems = (_kept_edit(conversion.source, path),)
        updated = frontmatter.edit(text, document, changes, body)
        after = replace(
            entry, source=conversion.source, seed=conversion.digest, fields=fields,
            body=body_digest, topic_from=topic_from, dropped=conversion.dropped,
        )  # fmt: skip
        return _Update(after, problems, None if updated == text else updated)


def _kept_edit(source: str, path: str) -> Problem:
    return Problem(
        path, 0, 0, "edit-kept",
        f"its body was edited by hand, and {source} now gives another text; the edit was kept",
        f"see it: sitegen diff {path}; take it: sitegen accept {path}",
        Severity.WARNING,
    )  # fmt: skip


def _entry(article: Article, conversion: Conversion) -> LockEntry:
    return LockEntry(
        article.slug, article.source, conversion.digest,
        {name: digest(getattr(article, name)) for name in GENERATED},
        digest(article.body), (), SEED if article.topic else "", conversion.dropped,
    )  # fmt: skip


def _value(document: frontmatter.Document, name: str) -> Any:  # noqa: ANN401 - text or names
    """Return a field as `Article` would have it."""
    found = document.fields.get(name)
    value = found.value if found else ""
    if name == "author":
        names = value if isinstance(value, list) else [value]
        return tuple(" ".join(str(item).split()) for item in names if str(item).strip())
    return " ".join(value.split()) if isinstance(value, str) else str(value)


def identity(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the slug and the source of a file; of a broken one, the slug that its name says."""
    stem = path.rpartition("/")[2].removesuffix(".md")
    try:
        fields = frontmatter.read(text).fields
    except frontmatter.FrontMatterError:
        yield stem, ""
        return
    slug, source = (fields[k].value if k in fields else "" for k in ("slug", "source"))
    yield (
        (slug if isinstance(slug, str) and slug else stem),
        (source if isinstance(source, str) else ""),
    )
