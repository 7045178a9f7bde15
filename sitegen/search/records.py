"""What Pagefind reads of an article.

It is of our own making: what is indexed does not depend on the theme, and no text of a seed decides
on a file name or a language there.
"""

import re
from dataclasses import dataclass, replace
from html import escape, unescape

from sitegen.language import dates, languages
from sitegen.model import Entry, Site
from sitegen.site.bodies import Source

_IMAGE, _SHOWN = re.compile(r'<img\b(?:[^">]|"[^"]*")*>'), re.compile(r'\b(src|alt)="([^"]*)"')
_SPACES = re.compile(r"\s{2,}|\n")
# What Pagefind calls an image's address and its words.
_FIELDS = {"src": "image", "alt": "image_alt"}


def day(entry: Entry) -> str:
    """Return the day by which an entry is sorted, YYYYMMDD; empty if it has none."""
    return "{:04d}{:02d}{:02d}".format(*entry.date.sort_key) if entry.date else ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is indexed of an article.

    Attributes:
        url: of the article.
        day: by which it is sorted, YYYYMMDD, or empty.
        lang: by whose rules it is indexed.
        filters: name and value of each.
        meta: name and value of each field, none twice, none empty.
        html: what is searched.
    """

    url: str
    day: str
    lang: str
    filters: tuple[tuple[str, str], ...]
    meta: tuple[tuple[str, str], ...]
    html: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is of a record where its body is elsewhere; small enough to travel.

    Attributes:
        top: the record up to the body.
        body: where that comes from.
    """

    top: Record
    body: Source

    def record(self) -> Record:
        """Return the record, with the body."""
        html = self.body.body().html
        image = _IMAGE.search(html)
        shown = dict(_SHOWN.findall(image[0])) if image else {}
        fields = ((_FIELDS[name], unescape(shown[name])) for name in shown if shown[name].strip())
        return replace(self.top, meta=(*self.top.meta, *fields), html=self.top.html + html)


def draft(entry: Entry, body: Source, site: Site, lang: str) -> Draft:
    """Return what Pagefind is to read for an entry, indexed by the rules of a language."""
    article = entry.article
    filters = (
        *(("author", name) for name in article.author),
        *([("topic", site.topics.get(article.topic, article.topic))] if article.topic else []),
        *_time(entry, site),
        *([("language", languages.name(article.lang, site.language))] if article.lang else []),
    )
    meta = (
        ("title", article.title),
        ("author", ", ".join(article.author)),
        ("date", article.date),
        # By which results of several indexes are put in order.
        ("day", day(entry)),
        ("when", dates.in_words(entry.date, site.language, site.words) if entry.date else ""),
    )
    told = tuple((name, value) for name, value in meta if value.strip())
    html = f"<h1>{escape(article.title)}</h1><p>{escape(', '.join(article.author))}</p>"
    return Draft(Record(entry.url, day(entry), lang, filters, told, html), body)


def spaced(value: str) -> str:
    """Return a value as Pagefind does: several white spaces, or a new line, are one."""
    return _SPACES.sub(" ", value).strip()


def _time(entry: Entry, site: Site) -> list[tuple[str, str]]:
    if not entry.date:
        return [("year", str(site.words["undated"]))]
    year = entry.date.year
    decade = str(site.words["decade"]).format(year=year // 10 * 10)
    return [("decade", decade), ("year", str(year))]
