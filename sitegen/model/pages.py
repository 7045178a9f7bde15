"""Pages of the site, and the site itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.model import travel


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: a function, and all that it is made from.

    Nothing but `args` (and the body) reaches the page, so that their digest tells whether it has to
    be rendered again.

    Attributes:
        url: from the site's root, `/topics/energy/` or `/feed.xml`.
        template: file name of its template; empty where `make` gives all of its text.
        make: gives the values that the template gets besides `site` and `page`, or the text. A
            function of a module, so that it can travel to a worker.
        args: what it gets.
        modified: the date for the sitemap, ISO 8601 or empty; None keeps it out of the sitemap.
        body: slug of the article whose `Body` it gets too, as its last argument; empty for none.
    """

    url: str
    template: str
    make: Callable[..., Any]
    args: tuple[Any, ...] = ()
    modified: str | None = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished output file: path relative to the site's root, and bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What every page may say about the site as a whole.

    Attributes:
        title: the archive's name.
        description: one sentence about it, or empty.
        language: tag of the site's own words.
        base_url: where the site will be, with a final `/`; empty if not known.
        per_page: articles on one page of a listing.
        search: whether there is a search index.
        topics: a topic's id -> its label, in the site's language where it is known there.
        words: the theme's own words, as `sitegen.site.interface.load` gives them.
        licence: of the texts, in a sentence; empty if the archive does not say.
        theme: name of a colour or font -> what the archive sets it to.
        portable: whether links name `index.html`, so that the site works from a disk.
        markdown: whether each article's Markdown is published too.
        folders: of the theme: the archive's own templates/ where there is one, then the default's.
    """

    title: str
    description: str
    language: str
    base_url: str
    per_page: int
    search: bool
    topics: Mapping[str, str]
    words: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    theme: Mapping[str, str] = field(default_factory=dict)
    portable: bool = False
    markdown: bool = False
    folders: tuple[str, ...] = ()

    def address(self, url: str) -> str:
        """Return a page's whole address; empty where it is not known where the site will be."""
        return self.base_url.rstrip("/") + url if self.base_url else ""


travel.by_fields(Page)
