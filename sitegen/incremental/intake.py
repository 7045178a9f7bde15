"""New files of content/ -> the memo: all that needs nothing but the article, many at a time.

Front matter, terms and body are each worked out by a module of its own, which asks the memo first.
Where many files are new, they travel to workers here, once, and what those modules would work out
one after the other, in a pool each, is in the memo by the time they ask. Where it is known what
stood in a file before, most of what was known of that stays (`edits`).
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import NamedTuple

from sitegen.articles import edits, parsing
from sitegen.articles.edits import Edit, Known
from sitegen.articles.texts import Texts
from sitegen.model import Article, Outline
from sitegen.model.topics import Topic
from sitegen.report import Work
from sitegen.site import bodies
from sitegen.storage import remembered, spool
from sitegen.storage.cache import Memo
from sitegen.survey import counting
from sitegen.workers import executors, limits

# From so many new files on it is worth a second process, or one that is there already; fewer are
# left to those who ask.
_WORTH_A_POOL, _WORTH_A_KEPT_ONE = 200, 24
# Files that travel together.
_AT_ONCE = 100

# A file's path and text.
_File = tuple[str, bytes]
_Knowns = dict[str, Known]
# Path -> the article that stood there, and what its body told.
Before = Mapping[str, tuple[Article, Outline]]


class Taken(NamedTuple):
    """What is known of the files of content/ now.

    Attributes:
        keys: path -> the memo's key of the file.
        places: of the bodies that were rendered: the memo's key -> place in the spool.
    """

    keys: Mapping[str, bytes]
    places: Mapping[bytes, spool.Place]


class _Read(NamedTuple):
    """What some files gave.

    Attributes:
        articles: by their files' paths.
        terms: by their keys.
        outlines: by their keys.
        places: where the HTML of bodies waits, by the same keys.
    """

    articles: list[tuple[str, bytes]]
    terms: dict[bytes, bytes]
    outlines: dict[bytes, bytes]
    places: dict[bytes, spool.Place]


def taken(
    files: Texts,
    topics: tuple[Topic, ...],
    work: Work,
    *,
    drafts: bool,
    before: Before | None = None,
) -> Taken:
    """Work out what the memo does not have, if it is much.

    Args:
        files: path -> text.
        topics: the vocabulary.
        work: how it is done.
        drafts: whether drafts are published.
        before: what stood in files before, where that is known.
    """
    ids = frozenset(topic.id for topic in topics)
    keys, unknown = parsing.keys_of(files, ids, work.memo)
    new = set()
    if work.memo.remembers and unknown:
        new = work.memo.missing(remembered.ARTICLE, (keys[path] for path in unknown))
    least = _WORTH_A_POOL if work.kept is None else _WORTH_A_KEPT_ONE
    if len(new) < least:
        return Taken(keys, {})
    wanted = {path: keys[path] for path in unknown if keys[path] in new}
    places: dict[bytes, spool.Place] = {}
    chunks = (
        [((path, files.data(path)), known.get(path)) for path in some]
        for some in _chunks(list(wanted))
        for known in [_known(before or {}, some, topics, work.memo)]
    )
    step = partial(_read, "" if work.cluster else work.spool, topics, drafts)
    put = work.memo.put_late if work.kept else work.memo.put_all
    with (
        executors.processes(
            work.jobs, len(wanted), least, apart=not limits.hold(), cluster=work.cluster,
            kept=work.kept,
        ) as executor,
        # What ends a worker is found out by whoever asks next, one file by one.
        closing(
            executors.ordered(executor, step, chunks, 1, lost=lambda _: _Read([], {}, {}, {}))
        ) as read,
    ):  # fmt: skip
        for done, some in enumerate(read, start=1):
            put(
                {
                    remembered.ARTICLE: {wanted[path]: row for path, row in some.articles},
                    counting.TERMS: some.terms,
                    remembered.OUTLINE: some.outlines,
                }
            )
            # Now, while this process waits for the others.
            parsing.received(some.articles, files, wanted, ids, work.memo.memory)
            places |= some.places
            work.progress("parse", min(done * _AT_ONCE, len(wanted)), len(files))
    return Taken(keys, places)


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
    folder: str,
    topics: tuple[Topic, ...],
    drafts: bool,
    files: list[tuple[_File, Known | None]],
) -> _Read:
    """Read files, count their terms, render their bodies; faults are left to whoever tells of them.

    Args:
        folder: of the spool; empty if there is none.
        topics: the vocabulary.
        drafts: whether drafts are published.
        files: path and text, and what is known of the article that stood there before.
    """
    ids = frozenset(topic.id for topic in topics)
    read = [(text, *parsing.read_one(ids, (path, text))) for (path, text), _ in files]
    found = [(text, article) for text, article, problems in read if article and not problems]
    rows = [(article.path, parsing.packed(article, text)) for text, article in found]
    shown = [article for _, article in found if drafts or not article.draft]
    before = {path: known for (path, _), known in files if known is not None}
    edited = {
        article.path: Edit.of(before[article.path], article.title, article.body)
        for article in shown
        if article.path in before and before[article.path].lang == article.lang
    }
    terms = _terms(topics, shown, edited)
    outlines: dict[bytes, bytes] = {}
    places: dict[bytes, spool.Place] = {}
    for article in shown:
        edit, place = edited.get(article.path), None
        outline = None if edit is None else edits.outline_after(edit)
        if outline is None:
            # One that takes too much is None again.
            place, outline = bodies.spooled(folder, article) or (None, None)
        if outline is not None:
            outlines[bodies.key_of(article)] = bodies.packed(outline)
        if place is not None:
            places[bodies.key_of(article)] = place
    return _Read(rows, terms, outlines, places)


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
