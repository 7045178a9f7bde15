"""From a raw file to what is held of each of its blocks."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from sitegen.model.problems import Problem


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
        path: the seed's.
    """

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    hints: tuple[Claim, ...] = ()
    finished: bool = False
    markup: bool = False
    problems: tuple[Problem, ...] = ()
    path: str = ""
