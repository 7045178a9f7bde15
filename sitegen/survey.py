"""Articles -> what only the archive as a whole knows: topics, copies, related articles.

A topic goes by precedence: what a person wrote, what the seed names, what was decided before from
the same text, and only then what is decided now. What was decided before is decided anew when the
article's text changes, when a person corrects topics (so that the archive learns from it), or when
that is asked for; other articles that come or go change nothing. An article that was left without a
topic is judged again once the archive has grown by half.
"""

import functools
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sitegen import executors, likeness
from sitegen.analysis import lexicon, matrix, terms
from sitegen.analysis import topics as judging
from sitegen.cache import Memo
from sitegen.lockfile import SEED, LockEntry
from sitegen.model import Article
from sitegen.settle import Assignment
from sitegen.topics import Topic
from sitegen.words import plain

# A topic that leads its strongest rival by less is not given.
SURE = 0.6
# One that was given with less than this is worth a look.
WEAK = 0.75
TERMS = f"terms@{terms.VERSION}"
# An article without a topic is judged again when the archive has grown so many times larger.
_GROWN = 1.5
# A second process is worth its start from so many articles on.
_WORTH_A_POOL = 1000
# Articles whose terms are fetched together, and those that a worker gets at once.
_BATCH, _CHUNK = 1000, 200
# From so many articles on, memory is worth more than time.
_SIDE_BY_SIDE = 30_000


@dataclass(frozen=True, slots=True)
class Label:
    """An article's topic, and where it comes from.

    Attributes:
        topic: its id; empty if it has none.
        origin: `person`, `seed`, `kept` (decided before) or `judged` (now).
        suggestion: the best topic now, whether it is given or not.
        confidence: of the suggestion, 0 to 1.
    """

    topic: str
    origin: str
    suggestion: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found; articles are named by their slugs.

    Attributes:
        assignments: what to write into the articles that are sitegen's.
        labels: the topic of every article.
        copies: copy -> canonical article.
        related: article -> those most like it, the most like first.
        words: topic -> the words that made it, weightiest first; empty unless asked for.
    """

    assignments: Mapping[str, Assignment]
    labels: Mapping[str, Label]
    copies: Mapping[str, str]
    related: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def doubtful(self, articles: Iterable[Article]) -> list[tuple[Article, Label]]:
        """Return the articles whose topic is doubtful, the most doubtful first."""
        pairs = [(article, self.labels[article.slug]) for article in articles]
        found = [
            (article, label) for article, label in pairs
            if label.origin in ("kept", "judged")
            and (label.confidence < WEAK or label.suggestion != label.topic)
        ]  # fmt: skip
        return sorted(found, key=lambda pair: (pair[1].confidence, pair[0].slug))


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is known of an article's topic before it is judged.

    Attributes:
        topic: its id; empty if it has none.
        origin: as of a label; empty if it is to be judged.
        basis: what a topic is decided from.
        basis_of_none: what it is decided from that there is none.
    """

    topic: str
    origin: str
    basis: str
    basis_of_none: str = ""


def take(  # noqa: PLR0913 - what it rests on, and how it is to go about it
    articles: Sequence[Article],
    lock: Sequence[LockEntry],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
    *,
    relabel: bool = False,
    doubts: bool = False,
    words: bool = False,
) -> Survey:
    """Look at all articles together.

    Args:
        articles: those that can be published; their order does not matter.
        lock: what sitegen knows of its articles.
        topics: the vocabulary.
        memo: of terms and comparisons.
        jobs: worker processes; 0 for one a core.
        relabel: whether topics that were decided before are decided anew.
        doubts: whether topics that were decided before are held against what the archive says
            now; else they pass for certain.
        words: whether to tell which words made each topic.
    """
    articles = sorted(articles, key=lambda article: article.slug)
    entries = {entry.slug: entry for entry in lock if entry.source and not entry.removed}
    whole = matrix.stack(_terms(articles, topics, memo, jobs))
    standings = _standings(articles, entries, topics, relabel=relabel)
    everything = doubts or words
    judge = words or any(s.origin in (("", "kept") if doubts else ("",)) for s in standings)
    verdict: judging.Verdict | None = None
    judged = functools.partial(_judge, whole, articles, standings, topics, everything=everything)
    # Neither needs the other, and both spend their time in loops that run side by side.
    with ThreadPoolExecutor(1) as other:
        if judge and len(articles) > _SIDE_BY_SIDE:
            verdict = judged()
        judgement = other.submit(judged) if judge and verdict is None else None
        near = likeness.neighbours(whole, articles)
        found = likeness.copies_of(articles, entries, near, memo)
    if judgement:
        verdict = judgement.result()
    labels = {
        article.slug: _label(standing, verdict, row)
        for row, (article, standing) in enumerate(zip(articles, standings, strict=True))
    }
    assignments = {
        article.slug: Assignment(
            labels[article.slug].topic,
            standing.basis if labels[article.slug].topic else standing.basis_of_none,
            found.get(article.slug, ""),
        )
        for article, standing in zip(articles, standings, strict=True)
        if article.slug in entries
    }
    return Survey(
        assignments, labels, found, likeness.related_to(articles, near, found),
        _words(articles, topics, verdict) if words and verdict else {},
    )  # fmt: skip


def _terms(
    articles: Sequence[Article],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
) -> Iterator[terms.Terms]:
    """Yield every article's terms, counted only where the memo does not have them."""
    keys = [key_of(article, topics) for article in articles]
    new = memo.missing(TERMS, keys)
    missing = [article for article, key in zip(articles, keys, strict=True) if key in new]
    work = functools.partial(count, topics)
    with executors.processes(jobs, len(missing), _WORTH_A_POOL) as executor:
        packed = executors.ordered(executor, work, missing, _CHUNK)
        # Batch by batch, so that the terms of all articles never stand here at once.
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            known = memo.get(TERMS, [key for key in batch if key not in new])
            # What the memo lost meanwhile is counted like what it never had.
            counted = {key: next(packed) for key in batch if key in new}
            memo.put(TERMS, counted)
            for article, key in zip(articles[start : start + _BATCH], batch, strict=True):
                yield terms.unpacked(counted.get(key) or known.get(key) or work(article))
    memo.keep_only(TERMS, keys)


def key_of(article: Article, topics: tuple[Topic, ...]) -> bytes:
    """Return the memo's key of an article's terms."""
    lexicon_of = _lexicon_digest(topics, article.lang)
    return bytes.fromhex(_digest(lexicon_of, article.title, article.body_digest))


def count(topics: tuple[Topic, ...], article: Article) -> bytes:
    """Return an article's terms, as the memo keeps them."""
    vocabulary = _vocabulary(topics, article.lang)
    return terms.packed(terms.of(article.title, plain(article.body), vocabulary))


@functools.cache
def _vocabulary(topics: tuple[Topic, ...], lang: str) -> terms.Vocabulary:
    entries = lexicon.entries(topics, lang)
    return terms.Vocabulary(lang, (entry for words in entries.values() for entry in words))


@functools.cache
def _lexicon_digest(topics: tuple[Topic, ...], lang: str) -> str:
    return _digest(lang, repr(sorted(lexicon.entries(topics, lang).items())))


def _digest(*parts: str) -> str:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:16]


def _standings(
    articles: Sequence[Article],
    entries: Mapping[str, LockEntry],
    topics: tuple[Topic, ...],
    *,
    relabel: bool,
) -> list[_Standing]:
    """Return each article's topic as far as it stands already."""
    corrections = _digest(
        *(
            f"{article.slug}={article.topic}"
            for article in articles
            if article.slug in entries and not entries[article.slug].owns("topic", article.topic)
        ),
        repr([(topic.id, topic.words) for topic in topics]),
    )
    size = int(math.log(len(articles) + 1, _GROWN))
    return [_standing(a, entries.get(a.slug), corrections, size, relabel=relabel) for a in articles]


def _standing(
    article: Article,
    entry: LockEntry | None,
    corrections: str,
    size: int,
    *,
    relabel: bool,
) -> _Standing:
    if entry is None or not entry.owns("topic", article.topic):
        return _Standing(article.topic, "person", "")
    if entry.topic_from == SEED and article.topic:
        return _Standing(article.topic, "seed", SEED)
    text = _digest(article.title, article.body)
    basis = _digest(text, article.lang, corrections)
    none = _digest(basis, str(size))
    if not relabel and entry.topic_from == (basis if article.topic else none):
        return _Standing(article.topic, "kept", basis, none)
    return _Standing("", "", basis, none)


def _judge(
    whole: matrix.Stack,
    articles: Sequence[Article],
    standings: Sequence[_Standing],
    topics: tuple[Topic, ...],
    *,
    everything: bool,
) -> judging.Verdict:
    given = {
        row: s.topic for row, s in enumerate(standings)
        if s.topic and s.origin in ("person", "seed")
    }  # fmt: skip
    kept = {row: s.topic for row, s in enumerate(standings) if s.origin == "kept"}
    known = judging.Known(given, kept)
    langs = [article.lang for article in articles]
    languages = {
        lang: judging.Language(lexicon.entries(topics, lang), _vocabulary(topics, lang))
        for lang in set(langs)
    }
    ids = [topic.id for topic in topics]
    return judging.judge(whole, langs, languages, known, ids, everything=everything)


def _label(standing: _Standing, verdict: judging.Verdict | None, row: int) -> Label:
    if verdict is None:
        return Label(standing.topic, standing.origin, standing.topic, 1.0)
    best, confidence = int(verdict.best[row]), float(verdict.confidence[row])
    suggestion = verdict.topics[best] if best >= 0 else ""
    if standing.origin:
        return Label(standing.topic, standing.origin, suggestion, confidence)
    return Label(suggestion if confidence >= SURE else "", "judged", suggestion, confidence)


def _words(
    articles: Sequence[Article], topics: tuple[Topic, ...], verdict: judging.Verdict
) -> dict[str, tuple[str, ...]]:
    """Return the words that made each topic, in the form in which they stand there most often."""
    wanted = {number for numbers in verdict.words.values() for number in numbers}
    forms: dict[int, Counter[str]] = {number: Counter() for number in wanted}
    for article in articles:
        vocabulary = _vocabulary(topics, article.lang)
        for term, words in vocabulary.spoken(f"{article.title} {plain(article.body)}"):
            number = terms.bucket(term)
            if number in wanted:
                forms[number][words] += 1
    names = {
        number: min(counts, key=lambda words: (-counts[words], words))
        for number, counts in forms.items()
        if counts
    }
    return {
        topic: tuple(names[number] for number in numbers if number in names)
        for topic, numbers in verdict.words.items()
    }
