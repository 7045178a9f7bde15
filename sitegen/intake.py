"""New files of content/ -> the memo: all that needs nothing but the article, many at a time.

Front matter, terms and body are each worked out by a module of its own, which asks the memo first.
Where many files are new, they travel to workers here, and what those modules would work out one
after the other, in a pool each, is in the memo by the time they ask. Bodies come last: they are
rendered while this process surveys the archive.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from typing import NamedTuple

from sitegen import articles, bodies, counting, executors, limits, remembered, spool
from sitegen.model import Article
from sitegen.report import Work
from sitegen.texts import Texts
from sitegen.topics import Topic

# From so many new files on it is worth a second process; fewer are left to those who ask.
_WORTH_A_POOL = 200
# Files that travel together.
_AT_ONCE = 100

# A file's path and text, and its article as `articles.read_one` gives it.
_File = tuple[str, bytes]
_Row = tuple[_File, bytes]


class _Read(NamedTuple):
    """What some files gave: articles by their files' paths, and their terms by their own keys."""

    articles: list[tuple[str, bytes]]
    terms: dict[bytes, bytes]


class _Rendered(NamedTuple):
    """What some bodies gave: outlines by their keys, and where their HTML waits."""

    outlines: dict[bytes, bytes]
    places: dict[bytes, spool.Place]


class Coming:
    """The bodies that are being rendered.

    Args:
        results: of some bodies at a time.
        count: how many results there are.
        work: how it is done.
    """

    def __init__(self, results: Iterator[_Rendered], count: int, work: Work) -> None:
        self._results, self._count, self._work = results, count, work

    def places(self) -> Mapping[bytes, spool.Place]:
        """Wait for all of them; return key -> place in the spool. The memo has their outlines."""
        found: dict[bytes, spool.Place] = {}
        for done, some in enumerate(self._results, start=1):
            self._work.memo.put(remembered.OUTLINE, some.outlines)
            found |= some.places
            self._work.progress("load", done, self._count)
        return found


@contextmanager
def begun(files: Texts, topics: tuple[Topic, ...], work: Work, *, drafts: bool) -> Iterator[Coming]:
    """Work out what the memo does not have, if it is much; bodies go on being rendered inside.

    Args:
        files: path -> text.
        topics: the vocabulary.
        work: how it is done.
        drafts: whether drafts are published.
    """
    ids = frozenset(topic.id for topic in topics)
    paths = {articles.key_of(path, files.data(path), ids): path for path in sorted(files)}
    new = work.memo.missing(remembered.ARTICLE, paths) if work.memo.remembers else set()
    if len(new) < _WORTH_A_POOL:
        yield Coming(iter(()), 0, work)
        return
    wanted = {path: key for key, path in paths.items() if key in new}
    with executors.processes(
        work.jobs, len(wanted), _WORTH_A_POOL, apart=not limits.hold(), cluster=work.cluster,
        kept=work.kept,
    ) as executor:  # fmt: skip
        chunks = ([(path, files.data(path)) for path in some] for some in _chunks(list(wanted)))
        step = partial(_read, topics, drafts)
        # What ends a worker is found out by whoever asks next, one file by one.
        read = executors.ordered(executor, step, chunks, 1, lost=lambda _: _Read([], {}))
        found: list[list[tuple[str, bytes]]] = []
        for some in read:
            work.memo.put(remembered.ARTICLE, {wanted[path]: row for path, row in some.articles})
            work.memo.put(counting.TERMS, some.terms)
            found.append(some.articles)
            work.progress("parse", min(len(found) * _AT_ONCE, len(wanted)), len(files))
        # Texts stand here: they are sent again, but need not come back.
        rows = ([((path, files.data(path)), row) for path, row in some] for some in found)
        render = partial(_rendered, "" if work.cluster else work.spool, drafts)
        # All at once: what is sent stands here in any case, and what comes back is small.
        rendered = executors.ordered(
            executor, render, rows, 1, lost=lambda _: _Rendered({}, {}), ahead=len(found)
        )
        with closing(rendered):
            yield Coming(rendered, len(found), work)


def _chunks(paths: list[str]) -> Iterator[list[str]]:
    return (paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE))


# One step after the other, each for all files: what a step needs stays in the processor's caches,
# which is worth a quarter of the time.


def _read(topics: tuple[Topic, ...], drafts: bool, files: list[_File]) -> _Read:
    """Read files and count their terms; one with a fault is left to whoever tells of it."""
    ids = frozenset(topic.id for topic in topics)
    read = [(file, *articles.read_one(ids, file)) for file in files]
    rows = [(file, row) for file, row, problems in read if row is not None and not problems]
    shown = _shown(rows, drafts=drafts)
    keys = [counting.key_of(article, topics) for article in shown]
    found = [(path, row) for (path, _), row in rows]
    return _Read(found, dict(zip(keys, counting.count(topics, shown), strict=True)))


def _rendered(folder: str, drafts: bool, rows: list[_Row]) -> _Rendered:
    """Render bodies; one that takes too much is left to whoever tells of it."""
    made = [(bodies.key_of(a), bodies.spooled(folder, a)) for a in _shown(rows, drafts=drafts)]
    outlines = {key: bodies.packed(body[1]) for key, body in made if body}
    return _Rendered(outlines, {key: body[0] for key, body in made if body and body[0]})


def _shown(rows: list[_Row], *, drafts: bool) -> list[Article]:
    found = [articles.unpacked(row, *file) for file, row in rows]
    return [article for article in found if drafts or not article.draft]
