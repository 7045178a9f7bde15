"""The whole archive as data: JSON, CSV, BibTeX, RIS, with a Frictionless description.

<https://specs.frictionlessdata.io/data-package/>
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.model import Archive, Cited, Entry, Page, Site
from sitegen.pages import citations

# File -> what it is.
FILES = (
    ("/archive.json", "JSON"),
    ("/archive.csv", "CSV"),
    ("/archive.bib", "BibTeX"),
    ("/archive.ris", "RIS"),
    ("/datapackage.json", "Frictionless Data Package"),
)
_COLUMNS = (
    ("slug", "The article's name in addresses; never changes"),
    ("title", "Its title"),
    ("author", "Its authors, separated by semicolons"),
    ("date", "Its date in EDTF (ISO 8601-2); empty if unknown"),
    ("year", "The year under which it is listed"),
    ("topic", "The id of its topic"),
    ("topic_label", "The topic's name"),
    ("lang", "Its language, BCP 47"),
    ("words", "How many words its text has"),
    ("url", "Its address, from the site's root where the site's own is not known"),
    ("source", "The saved page that it was made from"),
    ("summary", "How it begins, or what it says"),
)


_NAMES = tuple(name for name, _ in _COLUMNS)
_ENCODER = msgspec.json.Encoder()
# With these a spreadsheet takes text for a formula (OWASP, "CSV Injection").
_RISKY = frozenset("=+-@\t\r")


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield the files."""
    for url, make in (("/archive.json", _archive), ("/archive.csv", _csv)):
        yield Page(url, "", make, (archive.entries, site), modified=None)
    cited = Cited(archive.entries)
    for url, cite in (("/archive.bib", _bibtex), ("/archive.ris", _ris)):
        yield Page(url, "", cite, (cited, site), modified=None)
    yield Page("/datapackage.json", "", _package, (site,), modified=None)


def _archive(entries: tuple[Entry, ...], site: Site) -> str:
    # A record a line: read line by line it is no less readable.
    lines = b",\n".join(
        [_line(dict(zip(_NAMES, values, strict=True))) for values in _records(entries, site)]
    )
    return f'{{"title":{_line(site.title).decode()},"articles":[\n{lines.decode()}\n]}}\n'


def _line(value: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # half of a character, which UTF-8 cannot say, but JSON can
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def _bibtex(cited: Cited, site: Site) -> str:
    return "\n".join(citations.bibtex(e, site, site.address(e.url)) for e in cited.entries)


def _ris(cited: Cited, site: Site) -> str:
    return "\n".join(citations.ris(e, site, site.address(e.url)) for e in cited.entries)


def _json(value: Any) -> str:  # noqa: ANN401 - anything that JSON can say
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _records(entries: tuple[Entry, ...], site: Site) -> Iterator[tuple[Any, ...]]:
    """Yield what the columns say of each entry."""
    for entry in entries:
        article = entry.article
        yield (
            article.slug,
            article.title,
            article.author,
            article.date,
            entry.date.year if entry.date else None,
            article.topic,
            site.topics.get(article.topic, ""),
            article.lang,
            entry.words,
            site.address(entry.url) or entry.url,
            article.source,
            entry.summary,
        )


def _csv(entries: tuple[Entry, ...], site: Site) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_NAMES)
    for slug, title, authors, *others in _records(entries, site):
        values = (slug, title, "; ".join(authors), *others)
        writer.writerow([f"'{v}" if isinstance(v, str) and v[:1] in _RISKY else v for v in values])
    return text.getvalue()


def _package(site: Site) -> str:
    kinds = {"year": "year", "words": "integer"}
    fields = [
        {"name": name, "type": kinds.get(name, "string"), "description": description}
        for name, description in _COLUMNS
    ]
    package: dict[str, Any] = {
        "name": "archive",
        "title": site.title,
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": "articles",
                "path": "archive.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": "slug"},
            }
        ],
    }
    if site.base_url:
        package["homepage"] = site.base_url
    if site.description or site.licence:
        package["description"] = " ".join(filter(None, (site.description, site.licence)))
    return _json(package)
