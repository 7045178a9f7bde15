"""The search index, by Pagefind's command line (<https://pagefind.app>).

Pagefind reads a folder of minimal pages of our own making, one for each article: what is indexed
does not depend on the theme, and no text of a seed decides on a file name or a language there.
"""

import hashlib
import importlib
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

from sitegen import dates, languages
from sitegen.errors import SearchError
from sitegen.model import Archive, Body, Entry, Site
from sitegen.pages.search import languages_of

FOLDER = "pagefind"
# Pagefind's own interfaces, which our search page does without.
_UNUSED = tuple(
    "pagefind-ui.js pagefind-ui.css pagefind-modular-ui.js pagefind-modular-ui.css "
    "pagefind-component-ui.js pagefind-component-ui.css pagefind-highlight.js".split()
)
# Undated articles come last in either order.
_BEFORE_ALL, _AFTER_ALL = 0, 99_999_999
_ID = re.compile(r' id="[^"]*"')


def digest(archive: Archive, site: Site, code: str) -> bytes:
    """Return a digest of all that the index is made from."""
    parts = [code, str(_extended()), repr(site), *languages_of(archive, site)]
    whole = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    for entry in archive.entries:
        whole.update(entry.digest)
    return whole.digest()[:16]


def index(archive: Archive, site: Site, bodies: Mapping[str, Body], target: Path) -> None:
    """Write the index of all entries into a folder; none for an empty archive.

    Raises:
        SearchError: Pagefind failed.
    """
    if not archive.entries:
        return
    own = languages_of(archive, site)
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as folder:
        for entry in archive.entries:
            page = Path(folder) / entry.url.strip("/") / "index.html"
            page.parent.mkdir(parents=True)
            # What has no index of its own is found by the site's: no query leaves it out.
            lang = entry.article.lang if entry.article.lang in own else site.language
            html = bodies[entry.article.slug].html
            page.write_text(record(entry, html, site, lang), encoding="utf-8")
        executable = str(_extended() or get_executable())
        _run([executable, "--site", folder, "--output-path", str(target), "--quiet"], folder)
    for name in _UNUSED:
        (target / name).unlink(missing_ok=True)


def unspaced(archive: Archive) -> int:
    """Return how many articles are in scripts without spaces, which only the extra `cjk` parts."""
    return sum(entry.article.lang in languages.UNSPACED for entry in archive.entries)


def _extended() -> Path | None:
    """Return Pagefind's build that knows the words of Chinese and Japanese, if it is installed."""
    try:
        found = importlib.import_module("pagefind_bin_extended")
    except ImportError:
        return None
    return Path(found.get_executable())


def has_extended() -> bool:
    """Whether the extra `cjk` is installed."""
    return _extended() is not None


def _run(command: list[str], folder: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command comes from a seed
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8",
            errors="replace", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise SearchError(
            f"Pagefind cannot be started: {error.strerror}", command[0],
            "install it again (pip install --force-reinstall pagefind-bin), or use --no-search",
        ) from error  # fmt: skip
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise SearchError(
            f"Pagefind failed (exit {done.returncode}): {said}",
            "",
            "build with --no-search to go on",
        )


def record(entry: Entry, html: str, site: Site, lang: str) -> str:
    """Return the page that Pagefind reads for an entry, indexed by the rules of a language."""
    article = entry.article
    day = "{:04d}{:02d}{:02d}".format(*entry.date.sort_key) if entry.date else ""
    filters = [
        *(("author", name) for name in article.author),
        *([("topic", site.topics.get(article.topic, article.topic))] if article.topic else []),
        *_time(entry, site),
        *([("language", languages.name(article.lang, site.language))] if article.lang else []),
    ]
    meta = [
        ("title", article.title),
        ("author", ", ".join(article.author)),
        ("date", article.date),
        # By which results of several indexes are put in order.
        ("day", day),
        ("when", dates.in_words(entry.date, site.language, site.words) if entry.date else ""),
    ]
    head = "".join(
        [
            *_tags("filter", filters),
            *_tags("meta", [(name, value) for name, value in meta if value]),
            *_tags(
                "sort", [("newest", day or str(_BEFORE_ALL)), ("oldest", day or str(_AFTER_ALL))]
            ),
        ]
    )
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f"<title>{escape(article.title)}</title>{head}</head><body data-pagefind-body>"
        f"<h1>{escape(article.title)}</h1><p>{escape(', '.join(article.author))}</p>"
        # Without their ids, subheads are no results of their own.
        f"{_ID.sub('', html)}</body></html>"
    )


def _time(entry: Entry, site: Site) -> list[tuple[str, str]]:
    if not entry.date:
        return [("year", str(site.words["undated"]))]
    year = entry.date.year
    decade = str(site.words["decade"]).format(year=year // 10 * 10)
    return [("decade", decade), ("year", str(year))]


def _tags(kind: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [
        f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'
        for name, value in pairs
    ]
