"""What an HTML page says of itself: JSON-LD, OpenGraph, Highwire, Dublin Core, microdata -> claims.

The vocabularies: <https://schema.org/Article>, <https://ogp.me/>, the tags that Google Scholar
reads (Highwire Press), <https://www.dublincore.org/specifications/dublin-core/dcq-html/>. What
stands in them is text like any other: it is checked before it is believed.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from sitegen.model import Claim, edtf

_ARTICLE = re.compile(r"Article|BlogPosting|Report|Posting|Review|WebPage|CreativeWork|Recipe")
# The names of <meta> tags, the most trustworthy first.
_TITLES = tuple(
    "citation_title og:title dc.title dcterms.title twitter:title parsely-title".split()
)
_AUTHORS = tuple(
    "citation_author article:author author dc.creator dcterms.creator dc.contributor "
    "parsely-author sailthru.author byl twitter:data1 article:author_name "
    "cxenseparse:author".split()
)
_DATES = tuple(
    "article:published_time citation_publication_date citation_date datepublished dc.date.issued "
    "dcterms.issued dc.date.created dcterms.created dcterms.date dc.date parsely-pub-date "
    "sailthru.date og:published_time publishdate publish_date published_on pub_date pubdate "
    "article.published cxenseparse:recs:publishtime date".split()
)
_MODIFIED = tuple(
    "article:modified_time og:updated_time datemodified dcterms.modified last-modified".split()
)
_SECTIONS = tuple("article:section parsely-section cxenseparse:section dc.subject".split())
_KEYWORDS = tuple("news_keywords keywords article:tag parsely-tags".split())
# Scripts are wrapped so that XML parsers leave them alone.
_WRAPPED = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|^\s*<!--")
_JSON = json.JSONDecoder(strict=False)
# What pages that are put together in the browser carry along: `"datePublished":"2024-...`.
_STATED = re.compile(
    r"(?:datePublished|publish(?:ed|ing)?_?(?:at|on|date|time)|firstPublish\w{2,16})"
    r"(?:\\?\"|&quot;)?\s*:\s*(?:\\?\"|&quot;)(\d{4}-\d\d-\d\d)(?=\D)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_CANONICAL = '//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content'
# hAtom, which many themes of blogs still have: <https://microformats.org/wiki/hatom>.
_PUBLISHED = (
    '//*[contains(concat(" ", @class, " "), " published ")]/@*[name()="title" or name()="datetime"]'
)


_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")
_SEPARATE = re.compile(r"\s*(?:;|\||, |\band\b|\bund\b|&)\s*")
_BY = re.compile(r"^\s*(?:by|von|par)\s+", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"https?:|www\.|[@/]|\.(?:com|org|net|de)\b|^\W*$", re.IGNORECASE)
_LONGEST_NAME = 60
# A title is chosen among the lines of the page, where what the markup says counts for a lot.
_TITLE, _STANDARD, _VISIBLE = 0.5, 0.9, 0.75
# A date in a tag that is made for it is right on nineteen pages of twenty.
_DATED = 0.95
# A date that only looks machine-readable: later ones may be those of comments.
_SOME_TIME = 0.7
# The date in a page's address, that of a feed's microformat, and what stands among its scripts.
_ADDRESS, _MARKED, _AMONG_SCRIPTS = 0.85, 0.85, 0.8


def claims(tree: lxml.html.HtmlElement, text: str) -> Iterator[Claim]:
    """Yield what the page's markup says of title, author and date, the most trustworthy first.

    When it was modified is told too: a date on the page that is this one is not its date.

    Args:
        tree: the page.
        text: its source.
    """
    for thing in _things(tree):
        yield from _of_thing(thing)
    tags = _tags(tree)
    for name in _TITLES:
        yield from (Claim("title", v, f"the page's {name}", _TITLE) for v in tags.get(name, ()))
    for name in _DATES:
        yield from _dates(tags.get(name, ()), f"the page's {name}", _DATED)
    for name in _MODIFIED:
        yield from _dates(tags.get(name, ()), f"the page's {name}", _DATED, "modified")
    for name in _AUTHORS:
        yield from _authors(tags.get(name, ()), f"the page's {name}", _STANDARD)
    for name in _SECTIONS:
        yield from (
            Claim("section", v, f"the page's {name}", _STANDARD) for v in tags.get(name, ())
        )
    for name in _KEYWORDS:
        yield from (Claim("tags", v, f"the page's {name}", _VISIBLE) for v in tags.get(name, ()))
    visible = tree.xpath('//*[@itemprop="datePublished"]')
    stamps = [e.get("content") or e.get("datetime") or e.text_content() for e in visible]
    yield from _dates(stamps, "the page's datePublished", _DATED)
    yield from _authors(_visible_authors(tree), "what the page marks as its author", _VISIBLE)
    times = [e.get("datetime") for e in tree.xpath("//time[@pubdate or @datetime]")]
    yield from _dates(times[:1], "the page's first <time>", _SOME_TIME)
    yield from _dates(tree.xpath(_PUBLISHED)[:1], "what the page marks as published", _MARKED)
    yield from _dates(_STATED.findall(text)[:1], "the page's scripts", _AMONG_SCRIPTS)
    addresses = [_IN_ADDRESS.search(address) for address in tree.xpath(_CANONICAL)]
    dated = ["-".join(found.groups()) for found in addresses if found]
    yield from _dates(dated[:1], "the page's address", _ADDRESS)


def _things(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the articles that the page's JSON-LD describes."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            # Scripts with something behind their data are common.
            text = _WRAPPED.sub("", script.text_content()).lstrip()
            data, _ = _JSON.raw_decode(text)
        except (ValueError, RecursionError):
            continue  # broken scripts are common, and other sources say the same
        yield from _articles(data, depth=0)


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if depth > 5:  # noqa: PLR2004 - graphs are shallow
        return
    if isinstance(data, list):
        for part in data:
            yield from _articles(part, depth + 1)
    elif isinstance(data, dict):
        kind = data.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(data.get(key), depth + 1)


def _of_thing(thing: dict[str, Any]) -> Iterator[Claim]:
    title = thing.get("headline")
    if isinstance(title, str) and title.strip():
        yield Claim("title", _text(title), "the page's JSON-LD", _TITLE)
    for section in _texts(thing.get("articleSection")):
        yield Claim("section", section, "the page's JSON-LD", _STANDARD)
    yield from _dates([thing.get("datePublished")], "the page's JSON-LD", _DATED)
    yield from _dates([thing.get("dateModified")], "the page's JSON-LD", _DATED, "modified")
    yield from _authors(_people(thing.get("author")), "the page's JSON-LD", _STANDARD)


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    values = value if isinstance(value, list) else [value]
    return [_text(part) for part in values if isinstance(part, str) and part.strip()]


def _people(author: Any) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(author, list):
        return [name for part in author for name in _people(part)]
    if isinstance(author, dict):
        return _people(author.get("name"))
    return [author] if isinstance(author, str) else []


def _tags(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = tag.get("content") or tag.get("value")
        if name and content and content.strip():
            tags.setdefault(name, []).append(_text(content))
    return tags


def _visible_authors(tree: lxml.html.HtmlElement) -> list[str]:
    """Return the texts that microdata or links mark as the author, outside of comments."""
    marked = tree.xpath(
        '//*[@itemprop="author"]//*[@itemprop="name"] | //*[@itemprop="author"][not(*)]'
        ' | //a[contains(concat(" ", @rel, " "), " author ")]'
    )
    return [
        _text(element.text_content())
        for element in marked
        if not any("comment" in (a.get("class") or "").lower() for a in element.iterancestors())
    ]


def _dates(
    values: Any,  # noqa: ANN401 - JSON
    rule: str,
    confidence: float,
    field: str = "date",
) -> Iterator[Claim]:
    for value in values:
        found = _DAY.search(value) if isinstance(value, str) else None
        if found:
            year, month, day = (int(part) for part in found.groups() if part)
            text = f"{year:04d}-{month:02d}-{day:02d}"
            if edtf.parse(text):
                yield Claim(field, text, rule, confidence, evidence=value[:80])


def _authors(values: Any, rule: str, confidence: float) -> Iterator[Claim]:  # noqa: ANN401 - JSON
    for value in values:
        for name in _SEPARATE.split(_text(_BY.sub("", value))):
            if name and len(name) <= _LONGEST_NAME and not _NO_AUTHOR.search(name):
                yield Claim("author", name, rule, confidence, evidence=value[:80])


def _text(value: str) -> str:
    return " ".join(value.split())
