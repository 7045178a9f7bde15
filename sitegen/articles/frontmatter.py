"""Article <-> Markdown file: YAML front matter between `---` lines, then the body.

The YAML is read as plain strings and lists of strings: nothing is guessed to be a date or a
boolean. Anchors, aliases, tags and duplicate keys are refused, since no archive needs them and
each of them can say something else than it seems to. Keys that sitegen does not know are kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from sitegen.language.languages import known
from sitegen.model import Article, Problem, edtf

MARK = "---"
MAX_CHARACTERS = 65_536
# What a person writes as `copy_of` of an article that is no copy of any.
NO_COPY = "none"
_MAX_DEPTH = 8
_LISTS = ("author", "aliases")
FIELDS = (
    *("title", "author", "date", "topic", "slug", "lang", "source"),
    *("posted_by", "bio", "summary", "aliases", "copy_of", "checked", "draft"),
)
# Written even where empty, so that a person sees what they can fill in.
_ALWAYS = frozenset({"title", "author", "date", "topic", "slug", "lang", "source"})
# True or false; left out where false.
_FLAGS = ("checked", "draft")
# EDTF and slugs hold nothing that YAML could misread, so they stay free of quotes.
_BARE = frozenset({"date", "slug", "topic", "lang", "copy_of", *_FLAGS})
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_SLUG = 120
# A key, and one line of text: between quotes and without a backslash, or of which no sign but
# letters and digits comes first, and none may begin a comment or another value.
_SIMPLE = re.compile(
    r"(?P<key>[a-z][a-z_]{,39}):"
    r'(?: "(?P<quoted>[^"\\]*)"| (?P<plain>[^\W_](?:[^:#]*[^:# ])?))?'
)
# A path of plain names, so that none leads out of the site or onto a file of its own.
_ALIAS = re.compile(r"/?[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_][A-Za-z0-9_-]*)*/?")


class FrontMatterError(ValueError):
    """The front matter cannot be read.

    Attributes:
        line: line in the file, 1-based.
        column: 1-based; 0 where the whole line is meant.
        fix: how to mend it.
        code: a stable name of the fault.
    """

    def __init__(self, code: str, message: str, line: int, column: int = 0, *, fix: str) -> None:
        super().__init__(message)
        self.code, self.line, self.column, self.fix = code, line, column, fix


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the front matter: its value, and the lines it takes up (1-based, end exclusive)."""

    value: Any
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file in its two parts.

    Attributes:
        fields: the front matter; empty if there is none.
        body: what follows it, without leading or trailing empty lines.
        body_line: number of the body's first line, 1-based.
    """

    fields: Mapping[str, Field]
    body: str
    body_line: int


def split(text: str) -> tuple[str, str, int] | None:
    """Split into YAML, body and the number of lines before the body; None without front matter."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    # Line by line as far as it goes: what follows is long, and not looked at.
    end = text.find("\n")
    if (text if end < 0 else text[:end]).rstrip() != MARK:
        return None
    header, number = end + 1, 1
    while end >= 0:
        start, end = end + 1, text.find("\n", end + 1)
        if text[start : None if end < 0 else end].rstrip() in (MARK, "..."):
            body = "" if end < 0 else text[end + 1 :]
            return text[header : max(header, start - 1)], body, number + 1
        number += 1
    raise FrontMatterError(
        "front-matter-unclosed",
        "the front matter has no end",
        1,
        fix="write a line of three hyphens (---) below its last key",
    )


def read(text: str) -> Document:
    """Read a Markdown file.

    Raises:
        FrontMatterError: the front matter is broken.
    """
    parts = split(text)
    if parts is None:
        body = text.removeprefix("\ufeff").replace("\r\n", "\n")
        return Document({}, body.strip("\n"), 1)
    header, body, before = parts
    if len(header) > MAX_CHARACTERS:
        raise FrontMatterError(
            "front-matter-too-long",
            f"the front matter has {len(header):,} characters",
            1,
            fix=f"keep it under {MAX_CHARACTERS:,}; long text belongs in the body",
        )
    leading = len(body) - len(body.lstrip("\n"))
    return Document(_fields(header), body.strip("\n"), before + leading + 1)


@cache
def _library() -> ModuleType:
    """Return PyYAML, loaded when it is first asked: most front matter is simpler than that."""
    import yaml  # noqa: PLC0415

    return yaml


def _fields(header: str) -> dict[str, Field]:
    simple = _simple(header)
    if simple is not None:
        return simple
    yaml = _library()
    try:
        return _mapping_at_top(yaml.parse(header, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        raise FrontMatterError(
            "front-matter-yaml",
            f"the front matter is not valid YAML: {error.problem or error.context}",
            line,
            column,
            fix="put text that holds a colon, a quote or a bracket between quotes",
        ) from error
    except yaml.YAMLError as error:  # a character that YAML does not allow carries no mark
        raise FrontMatterError(
            "front-matter-yaml",
            f"the front matter is not valid YAML: {str(error).splitlines()[0]}",
            1,
            fix="remove control characters",
        ) from error


def _simple(header: str) -> dict[str, Field] | None:
    """Return the fields where each is a line that can mean but one thing; None where one is not.

    That is nearly all front matter, in a tenth of the time that YAML's events take.
    """
    fields: dict[str, Field] = {}
    for number, line in enumerate(header.split("\n"), start=2):
        # What cannot be printed YAML may refuse, fold or break lines at.
        found = _SIMPLE.fullmatch(line) if line.isprintable() else None
        if found is None or found["key"] in fields:
            return None
        fields[found["key"]] = Field(found["quoted"] or found["plain"] or "", number, number + 1)
    return fields


def _mapping_at_top(events: Iterator[Any]) -> dict[str, Field]:
    yaml = _library()
    fields: dict[str, Field] = {}
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            _refuse(event)
            _collect(events, fields)
        elif isinstance(event, yaml.ScalarEvent) and not event.value.strip():
            continue  # an empty header
        elif isinstance(event, yaml.NodeEvent):
            raise FrontMatterError(
                "front-matter-shape",
                "the front matter is not a list of `key: value` lines",
                _line(event),
                fix="write one `key: value` a line",
            )
    return fields


def _collect(events: Iterator[Any], fields: dict[str, Field]) -> None:
    yaml = _library()
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            return
        _refuse(key)
        line = _line(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise FrontMatterError(
                "front-matter-shape", "a key is not plain text", line, fix="write `key: value`"
            )
        if key.value in fields:
            raise FrontMatterError(
                "front-matter-duplicate",
                f"`{key.value}` stands twice (first in line {fields[key.value].first})",
                line,
                fix="keep one of the two",
            )
        value, end = _value(next(events), events, 0)
        fields[key.value] = Field(value, line, max(end, line + 1))


def _value(event: Any, events: Iterator[Any], depth: int) -> tuple[Any, int]:  # noqa: ANN401 - YAML events
    """Return the value that starts with `event`, and the line after its last."""
    yaml = _library()
    _refuse(event)
    if depth > _MAX_DEPTH:
        raise FrontMatterError(
            "front-matter-depth",
            f"the front matter is nested more than {_MAX_DEPTH} deep",
            _line(event),
            fix="write `key: value` or a plain list",
        )
    if isinstance(event, yaml.ScalarEvent):
        return event.value, _line_after(event)
    end = _line(event) + 1
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            item, end = _value(inner, events, depth + 1)
            items.append(item)
        return items, max(end, _line_after(inner))
    mapping = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key, _ = _value(inner, events, depth + 1)
        mapping[str(key)], end = _value(next(events), events, depth + 1)
    return mapping, max(end, _line_after(inner))


def _line(event: Any) -> int:  # noqa: ANN401 - YAML events
    """Return the line in the file, 1-based, on which an event starts: below the first mark."""
    return int(event.start_mark.line) + 2


def _line_after(event: Any) -> int:  # noqa: ANN401 - YAML events
    """Return the first line that an event has no part in."""
    return int(event.end_mark.line) + 2 + bool(event.end_mark.column)


def _refuse(event: Any) -> None:  # noqa: ANN401 - YAML events
    yaml = _library()
    line, column = _line(event), event.start_mark.column + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise FrontMatterError(
            "front-matter-anchor",
            "`&` and `*` are anchors and aliases, which are not read here",
            line,
            column,
            fix="put text that begins with & or * between quotes",
        )
    if getattr(event, "tag", None):
        raise FrontMatterError(
            "front-matter-tag",
            "`!` starts a type tag, which is not read here",
            line,
            column,
            fix="put text that begins with ! between quotes",
        )


def to_article(
    document: Document, path: str, topics: frozenset[str]
) -> tuple[Article | None, list[Problem]]:
    """Check the fields one by one; an article with any error is not published.

    Args:
        document: the file's two parts.
        path: the file, relative to the archive's folder.
        topics: ids that `topic` may have.
    """
    problems: list[Problem] = []

    def fault(key: str, code: str, message: str, fix: str) -> None:
        line = document.fields[key].first if key in document.fields else 1
        problems.append(Problem(path, line, 0, code, message, fix))

    values: dict[str, Any] = {}
    for key, field in document.fields.items():
        if key not in FIELDS:
            continue
        value = field.value
        if key in _LISTS:
            value = [value] if isinstance(value, str) else value
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                fault(key, "front-matter-type", f"`{key}` is no name and no list", "write a list")
                continue
            value = tuple(_one_line(item) for item in value if item.strip())
        elif not isinstance(value, str):
            fault(key, "front-matter-type", f"`{key}` is not plain text", f"write `{key}: text`")
            continue
        else:
            value = _one_line(value)
        values[key] = value
    _check(values, topics, fault)
    if problems:
        return None, problems
    values |= {flag: values.get(flag, "false") == "true" for flag in _FLAGS}
    extra = {key: f.value for key, f in document.fields.items() if key not in FIELDS}
    return Article(body=document.body, extra=extra, path=path, **values), []


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check(values: dict[str, Any], topics: frozenset[str], fault: Any) -> None:  # noqa: ANN401 - a function
    if not values.get("title"):
        fault("title", "title-missing", "the article has no title", "add a line `title: ...`")
    date = values.get("date", "")
    if date and edtf.parse(date) is None:
        fault(
            "date",
            "date-invalid",
            f"`{date}` is no date that sitegen reads",
            "write 2024-10-31, 2024-10, 2024, 2024~ (about), 2019/.. (or later), or nothing",
        )
    topic = values.get("topic", "")
    if topic and topic not in topics:
        fault(
            "topic", "topic-unknown", f"`{topic}` is no topic of this archive",
            f"use one of: {', '.join(sorted(topics))}",
        )  # fmt: skip
    slug = values.get("slug", "")
    if slug and (not SLUG.fullmatch(slug) or len(slug) > _MAX_SLUG):
        fault("slug", "slug-invalid", f"`{slug}` is no slug", "use a-z, 0-9 and single hyphens")
    for alias in values.get("aliases", ()):
        if not _ALIAS.fullmatch(alias) or len(alias) > MAX_CHARACTERS // 256:
            fault(
                "aliases", "alias-invalid", f"`{alias}` is no earlier permalink",
                "write paths such as /articles/an-old-name/",
            )  # fmt: skip
    copy_of = values.get("copy_of", "")
    if copy_of and (not SLUG.fullmatch(copy_of) or copy_of == slug):
        fault(
            "copy_of", "copy-of-invalid", f"`{copy_of}` is no other article's slug",
            "write the slug of the article that this is a copy of, or none",
        )  # fmt: skip
    lang = values.get("lang", "")
    if lang and known(lang) != lang:
        fault("lang", "lang-unknown", f"`{lang}` is no language tag", "write en, de, fr, ar ...")
    for flag in [f for f in _FLAGS if values.get(f, "false") not in ("true", "false", "")]:
        fault(flag, "front-matter-type", f"`{flag}` is neither true nor false", "write true")


def write(article: Article) -> str:
    """Return the article as a Markdown file. `read` gives the same article back."""
    lines = [line for key in FIELDS if (line := field_lines(article, key))]
    if article.extra:
        lines.append(_dump(dict(article.extra)))
    return f"{MARK}\n" + "".join(lines) + f"{MARK}\n\n{article.body}\n"


def field_lines(article: Article, key: str) -> str:
    """Return the front matter's line or lines for one field, '' where it is left out."""
    value = getattr(article, key)
    if key in _FLAGS:
        return f"{key}: true\n" if value else ""
    if isinstance(value, tuple):
        value = value[0] if key == "author" and len(value) == 1 else list(value)
    if not value:
        return f"{key}:\n" if key in _ALWAYS else ""
    if key in _BARE:
        return f"{key}: {value}\n"
    return _dump({key: value})


def _dump(value: dict[str, Any]) -> str:
    yaml = _library()
    text: str = yaml.dump(
        value, Dumper=yaml.CSafeDumper, allow_unicode=True, width=2**31 - 1, sort_keys=False
    )
    return text


def edit(text: str, document: Document, changes: Mapping[str, str], body: str) -> str:
    """Return a file's text with some fields and the body changed, and every other byte as it was.

    Args:
        text: the file.
        document: what `read` made of it.
        changes: key -> its new lines, as `field_lines` gives them.
        body: the new body; where it equals the old one, the file's own text of it stays.
    """
    parts = split(text)
    if parts is None:
        return text
    before = parts[2]
    raw = text.split("\n")  # each line keeps its own carriage return, if it has one
    end = "\r" if raw[0].endswith("\r") else ""
    lines = raw[: before - 1]
    # From the last line to the first, so that what is left to do keeps its line numbers.
    for first, _order, key in sorted(
        (_place(key, document, len(lines)), FIELDS.index(key), key) for key in changes
    )[::-1]:
        new = [line + end for line in changes[key].split("\n")[:-1]]
        taken = document.fields[key].end - 1 if key in document.fields else first
        lines[first:taken] = new
    if body == document.body:
        return "\n".join([*lines, *raw[before - 1 :]])
    new_body = [line + end for line in ("", *body.split("\n"))]
    return "\n".join([*lines, raw[before - 1], *new_body, ""])


def _place(key: str, document: Document, end: int) -> int:
    """Return the index of a key's line, or for a new key of the one below the last before it."""
    if key in document.fields:
        return document.fields[key].first - 1
    earlier = FIELDS[: FIELDS.index(key)]
    return max((document.fields[k].end - 1 for k in earlier if k in document.fields), default=end)
