"""Page -> Artifact, with Jinja2: autoescape on, and an undefined name is an error.

Templates are looked up in the archive's own `templates/` first and in the default theme then, file
by file. They are trusted: who can write them can write the site.
"""

import functools
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import jinja2
from markupsafe import Markup

from sitegen.errors import TemplateError
from sitegen.language import dates, languages
from sitegen.model import Artifact, Body, Page, Site
from sitegen.model.edtf import Edtf
from sitegen.site import interface, templating
from sitegen.storage import remembered
from sitegen.urls import output_path, relative

STATIC = "static"
# Characters that neither HTML nor XML may hold: control characters, surrogates, noncharacters.
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r"})
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# The same beyond ASCII, as UTF-8: a byte that is looked for first, and what it begins.
_SIGNS_OF_FORBIDDEN = tuple(
    (sign[:1], re.compile(sign + rest))
    for sign, rest in (
        (b"\xc2", rb"[\x80-\x9f]"), (b"\xed", rb"[\xa0-\xbf]"), (b"\xef\xb7", rb"[\x90-\xaf]"),
        (b"\xbf", rb"[\xbe\xbf]"),
    )
)  # fmt: skip


# So many rows of names are remembered.
_MOST_ROWS = 8192
# So many folders are remembered, and of each the ways to so many pages.
_MOST_FOLDERS, _MOST_WAYS = 16, 8192


class Renderer:
    """Renders the pages of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._base = urlsplit(site.base_url).path.rstrip("/")
        self._ways = functools.lru_cache(maxsize=_MOST_FOLDERS)(_no_ways)
        self._phrases = interface.Phrases(site.language, site.words)
        self._environment = templating.Environment(
            loader=jinja2.FileSystemLoader(site.folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=templating.Compiled(
                repr((site.language, site.words)),
                Path(site.folders[-1]),  # the default theme's
                remembered.code_digest(),
            ),
        )
        # A phrase that is the same on all pages becomes part of the template's code: `"home"|t`.
        self._environment.filters.update(
            t=self._phrases,
            in_lang=functools.cache(self._in_lang),
            in_words=self._in_words,
            as_time=functools.cache(self._as_time),
            in_a_row=lambda names: _in_a_row(tuple(names)),
            number=lambda value: interface.number_of(value, site.language),
            direction=languages.direction,
        )
        self._environment.globals.update(
            site=site,
            t=self._phrases,
            language_name=lambda tag: languages.name(tag, site.language),
            Markup=Markup,
        )

    def _in_words(self, date: Edtf) -> str:
        return dates.in_words(date, self._site.language, self._site.words)

    def _as_time(self, date: Edtf | None) -> Markup:
        """Return a date for readers and machines."""
        if date is None:
            return Markup('<span class="date">{}</span>').format(self._phrases("undated"))
        words = self._in_words(date)
        if not date.iso:
            return Markup('<span class="date">{}</span>').format(words)
        return Markup('<time datetime="{}">{}</time>').format(date.iso, words)

    def _in_lang(self, tag: str) -> Markup:
        """Return what an element of a text says of its language where it is not the site's."""
        if not tag or tag == self._site.language:
            return Markup()
        return Markup(' lang="{}" dir="{}"').format(tag, languages.direction(tag))

    def render(self, page: Page, body: Body | None = None) -> Artifact:
        """Render one page.

        Args:
            page: the page.
            body: of the article that it names, if it names one.

        Raises:
            TemplateError: its template is wrong.
        """
        made = page.make(*page.args, body) if page.body else page.make(*page.args)
        if not page.template:
            return Artifact(output_path(page.url), made.encode("utf-8", "surrogatepass"))
        here = page.url
        # To what is not below one of them, all pages of a folder have the same way.
        known = self._ways(here[: here.rfind("/", 0, -1) + 1] if here.endswith("/") else here)

        def link(url: str) -> str:
            """Return the way from this page to another: a relative one, but on 404.html."""
            if url in known and not url.startswith(here):
                return known[url]
            path, mark, part = url.partition("#")
            there = self._base + path if here == "/404.html" else relative(here, path)
            if self._site.portable and there.endswith("/"):
                there += "index.html"
            way = there + mark + part
            if not url.startswith(here) and len(known) < _MOST_WAYS:
                known[url] = way
            return way

        def absolute(url: str) -> str:
            return self._site.address(quote(url)) or link(url)

        try:
            text = self._environment.get_template(page.template).render(
                page=page, link=link, absolute=absolute, **made
            )
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(
                error.message or "syntax error", f"{error.filename or error.name}:{error.lineno}",
                "see https://jinja.palletsprojects.com/templates/",
            ) from error  # fmt: skip
        except jinja2.TemplateNotFound as error:
            raise TemplateError(
                f"there is no template {error.name}", page.template, "check the name"
            ) from error
        except (jinja2.UndefinedError, TypeError, ValueError, KeyError, AttributeError) as error:
            raise TemplateError(
                f"rendering {page.url} failed: {error}", _line_in_template(error, page.template),
                "the values that a template gets are named at its top",
            ) from error  # fmt: skip
        return Artifact(output_path(page.url), encoded(text))


@functools.lru_cache(maxsize=_MOST_ROWS)
def _in_a_row(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _no_ways(_folder: str) -> dict[str, str]:
    """Return where the ways from a folder's pages to others are kept: URL -> link."""
    return {}


def static_files(site: Site) -> Iterator[Artifact]:
    """Yield what lies in the themes' static/ folders, the archive's own before the default."""
    seen: set[str] = set()
    for folder in map(Path, site.folders):
        for path in sorted((folder / STATIC).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in seen and not path.name.startswith("."):
                seen.add(name)
                yield Artifact(name, path.read_bytes())


def static_file(site: Site, path: str) -> bytes | None:
    """Return a file of the themes' static/ folders by its path in the site; None if it is none.

    Args:
        site: whose themes they are.
        path: a clean one, without `..` or hidden parts.
    """
    if path.startswith(f"{STATIC}/"):
        for folder in map(Path, site.folders):
            if (folder / path).is_file():
                return (folder / path).read_bytes()
    return None


def frame_digest(site: Site) -> bytes:
    """Return a digest of all templates."""
    whole = hashlib.sha256()
    for number, folder in enumerate(map(Path, site.folders)):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] != STATIC:
                whole.update(f"{number}/{name.as_posix()}".encode("utf-8", "surrogateescape"))
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.digest()


def encoded(text: str) -> bytes:
    """Return a page's bytes; a character that no page may hold becomes U+FFFD."""
    data = text.encode("utf-8", "surrogatepass")
    clean = len(data.translate(None, _CONTROLS)) == len(data) and not any(
        sign in data and whole.search(data) for sign, whole in _SIGNS_OF_FORBIDDEN
    )
    return data if clean else _FORBIDDEN.sub("\ufffd", text).encode("utf-8")


def _line_in_template(error: BaseException, template: str) -> str:
    """Return `template:line` of the deepest frame that is a template's."""
    where, trace = template, error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".xml", ".txt")):
            where = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
