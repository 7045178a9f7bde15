"""Some articles -> their part of the index, which Pagefind makes and we take apart.

Pagefind 1.5 writes gzipped CBOR behind a magic word: a list of pages, chunks of words, filters and
sort orders; files of words, in order, with the pages on which each stands; and files of filters.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Self

import cbor2
import numpy as np

from sitegen.errors import SearchError
from sitegen.search.postings import Postings, words
from sitegen.search.service import Service

MAGIC = b"pagefind_dcd"
# The release whose files are understood here.
FORMAT = "1.5."
# What a page may say of itself: the index names it by its place here. Those that nearly every
# volume has come first, in Pagefind's order, so that hardly ever a place has to be changed.
FIELDS = ("author", "date", "day", "title", "when", "image", "image_alt")


@dataclass(frozen=True, slots=True)
class Record:
    """What Pagefind gets of an article.

    Attributes:
        url: of the article.
        day: by which it is sorted, YYYYMMDD, or empty.
        page: that Pagefind reads.
    """

    url: str
    day: str
    page: str


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of the index: digest of its fragment, how many words it has, its day."""

    digest: str
    words: int
    day: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a volume holds in one language; pages are numbered from 0 in the order of their records.

    Attributes:
        pages: by number.
        text: its words in the order of their characters' numbers, a line each: as a list they
            would take five times as much.
        postings: of each word.
        spellings: word -> spelling with accents -> postings, for the words that have any.
        filters: name -> value -> pages.
    """

    pages: list[Paged] = field(default_factory=list)
    text: str = ""
    postings: "Kept" = field(default_factory=lambda: Kept(b"", b""))
    spellings: dict[str, dict[str, Postings]] = field(default_factory=dict)
    filters: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Its words, in the same order."""
        return self.text.split("\n") if self.text else []


@dataclass(frozen=True, slots=True)
class Volume:
    """Some articles' part of the index.

    Attributes:
        parts: language -> what is in it.
        runtime: the script's and WebAssembly's files: name -> digest.
        characters: what Pagefind takes for a letter besides letters.
    """

    parts: dict[str, Part]
    runtime: dict[str, str]
    characters: list[str]


def make(executable: str, records: Sequence[Record]) -> tuple[Volume, dict[str, bytes]]:
    """Index some records; return their volume, and digest -> file of what goes with it.

    Args:
        executable: Pagefind's command.
        records: of the articles, in the order in which their pages are numbered.

    Raises:
        SearchError: Pagefind failed, or is a release whose files are not known.
    """
    with Service(executable) as service:
        for record in records:
            service.add(record.url, record.page)
        return _taken_apart(service.files(), records)


def _taken_apart(
    out: Mapping[str, bytes], records: Sequence[Record]
) -> tuple[Volume, dict[str, bytes]]:
    entry = json.loads(out["pagefind-entry.json"])
    if not entry["version"].startswith(FORMAT):
        raise SearchError(
            f"Pagefind {entry['version']} writes files that are not known here", "",
            "install the release that is: pip install 'pagefind-bin<1.6'",
        )  # fmt: skip
    files: dict[str, bytes] = {}
    days = {record.url: record.day for record in records}
    parts = {
        lang: _part(out, facts["hash"], days, files)
        for lang, facts in sorted(entry["languages"].items())
    }
    names = ["pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"]
    names += [f"wasm.{facts['wasm']}.pagefind" for facts in entry["languages"].values()]
    runtime = {}
    for name in sorted(set(names)):
        runtime[name] = hash_of(out[name])
        files[hash_of(out[name])] = out[name]
    return Volume(parts, runtime, entry["include_characters"]), files


def _part(
    out: Mapping[str, bytes], name: str, days: Mapping[str, str], files: dict[str, bytes]
) -> Part:
    _, pages, chunks, filters, _, fields = _read(out[f"pagefind.{name}.pf_meta"])
    part = Part()
    urls = []
    for fragment, length in pages:
        packed = out[f"fragment/{fragment}.pf_fragment"]
        text = _unzipped(packed)
        urls.append(json.loads(text)["url"])
        digest = hash_of(text)
        files[digest] = packed
        part.pages.append(Paged(digest, length, days[urls[-1]]))
    if urls != [url for url in days if url in set(urls)]:
        raise SearchError(
            "Pagefind numbers pages in another order than they were sent", "",
            "build with --no-search to go on, and report this",
        )  # fmt: skip
    renamed = [FIELDS.index(field) for field in fields]
    found = [
        word
        for _first, _last, chunk in chunks
        for word in words(_unzipped(out[f"index/{chunk}.pf_index"]), renamed)
    ]
    if any(one.text > other.text for one, other in pairwise(found)):
        raise SearchError(
            "Pagefind writes words in another order than it did", "",
            "build with --no-search to go on, and report this",
        )  # fmt: skip
    for _, chunk in filters:
        filter_name, values = _read(out[f"filter/{chunk}.pf_filter"])
        part.filters[filter_name] = {value: sorted(pages) for value, pages in values}
    return replace(
        part,
        text="\n".join([word.text for word in found]),
        postings=Kept.of([word.found for word in found]),
        spellings={word.text: word.spellings for word in found if word.spellings},
    )


def _read(data: bytes) -> Any:  # noqa: ANN401 - what Pagefind wrote
    return cbor2.loads(_unzipped(data))


def _unzipped(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(MAGIC)


def to_bytes(volume: Volume) -> bytes:
    """Return a volume as CBOR, its many numbers in a few long strings."""
    parts = {
        lang: [
            [[page.digest, page.words, page.day] for page in part.pages],
            part.text,
            part.postings.numbers,
            part.postings.whole,
            [
                [word, [[form, *postings] for form, postings in forms.items()]]
                for word, forms in part.spellings.items()
            ],
            part.filters,
        ]
        for lang, part in volume.parts.items()
    }
    return cbor2.dumps([parts, volume.runtime, volume.characters])


def from_bytes(data: bytes) -> Volume:
    """Return the volume that `to_bytes` gave."""
    parts, runtime, characters = cbor2.loads(data)
    return Volume({lang: _parted(*part) for lang, part in parts.items()}, runtime, characters)


def _parted(  # noqa: PLR0913, PLR0917 - what a part is kept as
    pages: list[Any],
    text: str,
    numbers: bytes,
    data: bytes,
    spellings: list[Any],
    filters: dict[str, dict[str, list[int]]],
) -> Part:
    return Part(
        [Paged(*page) for page in pages],
        text,
        Kept(numbers, data),
        {
            word: {form: (count, first, last, found) for form, count, first, last, found in forms}
            for word, forms in spellings
        },
        filters,
    )


class Kept:
    """The postings of a volume's words as they were kept: two strings instead of a million values.

    Args:
        numbers: count, first, last and length of each, little-endian uint32.
        data: of one after the other.

    Attributes:
        numbers: as given.
        whole: the data, as given.
        table: count, first and last of each, shape (words, 3), uint32.
    """

    def __init__(self, numbers: bytes, data: bytes) -> None:
        self.numbers, self.whole = numbers, data
        rows = np.frombuffer(numbers, "<u4").reshape(-1, 4)
        self.table = np.ascontiguousarray(rows[:, :3], np.uint32)
        self._ends = np.concatenate([[0], np.cumsum(rows[:, 3], dtype=np.int64)])

    @classmethod
    def of(cls, postings: Sequence[Postings]) -> Self:
        """Keep postings."""
        numbers = np.array([(*found, len(data)) for *found, data in postings], "<u4")
        return cls(numbers.tobytes(), b"".join([data for *_, data in postings]))

    def data(self, low: int, high: int) -> list[bytes]:
        """Return the data of some words' postings."""
        whole = self.whole
        return [whole[start:end] for start, end in pairwise(self._ends[low : high + 1].tolist())]


def hash_of(data: bytes) -> str:
    """Return a digest by which a file is named."""
    return hashlib.sha256(data).hexdigest()[:16]


def compressed(data: bytes, level: int = 9) -> bytes:
    """Return a file as Pagefind's script reads it."""
    return gzip.compress(MAGIC + data, level, mtime=0)
