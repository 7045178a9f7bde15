"""What is published, and what it is listed under."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sitegen.model import travel
from sitegen.model.articles import Article, Provenance
from sitegen.model.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead of a body: level from 2, id for links, plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text: as Markdown and as HTML."""

    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body's HTML tells.

    Attributes:
        beginning: its first words, plain text.
        words: how many it has.
        minutes: how long reading it takes.
        headings: its subheads, in order.
    """

    beginning: str
    words: int
    minutes: int
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is published: with what is derived from it alone.

    Attributes:
        article: the article, without its body, which pages that show it get besides.
        url: its permalink, from the site's root.
        date: its date; None if it has none.
        summary: plain text for listings.
        words: how many words the body has.
        minutes: how long reading it takes.
        headings: the body's subheads, in order.
        provenance: what it was made from; None for an article written by hand.
        digest: of all that it is made from, the body included.
    """

    article: Article
    url: str
    date: Edtf | None
    summary: str
    words: int
    minutes: int
    headings: tuple[Heading, ...] = ()
    provenance: Provenance | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Entries of which nothing is shown but what a citation holds; no change of a body changes it.

    Attributes:
        entries: those that are cited.
    """

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An entry that holds the text of another one, the canonical one."""

    entry: Entry
    canonical: Entry


@dataclass(frozen=True, slots=True)
class Term:
    """A topic, an author or a year, and the entries that have it, newest first."""

    taxonomy: str
    slug: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"/{self.taxonomy}/{self.slug}/"

    @property
    def count(self) -> int:
        """How many entries have it."""
        return len(self.entries)

    @property
    def link(self) -> "TermLink":
        """The term without its entries."""
        return TermLink(self.taxonomy, self.slug, self.label, len(self.entries))


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term as pages name it that do not list its entries: how many there are is enough."""

    taxonomy: str
    slug: str
    label: str
    count: int

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"/{self.taxonomy}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Archive:
    """All entries, newest first, the undated last; and the terms that they are listed under.

    Attributes:
        entries: every published article that is no copy of another.
        topics: by number of articles, most first.
        authors: by name.
        years: latest first, the undated last.
        copies: other copies of some of them: each has a page, but no place in lists and search.
        gone: permalinks of articles that were published once and are no more.
    """

    entries: tuple[Entry, ...]
    topics: tuple[Term, ...]
    authors: tuple[Term, ...]
    years: tuple[Term, ...]
    copies: tuple[Copy, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year that an entry has; (0, 0) if none has one."""
        firsts = (term.entries[0].date for term in self.years)
        years = [date.year for date in firsts if date]
        return (min(years), max(years)) if years else (0, 0)


# Permalink -> the entries that are most like that one, the most like first.
Related: TypeAlias = Mapping[str, tuple[Entry, ...]]


travel.by_fields(Heading, Outline, Entry, Copy, Term, TermLink)
