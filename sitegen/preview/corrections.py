"""Corrections to an article's file: fields, and lines of its seed that are dropped or restored.

All of it is what a person could have typed into `content/<slug>.md`, and nothing else is written:
whose field it is from then on follows from `sitegen.lock`, as for any other edit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sitegen.articles import frontmatter
from sitegen.model import Article, Problem

# What can be corrected at the desk.
FIELDS = ("title", "author", "date", "topic", "lang", "checked")


def read(path: str, text: str, topics: frozenset[str]) -> tuple[Article | None, list[Problem]]:
    """Read an article's file."""
    try:
        document = frontmatter.read(text)
    except frontmatter.FrontMatterError as error:
        return None, [Problem(path, error.line, error.column, error.code, str(error), error.fix)]
    return frontmatter.to_article(document, path, topics)


def corrected(
    path: str, text: str, values: Mapping[str, Any], body: str, topics: frozenset[str]
) -> tuple[str, list[Problem]]:
    """Return a file's text with some fields and the body changed, and what is wrong with that.

    Args:
        path: the file, relative to the archive's folder.
        text: what it holds; it must be readable.
        values: field -> its new value: text, for `author` names, for `checked` a truth value.
        body: the new body.
        topics: ids that `topic` may have.
    """
    document = frontmatter.read(text)
    before, problems = frontmatter.to_article(document, path, topics)
    if before is None:
        return text, problems
    wanted: dict[str, Any] = {}
    for name in FIELDS:
        if name not in values:
            continue
        value = values[name]
        if name == "author":
            wanted[name] = tuple(filter(None, (" ".join(str(n).split()) for n in value)))
        elif name == "checked":
            wanted[name] = bool(value)
        else:
            wanted[name] = " ".join(str(value).split())
    after = replace(before, **wanted)
    changes = {
        name: frontmatter.field_lines(after, name)
        for name in wanted
        if getattr(before, name) != getattr(after, name)
    }
    new = frontmatter.edit(text, document, changes, body)
    return new, read(path, new, topics)[1]


def has(body: str, piece: str) -> bool:
    """Whether a body has a piece of Markdown as lines of its own."""
    return bool(piece) and f"\n{piece}\n" in f"\n{body}\n"


def without(body: str, piece: str) -> str:
    """Return a body without a piece that it has."""
    before, _, after = f"\n{body}\n".partition(f"\n{piece}\n")
    before, after = before.strip("\n"), after.strip("\n")
    tight = _is_item(before.rpartition("\n")[2]) and _is_item(after.partition("\n")[0])
    return (f"{before}\n{after}" if tight else f"{before}\n\n{after}").strip("\n")


def restored(body: str, piece: str, earlier: Sequence[str]) -> str:
    """Return a body with a piece after the last of some earlier ones that it has.

    Args:
        body: the body.
        piece: what is put into it.
        earlier: what stands before the piece in the seed, in order.
    """
    for place in reversed(earlier):
        if has(body, place):
            before, _, after = f"\n{body}\n".partition(f"\n{place}\n")
            before = f"{before}\n{place}".strip("\n")
            return _joined(before, piece, after.strip("\n"))
    return _joined("", piece, body)


def _joined(before: str, piece: str, after: str) -> str:
    first = "\n" if _is_item(before.rpartition("\n")[2]) and _is_item(piece) else "\n\n"
    second = "\n" if _is_item(piece) and _is_item(after.partition("\n")[0]) else "\n\n"
    return f"{before}{first}{piece}{second}{after}".strip("\n")


def _is_item(line: str) -> bool:
    mark = line.partition(" ")[0]
    return mark in ("-", "*", "+") or (mark[:-1].isdecimal() and mark[-1:] in (".", ")"))
