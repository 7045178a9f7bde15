"""What a comparison of all articles leaves for the next one, which then looks at what is new.

An article's vector is another one if its text is, or if one of its terms is not as rare as it was;
and those it is like are others only where such a vector is near. Of ten thousand articles an edit
leaves nearly all as they were. What is found is what a comparison of all would find.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sitegen.analysis import matrix, related
from sitegen.analysis.matrix import Floats, Integers, Sparse, Stack
from sitegen.analysis.neighbours import Neighbours, joined
from sitegen.analysis.related import Search

# If more than one article of so many is new, all are compared.
_WORTH_IT = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """N articles as they were compared.

    Attributes:
        keys: (N,) of their terms.
        langs: (N,) their languages.
        buckets: (T,) the terms, ascending.
        rarity: (T,) how rare they are.
        vectors: (N, T) as `matrix.weighed` gives them.
        search: what was found for each among those of its language.
    """

    keys: NDArray[np.bytes_]
    langs: NDArray[np.str_]
    buckets: Integers
    rarity: Floats
    vectors: Sparse
    search: Search

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return it as arrays by name."""
        vectors, search, near = self.vectors, self.search, self.search.near
        return {
            "keys": self.keys, "langs": self.langs, "buckets": self.buckets, "rarity": self.rarity,
            "starts": vectors.indptr, "columns": vectors.indices, "data": vectors.data,
            "rows": search.rows, "terms": search.terms, "weights": search.weights,
            "tops": search.tops.astype(np.int32), "values": search.values,
            "ours": near.ours, "theirs": near.theirs, "likeness": near.likeness,
        }  # fmt: skip

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "Compared":
        """Return what `arrays` gave.

        Raises:
            KeyError: one is lacking.
            ValueError: they do not fit each other.
        """
        of = arrays.__getitem__
        shape = articles, terms = len(of("keys")), len(of("buckets"))
        starts = of("starts")
        if starts[0] or (np.diff(starts) < 0).any():
            message = "vectors do not follow each other"
            raise ValueError(message)
        vectors = sparse.csr_matrix((of("data"), of("columns"), starts), shape=shape)
        vectors.check_format(full_check=True)
        for name, least, most in (
            ("rows", 0, articles), ("terms", -1, terms), ("tops", -1, articles),
            ("ours", 0, articles), ("theirs", 0, articles),
        ):  # fmt: skip
            if ((of(name) < least) | (of(name) >= most)).any():
                message = f"{name} are out of range"
                raise ValueError(message)
        near = Neighbours(of("ours"), of("theirs"), of("likeness"))
        search = Search(
            of("rows"), of("terms"), of("weights"), of("tops").astype(np.int64), of("values"), near
        )
        return cls(of("keys"), of("langs"), of("buckets"), of("rarity"), vectors, search)


def compared(
    whole: Stack, keys: Sequence[bytes], langs: NDArray[np.str_], before: Compared | None
) -> tuple[Compared, Neighbours]:
    """Compare articles; return that for the next time, and their neighbours.

    Neighbours are of an article's language, or of any where it has none there.

    Args:
        whole: their terms.
        keys: of their terms.
        langs: their languages.
        before: what was compared last.
    """
    named, rarity = np.array(keys, "S16"), matrix.rarities(whole)
    some = before and len(before.buckets) and len(whole.buckets)
    known = _known(before, whole, named, langs, rarity) if before and some else None
    if known:
        vectors, search = known
    else:
        vectors = matrix.weighed(whole, rarity)
        search = related.together(
            [related.searched(vectors, rows, rows) for rows in _by_language(langs)]
        )
    return (
        Compared(named, langs, whole.buckets, rarity, vectors, search),
        _with_lonely(vectors, search.near, langs),
    )


def _by_language(langs: NDArray[np.str_]) -> list[Integers]:
    return [np.flatnonzero(langs == lang) for lang in sorted(set(langs.tolist()))]


def _with_lonely(vectors: Sparse, near: Neighbours, langs: NDArray[np.str_]) -> Neighbours:
    """Return neighbours with those of articles that have none of their own language."""
    everyone = np.arange(len(langs))
    lonely = np.setdiff1d(everyone, near.ours)
    if not len(lonely) or len(set(langs.tolist())) == 1:
        return near
    return joined([near, related.neighbours(vectors, everyone, lonely)])


def _known(
    before: Compared,
    whole: Stack,
    keys: NDArray[np.bytes_],
    langs: NDArray[np.str_],
    rarity: Floats,
) -> tuple[Sparse, Search] | None:
    """Return vectors and searches, most as they were; None where that is not worth while."""
    old_rows, rows = _aligned(before, keys, langs)
    column = np.searchsorted(before.buckets, whole.buckets)
    column[column == len(before.buckets)] = 0
    same = before.buckets[column] == whole.buckets
    as_rare = same & (before.rarity[column] == rarity)
    changed = np.ones(len(keys), np.bool_)
    changed[rows] = False
    places = np.flatnonzero(~as_rare[whole.counts.indices])
    changed[np.searchsorted(whole.counts.indptr, places, side="right") - 1] = True
    if changed.sum() * _WORTH_IT > len(keys):
        return None
    kept = ~changed[rows]
    # Old columns and rows by the numbers that they have now.
    number = np.searchsorted(whole.buckets, before.buckets)
    stands = np.append(whole.buckets, -1)[number] == before.buckets
    place = np.full(len(before.keys) + 1, -1)
    place[:-1] = len(keys)  # beyond all: gone
    place[old_rows] = rows
    some, found = before.vectors[old_rows[kept]], before.search.among(old_rows[kept])
    if not (stands[some.indices].all() and np.append(stands, True)[found.terms].all()):
        return None  # somebody made it up
    shape = (some.shape[0], len(whole.buckets))
    some = sparse.csr_matrix((some.data, number[some.indices], some.indptr), shape=shape)
    vectors = matrix.weighed_again(whole, rarity, some, changed)
    found = Search(
        rows[kept],
        np.append(number, -1)[found.terms].astype(np.int32),
        found.weights,
        place[found.tops],
        found.values,
        Neighbours(place[found.near.ours], place[found.near.theirs], found.near.likeness),
    )
    return vectors, related.together(
        [related.again(vectors, among, found, changed) for among in _by_language(langs)]
    )


def _aligned(
    before: Compared, keys: NDArray[np.bytes_], langs: NDArray[np.str_]
) -> tuple[Integers, Integers]:
    """Return rows of articles that were there before, and their rows now: both ascending."""
    old, new = len(before.keys), len(keys)
    few = min(old, new)
    same = (before.keys[:few] == keys[:few]) & (before.langs[:few] == langs[:few])
    if old == new:
        rows = np.flatnonzero(same)
        return rows, rows
    # Some came or went between the first ones and the last.
    first = int(np.argmin(np.append(same, False)))
    ends = (before.keys[old - few :] == keys[new - few :]) & (
        before.langs[old - few :] == langs[new - few :]
    )
    last = min(int(np.argmin(np.append(ends[::-1], False))), few - first)
    head = np.arange(first)
    return (
        np.concatenate([head, np.arange(old - last, old)]),
        np.concatenate([head, np.arange(new - last, new)]),
    )
