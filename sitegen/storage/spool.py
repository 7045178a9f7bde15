"""HTML on its way from the process that made it to the one that needs it, by way of the disk.

A body is rendered by one worker, early, for what it tells of the article, and needed by another,
late, for its page. Between the two it stands in a file: no process holds the HTML of an archive,
and none sends it to another. What cannot be written, or is gone by the time it is needed, is made
again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Place(NamedTuple):
    """Where some data stands: in which file, from which byte on, how many of them."""

    file: str
    start: int
    size: int


@contextmanager
def folder_for(folder: Path) -> Iterator[str]:
    """Make a folder to put data in, which is gone afterwards; '' if there can be none."""
    try:
        shutil.rmtree(folder, ignore_errors=True)  # of a build that was killed
        folder.mkdir(parents=True)
    except OSError:
        yield ""
        return
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(folder: str, data: bytes) -> Place | None:
    """Write data to this process's own file in a folder; return its place, None if that fails."""
    if not folder:
        return None
    path = f"{folder}/{os.getpid()}"
    try:
        descriptor = os.open(path, _FLAGS, 0o600)
        try:
            written = os.write(descriptor, data)
            end = os.lseek(descriptor, 0, os.SEEK_CUR)
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return Place(path, end - written, len(data)) if written == len(data) else None


def get(place: Place) -> bytes | None:
    """Return what was put there; None if it is gone."""
    try:
        with open(place.file, "rb", buffering=0) as file:  # noqa: PTH123 - for every article
            file.seek(place.start)
            data = file.read(place.size)
    except OSError:
        return None
    return data if len(data) == place.size else None
