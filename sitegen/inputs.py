"""What a page is made from, as a digest: while it is the same, so is the page."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sitegen.model import Archive, Cited, Entry, Page, Site, Term


class Inputs:
    """Digests of what pages are made from.

    Args:
        frame: digest of what every page is made from: templates, and sitegen itself.
        site: what every template gets.
    """

    def __init__(self, frame: bytes, site: Site) -> None:
        self._frame = hashlib.sha256(frame + _text(replace(site, folders=()))).digest()
        # Large values that many pages share, by identity; they are kept, so that it stays theirs.
        self._shared: dict[int, tuple[Any, bytes]] = {}
        self._kinds: dict[type, Callable[[Any], bytes]] = {
            Entry: attrgetter("digest"),
            tuple: self._row,
            str: _text,
            Term: lambda term: self._once(term, self._term),
            Archive: lambda archive: self._once(archive, self._archive),
            Cited: lambda cited: self._once(cited, _cited),
            Site: lambda _: b"site",  # it is in the frame
        }

    def of(self, page: Page) -> bytes:
        """Return the digest of all that goes into a page."""
        make = page.make
        name = f"{page.url}\n{page.template}\n{make.__module__}.{make.__qualname__}\n{page.body}"
        parts = [self._frame, name.encode("utf-8", "surrogatepass")]
        parts += [self._part(value) for value in page.args]
        return hashlib.sha256(b"\0".join(parts)).digest()[:16]

    def _part(self, value: Any) -> bytes:  # noqa: ANN401 - whatever pages are made from
        # By its class: this is asked some dozens of times for every page of an archive.
        known = self._kinds.get(type(value))
        if known is not None:
            return known(value)
        if isinstance(value, tuple):
            return self._row(value)
        fields = getattr(value, "__dataclass_fields__", {})
        parts = [self._part(getattr(value, name)) for name in fields]
        return b"{" + b",".join(parts) + b"}" if fields else _text(value)

    def _row(self, values: tuple[Any, ...]) -> bytes:
        return b"(" + b",".join(list(map(self._part, values))) + b")"

    def _once(self, value: Any, digest: Callable[[Any], bytes]) -> bytes:  # noqa: ANN401
        if id(value) not in self._shared:
            self._shared[id(value)] = (value, hashlib.sha256(digest(value)).digest())
        return self._shared[id(value)][1]

    def _term(self, term: Term) -> bytes:
        name = (term.taxonomy, term.slug, term.label)
        return _text(name) + b"".join([entry.digest for entry in term.entries])

    def _archive(self, archive: Archive) -> bytes:
        terms = (archive.topics, archive.authors, archive.years)
        return b"/".join(
            [
                b"".join([entry.digest for entry in archive.entries]),
                *(b"".join([self._part(term) for term in some]) for some in terms),
                b"".join([c.entry.digest + c.canonical.digest for c in archive.copies]),
                _text(archive.gone),
                b"".join([self._part((url, *near)) for url, near in archive.related.items()]),
            ]
        )


def _cited(cited: Cited) -> bytes:
    articles = (entry.article for entry in cited.entries)
    return _text([(a.slug, a.title, a.author, a.date, a.topic, a.lang) for a in articles])


def _text(value: object) -> bytes:
    return repr(value).encode("utf-8", "surrogatepass")
