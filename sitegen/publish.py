"""Stage the whole site beside the old one, sync it to disk, and swap it in with one rename.

What a visitor or a host sees is the old site or the new one, never a mixture. A list of the files
that sitegen made stands in the site itself (`.sitegen-files`); what is not on it was put there by
someone else and is carried over.

The site that was swapped out is kept as the spare: the next one is put together in it, and only
what differs is written. A ledger in the memo says of both trees what each file was made from and
what it looked like on disk; a file that looks otherwise by now is made anew. Files that both trees
have are one file with two names, so that none is ever written in place.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from sitegen.cache import Memo
from sitegen.errors import BusyError, PublishError, UsageError
from sitegen.model import Artifact
from sitegen.remembered import SITE

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".sitegen-files"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
_SPARE = "site"
# In the ledger, what others put into the site.
_FOREIGN = "foreign"
# Up to so many files are synced one by one; more of them with the whole file system.
_FEW = 300


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


class Stat(NamedTuple):
    """What a file looks like on disk: bytes, nanoseconds, number."""

    size: int
    mtime: int
    inode: int


class Made(NamedTuple):
    """A file of a site: the digest of what it was made from, and what it looked like then."""

    key: str
    stat: Stat


class Stage:
    """A folder in which the new site is put together.

    Args:
        output: where the site stands.
        work: sitegen's own folder, in which the spare is kept; without it none is.
        memo: where the ledger stands.
    """

    def __init__(self, output: Path, work: Path | None = None, memo: Memo | None = None) -> None:
        self._output = output
        self._memo = memo or Memo(None)
        self._work = work if work is not None and self._memo.remembers else None
        if self._work is not None and _device(self._work) != _device(output):
            self._work = None
        beside = output.with_name(f".{output.name}.staged")
        self.folder = self._work / _SPARE if self._work is not None else beside
        self._old: dict[str, Made] = {}
        self._standing: dict[str, Made] = {}
        self._new: dict[str, Made] = {}
        self._written: set[str] = set()

    def __enter__(self) -> Self:
        try:
            _recover(self._output)
            check_output(self._output)
            self._output.parent.mkdir(parents=True, exist_ok=True)
            self._old = _still(self._output, _ledger(self._output, self._memo))
            known = _ledger(self.folder, self._memo) if self._work is not None else {}
            if not known:
                _remove(self.folder)
                self.folder.mkdir(parents=True)
            # Until it is whole again, nobody knows what stands in it.
            _forget(self.folder, self._memo)
            self._standing = known
            self._kept = _still(self.folder, known)
        except OSError as error:
            raise _failed(error, self.folder) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._work is None or not _ledger(self.folder, self._memo):
            with suppress(OSError):
                _remove(self.folder)

    def keep(self, path: str, key: bytes) -> bool:
        """Take over a file that was made from the same; return whether there is one."""
        wanted = key.hex()
        known = self._kept.get(path)
        if known is not None and known.key == wanted:
            self._new[path] = known
            return True
        known = self._old.get(path)
        if known is None or known.key != wanted:
            return False
        target = self.folder / path
        try:
            _make_way(self.folder, target)
            os.link(self._output / path, target, follow_symlinks=False)
        except OSError:  # no links here: it is made again
            return False
        self._new[path] = known
        self._written.add(path)
        return True

    def keep_folder(self, name: str) -> None:
        """Take over all files of a folder of the old site, whatever they were made from."""
        for path, made in self._old.items():
            if path.startswith(f"{name}/"):
                self.keep(path, bytes.fromhex(made.key))

    def write(self, artifact: Artifact, key: bytes = b"") -> None:
        """Write one file of the new site."""
        self.add(artifact.path, key, put(self.folder, artifact))

    def add(self, path: str, key: bytes, stat: Stat) -> None:
        """Note a file that `put` wrote."""
        self._new[path] = Made(key.hex(), stat)
        self._written.add(path)

    @property
    def changed(self) -> list[str]:
        """The files that differ from the old site's, those that are gone included."""
        old, new = self._old, self._new
        return sorted(
            path for path in old.keys() | new.keys()
            if path not in old or path not in new or old[path].key != new[path].key
        )  # fmt: skip

    def swap(self) -> None:
        """Carry over what others put into the old site, sync, and put the new one in its place.

        Raises:
            PublishError: a file could not be written; the old site stands as it was.
        """
        try:
            made = sorted(self._new)
            foreign = self._carry_over(set(made))
            manifest = "".join(f"{path}\n" for path in [*made, MANIFEST])
            self.write(Artifact(MANIFEST, manifest.encode("utf-8", "surrogateescape")))
            self._sweep(foreign)
            if self._written or self._old.keys() != self._new.keys():
                _sync(self.folder, self._written if self._standing else None)
            _record(self.folder, self._new, self._memo)
            _exchange(self.folder, self._output)
            _sync_folder(self._output.parent)
            if self._work is not None:
                _sync_folder(self._work)
            trees = [_tree(folder) for folder in (self.folder, self._output) if folder.exists()]
            self._memo.keep_only(SITE, trees)
        except OSError as error:
            raise _failed(error, self._output) from error

    def _carry_over(self, made: set[str]) -> set[str]:
        """Copy what others put into the site; return the paths."""
        old = _manifest(self._output) | {MANIFEST}
        found = set()
        for path in _files(self._output, links=True):
            if path in old:
                continue
            if path in made:
                raise PublishError(
                    "sitegen did not make this file, and the new site has a page of that name",
                    str(self._output / path), "move it elsewhere, or name another --output",
                )  # fmt: skip
            found.add(path)
            source, target = self._output / path, self.folder / path
            if not _looks_like(source, target):
                _make_way(self.folder, target)
                shutil.copy2(source, target, follow_symlinks=False)
                self._written.add(path)
            self._new[path] = Made(_FOREIGN, _stat(target))
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


def put(folder: Path, artifact: Artifact) -> Stat:
    """Write a file of a staged site; one of that name is no more written to, but replaced.

    Raises:
        PublishError: it could not be written.
    """
    path = f"{folder}/{artifact.path}"
    try:
        descriptor = _new_file(folder, path)
        try:
            data = memoryview(artifact.data)
            while data:
                data = data[os.write(descriptor, data) :]
            found = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _failed(error, Path(path)) from error
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def _new_file(folder: Path, path: str) -> int:
    try:
        return os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:
        with suppress(FileExistsError, NotADirectoryError):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            return os.open(path, _NEW_FILE, 0o666)
    except (FileExistsError, NotADirectoryError):
        pass
    _make_way(folder, Path(path))
    return os.open(path, _NEW_FILE, 0o666)


def _make_way(folder: Path, path: Path) -> None:
    """Make a path free: its folders exist, and nothing stands there."""
    for parent in [*path.relative_to(folder).parents][-2::-1]:
        place = folder / parent
        if place.is_symlink() or place.is_file():
            place.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(path)


def _stat(path: Path) -> Stat:
    found = path.lstat()
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def _looks_like(one: Path, other: Path) -> bool:
    try:
        return _stat(one)[:2] == _stat(other)[:2] and one.is_symlink() == other.is_symlink()
    except OSError:
        return False


def _device(path: Path) -> int:
    """Return the file system that holds a path, or would."""
    while not path.exists():
        path = path.parent
    return path.stat().st_dev


def _tree(folder: Path) -> bytes:
    """Name a folder in a way that a rename does not change."""
    found = folder.stat()
    return f"{found.st_dev}:{found.st_ino}".encode("ascii")


def _ledger(folder: Path, memo: Memo) -> dict[str, Made]:
    """Return what is known of a tree's files; nothing where nothing is."""
    if not folder.is_dir() or folder.is_symlink():
        return {}
    data = memo.get(SITE, [_tree(folder)])
    if not data:
        return {}
    found = json.loads(next(iter(data.values())))
    return {path: Made(key, Stat(*stat)) for path, (key, *stat) in found.items() if _inside(path)}


def _record(folder: Path, files: dict[str, Made], memo: Memo) -> None:
    value = {path: [made.key, *made.stat] for path, made in sorted(files.items())}
    memo.put(SITE, {_tree(folder): json.dumps(value, ensure_ascii=True).encode("ascii")})


def _forget(folder: Path, memo: Memo) -> None:
    memo.put(SITE, {_tree(folder): b"{}"})


def _still(folder: Path, ledger: dict[str, Made]) -> dict[str, Made]:
    """Return those files that look as they did when they were made."""
    found, base = {}, str(folder)
    for path, made in ledger.items():
        with suppress(OSError):
            now = os.lstat(f"{base}/{path}")
            if (now.st_size, now.st_mtime_ns, now.st_ino) == made.stat:
                found[path] = made
    return found


def _recover(output: Path) -> None:
    """Put a site back that a build which died between two renames left aside."""
    aside = _aside(output)
    if not output.exists() and aside.is_dir() and not aside.is_symlink():
        aside.rename(output)


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
        if (output / path).is_file()
    ]


def remove_site(output: Path) -> bool:
    """Delete what sitegen made in `output`, and nothing else; return whether there was a site."""
    if not (output / MANIFEST).is_file():
        return False
    check_output(output)
    for path in _manifest(output):
        with suppress(FileNotFoundError):
            (output / path).unlink()
    for folder in sorted(
        (p for p in output.rglob("*") if p.is_dir() and not p.is_symlink()), reverse=True
    ):
        with suppress(OSError):  # it holds someone else's file
            folder.rmdir()
    with suppress(OSError):
        output.rmdir()
    return True


def write_file(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        PublishError: it could not be written; the old file stands as it was.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise _failed(error, path) from error


def _failed(error: OSError, path: Path) -> PublishError:
    fixes = {
        errno.ENOSPC: "free some space on the disk",
        errno.EACCES: "check the folder's permissions",
        errno.EROFS: "the disk is read-only; name another folder: --output",
    }
    where = str(error.filename or path)
    return PublishError(
        f"cannot be written: {error.strerror}; the site was left as it was", where,
        fixes.get(error.errno or 0, "see what the operating system says"),
    )  # fmt: skip


def _manifest(output: Path) -> set[str]:
    try:
        text = (output / MANIFEST).read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return set()
    # A list that someone changed must not reach outside the folder.
    return {line for line in text.splitlines() if _inside(line)}


def _inside(path: str) -> bool:
    return bool(path) and ".." not in path.split("/") and path[0] != "/"


def _files(folder: Path, *, links: bool = False) -> Iterator[str]:
    """Yield the files below a folder; with `links`, links to folders too."""
    base = len(str(folder)) + 1
    for parent, folders, names in os.walk(folder):
        prefix = f"{parent[base:]}/" if len(parent) > base else ""
        for name in names:
            yield f"{prefix}{name}"
        if links:
            for name in folders:
                if Path(parent, name).is_symlink():
                    yield f"{prefix}{name}"


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _sync(folder: Path, written: set[str] | None) -> None:
    """Force what was written in a folder to disk, before the rename that makes it count.

    Args:
        folder: the folder.
        written: the files that are new in it; None if all of them are.
    """
    if written is None or len(written) > _FEW:
        libc = _libc()
        if libc is not None and hasattr(libc, "syncfs"):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                if libc.syncfs(descriptor) == 0:
                    return
            finally:
                os.close(descriptor)
    paths = set(_files(folder)) if written is None else written
    for path in sorted(paths):
        if not (folder / path).is_symlink():
            _sync_folder(folder / path)
    for parent in sorted({parent for path in paths for parent in Path(path).parents}):
        _sync_folder(folder / parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(new: Path, old: Path) -> None:
    """Swap two folders; where the system cannot in one step, there is none for a moment."""
    if not old.exists():
        new.rename(old)
        return
    libc = _libc()
    if libc is not None and hasattr(libc, "renameat2"):
        code = libc.renameat2(
            _AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE
        )
        if code == 0:
            return
    aside = _aside(old)
    _remove(aside)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
