"""The texts of content/*.md, as they stand on disk."""

import os
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Self

from sitegen import tree
from sitegen.memory import Memory, Reading, Step
from sitegen.model import Problem
from sitegen.tree import Seen

FOLDER = "content"
# What memory has of each file: its text as UTF-8, made from what the file looked like.
_STEP = Step[bytes]("text")


class Texts(MutableMapping[str, str]):
    """Path -> text.

    Kept as UTF-8: with a single curly quote in it, a text takes twice as much as its bytes.

    Args:
        data: path -> UTF-8.
    """

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self._data = dict(data)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Make them of texts."""
        found = cls({})
        found.update(texts)
        return found

    def __getitem__(self, path: str) -> str:
        return self._data[path].decode("utf-8", "surrogatepass")

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
    found: dict[str, bytes] = {}
    reading = Reading(memory.of(_STEP))
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
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    reading = Reading((memory or Memory()).of(_STEP))
    folder = str(root / FOLDER)
    for path, looks in tree.below(folder) if seen is None else seen:
        name = f"{FOLDER}{path[len(folder) :].replace(os.sep, '/')}"
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


def _data(path: str) -> bytes:
    """Return a text as it stands: a file keeps its line ends when sitegen writes into it."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for every article
        data = file.readall()
    data.decode("utf-8")
    return data
