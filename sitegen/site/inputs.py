"""What a page is made from, as a digest: while it is the same, so is the page."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import msgspec

from sitegen.model import Archive, Cited, Entry, Page, Site, Term

# So many values are many.
_MANY = 1000
# MessagePack is written in a fifth of the time that `repr` takes; what it cannot say, `repr` can.
_ENCODER = msgspec.msgpack.Encoder(enc_hook=repr)


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
        self._kinds: dict[type, Callable[[Any], object]] = {
            Entry: attrgetter("digest"),
            tuple: self._some,
            Term: lambda term: self._once(term, self._term),
            Archive: lambda archive: self._once(archive, self._archive),
            Cited: lambda cited: self._once(cited, _cited),
            Site: lambda _: b"site",  # it is in the frame
        }

    def of(self, page: Page) -> bytes:
        """Return the digest of all that goes into a page."""
        make = page.make
        name = f"{page.url}\n{page.template}\n{make.__module__}.{make.__qualname__}\n{page.body}"
        whole = self._frame + _text((name, self._row(page.args)))
        return hashlib.sha256(whole).digest()[:16]

    def _row(self, values: tuple[Any, ...]) -> object:
        """Return what tells values from others once it is written out: digests stand for much."""
        # By their classes: this is asked some dozens of times for every page of an archive.
        kinds = self._kinds
        return [
            value if (kind := type(value)) is str
            else kinds[kind](value) if kind in kinds
            else self._part(value)
            for value in values
        ]  # fmt: skip

    def _some(self, values: tuple[Any, ...]) -> object:
        """Return the same as `_row`; of many, as of all articles, several pages are made."""
        if len(values) < _MANY:
            return self._row(values)
        return self._once(values, lambda values: _text(self._row(values)))

    def _part(self, value: Any) -> object:  # noqa: ANN401 - whatever pages are made from
        if isinstance(value, tuple):
            return self._some(value)
        names = getattr(value, "__dataclass_fields__", None)
        if not names:
            return value
        # One of a class that was not met yet.
        fields = attrgetter(*names) if len(names) > 1 else lambda v: (getattr(v, *names),)
        self._kinds[type(value)] = lambda value: self._row(fields(value))
        return self._kinds[type(value)](value)

    def _once(self, value: Any, digest: Callable[[Any], bytes]) -> bytes:  # noqa: ANN401
        if id(value) not in self._shared:
            self._shared[id(value)] = (value, hashlib.sha256(digest(value)).digest())
        return self._shared[id(value)][1]

    def _term(self, term: Term) -> bytes:
        name = (term.taxonomy, term.slug, term.label)
        return _text((name, [entry.digest for entry in term.entries]))

    def _archive(self, archive: Archive) -> bytes:
        terms = (archive.topics, archive.authors, archive.years)
        return _text(
            (
                [entry.digest for entry in archive.entries],
                [self._row(some) for some in terms],
                [(copy.entry.digest, copy.canonical.digest) for copy in archive.copies],
                archive.gone,
            )
        )


def _cited(cited: Cited) -> bytes:
    articles = (entry.article for entry in cited.entries)
    return _text([(a.slug, a.title, a.author, a.date, a.topic, a.lang) for a in articles])


def _text(value: object) -> bytes:
    """Return bytes that are the same for the same value, and others for another one."""
    try:
        return _ENCODER.encode(value)
    except (UnicodeEncodeError, OverflowError):  # half of a character, a number beyond 64 bits
        return repr(value).encode("utf-8", "surrogatepass")
