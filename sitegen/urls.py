"""URLs within the site: always relative, so that it works under any sub-path."""

import re
from urllib.parse import quote

# Nearly every URL of a site: there is nothing in it to quote.
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]+")


def relative(start: str, target: str) -> str:
    """Return the relative link from one URL of the site to another."""
    if not target.startswith(start[: start.find("/", 1) + 1]):  # most lead to another branch
        path = "../" * (start.count("/") - 1) + target[1:]
    else:
        here = start.split("/")[1:-1]
        there = target.split("/")[1:]
        shared = 0
        for ours, theirs in zip(here, there[:-1], strict=False):
            if ours != theirs:
                break
            shared += 1
        path = "../" * (len(here) - shared) + "/".join(there[shared:])
    path = path or "./"
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/.-_~")


def output_path(url: str) -> str:
    """Return the file that holds a URL's page, relative to the site's root."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")
