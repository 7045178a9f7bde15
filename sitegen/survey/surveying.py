"""Articles -> what only the archive as a whole knows: topics, copies, related articles.

A topic goes by precedence: what a person wrote, what the seed names, what was decided before from
the same text, and only then what is decided now. What was decided before is decided anew when the
article's text changes, when a person corrects topics (so that the archive learns from it), or when
that is asked for; other articles that come or go change nothing. An article that was left without a
topic is judged again once the archive has grown by half.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, TypedDict, Unpack

from sitegen.analysis import neighbours
from sitegen.analysis.neighbours import Neighbours
from sitegen.analysis.vocabulary import bucket
from sitegen.articles.lockfile import SEED, LockEntry
from sitegen.articles.settle import Assignment
from sitegen.language.words import plain
from sitegen.model import Article
from sitegen.model.topics import Topic
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Memory, Recollection, Same, Step
from sitegen.survey import comparing, counting, likeness
from sitegen.workers import executors

if TYPE_CHECKING:  # it loads SciPy
    from sitegen.analysis.topics import Verdict

# A topic that leads its strongest rival by less is not given.
SURE = 0.6
# One that was given with less than this is worth a look.
WEAK = 0.75
# An article without a topic is judged again when the archive has grown so many times larger.
_GROWN = 1.5
# From so many articles on they are compared in a process of its own.
_WORTH_A_PROCESS = 1000
# What memory has: the digest of each article's text; and the answer to what was asked last, which
# may still be on its way.
TEXT = Step[str]("text digest")
_ASKED = Step[Future["comparing.Answer | None"]]("asked")


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


class _How(TypedDict, total=False):
    """What `begun` may be told besides."""

    relabel: bool
    doubts: bool
    words: bool


def take(
    articles: Sequence[Article],
    lock: Sequence[LockEntry],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
    **how: Unpack[_How],
) -> Survey:
    """Look at all articles together, and wait for it; the arguments are those of `begun`."""
    with begun(articles, lock, topics, memo, jobs, **how) as found:
        return found()


@contextmanager
def begun(  # noqa: PLR0913 - what it rests on, and how it is to go about it
    articles: Sequence[Article],
    lock: Sequence[LockEntry],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
    *,
    kept: executors.Kept | None = None,
    relabel: bool = False,
    doubts: bool = False,
    words: bool = False,
) -> Iterator[Callable[[], Survey]]:
    """Begin to look at all articles together; give what waits for the survey.

    Args:
        articles: those that can be published; their order does not matter.
        lock: what sitegen knows of its articles.
        topics: the vocabulary.
        memo: of terms and comparisons.
        jobs: worker processes; 0 for one a core.
        kept: worker processes that are there already; with them, what was asked goes on being
            worked on, and whoever asks the same again waits for the same answer.
        relabel: whether topics that were decided before are decided anew.
        doubts: whether topics that were decided before are held against what the archive says
            now; else they pass for certain.
        words: whether to tell which words made each topic.
    """
    articles = sorted(articles, key=attrgetter("slug"))
    entries = {entry.slug: entry for entry in lock if entry.source and not entry.removed}
    standings = _standings(articles, entries, topics, memo.memory, relabel=relabel)
    undecided = ("", "kept") if doubts else ("",)
    given = {
        row: s.topic for row, s in enumerate(standings)
        if s.topic and s.origin in ("person", "seed")
    }  # fmt: skip
    question = comparing.Question(
        counting.keys_of(articles, topics, memo.memory),
        [article.lang for article in articles],
        topics,
        words or any(standing.origin in undecided for standing in standings),
        doubts or words,
        given,
        {row: s.topic for row, s in enumerate(standings) if s.origin == "kept"},
    )
    if memo.remembers:
        counting.remember(articles, question.keys, topics, memo, jobs)
    folder = memo.folder if memo.remembers else None
    near = _remembered(question, memo)
    many = len(articles) if folder and near is None else 0
    with executors.alone(jobs, many, _WORTH_A_PROCESS, kept) as executor:
        asked = None
        known = memo.memory.of(_ASKED)
        if executor and folder:
            asked = known.get("", question)
            if asked is None:
                late = memo.late(counting.TERMS, question.keys)
                stays = kept is not None
                asked = executor.submit(
                    comparing.answered_from, folder, question, late, stays=stays
                )
                known.put("", asked, question)

        def found() -> Survey:
            answer: comparing.Answer | None = None if near is None else (near, None)
            try:
                if asked is not None:
                    with suppress(BrokenExecutor):
                        answer = asked.result()
            finally:
                if answer is None:  # whoever asks the same again is to get another one
                    known.keep_only(())
            if answer is None:
                file = folder / comparing.FILE if folder and many >= _WORTH_A_PROCESS else None
                answer = comparing.answered(
                    question, counting.of(articles, question.keys, topics, memo, jobs), file
                )
            _remember(question, answer[0], memo, kept=kept is not None)
            verdict = answer[1]
            made_by = _words(articles, topics, verdict) if words and verdict else {}
            return _survey(articles, entries, standings, answer[0], verdict, memo, made_by)

        yield found


def _remembered(question: comparing.Question, memo: Memo) -> Neighbours | None:
    """Return who is like whom where that was asked last, as when only front matter changes."""
    if question.judge or not memo.remembers:
        return None
    key = _near(question)
    data = memo.get(remembered.NEAR, [key]).get(key)
    return neighbours.unpacked(data, len(question.keys)) if data is not None else None


def _remember(question: comparing.Question, near: Neighbours, memo: Memo, *, kept: bool) -> None:
    key = _near(question)
    if memo.missing(remembered.NEAR, [key]):
        put = memo.put_late if kept else memo.put_all
        put({remembered.NEAR: {key: neighbours.packed(near)}})
    memo.keep_only(remembered.NEAR, [key])


def _near(question: comparing.Question) -> bytes:
    """Return the memo's key of who is like whom, which rests on terms and languages alone."""
    return remembered.key("near", b"".join(question.keys), "\n".join(question.langs))


def _survey(  # noqa: PLR0913, PLR0917 - all that was found out
    articles: Sequence[Article],
    entries: Mapping[str, LockEntry],
    standings: Sequence[_Standing],
    near: Neighbours,
    verdict: "Verdict | None",
    memo: Memo,
    words: Mapping[str, tuple[str, ...]],
) -> Survey:
    found = likeness.copies_of(articles, entries, near, memo)
    labels = {
        article.slug: label
        for article, label in zip(articles, _labels(standings, verdict), strict=True)
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
    related = likeness.related_to(articles, near, found)
    return Survey(assignments, labels, found, related, words)


def _standings(
    articles: Sequence[Article],
    entries: Mapping[str, LockEntry],
    topics: tuple[Topic, ...],
    memory: Memory,
    *,
    relabel: bool,
) -> list[_Standing]:
    """Return each article's topic as far as it stands already."""
    corrections = counting.digest(
        *(
            f"{article.slug}={article.topic}"
            for article in articles
            if article.slug in entries and not entries[article.slug].owns("topic", article.topic)
        ),
        repr([(topic.id, topic.words) for topic in topics]),
    )
    size = int(math.log(len(articles) + 1, _GROWN))
    texts = memory.of(TEXT)
    texts.keep_only(entries)
    return [
        _standing(a, entries.get(a.slug), texts, corrections, size, relabel=relabel)
        for a in articles
    ]


def _standing(  # noqa: PLR0913 - all that a topic may rest on
    article: Article,
    entry: LockEntry | None,
    texts: Recollection[str],
    corrections: str,
    size: int,
    *,
    relabel: bool,
) -> _Standing:
    if entry is None or not entry.owns("topic", article.topic):
        return _Standing(article.topic, "person", "")
    if entry.topic_from == SEED and article.topic:
        return _Standing(article.topic, "seed", SEED)
    text = texts.of(lambda _: _text_digest(article), article.slug, Same(article))
    basis = counting.digest(text, article.lang, corrections)
    none = counting.digest(basis, str(size))
    if not relabel and entry.topic_from == (basis if article.topic else none):
        return _Standing(article.topic, "kept", basis, none)
    return _Standing("", "", basis, none)


def _text_digest(article: Article) -> str:
    return counting.digest(article.title, article.body)


def _labels(standings: Sequence[_Standing], verdict: "Verdict | None") -> list[Label]:
    if verdict is None:
        return [Label(known.topic, known.origin, known.topic, 1.0) for known in standings]
    names = [*verdict.topics, ""]  # -1 is the last
    found = []
    judged = zip(standings, verdict.best.tolist(), verdict.confidence.tolist(), strict=True)
    for known, best, confidence in judged:
        topic, origin = known.topic, known.origin
        if not origin:
            topic, origin = (names[best] if confidence >= SURE else ""), "judged"
        found.append(Label(topic, origin, names[best], confidence))
    return found


def _words(
    articles: Sequence[Article], topics: tuple[Topic, ...], verdict: "Verdict"
) -> dict[str, tuple[str, ...]]:
    """Return the words that made each topic, in the form in which they stand there most often."""
    wanted = {number for numbers in verdict.words.values() for number in numbers}
    forms: dict[int, Counter[str]] = {number: Counter() for number in wanted}
    for article in articles:
        vocabulary = counting.vocabulary(topics, article.lang)
        for term, words in vocabulary.spoken(f"{article.title} {plain(article.body)}"):
            number = bucket(term)
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
