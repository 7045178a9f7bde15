"""URLs within the site: always relative, so that it works under any sub-path."""

from urllib.parse import quote


def relative(start: str, target: str) -> str:
    """Return the relative link from one URL of the site to another."""
    here = start.split("/")[1:-1]
    there = target.split("/")[1:]
    shared = 0
    for ours, theirs in zip(here, there[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    path = "../" * (len(here) - shared) + "/".join(there[shared:])
    return quote(path or "./", safe="/.-_~")


def output_path(url: str) -> str:
    """Return the file that holds a URL's page, relative to the site's root."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")
