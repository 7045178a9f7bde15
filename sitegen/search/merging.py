"""Volumes -> one index, the same as Pagefind would have made of all articles at once.

Pages are numbered on from volume to volume, so that a word's pages in one volume follow those in
the one before. What a reader loads is one index: hits, their order, counts and excerpts are those
of one, because it is one. `tests/test_search.py` holds it against Pagefind's own.
"""

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

import cbor2
import numpy as np

from sitegen.search.postings import HEADS, Postings, array
from sitegen.search.volumes import (
    FIELDS,
    FORMAT,
    Part,
    Volume,
    hash_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Words are put into files of so many bytes before compression, and more: what a search loads for a
# rare word is one of these, and the list of them is loaded by every search. Where one ends is for
# its last word to say, so that a word that comes or goes leaves the files after it as they are.
_CHUNK, _LARGEST, _ONE_IN = 28_000, 100_000, 64
# Four hundredths larger than the slowest compression, in a tenth of the time.
_QUICK = 5
# A fragment is named by so many digits of its hash, by more of them where two would share a name.
_SHORT, _LONG = 6, 16
# Words whose postings are put together at once.
_GATHERED = 4000
# Undated pages come last in either order.
_BEFORE_ALL, _AFTER_ALL = "0", "99999999"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index.

    Attributes:
        path: in the index's folder.
        key: digest of what it holds.
        data: its bytes, or a function that gives them.
        level: how hard it has yet to be compressed; 0 where it is ready.
    """

    path: str
    key: bytes
    data: bytes | Callable[[], bytes]
    level: int = 0

    def read(self) -> bytes:
        """Return its bytes, not yet compressed."""
        return self.data if isinstance(self.data, bytes) else self.data()


# Where a word stands in each volume, whose first page has that number.
_InVolumes: TypeAlias = list[tuple[int, Postings]]
_Numbers: TypeAlias = "NDArray[np.int32]"


def merged(volumes: Sequence[Volume], kept: Callable[[str], bytes]) -> Iterator[File]:
    """Yield the files of the index.

    Args:
        volumes: in the order in which their pages are numbered.
        kept: gives a file that goes with a volume, by its digest.
    """
    runtime: dict[str, str] = {}
    for volume in volumes:
        runtime |= volume.runtime
    entry: dict[str, Any] = {}
    for lang in sorted({lang for volume in volumes for lang in volume.parts}):
        parts = [volume.parts.get(lang, Part()) for volume in volumes]
        names = _names([page.digest for part in parts for page in part.pages])
        for digest, short in names.items():
            path = f"fragment/{short}.pf_fragment"
            yield File(path, bytes.fromhex(digest), partial(kept, digest))
        chunks = yield from _words(parts)
        filters = yield from _filters(parts)
        pages = [[names[page.digest], page.words] for part in parts for page in part.pages]
        meta = [f"{FORMAT}2", pages, chunks, filters, _sorts(parts), list(FIELDS)]
        data = cbor2.dumps(meta)
        name = f"{lang}_{hash_of(data)[:10]}"
        yield _file(f"pagefind.{name}.pf_meta", data)
        wasm = lang if f"wasm.{lang}.pagefind" in runtime else None
        entry[lang] = {"hash": name, "wasm": wasm, "page_count": len(pages)}
    whole = {
        "version": f"{FORMAT}2",
        "languages": entry,
        "include_characters": volumes[0].characters,
    }
    data = json.dumps(whole, ensure_ascii=False).encode("utf-8")
    yield File("pagefind-entry.json", bytes.fromhex(hash_of(data)), data)
    for path, digest in sorted(runtime.items()):
        yield File(path, bytes.fromhex(digest), partial(kept, digest))


def _names(digests: list[str]) -> dict[str, str]:
    """Return digest -> the name of its file: short, and nobody else's."""
    owners: dict[str, str] = {}
    shared: set[str] = set()
    for digest in digests:
        if owners.setdefault(digest[:_SHORT], digest) != digest:
            shared.add(digest[:_SHORT])
    return {d: d[: _LONG if d[:_SHORT] in shared else _SHORT] for d in digests}


def _file(path: str, data: bytes, level: int = 9) -> File:
    return File(path, bytes.fromhex(hash_of(data)), data, level)


def _words(parts: Sequence[Part]) -> Generator[File, None, list[list[str]]]:
    """Yield the files of words; return the list of them: first word, last word, name."""
    starts = [0, *accumulate(len(part.pages) for part in parts)]
    chunks: list[list[str]] = []
    words: list[str] = []
    data: list[bytes] = []
    size = 0
    for word, pages, spellings in _gathered(starts, parts):
        one = _word(word, pages, spellings)
        words.append(word)
        data.append(one)
        size += len(one)
        if size >= _LARGEST or (size >= _CHUNK and crc32(word.encode()) % _ONE_IN == 0):
            chunks.append((yield from _chunk(words, data)))
            words, data, size = [], [], 0
    if words:
        chunks.append((yield from _chunk(words, data)))
    return chunks


def _gathered(
    starts: list[int], parts: Sequence[Part]
) -> Iterator[tuple[str, bytes, dict[str, _InVolumes]]]:
    """Yield each word in order, with its pages in all volumes and where its spellings stand.

    Some thousand words at a time, so that the postings of all never stand in memory at once.
    """
    known: set[str] = set()
    for part in parts:
        known.update(part.words)
    everything = sorted(known)
    numbers = {word: number for number, word in enumerate(everything)}
    numbered = [np.array([numbers[word] for word in part.words], np.int32) for part in parts]
    spellings = _spellings(starts, parts)
    for low in range(0, len(everything), _GATHERED):
        some = everything[low : low + _GATHERED]
        spans = [
            (start, part, words, *np.searchsorted(words, (low, low + len(some))).tolist())
            for start, part, words in zip(starts, parts, numbered, strict=False)
        ]
        for word, pages in zip(some, _postings(low, len(some), spans), strict=True):
            yield word, pages, spellings.get(word, {})


def _spellings(starts: list[int], parts: Sequence[Part]) -> dict[str, dict[str, _InVolumes]]:
    found: dict[str, dict[str, _InVolumes]] = {}
    for start, part in zip(starts, parts, strict=False):
        for word, forms in part.spellings.items():
            of_word = found.setdefault(word, {})
            for form, postings in forms.items():
                of_word.setdefault(form, []).append((start, postings))
    return found


def _postings(
    first: int, count: int, spans: Sequence[tuple[int, Part, _Numbers, int, int]]
) -> Iterator[bytes]:
    """Yield the pages of some words in all volumes, in CBOR.

    Args:
        first: number of the first word.
        count: how many words there are, numbered on from there.
        spans: of each volume: its first page, what it holds, the numbers of its words, and from
            where to where those stand among them that are wanted.
    """
    words = [np.zeros(0, np.int32)]
    tables = [np.zeros((0, 3), np.int64)]
    data: list[bytes] = []
    for start, part, numbers, low, high in spans:
        if low < high:
            words.append(numbers[low:high])
            tables.append(np.add(part.postings.table[low:high], (0, start, start), dtype=np.int64))
            data += part.postings.data(low, high)
    of_word = np.concatenate(words) - first
    pages, firsts, lasts = np.concatenate(tables).T
    order = np.argsort(of_word, kind="stable")
    # Where only spellings of a word stand, it has no pages of its own.
    order = order[pages[order] > 0]
    of_word = of_word[order]
    before = np.concatenate([[0], lasts[order]])[:-1]
    before[np.diff(of_word, prepend=-1) > 0] = 0
    pieces = [b""] * (2 * len(order))
    pieces[::2] = map(HEADS.__getitem__, (firsts[order] - before).tolist())
    pieces[1::2] = map(data.__getitem__, order.tolist())
    totals = np.bincount(of_word, pages[order], count).astype(np.int64).tolist()
    bounds = (2 * np.searchsorted(of_word, np.arange(count + 1))).tolist()
    for total, (low, high) in zip(totals, pairwise(bounds), strict=True):
        yield array(total) + b"".join(pieces[low:high])


def _chunk(words: list[str], data: list[bytes]) -> Generator[File, None, list[str]]:
    whole = b"".join([b"\x81", array(len(words)), *data])
    name = hash_of(whole)[:10]
    yield _file(f"index/{name}.pf_index", whole, _QUICK)
    return [words[0], words[-1], name]


def _word(word: str, pages: bytes, spellings: dict[str, _InVolumes]) -> bytes:
    """Return a word, its pages in all volumes, and its spellings with theirs."""
    parts = [b"\x83", cbor2.dumps(word), pages, array(len(spellings))]
    for form in sorted(spellings):
        parts += [b"\x82", cbor2.dumps(form), *_pages(spellings[form])]
    return b"".join(parts)


def _pages(found: _InVolumes) -> list[bytes]:
    parts = [b""]
    total = before = 0
    for start, (count, first, last, data) in found:
        if count:
            parts += (HEADS[start + first - before], data)
            before = start + last
            total += count
    parts[0] = array(total)
    return parts


def _filters(parts: Sequence[Part]) -> Generator[File, None, list[list[str]]]:
    """Yield the files of filters; return the list of them: name of the filter, name of the file."""
    values: dict[str, dict[str, list[int]]] = {}
    start = 0
    for part in parts:
        for name, of_part in part.filters.items():
            for value, pages in of_part.items():
                known = values.setdefault(name, {}).setdefault(value, [])
                known += [start + page for page in pages]
        start += len(part.pages)
    filters = []
    for name in sorted(values):
        data = cbor2.dumps([name, [[value, values[name][value]] for value in sorted(values[name])]])
        digest = hash_of(data)[:10]
        yield _file(f"filter/{digest}.pf_filter", data)
        filters.append([name, digest])
    return filters


def _sorts(parts: Sequence[Part]) -> list[Any]:
    days = [page.day for part in parts for page in part.pages]
    numbers = range(len(days))
    return [
        [name, sorted(numbers, key=lambda number: int(days[number] or undated))]
        for name, undated in (("newest", _BEFORE_ALL), ("oldest", _AFTER_ALL))
    ]
