"""Which file of the site a request is for: none outside it, none that is hidden."""

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

# Nothing that a path of a site needs, and much that has opened other files than it seemed to.
_REFUSED = re.compile(r"[\x00-\x1f\x7f\\]|^//")


def site_path(raw: bytes) -> str | None:
    """Return the file that a request's path names, relative to the site; None for none.

    Args:
        raw: the path as it was sent, with its percent signs.
    """
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or _REFUSED.search(path):
        return None
    parts = path[1:].split("/")
    if any(
        part.startswith(".") or (not part and i < len(parts) - 1) for i, part in enumerate(parts)
    ):
        return None
    return path[1:] + ("index.html" if path.endswith("/") else "")


def within(site: Path, path: str) -> Path | None:
    """Return a plain file of the site; None where there is none, or where a link leads out."""
    root = os.path.realpath(site)
    found = os.path.realpath(site / path)
    inside = found.startswith(root + os.sep)
    return Path(found) if inside and Path(found).is_file() else None
