"""Listings: all articles; each topic, author and year; and the index of each of these."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model import Archive, Entry, Page, Site, Term


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


def plan(archive: Archive, site: Site) -> Iterator[Page]:
    """Yield all listings."""
    everything = Term("all", "", "", archive.entries)
    yield from _sheets(everything, "/all/", site.per_page)
    for taxonomy, terms in (
        ("topics", archive.topics),
        ("authors", archive.authors),
        ("years", archive.years),
    ):
        yield Page(f"/{taxonomy}/", "terms.html", {"taxonomy": taxonomy, "terms": terms})
        for term in terms:
            yield from _sheets(term, term.url, site.per_page)


def _sheets(term: Term, url: str, per_page: int) -> Iterator[Page]:
    count = max(1, -(-len(term.entries) // per_page))
    urls = tuple(url if number == 1 else f"{url}{number}/" for number in range(1, count + 1))
    for number in range(1, count + 1):
        entries = term.entries[(number - 1) * per_page : number * per_page]
        yield Page(
            urls[number - 1],
            "listing.html",
            {"term": term, "groups": _by_year(entries), "sheet": Sheet(number, count, urls)},
        )


def _by_year(entries: tuple[Entry, ...]) -> list[tuple[int, list[Entry]]]:
    """Group by year, in the entries' order; 0 stands for the undated."""
    groups: list[tuple[int, list[Entry]]] = []
    for entry in entries:
        year = entry.date.year if entry.date else 0
        if not groups or groups[-1][0] != year:
            groups.append((year, []))
        groups[-1][1].append(entry)
    return groups
