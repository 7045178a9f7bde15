"""Volumes -> one index, the same as Pagefind would have made of all articles at once.

Pages are numbered on from volume to volume, so that a word's pages in one volume follow those in
the one before. What a reader loads is one index: hits, their order, counts and excerpts are those
of one, because it is one. `tests/test_search.py` holds it against Pagefind's own.
"""

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any
from zlib import crc32

import cbor2

from sitegen.search.gathering import Gathered, InVolumes, Words
from sitegen.search.layout import Chunk, Stretch, parts_of
from sitegen.search.lexicon import FORMAT
from sitegen.search.packing import hash_of
from sitegen.search.postings import HEADS, array
from sitegen.search.volumes import FIELDS, Part, Volume

# Words are put into files of so many bytes before compression, and more: what a search loads for a
# rare word is one of these, and the list of them is loaded by every search. Where one ends is for
# its last word to say, so that a word that comes or goes leaves the files after it as they are.
_CHUNK, _LARGEST, _ONE_IN = 28_000, 100_000, 64
# Four hundredths larger than the slowest compression, in a tenth of the time.
_QUICK = 5
# A fragment is named by so many digits of its hash, by more of them where two would share a name.
_SHORT, _LONG = 6, 16
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


def merged(
    volumes: Sequence[Volume],
    kept: Callable[[str], bytes],
    standing: Mapping[str, Sequence[Stretch]] = MappingProxyType({}),
) -> Generator[File, None, dict[str, list[Chunk]]]:
    """Yield the files of the index; return language -> its files of words.

    Args:
        volumes: in the order in which their pages are numbered.
        kept: gives a file that goes with a volume, by its digest.
        standing: language -> its words in stretches, where files of the index before stand as they
            were.
    """
    runtime: dict[str, str] = {}
    for volume in volumes:
        runtime |= volume.runtime
    entry: dict[str, Any] = {}
    laid: dict[str, list[Chunk]] = {}
    for lang in sorted({lang for volume in volumes for lang in volume.parts}):
        parts = parts_of(volumes, lang)
        names = _names([page.digest for part in parts for page in part.pages])
        for digest, short in names.items():
            path = f"fragment/{short}.pf_fragment"
            yield File(path, bytes.fromhex(digest), partial(kept, digest))
        words = Words(parts)
        stretches = standing.get(lang) or words.stretches()
        laid[lang] = yield from _words(words, stretches)
        chunks = [[chunk.first, chunk.last, chunk.name] for chunk in laid[lang]]
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
    return laid


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


def _words(words: Words, stretches: Sequence[Stretch]) -> Generator[File, None, list[Chunk]]:
    """Yield the files of words; return the list of them."""
    chunks: list[Chunk] = []
    some: list[str] = []
    data: list[bytes] = []
    size = 0
    for stretch in stretches:
        # Where nothing of the words before is left, a file begins here as it did then.
        if stretch.chunk and not some:
            chunks.append(stretch.chunk)
            whole = partial(_stretch, words, stretch)
            yield File(stretch.chunk.path, bytes.fromhex(stretch.chunk.key), whole, _QUICK)
            continue
        for found in words.between(stretch.after, stretch.last):
            one = _word(found)
            some.append(found.word)
            data.append(one)
            size += len(one)
            if size >= _LARGEST or (size >= _CHUNK and crc32(found.word.encode()) % _ONE_IN == 0):
                chunks.append((yield from _chunk(some, data)))
                some, data, size = [], [], 0
    if some:
        chunks.append((yield from _chunk(some, data)))
    return chunks


def _stretch(words: Words, stretch: Stretch) -> bytes:
    """Return what a file of words holds that stands as it was."""
    return _file_of([_word(found) for found in words.between(stretch.after, stretch.last)])


def _file_of(words: list[bytes]) -> bytes:
    return b"".join([b"\x81", array(len(words)), *words])


def _chunk(words: list[str], data: list[bytes]) -> Generator[File, None, Chunk]:
    whole = _file_of(data)
    key = hash_of(whole)
    chunk = Chunk(words[0], words[-1], key[:10], key)
    yield File(chunk.path, bytes.fromhex(key), whole, _QUICK)
    return chunk


def _word(found: Gathered) -> bytes:
    """Return a word, its pages in all volumes, and its spellings with theirs."""
    parts = [b"\x83", cbor2.dumps(found.word), found.pages, array(len(found.spellings))]
    for form in sorted(found.spellings):
        parts += [b"\x82", cbor2.dumps(form), *_pages(found.spellings[form])]
    return b"".join(parts)


def _pages(found: InVolumes) -> list[bytes]:
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
