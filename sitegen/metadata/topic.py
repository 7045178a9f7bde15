"""The topic: how much a text speaks each topic's words, weighted like BM25.

The words are the archive's own (`[topics.x] seeds = [...]`) or those in `sitegen.metadata.lexicon`.
Saturation of repeated words after Robertson & Zaragoza 2009, "The Probabilistic Relevance
Framework: BM25 and Beyond".
"""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from sitegen.cleaning.words import plain, words
from sitegen.metadata.lexicon import LEXICONS
from sitegen.model import Claim, Section
from sitegen.topics import IPTC, Topic

if TYPE_CHECKING:
    from sitegen.metadata import Reading

# How soon a repeated word stops to count (BM25's k1).
_SATURATION = 1.2
# A word in the title says as much as this many in the body.
_TITLE_WEIGHT = 3
# A stem shorter than this would match too much.
_SHORTEST_STEM = 4
# So many different words of a topic make half of full confidence.
_HALF_EVIDENCE = 3.0
_MAX_WORDS = 3000


def claims(reading: "Reading") -> list[Claim]:
    """Return the topics that the text speaks for, best first; at most three."""
    counts = _counts(reading)
    scores: dict[str, float] = {}
    evidence: dict[str, Counter[str]] = {}
    index = _index(reading.topics, reading.lang)
    for word, count in counts.items():
        for topic, weight in _topics_of(word, index):
            part = weight * count * (_SATURATION + 1) / (count + _SATURATION)
            scores[topic] = scores.get(topic, 0.0) + part
            evidence.setdefault(topic, Counter())[word] += count
    ranked = sorted(scores, key=lambda topic: (-scores[topic], topic))
    if not ranked:
        return []
    return [
        Claim(
            "topic", topic, "its words in title and body",
            _clear(scores, topic) * math.tanh(scores[topic] / _HALF_EVIDENCE * 0.55) ** 0.5,
            0, ", ".join(word for word, _ in evidence[topic].most_common(8)),
        )
        for topic in ranked[:3]
    ]  # fmt: skip


def _clear(scores: Mapping[str, float], topic: str) -> float:
    """Return a topic's share of what speaks for it and for its strongest rival."""
    rival = max((score for other, score in scores.items() if other != topic), default=0.0)
    return scores[topic] / (scores[topic] + rival)


def _counts(reading: "Reading") -> Counter[str]:
    body: list[str] = []
    for block in reading.blocks(Section.BODY):
        body += words(plain(block.text).lower())
        if len(body) >= _MAX_WORDS:
            break
    counts = Counter(body[:_MAX_WORDS])
    for block in reading.blocks(Section.TITLE)[:1]:
        for word in words(plain(block.text).lower()):
            counts[word] += _TITLE_WEIGHT
    return counts


def _topics_of(word: str, index: Mapping[str, Mapping[str, float]]) -> list[tuple[str, float]]:
    """Return the topics of a word: its own entry, else that of its longest stem (`elect*`)."""
    if word in index:
        return list(index[word].items())
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        stem = word[:end] + "*"
        if stem in index:
            return list(index[stem].items())
    return []


@cache
def _index(topics: tuple[Topic, ...], lang: str) -> Mapping[str, Mapping[str, float]]:
    """Word or stem -> topic -> weight; a word that stands in several topics says less of each."""
    lexicon = LEXICONS.get(lang, {}) if topics == IPTC else {}
    owners: dict[str, set[str]] = {}
    for topic in topics:
        for word in (*lexicon.get(topic.id, "").split(), *(w.lower() for w in topic.words)):
            owners.setdefault(word, set()).add(topic.id)
    return {word: dict.fromkeys(sorted(ids), 1 / len(ids)) for word, ids in owners.items()}
