"""Markdown: a body -> HTML, and plain text -> Markdown that shows exactly that text.

Raw HTML is off: whatever looks like a tag in a body is shown as text. What Python-Markdown makes
is passed through an allow-list (nh3) as a second line of defence, so that no link of another
scheme and no attribute that we did not think of gets out.
"""

import re
from functools import cache
from html import unescape

import markdown
import nh3
import numpy as np
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from sitegen.language.slugs import slug_of
from sitegen.markdown import paragraphs
from sitegen.markdown.inline import QuickInlineProcessor

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong a br hr img "
    "table thead tbody tr th td sup div del".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "div": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
# Markdown's own marks inside a line. `_` is literal within a word, so only its edges are escaped.
_INLINE = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
# One of these stands in each of them: to look for one character is quicker.
_SIGN = re.compile(r"[\\`*\[\]_<&~]")
_ENTITY = {"<": "&lt;", "&": "&amp;"}
# What makes a block of something else at the start of a line.
_BLOCK_START = re.compile(r"(#|[-+](?=\s|$)|>|\||(?:=+|-+)\s*$|:(?=\s))")
_NUMBER_START = re.compile(r"(\d+)([.)])(?=\s|$)")
# A hundred levels: each is a step of recursion for the library, and a reader sees none of them.
_LEVELS, _INDENT = 100, " " * 400
_TOO_DEEP = re.compile(
    rf"^(?:[ \t]*>){{{_LEVELS}}}|^[ \t]{{{len(_INDENT)}}}[ \t]*(?:[-+*]|\d+[.)])\s", re.MULTILINE
)


def escape(text: str) -> str:
    """Return one line of Markdown that is shown as `text`, white space collapsed."""
    text = one_line(text)
    if not _SIGN.search(text):
        return text
    return _INLINE.sub(lambda found: _ENTITY.get(found[0], "\\" + found[0]), text)


def escape_start(line: str) -> str:
    """Escape what would make a heading, list, quote or table of an escaped paragraph's start."""
    line = _BLOCK_START.sub(r"\\\1", line, count=1) if _BLOCK_START.match(line) else line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _name(heading: str, _separator: str = "-") -> str:
    """Return the `id` of a heading that has no namesake."""
    return slug_of(heading, "section")


@cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(
        extensions=[
            TableExtension(),
            FootnoteExtension(UNIQUE_IDS=False),
            SaneListExtension(),
            TocExtension(slugify=_name, baselevel=2, marker=""),
        ],
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(QuickInlineProcessor(converter), "inline", 20)
    converter.ESCAPED_CHARS += ["|", "~", "=", ":", "<"]
    return converter


def too_deep(body: str) -> bool:
    """Whether a body's quotes or lists are nested deeper than the library can follow."""
    if body.count(">") < _LEVELS and "\t" not in body and _INDENT not in body:
        return False
    return _TOO_DEEP.search(body) is not None


def converted(body: str) -> tuple[str, str]:
    """Return a Markdown body as HTML, and as plain text.

    The HTML has headings from `<h2>` down, each with an `id`.

    Raises:
        RecursionError: lists or quotes are nested hundreds deep.
    """
    return prose(body) or mixed(body)


def prose(body: str) -> tuple[str, str] | None:
    """Return what `converted` does if all of a body is plain prose; in one pass over it."""
    made = paragraphs.whole(body, _name)
    return made and (made[0], one_line(made[1]))


def mixed(body: str) -> tuple[str, str]:
    """Return what `converted` does of a body that is not all plain prose.

    Raises:
        RecursionError: lists or quotes are nested hundreds deep.
    """
    rest, runs = paragraphs.taken(body)
    html = paragraphs.put_back(_by_library(rest), runs)
    if html is None:
        html = _by_library(body)
    return html, text_of(html)


def to_html(body: str) -> str:
    """Return a Markdown body as HTML, as `converted` does."""
    return converted(body)[0]


def _by_library(body: str) -> str:
    return _allowed().clean(_converter().reset().convert(body))


@cache
def _allowed() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes=None,
        url_schemes=set(LINK_SCHEMES),
        link_rel="noopener noreferrer",
    )


_TAG = re.compile(r"<[^<>]*>")
_BLOCK_END = re.compile(r"</(?:p|h\d|li|td|th|blockquote|pre)>|<br>")
# In a text of fewer characters nothing is quicker than to split it.
_SHORT = 200
_ASCII = bytes(range(128))
_SPACED = bytes(32 if chr(code).isspace() else code for code in range(128)) + bytes(range(128, 256))


def text_of(html: str) -> str:
    """Return what `converted` made as plain text, for summaries, feeds and the search index."""
    if "<" in html:
        html = _TAG.sub("", _BLOCK_END.sub(" ", html))
    return one_line(unescape(html))


def one_line(text: str) -> str:
    """Return a text with one space for each run of white space.

    It is `" ".join(text.split())`, in a fifth of the time.
    """
    if len(text) < _SHORT:
        return " ".join(text.split())
    data = text.encode("utf-8", "surrogatepass")
    foreign = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if any(map(str.isspace, set(foreign))):
        return " ".join(text.split())
    data = data.translate(_SPACED)
    is_space = np.frombuffer(data, np.uint8) == ord(" ")
    if (is_space[1:] & is_space[:-1]).any():
        while b"  " in data:
            data = data.replace(b"  ", b" ")
    return data.strip(b" ").decode("utf-8", "surrogatepass")


def to_text(body: str) -> str:
    """Return Markdown as plain text."""
    return converted(body)[1]
