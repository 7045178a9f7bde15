"""An article as a bag of terms: stems, and the phrases that a lexicon names.

A term is known by the bucket that a hash gives it (Weinberger et al. 2009, "Feature Hashing for
Large Scale Multitask Learning", ICML), so that an article's terms depend on nothing but the
article: they can be counted anywhere and kept by the digest of its text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.stems import LONGEST, stemmer
from sitegen.cleaning.words import spaced, starts_unspaced

BUCKETS = 1 << 22
# What the form of the counts is: kept counts of another one are counted again.
VERSION = 1
# A word of the title counts as much as this many of the body.
TITLE_WEIGHT = 3
# No article says more about its topic than in so many words.
_MOST_WORDS = 20_000
# A word of a lexicon that has a `*` must share this many letters with a text's word.
_SHORTEST_PART = 3
_MOST_COUNTED = np.iinfo(np.uint16).max

Numbers = NDArray[np.int64]


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


def bucket(term: str) -> int:
    """Return the bucket of a term."""
    return crc32(term.encode("utf-8", "surrogatepass")) % BUCKETS


class Vocabulary:
    """How the words of one language become terms.

    Args:
        lang: its tag; empty where it is not known.
        entries: a lexicon's entries, as `lexicon.language.Lexicon` describes them.
    """

    def __init__(self, lang: str, entries: Iterable[str]) -> None:
        self._stem = cache(stemmer(lang))
        # First stem of a phrase -> its second -> the stems of all phrases that begin so.
        self._phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._prefixes: dict[str, str] = {}
        self._suffixes: dict[str, str] = {}
        for entry in sorted(set(entries)):
            parts = self._parts(entry)
            if entry.endswith("*"):
                self._prefixes[entry.lower().rstrip("*")] = entry
            elif entry.startswith("*"):
                self._suffixes[entry.lower().lstrip("*")] = entry
            elif len(parts) > 1:
                self._phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts)
        self._seconds = frozenset[str]().union(*self._phrases.values())
        self._remembered = _Remembered(self)

    def term(self, entry: str) -> str:
        """Return the term that an entry of the lexicon is counted as."""
        return entry if "*" in entry else "_".join(self._parts(entry))

    def counts(self, text: str) -> tuple[list[int], list[int]]:
        """Return the buckets of a text's terms and how often they stand there; some twice."""
        words = spaced(text)[:_MOST_WORDS]
        counted = Counter(words)
        remembered = self._remembered
        buckets = list(map(remembered.__getitem__, counted))
        counts = list(counted.values())
        for word in remembered.others.keys() & counted.keys():
            for number in remembered.others[word]:
                buckets.append(number)
                counts.append(counted[word])
        openers, seconds = remembered.openers, remembered.seconds
        # So that the last word has one after it.
        words.append(b"")
        opening = compress(count(), map(openers.__contains__, words))
        places = [i for i in opening if words[i + 1] in seconds]
        if places:
            phrases = [bucket(phrase) for phrase, _ in self._phrases_at(places, words)]
            buckets += phrases
            counts += [1] * len(phrases)
        return buckets, counts

    def spoken(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each term of a text, as often as it stands there, and its words there."""
        words = spaced(text)[:_MOST_WORDS]
        for word in map(_decoded, words):
            yield from ((term, word) for term in self.of_word(word))
        for phrase, place in self._phrases_at(range(len(words)), words):
            yield phrase, _decoded(b" ".join(words[place : place + phrase.count("_") + 1]))

    def of_word(self, word: str) -> list[str]:
        """Return a word's stem, and what it matches in the lexicon; nothing for a number."""
        if word.isdecimal():
            return []
        if starts_unspaced(word):
            return [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        found = [self._stem(word)]
        word = word[:LONGEST]
        for end in range(len(word), _SHORTEST_PART - 1, -1):
            if word[:end] in self._prefixes:
                found.append(self._prefixes[word[:end]])
                break
        for start in range(len(word) - _SHORTEST_PART + 1):
            if word[start:] in self._suffixes:
                found.append(self._suffixes[word[start:]])
                break
        return found

    def opens_phrase(self, word: str) -> bool:
        """Whether a phrase of the lexicon begins with a word."""
        return self._stem(word) in self._phrases

    def is_second(self, word: str) -> bool:
        """Whether a word is the second one of a phrase of the lexicon."""
        return self._stem(word) in self._seconds

    def _parts(self, entry: str) -> tuple[str, ...]:
        return tuple(map(self._stem_of, spaced(entry)))

    def _stem_of(self, word: bytes) -> str:
        return self._stem(_decoded(word))

    def _phrases_at(self, places: Iterable[int], words: list[bytes]) -> Iterator[tuple[str, int]]:
        """Yield the phrases that begin at some places, and where."""
        stem, phrases = self._stem_of, self._phrases
        for i in places:
            if i + 1 < len(words) and (seconds := phrases.get(stem(words[i]))):
                for phrase in seconds.get(stem(words[i + 1]), ()):
                    if tuple(map(stem, words[i : i + len(phrase)])) == phrase:
                        yield "_".join(phrase), i


class _Remembered(dict[bytes, int]):
    """Word -> the bucket of its first term; -1 for a word that is none.

    Attributes:
        others: word -> the buckets of its other terms, for the few that have any.
        openers: the words met so far that a phrase begins with.
        seconds: those that are the second word of one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.others: dict[bytes, list[int]] = {}
        self.openers: set[bytes] = set()
        self.seconds: set[bytes] = set()

    def __missing__(self, data: bytes) -> int:
        word = _decoded(data)
        buckets = list(map(bucket, self._vocabulary.of_word(word)))
        if len(buckets) > 1:
            self.others[data] = buckets[1:]
        if self._vocabulary.opens_phrase(word):
            self.openers.add(data)
        if self._vocabulary.is_second(word):
            self.seconds.add(data)
        self[data] = buckets[0] if buckets else -1
        return self[data]


def _decoded(word: bytes) -> str:
    return word.decode("utf-8", "surrogatepass")


def of(title: str, body: str, vocabulary: Vocabulary) -> Terms:
    """Return an article's terms.

    Args:
        title: plain text.
        body: plain text.
        vocabulary: of its language.
    """
    buckets, counts = vocabulary.counts(body)
    of_title, in_title = vocabulary.counts(title)
    all_buckets = np.array(buckets + of_title, np.int64)
    all_counts = np.array(counts + [TITLE_WEIGHT * count for count in in_title], np.int64)
    order = np.argsort(all_buckets, kind="stable")
    all_buckets, all_counts = all_buckets[order], all_counts[order]
    # The first of each run of equal buckets stands for all of them; -1 is no term.
    first = np.flatnonzero(np.diff(all_buckets, prepend=-1))
    if not len(first):
        return Terms(np.zeros(0, np.uint32), np.zeros(0, np.uint16), 0)
    sums = np.minimum(np.add.reduceat(all_counts, first), _MOST_COUNTED)
    return Terms(all_buckets[first].astype(np.uint32), sums.astype(np.uint16), int(sums.sum()))


def packed(terms: Terms) -> bytes:
    """Return terms as bytes."""
    head = np.array([terms.length, len(terms.buckets)], "<u4").tobytes()
    return head + terms.buckets.astype("<u4").tobytes() + terms.counts.astype("<u2").tobytes()


def unpacked(data: bytes) -> Terms:
    """Return the terms that `packed` gave."""
    length, number = np.frombuffer(data, "<u4", 2).tolist()
    buckets = np.frombuffer(data, "<u4", number, 8)
    return Terms(buckets, np.frombuffer(data, "<u2", number, 8 + 4 * number), length)
