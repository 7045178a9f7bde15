"""HTML -> Draft: the page's blocks in order, with what its metadata and trafilatura say of them.

Every block of text on the page is in the draft, so that `sitegen explain` can show what was left
out. trafilatura (Barbaresi 2021, <https://aclanthology.org/2021.acl-demo.15/>) is asked which of
them are the article; its answer is each block's `likely`.
"""

import re

import lxml.html
from lxml import etree
from msgspec import structs

from sitegen.markdown import LINK_SCHEMES, escape
from sitegen.model import Block, Claim, Draft, Kind, Problem, Seed
from sitegen.readers import markup
from sitegen.readers.decoding import decode, without_references

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset("head script style noscript template svg iframe select textarea object".split())
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_HEADING = re.compile(r"h([1-6])")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHINGLE = 4


def read(seed: Seed) -> Draft | Problem:
    """Read an HTML seed."""
    found = _META_CHARSET.search(seed.data[:4096])
    decoded = decode(seed, found[1].decode("ascii") if found else "")
    if isinstance(decoded, Problem):
        return decoded
    text, problems = without_references(decoded[0]), decoded[1]
    lines = tuple(text.split("\n"))
    try:
        # Encoded again, since lxml refuses a str that names its encoding in an XML declaration.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Problem(
            seed.path, 0, 0, "seed-no-article", "the seed holds no text",
            "delete it, or save the page again",
        )  # fmt: skip
    blocks = _Walk(len(lines)).blocks(tree)
    body, hints = _opinion(text)
    hints = (*markup.claims(tree, text), *hints)
    return Draft(lines, _with_opinion(blocks, body), hints, problems=problems)


class _Walk:
    """Collects the text of a page block by block, with links and emphasis as Markdown."""

    def __init__(self, last_line: int) -> None:
        self._last_line = last_line
        self._found: list[Block] = []
        # Text pieces of the open block: one list for the block, one more for each inline tag.
        self._pieces: list[list[str]] = [[]]
        self._line = 1

    def blocks(self, tree: lxml.html.HtmlElement) -> tuple[Block, ...]:
        silent = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag
            if tag in _SILENT:
                silent += 1 if event == "start" else -1
            elif not silent and event == "start":
                self._start(element, tag)
            elif not silent:
                self._end(element, tag)
            if event == "end" and not silent and element.tail:
                self._pieces[-1].append(escape_keeping_edges(element.tail))
        self._flush(None)
        return tuple(self._found)

    def _start(self, element: lxml.html.HtmlElement, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(element.getparent())
            self._line = min(element.sourceline or self._line, self._last_line)
        elif tag in _MARKS or tag == "a":
            self._pieces.append([])
        if element.text:
            self._pieces[-1].append(escape_keeping_edges(element.text))

    def _end(self, element: lxml.html.HtmlElement, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(element)
        elif (tag in _MARKS or tag == "a") and len(self._pieces) > 1:
            inner = "".join(self._pieces.pop())
            self._pieces[-1].append(_marked(inner, element, tag))

    def _flush(self, element: lxml.html.HtmlElement | None) -> None:
        """Close the open block, whose text stands directly in an element."""
        text = " ".join("".join("".join(pieces) for pieces in self._pieces).split())
        self._pieces = [[] for _ in self._pieces]
        if not text:
            return
        kind, level = _kind_within(element)
        marker = "-" if kind is Kind.ITEM else ""
        self._found.append(Block(text, kind, self._line, self._line, level, marker, markup=True))


def _kind_within(element: lxml.html.HtmlElement | None) -> tuple[Kind, int]:
    """Return what text within an element is, and a heading's level."""
    while element is not None and isinstance(element.tag, str):
        tag = element.tag
        if heading := _HEADING.fullmatch(tag):
            return Kind.HEADING, int(heading[1])
        if tag == "li":
            return Kind.ITEM, 0
        if tag == "blockquote":
            return Kind.QUOTE, 0
        if tag in ("p", "td", "div", "section", "article", "body"):
            parent = element.getparent()
            if tag == "p" and parent is not None and parent.tag in ("blockquote", "li"):
                return (Kind.QUOTE if parent.tag == "blockquote" else Kind.ITEM), 0
            return Kind.PARAGRAPH, 0
        element = element.getparent()
    return Kind.PARAGRAPH, 0


def escape_keeping_edges(text: str) -> str:
    """Escape for Markdown, keeping one space where white space stood at an end."""
    core = escape(text)
    if not core:
        return " "
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"


def _marked(inner: str, element: lxml.html.HtmlElement, tag: str) -> str:
    core = inner.strip()
    if not core:
        return inner
    before = " " if inner[0].isspace() else ""
    after = " " if inner[-1].isspace() else ""
    if tag != "a":
        mark = _MARKS[tag]
        return f"{before}{mark}{core}{mark}{after}" if "*" not in core else inner
    target = (element.get("href") or "").strip()
    scheme = target.partition(":")[0].lower()
    clean = not re.search(r"[\s<>()\"'\\\x00-\x1f]", target) and "](" not in core
    if scheme in LINK_SCHEMES and clean:
        return f"{before}[{core}]({target}){after}"
    return inner


def _opinion(text: str) -> tuple[str, tuple[Claim, ...]]:
    """Return the article's text as trafilatura sees it, and the page's metadata as claims."""
    # A tenth of a second that a build without HTML seeds does without.
    from trafilatura import bare_extraction  # noqa: PLC0415

    document = bare_extraction(text, include_comments=False, favor_recall=True)
    if document is None:
        return "", ()
    found = document if isinstance(document, dict) else document.as_dict()
    hints = [
        Claim("title", found.get("title") or "", "what trafilatura found", 0.4),
        *(
            Claim("author", name.strip(), "what trafilatura found", 0.7)
            for name in (found.get("author") or "").split(";")
        ),
        Claim("date", found.get("date") or "", "what trafilatura found", 0.8),
    ]
    return found.get("text") or "", tuple(hint for hint in hints if hint.value)


def _with_opinion(blocks: tuple[Block, ...], body: str) -> tuple[Block, ...]:
    """Set `likely`: the share of a block's 4-word shingles that stand in trafilatura's answer."""
    if not body:
        return blocks
    whole_lines = {tuple(_words(line)) for line in body.split("\n")}
    words = _words(body)
    shingles = set(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
    return tuple(_judged(block, shingles, whole_lines) for block in blocks)


def _judged(block: Block, shingles: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> Block:
    words = _words(re.sub(r"\]\([^()\s]*\)", "]", block.text))
    own = list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
    if own:
        likely = sum(shingle in shingles for shingle in own) / len(own)
    else:
        likely = float(tuple(words) in lines)
    return structs.replace(block, likely=likely)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
