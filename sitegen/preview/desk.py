"""The desk: which articles are doubtful, and what becomes of a correction."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sitegen import build
from sitegen.articles.lockfile import LockEntry
from sitegen.conversion import convert
from sitegen.errors import ChangedError, SitegenError
from sitegen.loading import Loaded
from sitegen.model import Article, Block, Claim, Conversion, Entry, Problem
from sitegen.preview import corrections
from sitegen.preview.builder import Preview
from sitegen.storage import disk

# Kind of doubt -> how much it counts, and its name.
KINDS: Mapping[str, tuple[int, str]] = {
    "title": (4, "no sure title"),
    "author": (3, "no author"),
    "date": (3, "no date"),
    "topic": (2, "no topic"),
    "weak": (1, "weak topic"),
    "dropped": (1, "much dropped"),
    "copy": (1, "a copy"),
}
# So many blocks that were left out for each that was kept are worth a look, in a seed of some size.
_MUCH, _SOME = 5, 60
_SUGGESTED = ("author", "date", "title", "topic", "lang")
# What is less likely than this is not worth reading.
_LEAST = 0.05


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A correction that is not made.

    Attributes:
        status: of the answer.
        said: what the page is told.
    """

    def __init__(self, status: int, **said: Any) -> None:  # noqa: ANN401 - anything that JSON can say
        super().__init__(said.get("message", ""))
        self.status, self.said = status, said


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list: what is doubtful about it, the worst first."""

    article: Article
    doubts: tuple[str, ...]
    suggestions: int

    @property
    def weight(self) -> int:
        """How much there is to doubt."""
        return sum(KINDS[kind][0] for kind in self.doubts)


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the seed as the desk shows it."""

    number: int
    first: int
    text: str
    kept: bool
    section: str
    reason: str


def _changed(path: str) -> Refused:
    return Refused(409, message=f"{path} changed since; it was left as it is.")


def digest(text: str) -> str:
    """Return what tells one state of a file from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


class Desk:
    """Works on the preview's archive."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        # What can be undone, latest last: path, text before, text after.
        self._done: list[list[tuple[str, str, str]]] = []
        self._order: list[str] = []

    @property
    def loaded(self) -> Loaded:
        """The archive as the last build knew it."""
        if self._preview.loaded is None:
            raise Refused(503, message="The archive is still being built; try again in a moment.")
        return self._preview.loaded

    def rows(self) -> list[Row]:
        """Return the doubtful articles, the worst first."""
        loaded = self.loaded
        lock = {entry.slug: entry for entry in loaded.lock}
        copies = [copy.entry for copy in loaded.archive.copies]
        found = []
        for entry in (*loaded.archive.entries, *copies):
            doubts = tuple(_doubts(entry, lock.get(entry.article.slug), loaded))
            if doubts:
                suggestions = _suggestions(_claims(entry.article, loaded), entry.article)
                useful = {"weak": "topic"}
                fields = {useful.get(kind, kind) for kind in doubts}
                count = sum(len(suggestions.get(field, ())) for field in fields)
                found.append(Row(entry.article, doubts, count))
        return sorted(found, key=lambda row: (-row.weight, row.article.slug))

    def following(self, slug: str) -> str:
        """Return the doubtful article that comes after one, round and round; '' if there is none.

        The order is that in which they were met first: a correction moves nobody to and fro.
        """
        doubtful = [row.article.slug for row in self.rows()]
        known = set(self._order)
        self._order += [one for one in doubtful if one not in known]
        place = self._order.index(slug) + 1 if slug in self._order else 0
        left = set(doubtful) - {slug}
        return next((s for s in self._order[place:] + self._order[:place] if s in left), "")

    def counts(self, rows: Iterable[Row]) -> Counter[str]:
        """Return how many articles each kind of doubt is about."""
        return Counter(kind for row in rows for kind in row.doubts)

    @property
    def total(self) -> int:
        """How many articles there are."""
        return len(self.loaded.archive.entries) + len(self.loaded.archive.copies)

    def article(self, slug: str) -> dict[str, Any]:
        """Return all that an article's desk shows."""
        path, text = self._file(slug)
        found, problems = corrections.read(path, text, self._preview.config.topic_ids)
        if found is None:
            raise Refused(409, message=problems[0].message, where=problems[0].where)
        conversion = self._conversion(found)
        lines = [] if conversion is None else _lines(conversion, found.body)
        claims = _claims(found, self.loaded)
        return {
            "slug": slug,
            "path": path,
            "digest": digest(text),
            "article": found,
            "lines": lines,
            "suggestions": _suggestions(claims, found),
            "undo": len(self._done),
        }

    def save(self, slug: str, known: str, fields: Mapping[str, Any], toggle: list[int]) -> None:
        """Correct an article.

        Args:
            slug: the article's.
            known: digest of the file as the person saw it.
            fields: field -> new value.
            toggle: numbers of the lines that are to be dropped or restored.

        Raises:
            Refused: the file changed meanwhile, or would not be valid.
        """
        path, text = self._file(slug)
        topics = self._preview.config.topic_ids
        found, problems = corrections.read(path, text, topics)
        if found is None:
            raise Refused(409, message=problems[0].message, where=problems[0].where)
        body = found.body
        if toggle:
            conversion = self._conversion(found)
            blocks = [] if conversion is None else conversion.blocks
            for number in toggle:
                if not 0 <= number < len(blocks):
                    raise Refused(400, message="The seed has no such line.")
                body = _toggled(body, blocks, number)
        new, problems = corrections.corrected(path, text, fields, body, topics)
        if digest(text) != known:
            message = f"{path} changed meanwhile, and was left as it is."
            raise Refused(409, message=message, theirs=text, yours=new)
        if problems:
            raise Refused(422, message=problems[0].message, fix=problems[0].fix)
        self._write([(path, text, new)])

    def same_line(self, slug: str, number: int) -> list[tuple[str, str]]:
        """Return the articles that have a line of this one's seed: path and title."""
        piece = self._piece(slug, number)
        return [
            (article.path, article.title)
            for article in self._articles()
            if corrections.has(self._text(article.path), piece)
        ]

    def drop_everywhere(self, slug: str, number: int, paths: list[str]) -> int:
        """Drop a line from those of the articles that have it; return from how many."""
        piece = self._piece(slug, number)
        topics = self._preview.config.topic_ids
        known = {article.path for article in self._articles()}
        edits = []
        for path in paths:
            if path not in known:
                raise Refused(400, message=f"{path} is no article.")
            text = self._text(path)
            found, _ = corrections.read(path, text, topics)
            if found is not None and corrections.has(found.body, piece):
                body = corrections.without(found.body, piece)
                new, problems = corrections.corrected(path, text, {}, body, topics)
                if not problems:
                    edits.append((path, text, new))
        if edits:
            self._write(edits)
        return len(edits)

    def undo(self) -> list[str]:
        """Take the last correction back; return the files.

        Raises:
            Refused: there is none, or a file changed since.
        """
        if not self._done:
            raise Refused(409, message="There is nothing to undo.")
        edits = [(path, after, before) for path, before, after in self._done[-1]]
        for path, now, _ in edits:
            if self._text(path) != now:
                raise _changed(path)
        self._put(edits)
        self._done.pop()
        return [path for path, _, _ in edits]

    def _write(self, edits: list[tuple[str, str, str]]) -> None:
        edits = [edit for edit in edits if edit[1] != edit[2]]
        if edits:
            self._put(edits)
            self._done.append(edits)

    def _put(self, edits: list[tuple[str, str, str]]) -> None:
        """Write files, from what they hold to what they shall hold; none where one has changed."""
        root = self._preview.config.root
        for number, (path, before, after) in enumerate(edits):
            try:
                disk.edit_file(root / path, before, after)
            except ChangedError as error:
                for written, earlier, now in reversed(edits[:number]):
                    with suppress(ChangedError):
                        disk.edit_file(root / written, now, earlier)
                raise _changed(path) from error
        self._preview.noticed([root / path for path, _, _ in edits])

    def _articles(self) -> list[Article]:
        archive = self.loaded.archive
        return [e.article for e in (*archive.entries, *(c.entry for c in archive.copies))]

    def _file(self, slug: str) -> tuple[str, str]:
        for article in self._articles():
            if article.slug == slug:
                return article.path, self._text(article.path)
        raise Refused(404, message="There is no such article.")

    def _text(self, path: str) -> str:
        file = self._preview.config.root / path
        try:
            with file.open(encoding="utf-8", newline="") as opened:
                return opened.read()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(409, message=f"{path} cannot be read: {error}") from error

    def _conversion(self, article: Article) -> Conversion | None:
        if not article.source:
            return None
        try:
            found = self._preview.apart(build.explain, self._preview.config, article.source)
        except (SitegenError, OSError, BrokenExecutor):
            return None
        return None if isinstance(found, Problem) else found[1]

    def _piece(self, slug: str, number: int) -> str:
        path, text = self._file(slug)
        found, _ = corrections.read(path, text, self._preview.config.topic_ids)
        conversion = self._conversion(found) if found else None
        if conversion is None or not 0 <= number < len(conversion.blocks):
            raise Refused(400, message="The seed has no such line.")
        return convert.markdown_of(conversion.blocks[number])


def _doubts(entry: Entry, lock: LockEntry | None, loaded: Loaded) -> Iterable[str]:
    """Yield what is doubtful about an article in what sitegen says of it."""
    article = entry.article
    if lock is None or article.checked:
        return
    for name in ("author", "date", "topic"):
        value = getattr(article, name)
        if not value and lock.owns(name, value):
            yield name
    if article.topic and article.slug in loaded.doubts:
        yield "weak"
    dropped = sum(lock.dropped.values())
    kept = max(1, entry.words // 60)
    if dropped >= _SOME and dropped > _MUCH * kept:
        yield "dropped"
    if article.copy_of and lock.owns("copy_of", article.copy_of):
        yield "copy"


def _lines(conversion: Conversion, body: str) -> list[Line]:
    return [
        Line(
            number, block.first, block.text, corrections.has(body, convert.markdown_of(block)),
            str(block.section or ""), block.rule,
        )
        for number, block in enumerate(conversion.blocks)
    ]  # fmt: skip


def _claims(article: Article, loaded: Loaded) -> list[Claim]:
    """Return the answers that were not sure enough, the survey's among them."""
    claims = list(loaded.suggestions.get(article.source, ()))
    label = loaded.doubts.get(article.slug)
    if label is not None and label.suggestion:
        rule = "what the archive says of such texts"
        claims.append(Claim("topic", label.suggestion, rule, label.confidence))
    return claims


def _suggestions(claims: Iterable[Claim], article: Article) -> dict[str, list[Claim]]:
    """Return field -> the answers that the article does not have, the surest first."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: -claim.confidence):
        current = getattr(article, claim.field, "") if claim.field in _SUGGESTED else claim.value
        has = claim.value in current if isinstance(current, tuple) else claim.value == current
        values = [known.value for known in found.get(claim.field, [])]
        if claim.confidence >= _LEAST and not has and claim.value not in values:
            found.setdefault(claim.field, []).append(claim)
    return found


def _toggled(body: str, blocks: Iterable[Block], number: int) -> str:
    pieces = [convert.markdown_of(block) for block in blocks]
    piece = pieces[number]
    if corrections.has(body, piece):
        return corrections.without(body, piece)
    return corrections.restored(body, piece, pieces[:number])
