"""An article as a bag of terms: stems, and the phrases that a lexicon names.

An article's terms depend on nothing but the article: they can be counted anywhere and kept by the
digest of its text.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis import tokens
from sitegen.analysis.vocabulary import BUCKET_BITS, BUCKETS, MOST_WORDS, Vocabulary
from sitegen.language.words import MARKS, without_targets

# What the form of the counts is: kept counts of another one are counted again.
VERSION = 1
# A word of the title counts as much as this many of the body.
TITLE_WEIGHT = 3
# So many articles are counted together, with so many characters: their numbers and the buckets fit
# into 32 bits, their words into the processor's caches.
_AT_ONCE, _MOST_CHARACTERS = 256, 1 << 20
_MOST_COUNTED = np.iinfo(np.uint16).max
_MARK = re.compile(f"[{re.escape(MARKS.decode('ascii'))}]")
_HEAD = Struct("<2I")
HEAD = _HEAD.size


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article.

    Attributes:
        buckets: of its terms, ascending, uint32.
        counts: how often each stands there, uint16.
        length: how many terms it has, the title's counted as often as they weigh.
    """

    buckets: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    length: int


def of(texts: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[Terms]:
    """Yield the terms of articles.

    Args:
        texts: title of each, and body as Markdown or as plain text.
        vocabulary: of their language.
    """
    some: list[tuple[str, str]] = []
    size = 0
    for title, body in texts:
        some.append((title, body))
        size += len(body)
        if len(some) == _AT_ONCE or size > _MOST_CHARACTERS:
            yield from _of(some, vocabulary)
            some, size = [], 0
    if some:
        yield from _of(some, vocabulary)


def _of(texts: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[Terms]:
    """Yield the terms of so few articles that all their words can be looked at together."""
    count = len(texts)
    pieces = [without_targets(body) for _, body in texts]
    pieces += [_MARK.sub(" ", title) for title, _ in texts]  # no marks there, but signs
    buckets, owners = vocabulary.buckets(tokens.of(pieces, MOST_WORDS))
    in_title = owners >= count
    owners[in_title] -= count
    # Article and bucket as one number: sorted, they are counted.
    whole = (owners << BUCKET_BITS | buckets).astype(np.uint32)
    again = [whole[in_title]] * (TITLE_WEIGHT - 1)
    whole, counts = np.unique(np.concatenate([whole, *again]), return_counts=True)
    counts = np.minimum(counts, _MOST_COUNTED)
    ends = np.searchsorted(whole >> np.uint32(BUCKET_BITS), np.arange(count + 1))
    whole &= np.uint32(BUCKETS - 1)
    for first, last in itertools.pairwise(ends.tolist()):
        these = counts[first:last]
        yield Terms(whole[first:last], these.astype(np.uint16), int(these.sum()))


def packed(terms: Terms) -> bytes:
    """Return terms as bytes: length and how many there are, their buckets, their counts."""
    head = _HEAD.pack(terms.length, len(terms.buckets))
    return head + terms.buckets.astype("<u4").tobytes() + terms.counts.astype("<u2").tobytes()


def unpacked(data: bytes) -> Terms:
    """Return the terms that `packed` gave."""
    length, number, end = extent(data)
    buckets = np.frombuffer(data, "<u4", number, HEAD)
    return Terms(buckets, np.frombuffer(data, "<u2", number, end), length)


def extent(data: bytes) -> tuple[int, int, int]:
    """Return length and number of the terms that `packed` gave, and where their buckets end."""
    length, number = _HEAD.unpack_from(data)
    return length, number, HEAD + 4 * number


def changed(before: Sequence[bytes], less: Iterable[Terms], more: Iterable[Terms]) -> list[bytes]:
    """Return the terms of articles in which some words took the place of others, packed.

    Args:
        before: of each, as `packed` gave them.
        less: of each, the terms of the words that went.
        more: of each, the terms of the words that came.
    """
    if not before:
        return []
    was = [unpacked(data) for data in before]
    gone, new = list(less), list(more)
    places = np.concatenate([_placed(some) for some in (gone, new)])
    there = np.concatenate([terms.counts for terms in (*gone, *new)]).astype(np.int64)
    there[: sum(len(terms.counts) for terms in gone)] *= -1
    places, which = np.unique(places, return_inverse=True)
    change = np.bincount(which, there, len(places)).astype(np.int64)
    whole = _placed(was)
    counts = np.concatenate([terms.counts for terms in was]).astype(np.int64)
    at = np.searchsorted(whole, places)
    known = at < len(whole)
    known[known] = whole[at[known]] == places[known]
    counts[at[known]] += change[known]
    whole = np.insert(whole, at[~known], places[~known])
    counts = np.insert(counts, at[~known], change[~known])
    kept = counts > 0
    ends = np.searchsorted(whole[kept] >> BUCKET_BITS, np.arange(len(was) + 1)).tolist()
    buckets, few = (whole[kept] & (BUCKETS - 1)).astype(np.uint32), counts[kept].astype(np.uint16)
    lengths = [a.length - b.length + c.length for a, b, c in zip(was, gone, new, strict=True)]
    return [
        packed(Terms(buckets[first:last], few[first:last], length))
        for (first, last), length in zip(itertools.pairwise(ends), lengths, strict=True)
    ]


def _placed(some: Sequence[Terms]) -> NDArray[np.int64]:
    """Return article and bucket of each term as one number."""
    owners = np.repeat(np.arange(len(some)), [len(terms.buckets) for terms in some])
    buckets = np.concatenate([terms.buckets for terms in some])
    placed: NDArray[np.int64] = owners << BUCKET_BITS | buckets
    return placed
