"""Plain prose -> HTML at once; whatever else a body holds is left to the library.

Most of an archive is prose: paragraphs with here and there a link or a word in italics, subheads,
quotes and short lists. For them the result is known without Python-Markdown's dozens of attempts.
What is taken here is so narrow that nothing around a paragraph and nothing in it can mean anything
else. Where a body holds more than that, only its paragraphs are taken: in the rest one short word
holds the place of each run of them. The output is the library's own to the byte:
`tests/test_markdown.py` compares the two.
"""

import re
from collections.abc import Callable

from markdown.extensions import toc

# Characters that are no sign of Markdown or HTML; `"` and `'` are themselves in text.
_SAFE = r"[^\\`*_\[\]<>&|!~^\x00-\x1f\x7f-\xa0\u2028\u2029]"
_EDGE = r"[^\\`*_\[\]<>&|!~^\x00-\x20\x7f-\xa0\u2028\u2029]"
_WORDS = rf"{_EDGE}(?:{_SAFE}*{_EDGE})?"
# Each begins with a sign of its own.
_SPAN = re.compile(
    r"(?P<escaped>(?:\\[\\`*_\[\]#|~=:+.!(){}-])+)"
    r"|&(?P<ampersand>(?!#?\w+;))"
    r"|<(?P<less>(?![A-Za-z/!?]))"
    r"|(?P<entity>(?:&(?:amp|lt);)+)"
    rf"|\*\*(?P<strong>{_WORDS})\*\*(?!\*)"
    rf"|\*(?P<em>{_WORDS})\*(?!\*)"
    rf"|`(?P<code>{_WORDS})`(?!`)"
    rf"|\[(?P<text>{_WORDS})\]\((?P<href>https?://[A-Za-z0-9:/?#%=+,;.@~-]+)\)"
)
# Each of these means something where no span begins with it.
_UNSAFE = re.compile(r"[\\`*_\[\]<>&|\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
# What a line of a paragraph must not begin with, since a list or a heading might.
_STARTS = frozenset("#>+=:- \n")
# A picture's sign, or a footnote's.
_BEFORE_LINK = ("!", "^")
_NUMBER = re.compile(r"\d+[.)]")
# An item of a list: its number, if it has one.
_ITEM = re.compile(r"(?:-|(\d{1,9})\.) ")
# Line ends of another kind, tabs, and what the library marks its own places with.
_STRANGE = "\r\t\x02\x03"
# With more subheads than a book has, naming them apart takes the square of their number.
_MOST_HEADS = 200
_HEAD = re.compile(rf"(#{{1,6}}) ({_WORDS})")
_ESCAPE = re.compile(r"\\(.)")
# These may stand side by side, since they are text and nothing else.
_LITERAL = frozenset({"escaped", "ampersand", "less", "entity"})


def whole(body: str, name_of: Callable[[str], str]) -> tuple[str, str] | None:
    """Return a body as HTML if all of it is plain prose: paragraphs, subheads, quotes, lists.

    Args:
        body: Markdown.
        name_of: gives the `id` of a subhead that has no namesake.

    Returns:
        the HTML, and its text, in which white space stands as it comes.
    """
    if is_strange(body):
        return None
    html: list[str] = []
    texts: list[str] = []
    ids: set[str] = set()
    quoting = listing = False
    for block in filter(None, body.split("\n\n")):
        was_quoting, quoting = quoting, False
        was_listing, listing = listing, False
        made = _prose(block)
        if made is not None:
            html.append(f"<p>{made[0]}</p>")
        elif len(ids) < _MOST_HEADS and (head := _HEAD.fullmatch(block)) and "#" not in head[2]:
            level = min(len(head[1]) + 1, 6)
            name = toc.unique(name_of(head[2]), ids)
            html.append(f'<h{level} id="{name}">{head[2]}</h{level}>')
            made = "", head[2]
        elif (made := _quoted(block)) is not None:
            quoting = True
            if was_quoting:  # quotes that follow each other are one
                html.pop()
            else:
                html.append("<blockquote>")
            html += [made[0], "</blockquote>"]
        elif not was_listing and (made := _listed(block)) is not None:
            listing = True
            html.append(made[0])
        else:
            return None
        texts.append(made[1])
    return "\n".join(html), "\n".join(texts)


def taken(body: str) -> tuple[str, dict[str, str]]:
    """Take the paragraphs of prose out of a body.

    Returns:
        the rest, with a word in the place of each run of them; the word -> their HTML.
    """
    if is_strange(body):
        return body, {}
    blocks = body.split("\n\n")
    html = [prose(block) for block in blocks]
    word = "sitegen"
    while word in body:
        word += "x"
    rest: list[str] = []
    runs: dict[str, str] = {}
    run: list[str] = []
    for block, made in [*zip(blocks, html, strict=True), ("", None)]:
        if made is not None:
            run.append(made)
            continue
        if run:
            name = f"{word}{len(runs)}{word}"
            runs[name] = "\n".join(run)
            rest.append(name)
            run = []
        rest.append(block)
    return "\n\n".join(rest), runs


def put_back(html: str, runs: dict[str, str]) -> str | None:
    """Put the paragraphs in their places; None where one does not stand as it should."""
    for name, run in runs.items():
        before, found, after = html.partition(f"<p>{name}</p>")
        if not found or name in after:
            return None
        html = f"{before}{run}{after}"
    return html


def is_strange(body: str) -> bool:
    """Whether a body holds signs that nothing is taken out beside."""
    return any(map(body.__contains__, _STRANGE))


def prose(block: str) -> str | None:
    """Return a block between empty lines as HTML if it is a paragraph of prose."""
    made = _prose(block)
    return None if made is None else f"<p>{made[0]}</p>"


def text(block: str) -> str | None:
    """Return a block between empty lines as text if it is a paragraph of prose."""
    made = _prose(block)
    return None if made is None else made[1]


def _prose(block: str) -> tuple[str, str] | None:
    """Return what stands in a paragraph of prose as HTML, and as text."""
    is_text = all(map(_goes_on, block.split("\n"))) if "\n" in block else _goes_on(block)
    if not is_text or "///" in block:
        return None
    html: list[str] = []
    texts: list[str] = []
    at, literal = 0, True
    # From sign to sign: what stands between them is text.
    while sign := _UNSAFE.search(block, at):
        found = _SPAN.match(block, sign.start())
        if found is None:
            return None
        between = block[at : found.start()]
        was, literal = literal, found.lastgroup in _LITERAL
        if at > 0 and not between and not (was and literal):
            return None  # they touch
        if found.lastgroup == "href" and between.endswith(_BEFORE_LINK):
            return None
        span, text = _span(found)
        html += [between, span]
        texts += [between, text]
        at = found.end()
    if not html:
        return block, block
    rest = block[at:]
    return f"{''.join(html)}{rest}", f"{''.join(texts)}{rest}"


def _quoted(block: str) -> tuple[str, str] | None:
    """Return what a quote holds as HTML and as text, if that is a paragraph of prose."""
    lines = block.split("\n")
    if not all(line.startswith("> ") for line in lines):
        return None
    made = _prose("\n".join([line[2:] for line in lines]))
    return made and (f"<p>{made[0]}</p>", made[1])


def _listed(block: str) -> tuple[str, str] | None:
    """Return a list as HTML and as text if each of its items is one line of prose."""
    items: list[str] = []
    texts: list[str] = []
    tags: set[str] = set()
    for line in block.split("\n"):
        mark = _ITEM.match(line)
        made = _prose(line[mark.end() :]) if mark else None
        if mark is None or made is None:
            return None
        if not items and mark[1] not in (None, "1"):
            return None  # its first number would show
        tags.add("ol" if mark[1] else "ul")
        items.append(f"<li>{made[0]}</li>\n")
        texts.append(made[1])
    if len(tags) > 1:
        return None
    tag = tags.pop()
    return f"<{tag}>\n{''.join(items)}</{tag}>", "\n".join(texts)


def _goes_on(line: str) -> bool:
    """Whether a line is text: nothing at its start or end makes something else of it."""
    start = line[:1]
    if not start or start in _STARTS or line[-1] == " ":
        return False
    return not (start.isdigit() and _NUMBER.match(line))


def _span(found: re.Match[str]) -> tuple[str, str]:
    """Return what a span is as HTML, and as text."""
    kind = found.lastgroup or ""
    if kind == "escaped":
        text = _ESCAPE.sub(r"\1", found[kind])
        return text, text
    if kind == "entity":
        return found[kind], found[kind].replace("&lt;", "<").replace("&amp;", "&")
    if kind == "ampersand":
        return "&amp;", "&"
    if kind == "less":
        return "&lt;", "<"
    if kind == "href":
        text = found["text"]
        return f'<a href="{found["href"]}" rel="noopener noreferrer">{text}</a>', text
    return f"<{kind}>{found[kind]}</{kind}>", found[kind]
