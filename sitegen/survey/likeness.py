"""Articles and their neighbours -> copies of one text, related articles."""

import functools
from collections.abc import Mapping, Sequence

import numpy as np

from sitegen.analysis import copies
from sitegen.analysis.neighbours import Neighbours
from sitegen.articles.frontmatter import NO_COPY
from sitegen.articles.lockfile import DIGITS, LockEntry
from sitegen.language.words import plain
from sitegen.model import Article
from sitegen.storage.cache import Memo

_RELATED = 6
_SAME = f"same@{copies.VERSION}"
# Some 16 kB each.
_SHINGLES_KEPT = 4096


def copies_of(
    articles: Sequence[Article],
    entries: Mapping[str, LockEntry],
    near: Neighbours,
    memo: Memo,
) -> dict[str, str]:
    """Return slug of a copy -> slug of its canonical article, what people say included.

    Args:
        articles: all of them.
        entries: slug -> what the lock says of it.
        near: the articles' neighbours, by their rows.
        memo: of comparisons.
    """
    likely: dict[int, set[int]] = {}
    alike = near.likeness >= copies.LEAST_LIKENESS
    for row, other in zip(near.ours[alike].tolist(), near.theirs[alike].tolist(), strict=True):
        likely.setdefault(row, set()).add(other)
        likely.setdefault(other, set()).add(row)
    comparisons = _Comparisons(articles, likely, memo)

    def ours(article: Article) -> bool:
        """Whether sitegen may mark it as a copy."""
        entry = entries.get(article.slug)
        return entry is not None and entry.owns("copy_of", article.copy_of)

    candidates = {
        row: copies.Candidate(article.slug, len(article.body), article.date, ours(article))
        for row in sorted(likely)
        for article in [articles[row]]
    }
    chosen = copies.canonical(candidates, likely, comparisons.same)
    comparisons.remember()
    said = {
        article.slug: article.copy_of
        for article in articles
        if article.copy_of not in ("", NO_COPY) and not ours(article)
    }
    return {articles[row].slug: articles[other].slug for row, other in chosen.items()} | said


class _Comparisons:
    """Compares articles two at a time; what was compared before stands in the memo."""

    def __init__(
        self, articles: Sequence[Article], likely: Mapping[int, set[int]], memo: Memo
    ) -> None:
        self._articles, self._memo = articles, memo
        self._keys = {row: bytes.fromhex(articles[row].body_digest[:DIGITS]) for row in likely}
        pairs = {self._pair(row, other) for row, others in likely.items() for other in others}
        self._known = memo.get(_SAME, pairs)
        self._asked: dict[bytes, bytes] = {}
        # Shingles of the last articles: the pairs of one come together.
        self._shingles = functools.lru_cache(maxsize=_SHINGLES_KEPT)(self._of)

    def same(self, one: int, other: int) -> bool:
        pair = self._pair(one, other)
        answer = self._asked.get(pair) or self._known.get(pair)
        if answer is None:
            # Two that are near by way of a third.
            found = self._memo.get(_SAME, [pair])
            self._known |= found
            answer = found.get(pair)
        if answer is None:
            answer = bytes([copies.same(self._shingles(one), self._shingles(other))])
        self._asked[pair] = answer
        return bool(answer[0])

    def remember(self) -> None:
        new = {pair: answer for pair, answer in self._asked.items() if pair not in self._known}
        self._memo.put(_SAME, new)
        if len(self._known) + len(new) > len(self._asked):
            self._memo.keep_only(_SAME, self._asked)

    def _pair(self, one: int, other: int) -> bytes:
        return b"".join(sorted((self._key(one), self._key(other))))

    def _key(self, row: int) -> bytes:
        if row not in self._keys:
            self._keys[row] = bytes.fromhex(self._articles[row].body_digest[:DIGITS])
        return self._keys[row]

    def _of(self, row: int) -> copies.Shingles:
        return copies.shingles(plain(self._articles[row].body))


def related_to(
    articles: Sequence[Article], near: Neighbours, found: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return slug -> the slugs of those most like it, copies aside; a copy has none.

    Args:
        articles: all of them.
        near: their neighbours, by their rows.
        found: copy -> canonical article.
    """
    slugs = [article.slug for article in articles]
    bounds = np.searchsorted(near.ours, np.arange(len(slugs) + 1)).tolist()
    theirs = near.theirs.tolist()
    return {
        slug: tuple(
            slugs[row] for row in theirs[bounds[place] : bounds[place + 1]]
            if slugs[row] not in found
        )[:_RELATED]
        for place, slug in enumerate(slugs)
        if slug not in found
    }  # fmt: skip
