"""What is written to a disk: whole or not at all, synced before it counts, swapped in one step."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from sitegen.errors import ChangedError, PublishError
from sitegen.model import Artifact

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
# Up to so many files are synced one by one; more of them with the whole file system.
_FEW = 300


Result = TypeVar("Result")


class Stat(NamedTuple):
    """What a file looks like on disk: bytes, nanoseconds, number."""

    size: int
    mtime: int
    inode: int


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
        raise failed(error, Path(path)) from error
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def _new_file(folder: Path, path: str) -> int:
    return _made_way(folder, path, lambda: os.open(path, _NEW_FILE, 0o666))


def link(folder: Path, path: str, source: str) -> None:
    """Give a file another name, a path in a staged site; what stands there makes way.

    Raises:
        OSError: that cannot be done here.
    """
    _made_way(folder, path, lambda: os.link(source, path, follow_symlinks=False))


def _made_way(folder: Path, path: str, make: Callable[[], Result]) -> Result:
    """Make something at a path, first as if nothing were in its way: nearly always nothing is."""
    parent = path[: path.rindex("/")]
    try:
        # Nearly every file of a site has a folder of its own, and a new one is no link.
        if len(parent) > len(str(folder)) and not through_link(folder, parent):
            os.mkdir(parent)  # noqa: PTH102 - for every file
            return make()
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        pass
    if not through_link(folder, path):
        try:
            return make()
        except FileNotFoundError:
            with suppress(FileExistsError, NotADirectoryError):
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - for every file
                return make()
        except (FileExistsError, NotADirectoryError):
            pass
    make_way(folder, Path(path))
    return make()


def through_link(folder: Path, path: str) -> bool:
    """Say whether one of the folders between a folder and a path is a link, which may lead out."""
    end = path.find("/", len(str(folder)) + 1)
    while end > 0:
        if os.path.islink(path[:end]):  # noqa: PTH114 - for every file of a site
            return True
        end = path.find("/", end + 1)
    return False


def make_way(folder: Path, path: Path) -> None:
    """Make a path free: its folders exist, and nothing stands there."""
    for parent in [*path.relative_to(folder).parents][-2::-1]:
        place = folder / parent
        if place.is_symlink() or place.is_file():
            place.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    remove(path)


def write_file(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        PublishError: it could not be written; the old file stands as it was.
    """
    _replace(path, text, lambda: None)


def edit_file(path: Path, before: str, after: str) -> None:
    """Write a file that people edit, whole or not at all, unless it was changed meanwhile.

    Args:
        path: the file.
        before: what it held when it was read; empty if there was none.
        after: what it is to hold.

    Raises:
        ChangedError: it holds something else by now, and was left as it is.
        PublishError: it could not be written; the old file stands as it was.
    """

    def unchanged() -> None:
        try:
            now = path.read_bytes()
        except FileNotFoundError:
            now = b""
        if now != before.encode("utf-8"):
            raise ChangedError(
                "the file was changed while it was worked on, and was left as it is", str(path),
                "do it again when nobody saves there",
            )  # fmt: skip

    _replace(path, after, unchanged)


def _replace(path: Path, text: str, last_look: Callable[[], None]) -> None:
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        last_look()
        temporary.replace(path)
    except (OSError, ChangedError) as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, ChangedError):
            raise
        raise failed(error, path) from error


def failed(error: OSError, path: Path) -> PublishError:
    """Say that a path could not be written, and what helps."""
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


def sync(folder: Path, written: set[str] | None) -> None:
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
    paths = set(files(folder)) if written is None else written
    for path in sorted(paths):
        if not (folder / path).is_symlink():
            sync_folder(folder / path)
    for parent in sorted({parent for path in paths for parent in Path(path).parents}):
        sync_folder(folder / parent)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names, or a file, to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exchange(new: Path, old: Path) -> None:
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
    remove(aside)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def recover(output: Path) -> None:
    """Put a site back that a build which died between two renames left aside."""
    aside = _aside(output)
    if not output.exists() and aside.is_dir() and not aside.is_symlink():
        aside.rename(output)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None


def stat(path: Path) -> Stat:
    """Say what a file or link looks like."""
    found = path.lstat()
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def looks_like(one: Path, other: Path) -> bool:
    """Say whether a file looks like the copy of another."""
    try:
        return stat(one)[:2] == stat(other)[:2] and one.is_symlink() == other.is_symlink()
    except OSError:
        return False


def device(path: Path) -> int:
    """Return the file system that holds a path, or would."""
    while not path.exists():
        path = path.parent
    return path.stat().st_dev


def files(folder: Path) -> Iterator[str]:
    """Yield what stands below a folder and is none: files and links, also those to folders."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with suppress(OSError), os.scandir(f"{folder}/{prefix}") as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    yield f"{prefix}{entry.name}"


def remove(path: Path) -> None:
    """Delete a file, a link or a folder, if there is one."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
