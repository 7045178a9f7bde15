"""The values that travel through a build. None of them changes after it is made.

Seed -> Draft -> Cleaned -> Conversion(Article | nothing, Problems) -> Archive -> Page -> Artifact
"""

import copyreg
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from sitegen.edtf import Edtf, Point


class Severity(StrEnum):
    """How bad a problem is: an error makes the exit code 1, a warning only with --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one input; a value, never an exception.

    Attributes:
        path: the input, relative to the archive's folder.
        line: 1-based; 0 where the whole file is meant.
        column: 1-based; 0 where the whole line is meant.
        code: a stable name for this kind of fault.
        message: what is wrong.
        fix: what to do about it.
        severity: error or warning.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> str:
        """`file`, `file:line` or `file:line:column`."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw input file.

    Attributes:
        path: relative to the archive's folder, with `/` between its parts.
        data: its bytes.
        digest: SHA-256 of the bytes, hexadecimal.
    """

    path: str
    data: bytes
    digest: str


class Kind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"


class Section(StrEnum):
    """The place of a block on the page that was saved. Only BODY becomes the article's text."""

    BODY = "body"
    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    BIO = "bio"
    CREDIT = "credit"
    COMMENTS = "comments"
    RELATED = "related"
    FURNITURE = "furniture"
    # New ones come last: what is learned knows sections by their numbers.
    NOTES = "notes"
    CORRECTION = "correction"
    CAPTION = "caption"


class Block(msgspec.Struct, frozen=True):
    """One or more lines of a seed that belong together, and what has been decided about them.

    A page has hundreds, and each step makes some of them anew: a Struct is made several times as
    fast as a frozen dataclass.

    Attributes:
        text: the lines joined, white space collapsed; Markdown if `markup`, else plain text.
        kind: what the block is.
        first: number of its first line, 1-based.
        last: number of its last line, inclusive.
        level: 1 to 6 for a heading, depth from 0 for a list item.
        marker: `-` or `1.` for a list item.
        markup: whether `text` is Markdown already.
        spaced: whether an empty line stands before it.
        flow: which of the flows of text on the page it is in, where columns stand side by side.
        extent: columns of the screen that its last line takes, indentation included.
        likely: what another extractor holds of it, 0 to 1; None where none was asked.
        prose: the probability that it belongs to the article, 0 to 1, once that was asked.
        section: its place on the page; None while undecided.
        rule: why it was put there, for `sitegen explain`.
    """

    text: str
    kind: Kind
    first: int
    last: int
    level: int = 0
    marker: str = ""
    markup: bool = False
    spaced: bool = True
    flow: int = 0
    extent: int = 0
    likely: float | None = None
    prose: float = 0.0
    section: Section | None = None
    rule: str = ""

    def placed(self, section: Section | None, rule: str, prose: float | None = None) -> "Block":
        """Return it with another place on the page."""
        prose = self.prose if prose is None else prose
        return msgspec.structs.replace(self, section=section, rule=rule, prose=prose)


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer with its evidence.

    Attributes:
        field: the front-matter field that it answers.
        value: the answer.
        rule: how it was found.
        confidence: 0 to 1.
        line: where in the seed, 1-based; 0 where it is in no line (a file name).
        evidence: the words that it rests on.
        claimed: True to write it into front matter, False to suggest it only.
    """

    field: str
    value: str
    rule: str
    confidence: float
    line: int = 0
    evidence: str = ""
    claimed: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader made of a seed.

    Attributes:
        lines: the seed's text, line by line, as it stands in the file.
        blocks: the same text as blocks, in order; between them they hold every non-empty line.
        hints: what the format itself says (front matter, `<meta>`), and what cleaning found on
            its way, as claims.
        finished: the text is Markdown that a person prepared: keep all of it.
        markup: its lines were read as plain text, and what stands in them is Markdown.
        problems: what was wrong with the file but could be read around.
    """

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    hints: tuple[Claim, ...] = ()
    finished: bool = False
    markup: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """Front matter and Markdown body.

    Attributes:
        title: one line of plain text.
        body: Markdown.
        author: names, in order.
        date: EDTF, or empty.
        topic: a topic's id, or empty.
        slug: the last part of the permalink.
        lang: BCP 47 tag out of `sitegen.languages.LANGUAGES`, or empty.
        source: the seed's path, or empty for an article written by hand.
        posted_by: who put it on the page it was saved from, where that is not the author.
        bio: what the page says about the author.
        summary: a sentence or two for listings.
        aliases: earlier permalinks, as paths from the site's root.
        copy_of: slug of the article of which this is another copy; `none` where a person says that
            it is none; empty otherwise.
        checked: a person looked at it, and it is as it should be.
        draft: left out unless drafts are asked for.
        extra: keys that sitegen does not know, kept as they are.
        path: its file, relative to the archive's folder.
    """

    title: str
    body: str
    author: tuple[str, ...] = ()
    date: str = ""
    topic: str = ""
    slug: str = ""
    lang: str = ""
    source: str = ""
    posted_by: str = ""
    bio: str = ""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    copy_of: str = ""
    checked: bool = False
    draft: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    _body_digest: str = field(default="", init=False, repr=False, compare=False)

    @property
    def body_digest(self) -> str:
        """SHA-256 of the body, in hexadecimal: worked out once, since many steps ask for it."""
        if not self._body_digest:
            data = self.body.encode("utf-8", "surrogatepass")
            self.know_body(hashlib.sha256(data).hexdigest())
        return self._body_digest

    def know_body(self, digest: str) -> None:
        """Note the body's digest, which was worked out before."""
        object.__setattr__(self, "_body_digest", digest)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one seed.

    Attributes:
        source: the seed's path.
        digest: the seed's digest.
        article: what it became; None if it holds no article.
        claims: every answer, claimed and suggested.
        blocks: every block with its section and the rule that put it there.
        problems: what was wrong.
        dropped: section -> how many blocks were left out as such.
    """

    source: str
    digest: str
    article: Article | None
    claims: tuple[Claim, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an article was made from.

    Attributes:
        source: the seed's path.
        digest: SHA-256 of the seed.
        dropped: section -> how many blocks of the seed were left out as such.
    """

    source: str
    digest: str
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: a function, and all that it is made from.

    Nothing but `args` (and the body) reaches the page, so that their digest tells whether it has to
    be rendered again.

    Attributes:
        url: from the site's root, `/topics/energy/` or `/feed.xml`.
        template: file name of its template; empty where `make` gives all of its text.
        make: gives the values that the template gets besides `site` and `page`, or the text. A
            function of a module, so that it can travel to a worker.
        args: what it gets.
        modified: the date for the sitemap, ISO 8601 or empty; None keeps it out of the sitemap.
        body: slug of the article whose `Body` it gets too, as its last argument; empty for none.
    """

    url: str
    template: str
    make: Callable[..., Any]
    args: tuple[Any, ...] = ()
    modified: str | None = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished output file: path relative to the site's root, and bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What every page may say about the site as a whole.

    Attributes:
        title: the archive's name.
        description: one sentence about it, or empty.
        language: tag of the site's own words.
        base_url: where the site will be, with a final `/`; empty if not known.
        per_page: articles on one page of a listing.
        search: whether there is a search index.
        topics: a topic's id -> its label, in the site's language where it is known there.
        words: the theme's own words, as `sitegen.interface.load` gives them.
        licence: of the texts, in a sentence; empty if the archive does not say.
        theme: name of a colour or font -> what the archive sets it to.
        portable: whether links name `index.html`, so that the site works from a disk.
        markdown: whether each article's Markdown is published too.
        folders: of the theme: the archive's own templates/ where there is one, then the default's.
    """

    title: str
    description: str
    language: str
    base_url: str
    per_page: int
    search: bool
    topics: Mapping[str, str]
    words: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    theme: Mapping[str, str] = field(default_factory=dict)
    portable: bool = False
    markdown: bool = False
    folders: tuple[str, ...] = ()

    def address(self, url: str) -> str:
        """Return a page's whole address; empty where it is not known where the site will be."""
        return self.base_url.rstrip("/") + url if self.base_url else ""


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


def _travel_by_fields(kind: type[Any]) -> None:
    """Have values of a kind pickled as their fields, in one step instead of one a field."""
    values = attrgetter(*(item.name for item in fields(kind) if item.init))
    copyreg.pickle(kind, lambda value: (kind, values(value)))


def _arrived(body: bytes, *others: Any) -> Article:  # noqa: ANN401 - all fields but the body
    title, *rest = others
    return Article(title, body.decode("utf-8", "surrogatepass"), *rest)


def _sent(article: Article) -> tuple[Any, ...]:
    title, body, *rest = _fields_of_article(article)
    # As bytes: text that is pickled keeps its UTF-8 with it for as long as it lives.
    return _arrived, (body.encode("utf-8", "surrogatepass"), title, *rest)


_fields_of_article = attrgetter(*(item.name for item in fields(Article) if item.init))


def travels_as_article(kind: type[Article]) -> None:
    """Have articles of a kind arrive as plain ones, whatever they keep elsewhere."""
    copyreg.pickle(kind, _sent)


travels_as_article(Article)
# What goes from process to process in great numbers.
for _kind in (
    Provenance,
    Heading,
    Outline,
    Entry,
    Copy,
    Term,
    TermLink,
    Edtf,
    Point,
    Page,
):
    _travel_by_fields(_kind)
