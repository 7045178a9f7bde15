"""An article whose body stays in its file until somebody asks for it."""

from typing import NamedTuple

from sitegen import model
from sitegen.model import Article
from sitegen.texts import Unread


class Passage(NamedTuple):
    """A piece of a text that was not read so far."""

    source: Unread
    start: int
    end: int

    def read(self) -> str:
        """Return it.

        Raises:
            ChangedError: the file looks otherwise by now.
        """
        return self.source.read()[self.start : self.end].decode("utf-8", "surrogatepass")


class Shelved(Article):
    """An article whose body stays in its file until somebody asks for it."""

    __slots__ = ("_shelved",)
    _shelved: str | Passage

    @property
    def body(self) -> str:
        """Its Markdown."""
        return self._shelved.read() if isinstance(self._shelved, Passage) else self._shelved

    @body.setter
    def body(self, body: str | Passage) -> None:
        object.__setattr__(self, "_shelved", body)


model.travels_as_article(Shelved)
