"""Dead links within the finished site."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

import lxml.html

from sitegen.model import Artifact, Problem

_TARGETS = {"a": "href", "link": "href", "img": "src", "script": "src"}
# Written by Pagefind after the pages, and only asked for by the search page's script.
_INDEX = "pagefind/"


def dead(
    artifacts: Iterable[Artifact], base_path: str, sources: Mapping[str, tuple[str, str]]
) -> list[Problem]:
    """Return a problem for each internal link or anchor that leads nowhere.

    Args:
        artifacts: all files of the site.
        base_path: path of the site's address on its host, without a final `/`.
        sources: path of an article's page -> its file in content/ and that file's text.
    """
    pages: dict[str, lxml.html.HtmlElement] = {}
    files: set[str] = set()
    for artifact in artifacts:
        files.add(artifact.path)
        if artifact.path.endswith(".html"):
            pages[artifact.path] = lxml.html.document_fromstring(artifact.data)
    anchors = {path: set(tree.xpath("//@id")) for path, tree in pages.items()}
    problems: set[Problem] = set()
    for path, tree in pages.items():
        for element in tree.iter(*_TARGETS):
            target = element.get(_TARGETS[element.tag])
            if target and (fault := _fault(path, target, base_path, files, anchors)):
                problems.add(_problem(path, target, fault, sources))
    return sorted(problems)


def _fault(
    path: str, target: str, base_path: str, files: set[str], anchors: Mapping[str, set[str]]
) -> str:
    """Say what is wrong with a link, or nothing."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return ""
    file = _file(path, unquote(parts.path), base_path)
    if file.startswith(_INDEX):
        return ""
    if file not in files:
        return "leads to no page of the site"
    if parts.fragment and file in anchors and unquote(parts.fragment) not in anchors[file]:
        return f"leads to no part of {file}: nothing there has that id"
    return ""


def _file(path: str, target: str, base_path: str) -> str:
    if not target:
        return path
    if target.startswith("/"):
        joined = target.removeprefix(base_path).lstrip("/")
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if target.endswith("/") or joined in (".", ""):
        joined = posixpath.join(joined.rstrip("/"), "index.html")
    return posixpath.normpath(joined)


def _problem(path: str, target: str, fault: str, sources: Mapping[str, tuple[str, str]]) -> Problem:
    where, text = sources.get(path, (f"public/{path}", ""))
    # The page's link is relative; in the Markdown it may be written from the root.
    tail = re.sub(r"^(?:\.{1,2}/)+", "", target)
    at = text.find(tail) if tail else -1
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    return Problem(where, line, 0, "link-dead", f"the link {target} {fault}", "mend or remove it")
