"""What one process leaves for the next: all that was known of files which still look as they did.

A file that looks as it did when a build took it in need not be read again, nor need what the memo
has of it be asked for piece by piece. Before a build begins, memory is filled with its article, its
outline and its entry, as if this process had built before. The text itself stays in the file until
somebody needs it, and of most files nobody does. With nothing of this, or with a part of it, a
build gives the same.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

from sitegen import archive, arranging, articles, bodies, remembered, survey, texts
from sitegen.cache import Memo
from sitegen.memory import Same
from sitegen.model import Provenance
from sitegen.texts import Unread
from sitegen.tree import Seen, looks_of

# So many files are put together at once.
_SOME = 1000

# A key of the memo, and what it has for it.
_Value = tuple[bytes, Any]


class _Row(NamedTuple):
    """What is known of a file.

    Attributes:
        name: its path, relative to the archive's folder.
        looks: what it looked like, as of `tree.looks_of`.
        article: the memo's key of its article.
        outline: the memo's key of its body's outline.
        entry: the entry's digest.
        text: the digest of what its topic goes by; empty where nobody asked for that.
        provenance: of the entry, by its fields.
    """

    name: str
    looks: list[int]
    article: str
    outline: str
    entry: str
    text: str
    provenance: list[Any] | None


def recall(seen: Iterable[Seen], root: str, topics: frozenset[str], memo: Memo) -> None:
    """Fill memory with what is known of files that look as they did.

    Args:
        seen: what stands in content/.
        root: the archive's folder.
        topics: ids that an article's topic may have.
        memo: what it has, and the memory.
    """
    key_of_rows = key(topics)
    data = memo.get(remembered.LOOKS, [key_of_rows]).get(key_of_rows)
    if data is None:
        return
    of = memo.memory.of
    with suppress(ValueError, TypeError, KeyError, IndexError):  # somebody changed the memo
        looks = {path[len(root) + 1 :]: looks_of(found) for path, found in seen}
        rows = (_Row(*row) for row in json.loads(data))
        standing = (row for row in rows if looks.get(row.name) == tuple(row.looks))
        for row, (article_key, value), (outline_key, told) in _known(standing, memo):
            text = Unread(f"{root}/{row.name}", tuple(row.looks))
            article, light = articles.shelved(value, row.name, text)
            outline = bodies.outline_of(told)
            provenance = Provenance(*row.provenance) if row.provenance else None
            entry = archive.entry_of(light, outline, provenance, row.entry)
            of(texts.TEXT).put(row.name, text, text.looks)
            of(articles.ARTICLE).put(row.name, (article_key, article), text, topics)
            of(bodies.OUTLINE).put(article.slug, (outline_key, outline), article)
            of(arranging.ENTRY).put(article.slug, entry, Same(article), outline, provenance)
            if row.text:
                of(survey.TEXT).put(article.slug, row.text, Same(article))


def knows(topics: frozenset[str], memo: Memo) -> bool:
    """Whether another process left anything."""
    return not memo.missing(remembered.LOOKS, [key(topics)])


def key(topics: frozenset[str]) -> bytes:
    """Return the memo's key of what is left: with other topics, files say something else."""
    return remembered.key("looks", *sorted(topics))


def _known(rows: Iterator[_Row], memo: Memo) -> Iterator[tuple[_Row, _Value, _Value]]:
    """Yield those rows of which the memo has all, with article and outline behind their keys."""
    articles_, outlines = memo.all(remembered.ARTICLE), memo.all(remembered.OUTLINE)
    while some := list(islice(rows, _SOME)):
        keys = [(row, bytes.fromhex(row.article), bytes.fromhex(row.outline)) for row in some]
        keys = [(row, one, two) for row, one, two in keys if one in articles_ and two in outlines]
        # As one value: that is read in a third of the time that as many take.
        made = json.loads(b"[" + b",".join([articles_[key] for _, key, _ in keys]) + b"]")
        told = json.loads(b"[" + b",".join([outlines[key] for _, _, key in keys]) + b"]")
        for (row, one, two), value, outline in zip(keys, made, told, strict=True):
            yield row, (one, value), (two, outline)


def remember(topics: frozenset[str], memo: Memo) -> None:
    """Leave what memory has of the files of content/ to the next process.

    Args:
        topics: ids that an article's topic may have.
        memo: where it is left, and the memory.
    """
    rows = list(_rows(memo))
    data = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    memo.put(remembered.LOOKS, {key(topics): data})
    memo.keep_only(remembered.LOOKS, [key(topics)])


def _rows(memo: Memo) -> Iterator[_Row]:
    of = memo.memory.of
    text_of, outline_of = of(texts.TEXT), of(bodies.OUTLINE)
    entry_of, basis_of = of(arranging.ENTRY), of(survey.TEXT)
    for name, (article_key, article) in of(articles.ARTICLE).all():
        looks, outline = text_of.made(str(name)), outline_of.made(article.slug)
        entry, basis = entry_of.made(article.slug), basis_of.made(article.slug)
        # What was made of another article, or of another outline, says nothing of this one.
        if looks is None or outline is None or entry is None or outline[0] != (article,):
            continue
        its, told, provenance = entry[0]
        if its != Same(article) or told is not outline[1][1]:
            continue
        yield _Row(
            str(name),
            list(looks[0][0]),
            article_key.hex(),
            outline[1][0].hex(),
            entry[1].digest,
            basis[1] if basis and basis[0] == (Same(article),) else "",
            [provenance.source, provenance.digest, dict(provenance.dropped)]
            if provenance
            else None,
        )
