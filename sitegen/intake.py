"""New files of content/ -> the memo: all that needs nothing but the article, many at a time.

Front matter, terms and body are each worked out by a module of its own, which asks the memo first.
Where many files are new, they travel to workers here, and what those modules would work out one
after the other, in a pool each, is in the memo by the time they ask. Bodies come last: they are
rendered while this process surveys the archive. Where it is known what stood in a file before, most
of what was known of that stays (`edits`).
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from typing import NamedTuple

from sitegen import articles, bodies, counting, edits, executors, limits, remembered, spool
from sitegen.cache import Memo
from sitegen.edits import Edit, Known
from sitegen.model import Article, Outline
from sitegen.report import Work
from sitegen.texts import Texts
from sitegen.topics import Topic

# From so many new files on it is worth a second process, or one that is there already; fewer are
# left to those who ask.
_WORTH_A_POOL, _WORTH_A_KEPT_ONE = 200, 24
# Files that travel together.
_AT_ONCE = 100

# A file's path and text, and its article as `articles.packed` gives it.
_File = tuple[str, bytes]
_Row = tuple[_File, bytes]
_Knowns = dict[str, Known]
# Path -> the article that stood there, and what its body told.
Before = Mapping[str, tuple[Article, Outline]]


class _Read(NamedTuple):
    """What some files gave.

    Attributes:
        articles: by their files' paths.
        terms: by their keys.
        outlines: path -> key and outline, of those that could be told without rendering a body.
    """

    articles: list[tuple[str, bytes]]
    terms: dict[bytes, bytes]
    outlines: dict[str, tuple[bytes, bytes]]


class _Rendered(NamedTuple):
    """What some bodies gave: outlines by their keys, and where their HTML waits."""

    outlines: dict[bytes, bytes]
    places: dict[bytes, spool.Place]


class Coming:
    """The bodies that are being rendered.

    Args:
        keys: path -> the memo's key of the file.
        results: of some bodies at a time.
        count: how many results there are.
        work: how it is done.

    Attributes:
        keys: as given.
    """

    def __init__(
        self, keys: Mapping[str, bytes], results: Iterator[_Rendered], count: int, work: Work
    ) -> None:
        self.keys = keys
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
def begun(
    files: Texts,
    topics: tuple[Topic, ...],
    work: Work,
    *,
    drafts: bool,
    before: Before | None = None,
) -> Iterator[Coming]:
    """Work out what the memo does not have, if it is much; bodies go on being rendered inside.

    Args:
        files: path -> text.
        topics: the vocabulary.
        work: how it is done.
        drafts: whether drafts are published.
        before: what stood in files before, where that is known.
    """
    ids = frozenset(topic.id for topic in topics)
    keys, unknown = articles.keys_of(files, ids, work.memo)
    new = set()
    if work.memo.remembers and unknown:
        new = work.memo.missing(remembered.ARTICLE, (keys[path] for path in unknown))
    least = _WORTH_A_POOL if work.kept is None else _WORTH_A_KEPT_ONE
    if len(new) < least:
        yield Coming(keys, iter(()), 0, work)
        return
    wanted = {path: keys[path] for path in unknown if keys[path] in new}
    with executors.processes(
        work.jobs, len(wanted), least, apart=not limits.hold(), cluster=work.cluster,
        kept=work.kept,
    ) as executor:  # fmt: skip
        chunks = (
            [((path, files.data(path)), known.get(path)) for path in some]
            for some in _chunks(list(wanted))
            for known in [_known(before or {}, some, topics, work.memo)]
        )
        step = partial(_read, topics, drafts)
        put = work.memo.put_late if work.kept else work.memo.put_all
        # What ends a worker is found out by whoever asks next, one file by one.
        read = executors.ordered(executor, step, chunks, 1, lost=lambda _: _Read([], {}, {}))
        found: list[list[tuple[str, bytes]]] = []
        for done, some in enumerate(read, start=1):
            put(
                {
                    remembered.ARTICLE: {wanted[path]: row for path, row in some.articles},
                    counting.TERMS: some.terms,
                    remembered.OUTLINE: dict(some.outlines.values()),
                }
            )
            # Now, while this process waits for the others.
            articles.received(some.articles, files, wanted, ids, work.memo.memory)
            left = [(path, row) for path, row in some.articles if path not in some.outlines]
            found += [left] if left else []
            work.progress("parse", min(done * _AT_ONCE, len(wanted)), len(files))
        # Texts stand here: they are sent again, but need not come back.
        rows = ([((path, files.data(path)), row) for path, row in some] for some in found)
        render = partial(_rendered, "" if work.cluster else work.spool, drafts)
        # All at once: what is sent stands here in any case, and what comes back is small.
        rendered = executors.ordered(
            executor, render, rows, 1, lost=lambda _: _Rendered({}, {}), ahead=len(found)
        )
        with closing(rendered):
            yield Coming(keys, rendered, len(found), work)


def _chunks(paths: list[str]) -> Iterator[list[str]]:
    return (paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE))


def _known(before: Before, paths: list[str], topics: tuple[Topic, ...], memo: Memo) -> _Knowns:
    """Return what is known of the articles that stood in some files before."""
    some = {path: before[path] for path in paths if path in before}
    keys = dict(
        zip(some, counting.keys_of([article for article, _ in some.values()], topics), strict=True)
    )
    terms = memo.get(counting.TERMS, keys.values())
    return {
        path: Known(article.title, article.body, article.lang, terms[keys[path]], outline)
        for path, (article, outline) in some.items()
        if keys[path] in terms
    }


# One step after the other, each for all files: what a step needs stays in the processor's caches,
# which is worth a quarter of the time.


def _read(
    topics: tuple[Topic, ...], drafts: bool, files: list[tuple[_File, Known | None]]
) -> _Read:
    """Read files and count their terms; one with a fault is left to whoever tells of it."""
    ids = frozenset(topic.id for topic in topics)
    read = [(text, *articles.read_one(ids, (path, text))) for (path, text), _ in files]
    found = [(text, article) for text, article, problems in read if article and not problems]
    rows = [(article.path, articles.packed(article, text)) for text, article in found]
    shown = [article for _, article in found if drafts or not article.draft]
    before = {path: known for (path, _), known in files if known is not None}
    edited = {
        article.path: Edit.of(before[article.path], article.title, article.body)
        for article in shown
        if article.path in before and before[article.path].lang == article.lang
    }
    outlines = {
        article.path: (bodies.key_of(article), bodies.packed(outline))
        for article in shown
        if article.path in edited and (outline := edits.outline_after(edited[article.path]))
    }
    return _Read(rows, _terms(topics, shown, edited), outlines)


def _terms(
    topics: tuple[Topic, ...], shown: list[Article], edited: Mapping[str, Edit]
) -> dict[bytes, bytes]:
    """Return the terms of articles by their keys."""
    found: dict[str, bytes] = {}
    for lang in {edit.known.lang for edit in edited.values()}:
        some = {path: edit for path, edit in edited.items() if edit.known.lang == lang}
        after = edits.terms_after(list(some.values()), counting.vocabulary(topics, lang))
        found |= {path: data for path, data in zip(some, after, strict=True) if data is not None}
    left = [article for article in shown if article.path not in found]
    counted = counting.count(topics, left)
    found |= {article.path: data for article, data in zip(left, counted, strict=True)}
    keys = counting.keys_of(shown, topics)
    return {key: found[article.path] for key, article in zip(keys, shown, strict=True)}


def _rendered(folder: str, drafts: bool, rows: list[_Row]) -> _Rendered:
    """Render bodies; one that takes too much is left to whoever tells of it."""
    made = [(bodies.key_of(a), bodies.spooled(folder, a)) for a in _shown(rows, drafts=drafts)]
    outlines = {key: bodies.packed(body[1]) for key, body in made if body}
    return _Rendered(outlines, {key: body[0] for key, body in made if body and body[0]})


def _shown(rows: list[_Row], *, drafts: bool) -> list[Article]:
    found = [articles.unpacked(row, *file) for file, row in rows]
    return [article for article in found if drafts or not article.draft]
