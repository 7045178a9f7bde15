"""Articles, and what they were made from."""

import copyreg
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from sitegen.model import travel
from sitegen.model.drafts import Block, Claim
from sitegen.model.problems import Problem


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
        lang: BCP 47 tag out of `sitegen.language.languages.LANGUAGES`, or empty.
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
travel.by_fields(Provenance)
