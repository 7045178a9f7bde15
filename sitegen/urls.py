"""URLs within the site: always relative, so that it works under any sub-path."""

import posixpath
from urllib.parse import quote


def relative(start: str, target: str) -> str:
    """Return the relative link from one URL of the site to another."""
    folder = start if start.endswith("/") else posixpath.dirname(start)
    path = posixpath.relpath(target, folder)
    if target.endswith("/"):
        path = "./" if path == "." else path + "/"
    return quote(path, safe="/.-_~")


def output_path(url: str) -> str:
    """Return the file that holds a URL's page, relative to the site's root."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")
