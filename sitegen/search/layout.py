"""How an index is laid out in files of words, and which of them the next index can take over.

A word's pages in the index are its pages in all volumes. Where volumes have as many pages as those
before them, pages keep their numbers, and only the words that stand otherwise in a new volume than
in the one that it follows have to be put together again. Most of what changes in an archive is of
that kind: an article that somebody edits.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sitegen.search.postings import Postings
from sitegen.search.volumes import Part, Volume

# Where more than one in so many volumes is new, all words are put together again.
_FEW = 4


class Chunk(NamedTuple):
    """A file of words: its first and last word, its name, and the digest of what it holds."""

    first: str
    last: str
    name: str
    key: str

    @property
    def path(self) -> str:
        """Where it stands in the index's folder."""
        return f"index/{self.name}.pf_index"


class Stretch(NamedTuple):
    """Words that are put together at once: those behind one, up to another; None for the last.

    `chunk` is the file that holds just them, if it stands as it was.
    """

    after: str
    last: str | None
    chunk: Chunk | None = None


class Layout(NamedTuple):
    """What an index was made of, and into which files.

    Attributes:
        volumes: their keys.
        pages: language -> how many each volume has.
        chunks: language -> files of words, in order.
    """

    volumes: list[str]
    pages: dict[str, list[int]]
    chunks: dict[str, list[Chunk]]

    def packed(self) -> bytes:
        """Return it as the memo keeps it."""
        return json.dumps(self, ensure_ascii=True).encode("ascii")


def unpacked(data: bytes) -> Layout:
    """Return the layout that `Layout.packed` gave."""
    volumes, pages, chunks = json.loads(data)
    return Layout(
        volumes, pages, {lang: [Chunk(*one) for one in some] for lang, some in chunks.items()}
    )


def pages_of(volumes: Sequence[Volume]) -> dict[str, list[int]]:
    """Return language -> how many pages each volume has."""
    return {
        lang: [len(part.pages) for part in parts_of(volumes, lang)]
        for lang in sorted({lang for volume in volumes for lang in volume.parts})
    }


def parts_of(volumes: Sequence[Volume], lang: str) -> list[Part]:
    """Return what each volume holds in a language."""
    return [volume.parts.get(lang, Part()) for volume in volumes]


def stretches(
    before: Layout,
    keys: Sequence[str],
    volumes: Sequence[Volume],
    earlier: Callable[[Sequence[str]], Sequence[Volume]],
) -> dict[str, list[Stretch]]:
    """Return language -> its words in stretches that say which files stand as they were.

    Args:
        before: the layout of the index before.
        keys: of the volumes.
        volumes: whose index is to be made.
        earlier: gives volumes of the index before by their keys; none where one is not known.

    Returns:
        nothing for a language that is to be put together anew.
    """
    if len(before.volumes) != len(keys):
        return {}
    places = [at for at, key in enumerate(keys) if key != before.volumes[at]]
    pages = pages_of(volumes)
    same = [
        lang for lang in pages
        if before.pages.get(lang) == pages[lang] and before.chunks[lang]
    ]  # fmt: skip
    if not same or len(places) * _FEW > len(keys):
        return {}
    old = earlier([before.volumes[at] for at in places])
    if len(old) != len(places):
        return {}
    found = {}
    for lang in same:
        pairs = zip(
            parts_of(old, lang), (parts_of(volumes, lang)[at] for at in places), strict=True
        )
        changed = set[str]().union(*(_changed(was, now) for was, now in pairs))
        found[lang] = list(_stretches(before.chunks[lang], sorted(changed)))
    return found


def _stretches(chunks: Sequence[Chunk], changed: list[str]) -> Iterator[Stretch]:
    # The last file ends with the last word, whichever that is: what comes behind belongs to it.
    after, low = "", 0
    for chunk in chunks:
        last = None if chunk is chunks[-1] else chunk.last
        high = len(changed) if last is None else bisect_right(changed, last)
        yield Stretch(after, last, chunk if low == high else None)
        after, low = chunk.last, high


def _changed(was: Part, now: Part) -> set[str]:
    """Return the words that do not stand on the same pages and places in both."""
    return {word for word, *_ in _facts(was) ^ _facts(now)}


def _facts(part: Part) -> set[tuple[str, str, Postings]]:
    """Return where each word and each of its spellings stands; a word itself has none."""
    kept = part.postings
    data = kept.data(0, len(kept.table))
    words = {
        (word, "", (pages, first, last, found))
        for word, (pages, first, last), found in zip(
            part.words, kept.table.tolist(), data, strict=True
        )
    }
    spelt = part.spellings.items()
    return words | {(word, form, found) for word, forms in spelt for form, found in forms.items()}
