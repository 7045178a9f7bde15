"""The page that Pagefind reads for an article.

It is of our own making: what is indexed does not depend on the theme, and no text of a seed decides
on a file name or a language there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from sitegen import dates, languages
from sitegen.bodies import Source
from sitegen.model import Entry, Site
from sitegen.search.volumes import Record

_ID = re.compile(r' id="[^"]*"')


def day(entry: Entry) -> str:
    """Return the day by which an entry is sorted, YYYYMMDD; empty if it has none."""
    return "{:04d}{:02d}{:02d}".format(*entry.date.sort_key) if entry.date else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is of a record where its body is elsewhere; small enough to travel.

    Attributes:
        url: of the article.
        day: by which it is sorted, YYYYMMDD, or empty.
        top: the page up to the body.
        body: where that comes from.
    """

    url: str
    day: str
    top: str
    body: Source

    def record(self) -> Record:
        """Return the record, with the body."""
        # Without their ids, subheads are no results of their own.
        html = _ID.sub("", self.body.body().html)
        return Record(self.url, self.day, f"{self.top}{html}</body></html>")


def draft(entry: Entry, body: Source, site: Site, lang: str) -> Draft:
    """Return what Pagefind is to read for an entry, indexed by the rules of a language."""
    return Draft(entry.url, day(entry), _top(entry, site, lang), body)


def _top(entry: Entry, site: Site, lang: str) -> str:
    article = entry.article
    filters = [
        *(("author", name) for name in article.author),
        *([("topic", site.topics.get(article.topic, article.topic))] if article.topic else []),
        *_time(entry, site),
        *([("language", languages.name(article.lang, site.language))] if article.lang else []),
    ]
    meta = [
        ("title", article.title),
        ("author", ", ".join(article.author)),
        ("date", article.date),
        # By which results of several indexes are put in order.
        ("day", day(entry)),
        ("when", dates.in_words(entry.date, site.language, site.words) if entry.date else ""),
    ]
    head = "".join(
        [
            *_tags("filter", filters),
            *_tags("meta", [(name, value) for name, value in meta if value]),
        ]
    )
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f"<title>{escape(article.title)}</title>{head}</head><body data-pagefind-body>"
        f"<h1>{escape(article.title)}</h1><p>{escape(', '.join(article.author))}</p>"
    )


def _time(entry: Entry, site: Site) -> list[tuple[str, str]]:
    if not entry.date:
        return [("year", str(site.words["undated"]))]
    year = entry.date.year
    decade = str(site.words["decade"]).format(year=year // 10 * 10)
    return [("decade", decade), ("year", str(year))]


def _tags(kind: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [
        f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'
        for name, value in pairs
    ]
