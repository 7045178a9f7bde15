"""Some articles -> their part of the index.

Pagefind 1.5 writes gzipped CBOR behind a magic word: a list of pages, chunks of words, filters and
sort orders; files of words, in order, with the pages on which each stands; files of filters; and of
each page, what is shown of it. What it says of each word (`lexicon.py`) makes all of that.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import cbor2
import numpy as np

from sitegen.search.lexicon import META, Lexicon, lexicon
from sitegen.search.packing import MAGIC, compressed, hash_of
from sitegen.search.postings import Numbers, Places, Postings, packed
from sitegen.search.reading import read
from sitegen.search.records import Record, spaced

if TYPE_CHECKING:
    from array import array

# What a page may say of itself: the index names it by its place here.
FIELDS = ("author", "date", "day", "title", "when", "image", "image_alt")


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
    files: dict[str, bytes] = {}
    parts: dict[str, Part] = {}
    runtime: dict[str, str] = {}
    characters: list[str] = []
    # Pagefind names languages in small letters: what it takes for one is one part.
    for lang in sorted({record.lang.lower() for record in records}):
        known = lexicon(executable, lang)
        part = _part(known, [one for one in records if one.lang.lower() == lang], files)
        parts[known.name] = part
        characters = known.characters
        for name, data in known.runtime.items():
            runtime[name] = hash_of(data)
            files[runtime[name]] = data
    return Volume(parts, runtime, characters), files


def _part(known: Lexicon, records: Sequence[Record], files: dict[str, bytes]) -> Part:
    """Index records of one language; put what is shown of each among the files."""
    stretches = [read(record.html) for record in records]
    texts = [
        list(chain.from_iterable([known.numbers(level, words) for level, words in some]))
        for some in stretches
    ]
    fields = [
        (article, FIELDS.index(name), known.numbers(META, value.split()))
        for article, record in enumerate(records)
        for name, value in record.meta
    ]
    known.learn()
    part = Part()
    for number, (record, some, text) in enumerate(zip(records, stretches, texts, strict=True)):
        length = sum(map(known.sizes.__getitem__, text)) if known.is_parted else len(text)
        content = known.content([words for _, words in some], text)
        shown = _shown(record, content, length)
        digest = hash_of(MAGIC + shown)
        files[digest] = compressed(shown)
        part.pages.append(Paged(digest, length, record.day))
        for name, value in dict.fromkeys((name, spaced(value)) for name, value in record.filters):
            part.filters.setdefault(name, {}).setdefault(value, []).append(number)
    return _found(part, known, texts, fields)


def _shown(record: Record, content: str, length: int) -> bytes:
    """Return what is shown of a record, as Pagefind writes it."""
    filters: dict[str, list[str]] = {}
    for name, value in sorted(record.filters, key=lambda pair: pair[0]):
        filters.setdefault(name, []).append(spaced(value))
    said = {
        "url": record.url,
        "content": content,
        "word_count": length,
        "filters": filters,
        "meta": {name: spaced(value) for name, value in sorted(record.meta)},
        "anchors": [],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _found(
    part: Part,
    known: Lexicon,
    texts: Sequence[Sequence[int]],
    fields: Sequence[tuple[int, int, Sequence[int]]],
) -> Part:
    """Return a part with its words, and where they stand.

    Args:
        part: to which they belong.
        known: what Pagefind makes of words.
        texts: the words of each article.
        fields: article, number of the field, and its words, of each field of each article.
    """
    articles = len(texts)
    spelled, weights, which, places = _places(known, texts)
    spelled_, _, row, places_ = _places(known, [words for _, _, words in fields])
    owners, names = (np.array([field[i] for field in fields], np.int64)[row] for i in (0, 1))
    # Words in the order of their characters' numbers, as the index has them, and then forms.
    used = np.union1d(spelled, spelled_).tolist()
    pairs = [known.spelled[number] for number in used]
    words = sorted({word for word, _ in pairs})
    forms = sorted(pair for pair in pairs if pair[1])
    order = {pair: number for number, pair in enumerate([*((word, "") for word in words), *forms])}
    number = np.zeros(len(known.spelled), np.int64)
    number[used] = [order[pair] for pair in pairs]
    table, data = packed(
        Places.of(number[spelled] * articles + which, weights, places),
        Places.of(number[spelled_] * articles + owners, names, places_),
        len(order),
        articles,
    )
    kept = Kept(table.astype("<u4").tobytes(), data)
    spellings: dict[str, dict[str, Postings]] = {}
    for row_, (word, form) in enumerate(forms, start=len(words)):
        count, first, last = map(int, kept.table[row_])
        (found,) = kept.data(row_, row_ + 1)
        spellings.setdefault(word, {})[form] = count, first, last, found
    table = table[: len(words)]
    of_words = Kept(table.astype("<u4").tobytes(), data[: int(table[:, 3].sum())])
    return replace(part, text="\n".join(words), postings=of_words, spellings=spellings)


def _places(
    known: Lexicon, texts: Sequence[Sequence[int]]
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return all places where words are found: spelling, weight, text, and place in the text."""
    lengths = np.array([len(text) for text in texts], np.int64)
    words = np.fromiter(chain.from_iterable(texts), np.int64, lengths.sum())
    text = np.repeat(np.arange(len(texts)), lengths)
    ends = np.concatenate([[0], np.cumsum(_numbers(known.sizes)[words])])
    places = ends[:-1] - ends[np.cumsum(lengths) - lengths][text]
    counts = _numbers(known.counts)[words]
    which = np.repeat(np.arange(len(words)), counts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = _numbers(known.starts)[words][which] + within
    return (
        _numbers(known.spellings)[found],
        _numbers(known.weights)[found],
        text[which],
        places[which] + _numbers(known.offsets)[found],
    )


def _numbers(values: "array[int]") -> Numbers:
    return np.array(values, np.int64)


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

    def data(self, low: int, high: int) -> list[bytes]:
        """Return the data of some words' postings."""
        whole = self.whole
        return [whole[start:end] for start, end in pairwise(self._ends[low : high + 1].tolist())]
