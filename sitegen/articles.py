"""content/*.md -> Articles: every file read, and parsed only if it is new."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from sitegen import executors, frontmatter, remembered
from sitegen.cache import Memo
from sitegen.model import Article, Problem
from sitegen.slugs import slug_of

FOLDER = "content"
# Lists, which JSON does not tell from tuples; and what is taken from the file itself.
_NAMES = tuple(field.name for field in fields(Article) if field.name not in ("body", "path"))
_TUPLES = ("author", "aliases")
# A second process is worth its start from so many new files on, of which it gets some at once.
_WORTH_A_POOL, _CHUNK = 2000, 200


def read_files(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return path -> text of every Markdown file in content/, and those that cannot be read."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path, name in _markdown_files(str(root / FOLDER), FOLDER):
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for every article
                # As it stands: a file keeps its line ends when sitegen writes into it.
                files[name] = file.readall().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(
                Problem(
                    name, 0, 0, "content-encoding",
                    f"the article is not UTF-8 (byte {error.start})", "save it as UTF-8",
                )
            )  # fmt: skip
        except OSError as error:
            problems.append(
                Problem(
                    name, 0, 0, "content-unreadable",
                    f"the article cannot be read: {error.strerror}",
                    "check the file's permissions",
                )
            )  # fmt: skip
    return files, problems


def _markdown_files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield place and name of each Markdown file below a folder: nothing hidden, and no links."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    seen = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in seen:
        if entry.name.endswith(".md") and entry.is_file(follow_symlinks=False):
            yield entry.path, f"{name}/{entry.name}"
    for entry in seen:
        if entry.is_dir(follow_symlinks=False):
            yield from _markdown_files(entry.path, f"{name}/{entry.name}")


def parsed(
    files: Mapping[str, str], topics: frozenset[str], memo: Memo, jobs: int = 1, *, drafts: bool
) -> tuple[list[Article], list[Problem]]:
    """Read the articles; one with an error is reported and left out.

    Args:
        files: path -> text.
        topics: ids that an article's topic may have.
        memo: of what was parsed before.
        jobs: worker processes; 0 for one a core.
        drafts: whether drafts are wanted.
    """
    found: list[Article] = []
    problems: list[Problem] = []
    slugs: dict[str, str] = {}
    vocabulary = " ".join(sorted(topics))
    paths = sorted(files)
    keys = [remembered.key(path, files[path], vocabulary) for path in paths]
    known = memo.get(remembered.ARTICLE, keys)
    missing = [path for path, key in zip(paths, keys, strict=True) if key not in known]
    made: dict[bytes, bytes] = {}
    data: bytes | None
    with executors.processes(jobs, len(missing), _WORTH_A_POOL) as executor:
        # As bytes: text that is pickled keeps its UTF-8 with it for as long as it lives.
        sent = ((path, files[path].encode("utf-8", "surrogatepass")) for path in missing)
        new = iter(list(executors.ordered(executor, partial(_read, topics), sent, _CHUNK)))
    # What comes back names the body's place in the text instead of sending it again.
    for path, key in zip(paths, keys, strict=True):
        data = known.get(key)
        if data is None:
            data, faults = next(new)
            problems += faults
            if data is not None and not faults:
                made[key] = data
        article = None if data is None else _unpacked(data, path, files[path])
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
    memo.keep_only(remembered.ARTICLE, keys)
    return found, problems


def _packed(article: Article, text: str) -> bytes:
    """Return an article as bytes; its body is a place in the file where it can be one."""
    start = text.rfind(article.body)
    body = article.body if start < 0 else [start, start + len(article.body)]
    values = [getattr(article, name) for name in _NAMES]
    return json.dumps([body, *values], ensure_ascii=True).encode("ascii")


def _unpacked(data: bytes, path: str, text: str) -> Article:
    body, *values = json.loads(data)
    found = dict(zip(_NAMES, values, strict=True))
    for name in _TUPLES:
        found[name] = tuple(found[name])
    return Article(
        body=body if isinstance(body, str) else text[body[0] : body[1]], path=path, **found
    )


def _read(topics: frozenset[str], file: tuple[str, bytes]) -> tuple[bytes | None, list[Problem]]:
    path, text = file[0], file[1].decode("utf-8", "surrogatepass")
    article, problems = _parsed(topics, path, text)
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
