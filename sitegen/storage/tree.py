"""What stands below a folder, and what each of it looks like from outside."""

import os
from collections.abc import Iterator
from operator import attrgetter
from stat import S_ISDIR

# A file or folder: its path, and what it looks like itself where it is a link.
Seen = tuple[str, os.stat_result]

# What a file looks like from outside: kind, number, bytes, and the nanoseconds of its changes.
looks_of = attrgetter("st_mode", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def below(folder: str) -> Iterator[Seen]:
    """Yield what stands below a folder, by name, links not followed; what cannot be read is not."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=attrgetter("name"))
    except OSError:
        return
    for entry in found:
        try:
            looks = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        yield entry.path, looks
        if S_ISDIR(looks.st_mode):
            yield from below(entry.path)
