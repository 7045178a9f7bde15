"""seeds/ -> Seed | Problem: which files there are, and what is in them."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sitegen import folders
from sitegen.model import Problem, Seed, Severity
from sitegen.readers import READERS, suffix

# More than this is no article but a data dump; it would take a worker minutes.
MAX_BYTES = 10_000_000


def find(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the seeds' paths relative to `root`, sorted, and what lies there that is no seed.

    Hidden files are passed over. Symbolic links are not followed, so that nothing outside the
    archive's folder is ever read.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    for path, entry in _walk(root / folders.SEEDS, folders.SEEDS):
        if not _is_utf8(path):
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            problems.append(
                Problem(
                    shown, 0, 0, "seed-name", "the file's name is not UTF-8",
                    "rename the file",
                )
            )  # fmt: skip
        elif entry.is_symlink():
            problems.append(
                Problem(
                    path, 0, 0, "seed-link", "symbolic links are not followed",
                    "put the file itself there", Severity.WARNING,
                )
            )  # fmt: skip
        elif not entry.is_file(follow_symlinks=False):
            problems.append(
                Problem(
                    path, 0, 0, "seed-special", "this is no regular file", "remove it from seeds/"
                )
            )
        elif suffix(path) not in READERS:
            known = ", ".join(READERS)
            problems.append(
                Problem(
                    path, 0, 0, "seed-format", f"sitegen reads {known}, not this format",
                    "save the article in one of these formats", Severity.WARNING,
                )
            )  # fmt: skip
        else:
            paths.append(path)
    return sorted(paths), sorted(problems)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path)
            else:
                yield path, entry


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def load(root: Path, path: str) -> Seed | Problem:
    """Read one seed."""
    try:
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - an open descriptor, not a path
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Problem(path, 0, 0, "seed-special", "this is no regular file", "remove it")
            if status.st_size > MAX_BYTES:
                size, limit = status.st_size / 1e6, MAX_BYTES / 1e6
                return Problem(
                    path, 0, 0, "seed-too-large",
                    f"the seed has {size:.1f} MB; up to {limit:.0f} MB are read",
                    "cut the article out of it into a file of its own",
                )  # fmt: skip
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(
            path, 0, 0, "seed-unreadable", f"the seed cannot be read: {error.strerror}",
            "check the file's permissions",
        )  # fmt: skip
    return Seed(path, data, hashlib.sha256(data).hexdigest())
