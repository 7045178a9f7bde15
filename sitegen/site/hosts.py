"""What static hosts allow, so that a site that is too large for one is noticed before it is sent.

The limits that we know of; hosts change them, so that a warning names the limit and the count.
"""

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model import Problem, Severity

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Host:
    """A host and its limits; 0 where it names none.

    Attributes:
        name: of the host.
        files: in a site.
        folder: files in one folder.
        largest: bytes of one file.
        whole: bytes of a site.
    """

    name: str
    files: int = 0
    folder: int = 0
    largest: int = 0
    whole: int = 0


HOSTS = (
    Host("Cloudflare Pages (free)", files=20_000, largest=25 * _MIB),
    Host("GitHub Pages", largest=100 * _MIB, whole=1024 * _MIB),
    Host("Netlify", folder=54_000),
)


def problems(sizes: Mapping[str, int]) -> list[Problem]:
    """Return a warning for each limit of a host that a site goes beyond.

    Args:
        sizes: path of each of its files -> bytes.
    """
    if not sizes:
        return []
    folders = Counter(posixpath.dirname(path) for path in sizes)
    largest = max(sizes, key=lambda path: (sizes[path], path))
    fullest = max(folders, key=lambda folder: (folders[folder], folder))
    found = []
    for host in HOSTS:
        for limit, value, what in (
            (host.files, len(sizes), "files"),
            (host.folder, folders[fullest], f"files in {fullest or 'one folder'}"),
            (host.largest, sizes[largest], f"bytes in {largest}"),
            (host.whole, sum(sizes.values()), "bytes in all"),
        ):
            if limit and value > limit:
                found.append(_problem(host, limit, value, what))
    return found


def _problem(host: Host, limit: int, value: int, what: str) -> Problem:
    message = f"{host.name} takes {limit:,} {what}; this site has {value:,}"
    return Problem(
        "public", 0, 0, "host-limit", message,
        "choose another host, or split the archive", Severity.WARNING,
    )  # fmt: skip
