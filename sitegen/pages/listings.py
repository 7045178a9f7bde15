"""Listings: all articles; each topic, author and year; and the index of each of these."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sitegen.model import Archive, Entry, Page, Site, Term, TermLink
from sitegen.pages import charts

# A term's page names so many others of its kind.
_NEIGHBOURS = 8
# A listing of so many sheets links to each of them from each.
_FEW_SHEETS = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a listing that is spread over several.

    Attributes:
        number: from 1.
        count: how many there are.
        urls: of each of them.
    """

    number: int
    count: int
    urls: tuple[str, ...]

    @property
    def before(self) -> str:
        """The sheet before this one, or ''."""
        return self.urls[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The sheet after this one, or ''."""
        return self.urls[self.number] if self.number < self.count else ""

    @property
    def shown(self) -> tuple[int, ...]:
        """The sheets that a sheet links to; 0 stands for those left out between two of them.

        All of them where they are few; else those around this one, and some that divide the rest,
        so that every sheet is two steps away.
        """
        if self.count <= _FEW_SHEETS:
            return tuple(range(1, self.count + 1))
        step = -(-self.count // _FEW_SHEETS)
        near = range(self.number - 2, self.number + 3)
        wanted = {1, self.count, *near, *range(step, self.count, step)}
        found = sorted(number for number in wanted if 1 <= number <= self.count)
        gaps = [0 if after - before > 1 else -1 for before, after in pairwise(found)]
        mixed = [number for pair in zip(found, [*gaps, -1], strict=True) for number in pair]
        return tuple(number for number in mixed if number >= 0)


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield all listings."""
    everything = Term("all", "", "", archive.entries)
    yield from _sheets(everything, "/all/", site, ())
    for taxonomy, terms in (
        ("topics", archive.topics),
        ("authors", archive.authors),
        ("years", archive.years),
    ):
        links = tuple(term.link for term in terms)
        yield Page(f"/{taxonomy}/", "terms.html", _terms_context, (taxonomy, links))
        for place, term in enumerate(terms):
            yield from _sheets(term, term.url, site, _neighbours(links, place))


def _terms_context(taxonomy: str, terms: tuple[TermLink, ...]) -> dict[str, Any]:
    return {"taxonomy": taxonomy, "terms": terms, "decades": _decades(terms)}


def year_urls(term: Term, url: str, per_page: int) -> dict[int, str]:
    """Return year -> where a listing's articles of that year begin; 0 stands for the undated."""
    found: dict[int, str] = {}
    for place, entry in enumerate(term.entries):
        year = entry.date.year if entry.date else 0
        if year not in found:
            found[year] = f"{_sheet_url(url, place // per_page + 1)}#{anchor(year)}"
    return found


def anchor(year: int) -> str:
    """Return the id of a year's part of a listing."""
    return f"y{year}" if year else "undated"


def _sheet_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}{number}/"


def _sheets(term: Term, url: str, site: Site, neighbours: tuple[TermLink, ...]) -> Iterator[Page]:
    count = max(1, -(-len(term.entries) // site.per_page))
    urls = tuple(_sheet_url(url, number) for number in range(1, count + 1))
    chart = None if term.taxonomy == "years" else _chart(term, url, site.per_page)
    for number in range(1, count + 1):
        args = (
            term.link,
            term.entries[(number - 1) * site.per_page : number * site.per_page],
            Sheet(number, count, urls),
            chart if number == 1 else None,
            neighbours if number == count else (),
        )
        yield Page(urls[number - 1], "listing.html", _sheet_context, args)


def _sheet_context(
    term: TermLink,
    entries: tuple[Entry, ...],
    sheet: Sheet,
    chart: charts.Chart | None,
    neighbours: tuple[TermLink, ...],
) -> dict[str, Any]:
    return {
        "term": term,
        "groups": _by_year(entries),
        "sheet": sheet,
        "chart": chart,
        "neighbours": neighbours,
    }


def _chart(term: Term, url: str, per_page: int) -> charts.Chart | None:
    places = year_urls(term, url, per_page)

    def url_of(year: int, by_decade: bool) -> str:
        # A decade begins with its latest year, since listings go backwards.
        span = range(year + 9, year - 1, -1) if by_decade else (year,)
        return next(places[y] for y in span if y in places)

    return charts.over_time(term.entries, url_of)


def _neighbours(terms: tuple[TermLink, ...], place: int) -> tuple[TermLink, ...]:
    """Return the terms that stand around one in their order."""
    start = max(0, min(place - _NEIGHBOURS // 2, len(terms) - _NEIGHBOURS - 1))
    around = terms[start : start + _NEIGHBOURS + 1]
    return tuple(term for term in around if term is not terms[place])


def _decades(terms: tuple[TermLink, ...]) -> list[tuple[int, list[TermLink]]]:
    """Group years by decade, in their order; 0 stands for the undated. Nothing for other terms."""
    groups: list[tuple[int, list[TermLink]]] = []
    for term in terms:
        if term.taxonomy != "years":
            return []
        decade = int(term.slug) // 10 * 10 if term.slug.isdecimal() else 0
        if not groups or groups[-1][0] != decade:
            groups.append((decade, []))
        groups[-1][1].append(term)
    return groups


def _by_year(entries: tuple[Entry, ...]) -> list[tuple[int, list[Entry]]]:
    """Group by year, in the entries' order; 0 stands for the undated."""
    groups: list[tuple[int, list[Entry]]] = []
    for entry in entries:
        year = entry.date.year if entry.date else 0
        if not groups or groups[-1][0] != year:
            groups.append((year, []))
        groups[-1][1].append(entry)
    return groups
