"""Stage the whole site beside the old one, sync it to disk, and swap it in with one rename.

What a visitor or a host sees is the old site or the new one, never a mixture. A list of the files
that sitegen made stands in the site itself (`.sitegen-files`); what is not on it was put there by
someone else and is carried over.

The site that was swapped out is kept as the spare: the next one is put together in it, and only
what differs is written. A ledger in the memo says of both trees what each file was made from and
what it looked like on disk; a file that looks otherwise by now is made anew. Files that both trees
have are one file with two names, so that none is ever written in place.
"""

import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from sitegen.errors import BusyError, PublishError, SitegenError, UsageError
from sitegen.model import Artifact
from sitegen.storage import disk
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Step
from sitegen.storage.remembered import SITE

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".sitegen-files"
_SPARE = "site"
# In the ledger, what others put into the site.
_FOREIGN = "foreign"
_SLASH = ord("/")


@contextmanager
def only_builder(folder: Path) -> Iterator[None]:
    """Hold the archive's lock; the operating system frees a dead builder's.

    Raises:
        BusyError: another sitegen is building this archive.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(
                    "another sitegen is building this archive", str(folder), "wait until it is done"
                ) from None
        yield


class Made(NamedTuple):
    """A file of a site: the digest of what it was made from, and what it looked like then."""

    key: str
    stat: disk.Stat


# What memory has of each tree: its ledger, made from what the memo says; and what was known of the
# spare when a build was given up, which may not have come to the disk.
_LEDGER = Step[dict[str, Made]]("ledger")
_GIVEN_UP = Step[dict[str, Made]]("given up")
_LEDGERS = msgspec.msgpack.Decoder(dict[bytes, Made])
# What is known of a file that somebody was about to write.
_UNKNOWN = Made("", disk.Stat(0, 0, 0))


class Stage:
    """A folder in which the new site is put together.

    Args:
        output: where the site stands.
        work: sitegen's own folder, in which the spare is kept; without it none is.
        memo: where the ledger stands.
        again: whether this process will build again: what a build had written by the time that it
            was given up is kept for the next one.
    """

    def __init__(
        self,
        output: Path,
        work: Path | None = None,
        memo: Memo | None = None,
        *,
        again: bool = False,
    ) -> None:
        self._output = output
        self._memo = memo or Memo(None)
        self._work = work if work is not None and self._memo.remembers else None
        if self._work is not None and disk.device(self._work) != disk.device(output):
            self._work = None
        beside = output.with_name(f".{output.name}.staged")
        self.folder = self._work / _SPARE if self._work is not None else beside
        # What is known of the files of both trees.
        self._published: dict[str, Made] = {}
        self._standing: dict[str, Made] = {}
        self._again, self._coming = again and self._work is not None, set[str]()
        self._read = self._given_up = self._swapping = False
        self._new: dict[str, Made] = {}
        self._written: set[str] = set()

    def look(self) -> None:
        """Look which files of the spare are as they were made; else that is done when it counts.

        Raises:
            PublishError: they cannot be read.
        """
        self._read_ledgers()
        _ = self._kept

    @cached_property
    def _kept(self) -> dict[str, Made]:
        return _still(self.folder, self._standing)

    def _read_ledgers(self) -> None:
        try:
            disk.recover(self._output)
            check_output(self._output)
            self._published = _ledger(self._output, self._memo)
            if self._work is not None:
                self._standing = self._left_over() or _ledger(self.folder, self._memo)
        except OSError as error:
            raise disk.failed(error, self.folder) from error
        self._read = True

    def __enter__(self) -> Self:
        if not self._read:
            self._read_ledgers()
        try:
            self._output.parent.mkdir(parents=True, exist_ok=True)
            if not self._standing:
                disk.remove(self.folder)
                self.folder.mkdir(parents=True)
            # Until it is whole again, nobody knows what stands in it.
            _forget(self.folder, self._memo)
            self._memo.memory.of(_GIVEN_UP).keep_only(())
        except OSError as error:
            raise disk.failed(error, self.folder) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        given_up = kind is not None and not issubclass(kind, (SitegenError, OSError))
        if self._again and given_up and not self._swapping:
            known = self._standing | dict.fromkeys(self._coming, _UNKNOWN) | self._new
            with suppress(OSError):
                # Another process may build in between: then this name is not found again.
                name = secrets.token_bytes(8)
                self._memo.put(SITE, {_left(_tree(self.folder)): name})
                self._memo.memory.of(_GIVEN_UP).put(_tree(self.folder), known, name)
                return
        if self._work is None or not _ledger(self.folder, self._memo):
            with suppress(OSError):
                disk.remove(self.folder)

    @property
    def changes_little(self) -> bool:
        """Whether this may be a site that was here before, with a few changes."""
        return bool(self._published) and not self._again

    def has(self, path: str, key: bytes) -> bool:
        """Whether the old site's file was made from the same, as far as is known."""
        known = self._published.get(path)
        return known is not None and known.key == key.hex()

    def keep(self, path: str, key: bytes) -> bool:
        """Take over a file that was made from the same; return whether there is one."""
        wanted = key.hex()
        known = self._kept.get(path)
        if known is not None and known.key == wanted:
            self._new[path] = known
            return True
        known = self._published.get(path)
        if known is None or known.key != wanted or not _as_made(self._output, path, known):
            return False
        try:
            disk.link(self.folder, f"{self.folder}/{path}", f"{self._output}/{path}")
        except OSError:  # no links here: it is made again
            return False
        self._new[path] = known
        self._written.add(path)
        return True

    def keep_folder(self, name: str) -> None:
        """Take over all files of a folder of the old site, whatever they were made from."""
        for path, made in self._published.items():
            if path.startswith(f"{name}/"):
                self.keep(path, bytes.fromhex(made.key))

    def write(self, artifact: Artifact, key: bytes = b"") -> None:
        """Write one file of the new site."""
        self.add(artifact.path, key, disk.put(self.folder, artifact))

    def expect(self, paths: Iterable[str]) -> None:
        """Note that files are about to be written; they may be there even if nobody adds them."""
        self._coming.update(paths)

    def add(self, path: str, key: bytes, stat: disk.Stat) -> None:
        """Note a file that `put` wrote."""
        self._new[path] = Made(key.hex(), stat)
        self._written.add(path)

    def left(self, coming: Collection[str]) -> frozenset[str]:
        """Return the pages of the old site that the new one will not have."""
        return frozenset(
            path for path, made in self._published.items()
            if path.endswith(".html") and made.key != _FOREIGN
            and path not in coming
        )  # fmt: skip

    @property
    def changed(self) -> list[str]:
        """The files that differ from the old site's, those that are gone included."""
        old, new = self._published, self._new
        return sorted(
            path for path in old.keys() | new.keys()
            if path not in old or path not in new or old[path].key != new[path].key
        )  # fmt: skip

    def swap(self) -> None:
        """Carry over what others put into the old site, sync, and put the new one in its place.

        Raises:
            PublishError: a file could not be written; the old site stands as it was.
        """
        self._swapping = True
        try:
            made = sorted(self._new)
            foreign = self._carry_over(set(made))
            manifest = "".join(f"{path}\n" for path in [*made, MANIFEST])
            self.write(Artifact(MANIFEST, manifest.encode("utf-8", "surrogateescape")))
            self._sweep(foreign)
            if self._written or self._published.keys() != self._new.keys():
                known = self._standing and not self._given_up
                disk.sync(self.folder, self._written if known else None)
            _record(self.folder, self._new, self._memo)
            disk.exchange(self.folder, self._output)
            disk.sync_folder(self._output.parent)
            if self._work is not None:
                disk.sync_folder(self._work)
            trees = [_tree(folder) for folder in (self.folder, self._output) if folder.exists()]
            self._memo.keep_only(SITE, trees)
            self._memo.memory.of(_LEDGER).keep_only(trees)
        except OSError as error:
            raise disk.failed(error, self._output) from error

    def _left_over(self) -> dict[str, Made] | None:
        """Return what a build of this process that was given up left in the spare."""
        found = None
        if self.folder.is_dir() and not self.folder.is_symlink():
            tree = _tree(self.folder)
            name = self._memo.get(SITE, [_left(tree)]).get(_left(tree))
            found = self._memo.memory.of(_GIVEN_UP).get(tree, name) if name else None
        self._given_up = found is not None
        return found

    def _carry_over(self, made: set[str]) -> set[str]:
        """Copy what others put into the site; return the paths."""
        old = _manifest(self._output) | {MANIFEST}
        folders = {parent for path in made for parent in _parents(path)}
        found = set()
        for path in disk.files(self._output):
            if path in old:
                continue
            if path in made or path in folders or not made.isdisjoint(_parents(path)):
                raise PublishError(
                    "sitegen did not make this file, and the new site has a page of that name",
                    str(self._output / path), "move it elsewhere, or name another --output",
                )  # fmt: skip
            found.add(path)
            source, target = self._output / path, self.folder / path
            if not disk.looks_like(source, target):
                disk.make_way(self.folder, target)
                shutil.copy2(source, target, follow_symlinks=False)
                self._written.add(path)
            self._new[path] = Made(_FOREIGN, disk.stat(target))
        return found

    def _sweep(self, foreign: set[str]) -> None:
        """Delete what the spare still holds of the site before."""
        gone = [path for path in self._standing if path not in self._new and path not in foreign]
        for path in gone:
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                (self.folder / path).unlink()
        for folder in sorted({parent for path in gone for parent in Path(path).parents})[::-1]:
            with suppress(OSError):  # it holds something
                if folder != Path():
                    (self.folder / folder).rmdir()


def _parents(path: str) -> list[str]:
    """Return the folders that a path lies in."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _tree(folder: Path) -> bytes:
    """Name a folder in a way that a rename does not change."""
    found = folder.stat()
    return f"{found.st_dev}:{found.st_ino}".encode("ascii")


def _ledger(folder: Path, memo: Memo) -> dict[str, Made]:
    """Return what is known of a tree's files; nothing where nothing is."""
    if not folder.is_dir() or folder.is_symlink():
        return {}
    tree = _tree(folder)
    data = memo.get(SITE, [tree]).get(tree)
    return memo.memory.of(_LEDGER).of(_read, tree, data) if data else {}


def _read(data: bytes) -> dict[str, Made]:
    with suppress(msgspec.DecodeError):  # else somebody changed the memo
        found = _LEDGERS.decode(data).items()
        return {
            path.decode("utf-8", "surrogateescape"): made for path, made in found if _inside(path)
        }
    return {}


def _record(folder: Path, files: dict[str, Made], memo: Memo) -> None:
    # As bytes: what others put into the site may have any name.
    data = msgspec.msgpack.encode(
        {path.encode("utf-8", "surrogateescape"): made for path, made in files.items()}
    )
    memo.put(SITE, {_tree(folder): data})
    memo.memory.of(_LEDGER).put(_tree(folder), files, data)


def _forget(folder: Path, memo: Memo) -> None:
    memo.put(SITE, {_tree(folder): b"", _left(_tree(folder)): b""})


def _left(tree: bytes) -> bytes:
    """Return under which key the memo names what a build that was given up left in a tree."""
    return tree + b" left"


def _still(folder: Path, ledger: dict[str, Made]) -> dict[str, Made]:
    """Return those files that look as they did when they were made."""
    base = str(folder)
    return {path: made for path, made in ledger.items() if _as_made(base, path, made)}


def _as_made(folder: Path | str, path: str, made: Made) -> bool:
    """Whether a file looks as it did when it was made."""
    try:
        now = os.lstat(f"{folder}/{path}")
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns, now.st_ino) == made.stat


def check_output(output: Path) -> None:
    """Refuse a folder that holds files but no site of ours.

    Raises:
        UsageError: writing there would take the place of something else.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError("the output is no plain folder", str(output), "name another: --output")
    if output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_file():
        raise UsageError(
            "the output folder holds files that sitegen did not make", str(output),
            "empty it, or name another: --output",
        )  # fmt: skip


def stands(output: Path, memo: Memo) -> bool:
    """Whether a site stands there, and each of its files looks as when it was written."""
    ledger = _ledger(output, memo)
    return bool(ledger) and len(_still(output, ledger)) == len(ledger)


def read_site(output: Path) -> list[Artifact]:
    """Return the files of the site that stands in `output`.

    Raises:
        UsageError: there is none.
    """
    if not (output / MANIFEST).is_file():
        raise UsageError("there is no built site here", str(output), "build it: sitegen build")
    return [
        Artifact(path, (output / path).read_bytes())
        for path in sorted(_manifest(output))
        if (output / path).is_file() and not disk.through_link(output, f"{output}/{path}")
    ]


def remove_site(output: Path) -> bool:
    """Delete what sitegen made in `output`, and nothing else; return whether there was a site."""
    if not (output / MANIFEST).is_file():
        return False
    check_output(output)
    for path in _manifest(output):
        with suppress(FileNotFoundError):
            if not disk.through_link(output, f"{output}/{path}"):
                (output / path).unlink()
    for folder in sorted(
        (p for p in output.rglob("*") if p.is_dir() and not p.is_symlink()), reverse=True
    ):
        with suppress(OSError):  # it holds someone else's file
            folder.rmdir()
    with suppress(OSError):
        output.rmdir()
    return True


def _manifest(output: Path) -> set[str]:
    try:
        text = (output / MANIFEST).read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return set()
    # A list that someone changed must not reach outside the folder.
    return {line for line in text.splitlines() if _inside(line.encode("utf-8", "surrogateescape"))}


def _inside(path: bytes) -> bool:
    if not path or path[0] == _SLASH or 0 in path:
        return False
    return b".." not in path or b".." not in path.split(b"/")
