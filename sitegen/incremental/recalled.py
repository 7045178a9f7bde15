"""What one process leaves for the next: all that was known of files which still look as they did.

A file that looks as it did when a build took it in need not be read again, nor need what the memo
has of it be asked for piece by piece. Before a build begins, memory is filled with its article, its
outline and its entry, as if this process had built before. The text itself stays in the file until
somebody needs it, and of most files nobody does. Of a seed that looks as it did it is known what
became of it, and, where its article looks as it did too, that the two are settled. With nothing of
this, or with a part of it, a build gives the same.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import msgspec

from sitegen.articles import parsing, settle, shelved, texts
from sitegen.articles.lockfile import LockEntry
from sitegen.articles.shelved import Passage, Shelved
from sitegen.articles.texts import Unread
from sitegen.conversion import conversions
from sitegen.model import Article, Entry, Outline, Problem, edtf
from sitegen.site import arranging, bodies
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Same, Step
from sitegen.storage.tree import Seen, looks_of
from sitegen.survey import counting, surveying

# So many files are recalled at once: as one value they are read in less time.
_SOME = 1000
# What memory has of each file that was recalled, or left: only others are left again.
_LEFT = Step[bytes]("left")


class _Seed(NamedTuple):
    """What is known of the seed of a file.

    Attributes:
        path: its path, relative to the archive's folder.
        known: what became of it.
        entry: what the lock says of the article, which is as it should be.
        problems: what a person should know of that.
    """

    path: str
    known: conversions.Known
    entry: LockEntry
    problems: tuple[Problem, ...]


class _Row(NamedTuple):
    """What is known of a file.

    Attributes:
        looks: what it looked like, as of `tree.looks_of`.
        keys: the memo's, of its article, of the body's outline, and of its terms.
        lexicon: digest of what the words were looked up in that became terms.
        body: where it stands in the file, from and to; where it stands nowhere, the body.
        digest: of the body.
        beginning: of the body, where its entry has another summary.
        basis: the digest of what its topic goes by; empty where nobody asked for that.
        entry: with the article, its body aside; without the date, which the article says.
        seed: what the article was made from; None where not all is known of that.
    """

    looks: tuple[int, ...]
    keys: tuple[bytes, bytes, bytes]
    lexicon: str
    body: str | tuple[int, int]
    digest: str
    beginning: str | None
    basis: str
    entry: Entry
    seed: _Seed | None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[_Row])


def recall(seen: Iterable[Seen], root: str, topics: frozenset[str], memo: Memo) -> None:
    """Fill memory with what is known of files that look as they did.

    Args:
        seen: what stands in content/.
        root: the archive's folder.
        topics: ids that an article's topic may have.
        memo: what it has, and the memory.
    """
    start = len(root) + 1
    looks = {path[start:].replace(os.sep, "/"): looks_of(found) for path, found in seen}
    stored = memo.keys(remembered.CONVERSION)
    with suppress(msgspec.DecodeError):  # somebody changed the memo
        for row in _left(remembered.sign(topics), memo):
            if looks.get(row.entry.article.path) == row.looks:
                _recall(row, root, topics, stored, memo)


def _recall(row: _Row, root: str, topics: frozenset[str], stored: set[bytes], memo: Memo) -> None:
    of, entry = memo.memory.of, row.entry
    light = entry.article
    if light.date:
        # Nobody has seen it so far. What tells a day from an interval is that both its ends are one
        # and the same, which no copy of them would be.
        object.__setattr__(entry, "date", edtf.parse(light.date))
    text = Unread(f"{root}/{light.path}", row.looks)
    body = row.body if isinstance(row.body, str) else Passage(text, *row.body)
    article = shelved.of(light, body, row.digest)
    beginning = entry.summary if row.beginning is None else row.beginning
    outline = Outline(beginning, entry.words, entry.minutes, entry.headings)
    article_key, outline_key, terms_key = row.keys
    of(texts.TEXT).put(light.path, text, row.looks)
    of(parsing.ARTICLE).put(light.path, (article_key, article), text, topics)
    of(bodies.OUTLINE).put(light.slug, (outline_key, outline), article)
    of(arranging.ENTRY).put(light.slug, entry, Same(article), outline, entry.provenance)
    if row.basis:
        of(surveying.TEXT).put(light.slug, row.basis, Same(article))
    counting.know(article, terms_key, row.lexicon, memo.memory)
    its = None
    if row.seed and row.seed.known.key in stored:
        its = _recall_seed(row.seed, (light.path, text), topics, memo)
    sources = (row.looks, Same(article, outline, entry), row.basis, terms_key, its)
    of(_LEFT).put(light.path, b"", *sources)


def _recall_seed(
    seed: _Seed, file: tuple[str, texts.Source], topics: frozenset[str], memo: Memo
) -> _Seed | None:
    whole = conversions.know(seed.path, seed.known, memo)
    if whole is None:
        return None
    settle.know(whole, seed.entry, seed.problems, file, topics, memo.memory)
    return seed._replace(known=seed.known._replace(conversion=whole))


def _left(prefix: bytes, memo: Memo) -> Iterator[_Row]:
    values = (
        value for key, value in memo.all(remembered.LOOKS).items()
        if key.startswith(prefix) and key != prefix
    )  # fmt: skip
    while some := list(islice(values, _SOME)):
        head = b"\xdd" + len(some).to_bytes(4, "big")  # of a list of so many in MessagePack
        yield from _DECODER.decode(head + b"".join(some))


def remember(topics: frozenset[str], memo: Memo) -> None:
    """Leave what memory has of the files of content/ to the next process.

    Args:
        topics: ids that an article's topic may have.
        memo: where it is left, and the memory.
    """
    sign = remembered.sign(topics)
    left, made = [sign], {sign: b""}
    for name, row in _known(memo):
        its = sign + name.encode("utf-8", "surrogateescape")
        if row is not None:
            # A file of which this cannot be said is read again.
            with suppress(ValueError, TypeError, OverflowError):
                made[its] = _ENCODER.encode(_light(row))
        left.append(its)
        if len(made) >= _SOME:
            memo.put(remembered.LOOKS, made)
            made = {}
    memo.put(remembered.LOOKS, made)
    memo.keep_only(remembered.LOOKS, left)


def _light(row: _Row) -> _Row:
    """Return a row without what it says elsewhere, and the body that the memo has."""
    row = row._replace(entry=replace(row.entry, date=None))
    if row.seed is None:
        return row
    known = row.seed.known
    known = known._replace(conversion=conversions.without_body(known.conversion))
    return row._replace(seed=row.seed._replace(known=known))


def _known(memo: Memo) -> Iterator[tuple[str, _Row | None]]:
    """Yield the name of each file of which all is known, and what is; None where that was left."""
    of = memo.memory.of
    text_of, outline_of, entry_of = of(texts.TEXT), of(bodies.OUTLINE), of(arranging.ENTRY)
    basis_of, left = of(surveying.TEXT), of(_LEFT)
    for its_name, (article_key, article) in of(parsing.ARTICLE).all():
        name = str(its_name)
        text, outline = text_of.made(name), outline_of.made(article.slug)
        entry, basis = entry_of.made(article.slug), basis_of.made(article.slug)
        terms = counting.known(article, memo.memory)
        # What was made of another article, or of another outline, says nothing of this one.
        if not text or not outline or not entry or not terms or outline[0] != (article,):
            continue
        made_of, told, _ = entry[0]
        if made_of != Same(article) or told is not outline[1][1]:
            continue
        ((looks,), source), (outline_key, outlined) = text, outline[1]
        whole, digest = entry[1], basis[1] if basis and basis[0] == (Same(article),) else ""
        seed = _seed_of(article, (name, source), memo)
        sources = (looks, Same(article, outlined, whole), digest, terms[0], seed)
        if left.get(name, *sources) is not None:
            yield name, None
            continue
        beginning = None if outlined.beginning == whole.summary else outlined.beginning
        keys, body = (article_key, outline_key, terms[0]), _body(article, source)
        row = _Row(looks, keys, terms[1], body, article.body_digest, beginning, digest, whole, seed)
        yield name, row


def _seed_of(article: Article, file: tuple[str, texts.Source], memo: Memo) -> _Seed | None:
    """Return what is known of the seed of an article in a file."""
    known = conversions.known(article.source, memo.memory) if article.source else None
    if known is None:
        return None
    settled = settle.settled(article.source, known.conversion, file, memo.memory)
    return _Seed(article.source, known, *settled) if settled else None


def _body(article: Article, source: texts.Source) -> str | tuple[int, int]:
    """Return from where to where in its file a body stands; if that is not known, the body."""
    if isinstance(article, Shelved):
        return article.place
    return article.body if isinstance(source, Unread) else parsing.place_of(article, source)
