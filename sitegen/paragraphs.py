"""Paragraphs of plain prose -> HTML at once; whatever else a body holds is left to the library.

Most of an archive is prose: paragraphs with here and there a link or a word in italics. For them
the result is known without Python-Markdown's dozens of attempts. What is taken here is so narrow
that nothing around a paragraph and nothing in it can mean anything else; in the rest of the body
one short word holds the place of each run of paragraphs. The output is the library's own to the
byte: `tests/test_markdown.py` compares the two.
"""

import re

# Characters that are no sign of Markdown or HTML; `"` and `'` are themselves in text.
_SAFE = r"[^\\`*_\[\]<>&|!~^\x00-\x1f\x7f-\xa0\u2028\u2029]"
_EDGE = r"[^\\`*_\[\]<>&|!~^\x00-\x20\x7f-\xa0\u2028\u2029]"
_WORDS = rf"{_EDGE}(?:{_SAFE}*{_EDGE})?"
# Each begins with a sign of its own, which lets the search skip from sign to sign.
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
_SIGN = re.compile(r"[\\`*_\[\]<>&|!~^\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
# Those of them that mean something where no span is.
_UNSAFE = re.compile(r"[\\`*_\[\]<>&|\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029]")
# What a line of a paragraph must not begin with, since a list or a heading might.
_STARTS = frozenset("#>+=:- \n")
# A picture's sign, or a footnote's.
_BEFORE_LINK = ("!", "^")
_NUMBER = re.compile(r"\d+[.)]")
_ESCAPE = re.compile(r"\\(.)")
# These may stand side by side, since they are text and nothing else.
_LITERAL = frozenset({"escaped", "ampersand", "less", "entity"})


def taken(body: str) -> tuple[str, dict[str, str]]:
    """Take the paragraphs of prose out of a body.

    Returns:
        the rest, with a word in the place of each run of them; the word -> their HTML.
    """
    if "\r" in body or "\t" in body or "\x02" in body or "\x03" in body:
        return body, {}
    blocks = body.split("\n\n")
    html = [_paragraph(block) for block in blocks]
    if None not in html:
        return "", {"": "\n".join(filter(None, html))}
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


def _paragraph(block: str) -> str | None:
    """Return a block as HTML if it is a paragraph of prose."""
    if not block or "///" in block or not all(map(_goes_on, block.split("\n"))):
        return None
    if not _SIGN.search(block):
        return f"<p>{block}</p>"
    parts: list[str] = []
    at, literal = 0, True
    for found in _SPAN.finditer(block):
        between = block[at : found.start()]
        was, literal = literal, found.lastgroup in _LITERAL
        touching = at > 0 and not between and not (was and literal)
        if touching or _UNSAFE.search(between):
            return None
        if found.lastgroup == "href" and between.endswith(_BEFORE_LINK):
            return None
        parts += [between, _span(found)]
        at = found.end()
    tail = block[at:]
    return None if _UNSAFE.search(tail) else f"<p>{''.join(parts)}{tail}</p>"


def _goes_on(line: str) -> bool:
    """Whether a line is text: nothing at its start or end makes something else of it."""
    start = line[:1]
    if not start or start in _STARTS or line[-1] == " ":
        return False
    return not (start.isdigit() and _NUMBER.match(line))


def _span(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "escaped":
        return _ESCAPE.sub(r"\1", found[kind])
    if kind == "entity":
        return found[kind]
    if kind == "ampersand":
        return "&amp;"
    if kind == "less":
        return "&lt;"
    if kind == "href":
        return f'<a href="{found["href"]}" rel="noopener noreferrer">{found["text"]}</a>'
    return f"<{kind}>{found[kind]}</{kind}>"
