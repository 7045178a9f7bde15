"""Texts of content/*.md -> Articles, parsed only if they are new."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache

from sitegen import frontmatter, remembered
from sitegen.cache import Memo
from sitegen.model import Article, Problem
from sitegen.slugs import slug_of
from sitegen.texts import Texts

# Lists, which JSON does not tell from tuples; and what is taken from the file itself.
_NAMES = tuple(f.name for f in fields(Article) if f.init and f.name not in ("body", "path"))
_TUPLES = ("author", "aliases")


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
        keys: path -> `key_of` the file, where that is known already.
    """
    found: list[Article] = []
    problems: list[Problem] = []
    slugs: dict[str, str] = {}
    if keys is None:
        keys = {path: key_of(path, files.data(path), topics) for path in files}
    known = memo.get(remembered.ARTICLE, keys.values())
    made: dict[bytes, bytes] = {}
    data: bytes | None
    for path in sorted(files):
        data = known.get(keys[path])
        if data is None:
            data, faults = read_one(topics, (path, files.data(path)))
            problems += faults
            if data is not None and not faults:
                made[keys[path]] = data
        article = None if data is None else unpacked(data, path, files.data(path))
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
    memo.put(remembered.ARTICLE, made)
    memo.keep_only(remembered.ARTICLE, keys.values())
    return found, problems


def key_of(path: str, text: bytes, topics: frozenset[str]) -> bytes:
    """Return the memo's key of a file."""
    return remembered.key(path, text, _vocabulary(topics))


@cache
def _vocabulary(topics: frozenset[str]) -> str:
    return " ".join(sorted(topics))


def _packed(article: Article, text: bytes) -> bytes:
    """Return an article as bytes; its body is a place in the file where it can be one."""
    written = article.body.encode("utf-8", "surrogatepass")
    start = text.rfind(written)
    body = article.body if start < 0 else [start, start + len(written)]
    values = [getattr(article, name) for name in _NAMES]
    return json.dumps([body, article.body_digest, *values], ensure_ascii=True).encode("ascii")


def unpacked(data: bytes, path: str, text: bytes) -> Article:
    """Return the article that stands in a file, as `read_one` gave it."""
    body, digest, *values = json.loads(data.decode("ascii"))
    found = dict(zip(_NAMES, values, strict=True))
    for name in _TUPLES:
        found[name] = tuple(found[name])
    if not isinstance(body, str):
        body = text[body[0] : body[1]].decode("utf-8", "surrogatepass")
    article = Article(body=body, path=path, **found)
    article.know_body(digest)
    return article


def read_one(topics: frozenset[str], file: tuple[str, bytes]) -> tuple[bytes | None, list[Problem]]:
    """Return an article as bytes, None where there is none, and what is wrong with its file.

    Args:
        topics: ids that its topic may have.
        file: its path and text.
    """
    path, text = file
    article, problems = _parsed(topics, path, text.decode("utf-8", "surrogatepass"))
    return None if article is None else _packed(article, text), problems


def _parsed(topics: frozenset[str], path: str, text: str) -> tuple[Article | None, list[Problem]]:
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
