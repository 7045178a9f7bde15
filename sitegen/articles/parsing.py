"""Texts of content/*.md -> Articles, parsed only if they are new."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from operator import itemgetter
from typing import Any

from sitegen.articles import frontmatter
from sitegen.articles.shelved import Passage, Shelved
from sitegen.articles.texts import Texts
from sitegen.language.slugs import slug_of
from sitegen.model import Article, Problem
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Memory, Step

# Lists, which JSON does not tell from tuples; and what is taken from the file itself.
_NAMES = tuple(f.name for f in fields(Article) if f.init and f.name not in ("body", "path"))
_TUPLES = tuple(_NAMES.index(name) for name in ("author", "aliases"))
# What memory has of each file: the memo's key of it, and the article.
ARTICLE = Step[tuple[bytes, Article]]("article")


def parsed(
    files: Texts,
    topics: frozenset[str],
    memo: Memo,
    *,
    drafts: bool,
    keys: Mapping[str, bytes] | None = None,
) -> tuple[list[Article], list[Problem]]:
    """Read the articles; one with an error is reported and left out.

    Args:
        files: path -> text.
        topics: ids that an article's topic may have.
        memo: of what was parsed before.
        drafts: whether drafts are wanted.
        keys: path -> the memo's key of the file, where that is known already.
    """
    found: list[Article] = []
    problems: list[Problem] = []
    slugs: dict[str, str] = {}
    if keys is None:
        keys, _ = keys_of(files, topics, memo)
    for path, article in _each(files, topics, memo, keys, problems):
        if article.draft and not drafts:
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
    memo.keep_only(remembered.ARTICLE, keys.values(), returning=True)
    memo.memory.of(ARTICLE).keep_only(keys)
    return found, problems


def take_in(files: Texts, topics: frozenset[str], memo: Memo, keys: Mapping[str, bytes]) -> None:
    """Read some files so that they are known when all are read; what is wrong is told then."""
    for _ in _each(files, topics, memo, keys, []):
        pass


def received(
    rows: Iterable[tuple[str, bytes]],
    files: Texts,
    keys: Mapping[str, bytes],
    topics: frozenset[str],
    memory: Memory,
) -> None:
    """Know the articles that another process read.

    Args:
        rows: their files' paths, and what `packed` gave.
        files: path -> text.
        keys: path -> the memo's key of the file.
        topics: ids that an article's topic may have.
        memory: has them then.
    """
    step = memory.of(ARTICLE)
    for path, row in rows:
        article = unpacked(row, path, files.data(path))
        step.put(path, (keys[path], article), files.source(path), topics)


def known(memory: Memory) -> list[Article]:
    """Return the articles that stood in files when each was read last, as `parsed` would."""
    found: dict[str, Article] = {}
    for _, (_, article) in sorted(memory.of(ARTICLE).all(), key=itemgetter(0)):
        found.setdefault(article.slug, article)
    return list(found.values())


def forget(paths: Iterable[str], memory: Memory) -> None:
    """Know no more of some files, which are gone."""
    for path in paths:
        memory.of(ARTICLE).forget(path)


def _each(
    files: Texts,
    topics: frozenset[str],
    memo: Memo,
    keys: Mapping[str, bytes],
    problems: list[Problem],
) -> Iterator[tuple[str, Article]]:
    """Yield every file that holds an article, in order, and the article; problems grow."""
    step = memo.memory.of(ARTICLE)
    read = {path: step.get(path, files.source(path), topics) for path in sorted(files)}
    known = memo.get(remembered.ARTICLE, (keys[path] for path in read if read[path] is None))
    made: dict[bytes, bytes] = {}
    for path, before in read.items():
        if before is not None:
            yield path, before[1]
            continue
        key, text = keys[path], files.data(path)
        data = known.get(key)
        faults: list[Problem] = []
        article = unpacked(data, path, text) if data else None
        if article is None:
            article, faults = read_one(topics, (path, text))
            problems += faults
        if article is None:
            continue
        if not faults:
            if key not in known:
                made[key] = packed(article, text)
            step.put(path, (key, article), files.source(path), topics)
        yield path, article
    memo.put(remembered.ARTICLE, made)


def keys_of(files: Texts, topics: frozenset[str], memo: Memo) -> tuple[dict[str, bytes], list[str]]:
    """Return path -> the memo's key of each file, and the files whose articles memory lacks."""
    step = memo.memory.of(ARTICLE)
    keys: dict[str, bytes] = {}
    unknown: list[str] = []
    for path in sorted(files):
        before = step.get(path, files.source(path), topics)
        if before is None:
            unknown.append(path)
        keys[path] = before[0] if before else key_of(path, files.data(path), topics)
    return keys, unknown


def key_of(path: str, text: bytes, topics: frozenset[str]) -> bytes:
    """Return the memo's key of a file."""
    return remembered.key(path, text, _vocabulary(topics))


@cache
def _vocabulary(topics: frozenset[str]) -> str:
    return " ".join(sorted(topics))


def packed(article: Article, text: bytes) -> bytes:
    """Return an article as bytes; its body is a place in the file where it can be one.

    Args:
        article: that stands in a file.
        text: of the file.
    """
    values = [getattr(article, name) for name in _NAMES]
    value = [place_of(article, text), article.body_digest, *values]
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def place_of(article: Article, text: bytes) -> str | tuple[int, int]:
    """Return from where to where in its file an article's body stands; if nowhere, the body."""
    written = article.body.encode("utf-8", "surrogatepass")
    end = len(text.rstrip(b"\n"))
    start = end - len(written) if text.endswith(written, 0, end) else text.rfind(written)
    return article.body if start < 0 else (start, start + len(written))


def unpacked(data: bytes, path: str, text: bytes) -> Article:
    """Return the article that stands in a file, as `packed` gave it; its body stays in the text."""
    place, digest, *values = json.loads(data.decode("ascii"))
    for number in _TUPLES:
        values[number] = tuple(values[number])
    body = place if isinstance(place, str) else Passage(text, *place)
    made: Any = Shelved  # whose body may be a passage
    article: Article = made(body=body, path=path, **dict(zip(_NAMES, values, strict=True)))
    if digest:
        article.know_body(digest)
    return article


def read_one(
    topics: frozenset[str], file: tuple[str, bytes]
) -> tuple[Article | None, list[Problem]]:
    """Return an article, None where there is none, and what is wrong with its file.

    Args:
        topics: ids that its topic may have.
        file: its path and text.
    """
    path, text = file
    try:
        document = frontmatter.read(text.decode("utf-8", "surrogatepass"))
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
