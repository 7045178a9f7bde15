"""Stage the whole site beside the old one, sync it to disk, and swap it in with one rename.

What a visitor or a host sees is the old site or the new one, never a mixture. A list of the files
that sitegen made stands in the site itself (`.sitegen-files`); what is not on it was put there by
someone else and is carried over.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sitegen.errors import BusyError, PublishError, UsageError
from sitegen.model import Artifact

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".sitegen-files"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


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


class Stage:
    """A folder beside the site in which the new one is put together."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.folder = output.with_name(f".{output.name}.staged")
        self._made: set[str] = set()

    def __enter__(self) -> Self:
        check_output(self._output)
        try:
            _remove(self.folder)
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise _failed(error, self.folder) from error
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            _remove(self.folder)

    def write(self, artifact: Artifact) -> None:
        """Write one file of the new site."""
        path = self.folder / artifact.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
        except OSError as error:
            raise _failed(error, path) from error

    def swap(self) -> None:
        """Carry over what others put into the old site, sync, and put the new one in its place.

        Raises:
            PublishError: a file could not be written; the old site stands as it was.
        """
        try:
            made = sorted(_files(self.folder))
            self._carry_over(set(made))
            manifest = "".join(f"{path}\n" for path in [*made, MANIFEST])
            (self.folder / MANIFEST).write_text(manifest, encoding="utf-8")
            _sync(self.folder)
            _exchange(self.folder, self._output)
            _sync_folder(self._output.parent)
        except OSError as error:
            raise _failed(error, self._output) from error

    def _carry_over(self, made: set[str]) -> None:
        old = _manifest(self._output)
        for path in _files(self._output):
            if path in old or path in made or path == MANIFEST:
                continue
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self._output / path, target, follow_symlinks=False)


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
        text = (output / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return set()
    # A list that someone changed must not reach outside the folder.
    return {
        line
        for line in text.splitlines()
        if line and ".." not in line.split("/") and line[0] != "/"
    }


def _files(folder: Path) -> Iterator[str]:
    for parent, _folders, names in os.walk(folder):
        for name in names:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _sync(folder: Path) -> None:
    """Force all that was written in a folder to disk, before the rename that makes it count."""
    libc = _libc()
    if libc is not None and hasattr(libc, "syncfs"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    for path in _files(folder):
        with (folder / path).open("rb") as file:
            os.fsync(file.fileno())


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
    aside = old.with_name(f".{old.name}.old")
    _remove(aside)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
