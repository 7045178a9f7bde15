"""The texts of content/*.md, as they stand on disk."""

import os
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Self

from sitegen import folders
from sitegen.errors import ChangedError
from sitegen.model import Problem
from sitegen.storage import tree
from sitegen.storage.memory import Memory, Reading, Step
from sitegen.storage.tree import Seen, looks_of


class Unread:
    """The text of a file that looks as it did when it was read by another build.

    Args:
        path: of the file.
        looks: what it looks like, as of `tree.looks_of`.

    Attributes:
        looks: as given.
    """

    __slots__ = ("_path", "looks")

    def __init__(self, path: str, looks: tuple[int, ...]) -> None:
        self._path, self.looks = path, looks

    def read(self) -> bytes:
        """Return it as UTF-8; it is not kept.

        Raises:
            ChangedError: the file looks otherwise by now.
        """
        try:
            with open(self._path, "rb", buffering=0) as file:  # noqa: PTH123 - for every article
                data = file.readall()
                changed = looks_of(os.fstat(file.fileno())) != self.looks
        except OSError:
            changed = True
        if changed:
            raise ChangedError(
                "the file was changed while it was worked on", self._path,
                "do it again when nobody saves there",
            )  # fmt: skip
        return data


# A text as UTF-8, or what stands for one: the same one as long as the file looks the same.
Source = bytes | Unread
# What memory has of each file: its text, made from what the file looked like.
TEXT = Step[Source]("text")


class Texts(MutableMapping[str, str]):
    """Path -> text.

    Kept as UTF-8: with a single curly quote in it, a text takes twice as much as its bytes.

    Args:
        data: path -> UTF-8.
    """

    def __init__(self, data: Mapping[str, Source]) -> None:
        self._data = dict(data)
        # Of those that were not read before: who asks for one asks for it again.
        self._read: dict[str, bytes] = {}

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Make them of texts."""
        found = cls({})
        found.update(texts)
        return found

    def __getitem__(self, path: str) -> str:
        return self.data(path).decode("utf-8", "surrogatepass")

    def __setitem__(self, path: str, text: str) -> None:
        self._data[path] = text.encode("utf-8", "surrogatepass")

    def __delitem__(self, path: str) -> None:
        del self._data[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, path: object) -> bool:
        return path in self._data

    def data(self, path: str) -> bytes:
        """Return a text as UTF-8."""
        source = self._data[path]
        if not isinstance(source, Unread):
            return source
        if path not in self._read:
            self._read[path] = source.read()
        return self._read[path]

    def source(self, path: str) -> Source:
        """Return a text, or what stands for one that was not read: equal ones are the same text."""
        return self._data[path]

    def copy(self) -> Self:
        """Return the same texts, which stay when these change."""
        return type(self)(self._data)

    def changed_since(self, before: Self) -> dict[str, str]:
        """Return those that were others before, or not there."""
        old = before._data
        return {path: self[path] for path, data in self._data.items() if old.get(path) != data}


def some(root: Path, names: Iterable[str], memory: Memory) -> Texts:
    """Return those of some files of content/ that can be read.

    Args:
        root: the archive's folder.
        names: of the files, relative to it.
        memory: of texts whose files still look as they did.
    """
    found: dict[str, Source] = {}
    reading = Reading(memory.of(TEXT))
    for name in sorted(names):
        if "/." in name:
            continue
        path = f"{root}/{name}"
        with suppress(OSError, UnicodeDecodeError):
            looks = os.lstat(path)
            if S_ISREG(looks.st_mode):
                found[name] = reading.of(name, looks, _data, path)
    return Texts(found)


def read(
    root: Path, memory: Memory | None = None, seen: Iterable[Seen] | None = None
) -> tuple[Texts, list[Problem]]:
    """Return the text of every Markdown file in content/, and those that cannot be read.

    Args:
        root: the archive's folder.
        memory: of texts whose files still look as they did.
        seen: what stands in content/, where somebody looked a moment ago.
    """
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    reading = Reading((memory or Memory()).of(TEXT))
    folder = str(root / folders.CONTENT)
    for path, looks in tree.below(folder) if seen is None else seen:
        name = f"{folders.CONTENT}{path[len(folder) :].replace(os.sep, '/')}"
        if not name.endswith(".md") or "/." in name or not S_ISREG(looks.st_mode):
            continue  # nothing hidden, and no links
        try:
            found[name] = reading.of(name, looks, _data, path)
        except UnicodeDecodeError as error:
            problems.append(
                Problem(
                    name, 0, 0, "content-encoding",
                    f"the article is not UTF-8 (byte {error.start})", "save it as UTF-8",
                )
            )  # fmt: skip
        except FileNotFoundError:
            continue  # it was deleted meanwhile
        except OSError as error:
            problems.append(
                Problem(
                    name, 0, 0, "content-unreadable",
                    f"the article cannot be read: {error.strerror}",
                    "check the file's permissions",
                )
            )  # fmt: skip
    reading.known.keep_only(found)
    return Texts(found), problems


def _data(path: str) -> Source:
    """Return a text as it stands: a file keeps its line ends when sitegen writes into it."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for every article
        data = file.readall()
    data.decode("utf-8")
    return data
