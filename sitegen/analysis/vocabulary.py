"""How the words of a language become terms, each known by a number.

A term's number is the bucket that a hash gives it (Weinberger et al. 2009, "Feature Hashing for
Large Scale Multitask Learning", ICML), so that it depends on nothing but the term.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis import tokens
from sitegen.analysis.stems import LONGEST, stemmer
from sitegen.language.words import spaced, starts_unspaced

BUCKET_BITS = 22
BUCKETS = 1 << BUCKET_BITS
# No article says more about its topic than in so many words.
MOST_WORDS = 20_000
# So many words are remembered, some hundred bytes each: a preview may run for weeks.
_MOST_KNOWN = 300_000
# Where short words are looked for first: twice as many slots as most languages' texts have words.
_SLOT_BITS = 17
_SLOTS = 1 << _SLOT_BITS
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
# A word of a lexicon that has a `*` must share this many letters with a text's word.
_SHORTEST_PART = 3
# What is known of a word besides its first term.
_HAS_OTHERS, _OPENS, _IS_SECOND = 1, 2, 4

Numbers = tokens.Numbers


def bucket(term: str) -> int:
    """Return the bucket of a term."""
    return crc32(term.encode("utf-8", "surrogatepass")) % BUCKETS


class Vocabulary:
    """How the words of one language become terms.

    Args:
        lang: its tag; empty where it is not known.
        entries: a lexicon's entries, as `lexicon.language.Lexicon` describes them.

    Attributes:
        longest: how many words the longest phrase has; 0 if there is none.
    """

    def __init__(self, lang: str, entries: Iterable[str]) -> None:
        self._stem = lru_cache(_MOST_KNOWN)(stemmer(lang))
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
        self._prefix_lengths = _lengths(self._prefixes)
        self._suffix_lengths = _lengths(self._suffixes)
        self._seconds = frozenset[str]().union(*self._phrases.values())
        phrases = (p for some in self._phrases.values() for same in some.values() for p in same)
        self.longest = max(map(len, phrases), default=0)
        self._known = _Known(self)

    def term(self, entry: str) -> str:
        """Return the term that an entry of the lexicon is counted as."""
        return entry if "*" in entry else "_".join(self._parts(entry))

    def buckets(self, words: tokens.Tokens) -> tuple[Numbers, Numbers]:
        """Return the buckets of texts' terms, each as often as it stands there, and whose it is."""
        if len(self._known) > _MOST_KNOWN:
            self._known = _Known(self)
        known = self._known
        numbers = known.numbers_of(words)
        first, flags = known.first_of(numbers), known.flags_of(numbers)
        is_term = first >= 0
        found, texts = [first[is_term]], [words.texts[is_term]]
        for place in np.flatnonzero(flags & _HAS_OTHERS).tolist():
            others = known.others[int(numbers[place])]
            found.append(others)
            texts.append(np.full(len(others), words.texts[place]))
        opening = (flags[:-1] & _OPENS > 0) & (flags[1:] & _IS_SECOND > 0)
        for place in np.flatnonzero(opening).tolist():
            near = np.arange(place, min(place + self.longest, len(words)))
            near = near[words.texts[near] == words.texts[place]]
            phrases = list(map(bucket, self._phrases_at(words.at(near))))
            found.append(np.array(phrases, np.int64))
            texts.append(np.full(len(phrases), words.texts[place]))
        return np.concatenate(found), np.concatenate(texts)

    def spoken(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each term of a text, as often as it stands there, and its words there."""
        words = spaced(text)[:MOST_WORDS]
        for word in map(_decoded, words):
            yield from ((term, word) for term in self.of_word(word))
        for place in range(len(words)):
            for phrase in self._phrases_at(words[place : place + self.longest]):
                yield phrase, _decoded(b" ".join(words[place : place + phrase.count("_") + 1]))

    def of_word(self, word: str) -> list[str]:
        """Return a word's stem, and what it matches in the lexicon; nothing for a number."""
        if word.isdecimal():
            return []
        if starts_unspaced(word):
            return [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        found = [self._stem(word)]
        word = word[:LONGEST]
        for length in self._prefix_lengths:
            if length <= len(word) and word[:length] in self._prefixes:
                found.append(self._prefixes[word[:length]])
                break
        for length in self._suffix_lengths:
            if length <= len(word) and word[-length:] in self._suffixes:
                found.append(self._suffixes[word[-length:]])
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

    def _phrases_at(self, words: list[bytes]) -> Iterator[str]:
        """Yield the phrases with which some words begin."""
        if len(words) > 1 and (seconds := self._phrases.get(self._stem_of(words[0]))):
            for phrase in seconds.get(self._stem_of(words[1]), ()):
                if tuple(map(self._stem_of, words[: len(phrase)])) == phrase:
                    yield "_".join(phrase)


class _Known(dict[bytes, int]):
    """Word -> its number, given when it is first met.

    Attributes:
        others: number of a word -> the buckets of its terms but the first, where it has more.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.others: dict[int, Numbers] = {}
        # By number: these grow, and are seen as numpy's where they are.
        self._first, self._flags = array("q"), bytearray()
        # Slot -> a short word and its number: where to look first, for all words at once.
        self._short = np.zeros(_SLOTS, np.uint64)
        self._numbers = np.zeros(_SLOTS, np.int32)

    def numbers_of(self, words: tokens.Tokens) -> Numbers:
        """Return the number of each word."""
        keys = words.keys()
        slots = _slots(keys)
        numbers = self._numbers[slots].astype(np.int64)
        is_short = words.ends - words.starts <= tokens.SHORT
        unsure = np.flatnonzero(is_short & (self._short[slots] != keys))
        distinct, which = np.unique(keys[unsure], return_inverse=True)
        found = [self[_word(key)] for key in distinct.tolist()]
        numbers[unsure] = np.array(found, np.int64)[which]
        # The first to come stays in its slot: words that are met early are met often.
        free = self._short[_slots(distinct)] == 0
        self._numbers[_slots(distinct[free])] = np.array(found, np.int32)[free]
        self._short[_slots(distinct[free])] = distinct[free]
        long = np.flatnonzero(~is_short)
        numbers[long] = list(map(self.__getitem__, words.at(long)))
        return numbers

    def first_of(self, numbers: Numbers) -> Numbers:
        """Return the bucket of each word's first term; -1 for a word that is none."""
        return np.frombuffer(self._first, np.int64)[numbers]

    def flags_of(self, numbers: Numbers) -> NDArray[np.uint8]:
        """Return what else is to be known of each word."""
        return np.frombuffer(self._flags, np.uint8)[numbers]

    def __missing__(self, data: bytes) -> int:
        number = self[data] = len(self)
        word = _decoded(data)
        buckets = list(map(bucket, self._vocabulary.of_word(word)))
        if len(buckets) > 1:
            self.others[number] = np.array(buckets[1:], np.int64)
        self._first.append(buckets[0] if buckets else -1)
        self._flags.append(
            _HAS_OTHERS * (len(buckets) > 1)
            + _OPENS * self._vocabulary.opens_phrase(word)
            + _IS_SECOND * self._vocabulary.is_second(word)
        )
        return number


def _slots(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the slot of each short word (Knuth, TAOCP 3, 6.4: multiplicative hashing)."""
    return (keys * _GOLDEN) >> np.uint64(64 - _SLOT_BITS)


def _word(key: int) -> bytes:
    return key.to_bytes(tokens.SHORT, "little").rstrip(b"\0")


def _lengths(parts: Iterable[str]) -> list[int]:
    """Return how long parts of words are, the longest first."""
    return sorted({len(part) for part in parts if len(part) >= _SHORTEST_PART}, reverse=True)


def _decoded(word: bytes) -> str:
    return word.decode("utf-8", "surrogatepass")
