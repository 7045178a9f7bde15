"""An article whose body stays where it is kept until somebody asks for it."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from sitegen import model
from sitegen.model import Article


class Kept(Protocol):
    """A text that was not read so far, as `texts.Unread` is."""

    def read(self) -> bytes:
        """Return it as UTF-8.

        Raises:
            ChangedError: it is another one by now, or gone.
        """


class Passage(NamedTuple):
    """A piece of a text, as UTF-8 or not read so far."""

    source: bytes | Kept
    start: int
    end: int

    def read(self) -> str:
        """Return it.

        Raises:
            ChangedError: the file looks otherwise by now.
        """
        data = self.source if isinstance(self.source, bytes) else self.source.read()
        return data[self.start : self.end].decode("utf-8", "surrogatepass")


class Shelved(Article):
    """An article whose body stays where it is kept until somebody asks for it."""

    __slots__ = ("_shelved",)
    _shelved: str | Passage

    @property
    def body(self) -> str:
        """Its Markdown."""
        return self._shelved.read() if isinstance(self._shelved, Passage) else self._shelved

    @body.setter
    def body(self, body: str | Passage) -> None:
        object.__setattr__(self, "_shelved", body)

    def __eq__(self, other: object) -> bool:
        """Whether an article is the same, wherever its body is kept."""
        if not isinstance(other, Article):
            return NotImplemented
        return _others(self) == _others(other) and (self.title, self.body) == (
            other.title,
            other.body,
        )

    __hash__ = Article.__hash__

    @property
    def place(self) -> str | tuple[int, int]:
        """From where to where its body stands in the file; the body, if that is not known."""
        kept = self._shelved
        return (kept.start, kept.end) if isinstance(kept, Passage) else kept


def of(light: Article, body: str | Passage, digest: str) -> Shelved:
    """Return an article with its body.

    Args:
        light: the article without it.
        body: the body, or where it stands.
        digest: of the body.
    """
    made: Any = Shelved  # whose body may be a passage
    article: Shelved = made(light.title, body, *_others(light))
    article.know_body(digest)
    return article


def light(article: Article) -> Article:
    """Return an article without its body."""
    return Article(article.title, "", *_others(article))


_others = attrgetter(
    *(f.name for f in fields(Article) if f.init and f.name not in ("title", "body"))
)

model.travels_as_article(Shelved)
