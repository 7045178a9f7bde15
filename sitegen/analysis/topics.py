"""Which topic each article is on.

A lexicon gives every article a soft first guess: how much its words speak each topic's, by BM25
(Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"). Then the
archive's own words join in: naive Bayes, learned from those guesses and from the labels that people
gave, judges every article anew, and learns from what it judged (Nigam et al. 2000, "Text
Classification from Labeled and Unlabeled Documents using EM"). Languages are judged apart; an
article in a language without a lexicon is judged last, by the terms that it shares with the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sitegen.analysis.matrix import Integers, Sparse, Stack, joined
from sitegen.analysis.vocabulary import Vocabulary, bucket

Scores: TypeAlias = NDArray[np.float64]

# BM25: how soon a repeated word stops to count, and how much a long text is held against it.
_SATURATION, _LENGTH = 1.2, 0.5
# The rarity of a word in a small archive says little: as many articles more, all without it.
_ARTICLES_UNSEEN = 20
# The first guess: what one unit of BM25 is worth, in nats, and the most that counts.
_WORTH, _MOST = 0.25, 12.0
# Naive Bayes: rounds, how many words an article counts for at most, and the words that stand in so
# many of the articles that they tell nothing apart (or in more than one topic's fair share).
_ROUNDS, _MASS, _COMMON = 5, 15.0, 0.2
# Smoothing towards the words of all articles: by so many times a topic's mean mass, and at least by
# so many words.
_SMOOTHING, _LEAST_SMOOTHING = 4.0, 1000.0
# In an archive of so many articles the company of words says half as much as it could.
_HALF_TRUST = 200
# All topics are equally likely to begin with: this share of the articles, before any is judged.
_EVEN = 0.2
# A person's label weighs as much as this many guesses; at so many labels a topic the lexicon
# weighs half.
_LABEL_WEIGHT, _HALF_LABELS = 4.0, 20
# If a smaller share of the articles than this is to be judged, the others are company enough.
_NEARLY_ALL = 0.1
# How much surer than it should be naive Bayes is, since words come in company: with this, of the
# topics that lead their strongest rival with a chance p, about p were right.
_BOLDNESS = 1.5
# So many words are told of as what made a topic.
_TOLD = 15


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        topics: ids, in the order of the columns.
        best: for each article the column of its best topic; -1 where nothing speaks for any.
        confidence: the chance of it against its strongest rival, 0.5 to 1; 0 where there is none.
        words: topic -> the buckets of the terms that made it, weightiest first.
    """

    topics: tuple[str, ...]
    best: Integers
    confidence: Scores
    words: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Known:
    """Topics that stand already: row -> topic.

    Attributes:
        given: by a person, or by the seed: the archive learns from them.
        kept: decided before: company for those that are judged now, and no more; empty where it was
            decided that there is none.
    """

    given: Mapping[int, str]
    kept: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Language:
    """How topics are spoken of in one language.

    Attributes:
        lexicon: topic -> the entries that speak for it.
        vocabulary: how words become terms.
    """

    lexicon: Mapping[str, Sequence[str]]
    vocabulary: Vocabulary


def judge(  # noqa: PLR0913 - what is judged, with what, and how far
    whole: Stack,
    langs: Sequence[str],
    languages: Mapping[str, Language],
    known: Known,
    topics: Sequence[str],
    *,
    everything: bool = True,
) -> Verdict:
    """Judge the articles.

    Args:
        whole: the articles' terms.
        langs: the articles' languages.
        languages: each of them.
        known: what stands already.
        topics: the ids to choose among.
        everything: whether to judge what stands already too; else only where that is of use to the
            others.
    """
    columns = {topic: i for i, topic in enumerate(topics)}
    labels = np.full(len(langs), -1, np.int64)
    weights = np.ones(len(langs))
    for row, topic in {**known.kept, **known.given}.items():
        labels[row] = columns.get(topic, -1)
    weights[list(known.given)] = _LABEL_WEIGHT
    undecided = np.ones(len(langs), bool)
    undecided[[*known.kept, *known.given]] = False
    wanted = undecided | everything
    scores = np.zeros((len(langs), len(topics)))
    reached = np.zeros(len(langs), bool)
    of_lang = np.array(langs)
    speaking = {lang for lang in set(langs) if any(languages[lang].lexicon.values())}
    abroad = wanted & (labels < 0) & ~np.isin(of_lang, sorted(speaking))
    made = np.zeros((whole.counts.shape[1], len(topics)))
    for lang in sorted(speaking):
        rows = np.flatnonzero(of_lang == lang)
        if abroad.any() or wanted[rows].any():
            spoken, speaks = _spoken(whole, rows, languages[lang], columns)
            guess = _guess(spoken, speaks)
            # Where nearly all is decided, one round says what the others are.
            rounds = 1 if undecided[rows].mean() < _NEARLY_ALL else _ROUNDS
            bags, told = _bags(whole, rows, len(topics))
            found, ratios = _in_company(bags, guess, labels[rows], weights[rows], rounds)
            scores[rows] = found
            made[told] += ratios
            reached[rows] = True
            # What made a topic: the lexicon's words that were spoken, and the company they kept.
            made += _WORTH * np.asarray(spoken.T @ _softmax(found)) * speaks
    strangers = np.flatnonzero(abroad)
    if len(strangers) and (reached | (labels >= 0)).any():
        bags, told = _bags(whole, np.arange(len(langs)), len(topics))
        scores[strangers], ratios = _among_others(bags, scores, labels, weights, strangers)
        made[told] += ratios
    return _verdict(scores, made, whole, tuple(topics))


def _verdict(scores: Scores, made: Scores, whole: Stack, topics: tuple[str, ...]) -> Verdict:
    # Rounded, so that no order of additions decides between equals.
    scores = np.round(scores, 6)
    best = np.argmax(scores, axis=1)
    confidence = 1 / (1 + np.exp(-_lead(scores) / _BOLDNESS))
    # Nothing speaks for any topic where all are equally likely.
    nothing = _lead(scores) <= 0
    best[nothing], confidence[nothing] = -1, 0.0
    order = {
        topic: whole.buckets[np.argsort(-made[:, i], kind="stable")[:_TOLD]].tolist()
        for i, topic in enumerate(topics)
    }
    return Verdict(topics, best, confidence, order)


def _lead(scores: Scores) -> Scores:
    """Return by how much each article's best topic leads the second."""
    if scores.shape[1] == 1:  # without a rival
        return scores[:, 0]
    two = np.sort(scores, axis=1)[:, -2:]
    lead: Scores = two[:, 1] - two[:, 0]
    return lead


def _spoken(
    whole: Stack, rows: Integers, language: Language, columns: Mapping[str, int]
) -> tuple[Sparse, Scores]:
    """Return what each term of a lexicon counts for in some articles, and for each topic.

    Returns:
        BM25 of shape (rows, terms), and weights of shape (terms, topics); 0 for other terms.
    """
    owners: dict[int, set[int]] = {}
    for topic, entries in language.lexicon.items():
        for entry in entries:
            owners.setdefault(bucket(language.vocabulary.term(entry)), set()).add(columns[topic])
    buckets = np.array(sorted(owners), np.int64)
    places = np.searchsorted(whole.buckets, buckets)
    there = places < len(whole.buckets)
    there[there] = whole.buckets[places[there]] == buckets[there]
    terms = whole.counts.shape[1]
    weights = np.zeros((terms, len(columns)))
    for place, term in zip(places[there].tolist(), buckets[there].tolist(), strict=True):
        # A word of several topics says less of each.
        weights[place, sorted(owners[term])] = 1 / len(owners[term])
    told = np.zeros(terms, bool)
    told[places[there]] = True
    spoken = joined((_only(some, told) for some in whole.batches(rows)), terms, np.float64)
    articles = np.bincount(spoken.indices, minlength=terms)
    rarity = np.log(1 + (len(rows) + _ARTICLES_UNSEEN) / (articles + 1))
    lengths = whole.lengths[rows]
    lengths = lengths / max(float(lengths.mean()), 1.0)
    norms = _SATURATION * (1 - _LENGTH + _LENGTH * lengths)
    per_count = np.repeat(norms, np.diff(spoken.indptr))
    spoken.data *= (_SATURATION + 1) / (spoken.data + per_count) * rarity[spoken.indices]
    return spoken, weights


def _only(counts: Sparse, told: NDArray[np.bool_]) -> Sparse:
    """Return a matrix with some of its columns only; the others are empty."""
    kept = np.flatnonzero(told[counts.indices])
    starts = np.searchsorted(kept, counts.indptr)
    return sparse.csr_matrix((counts.data[kept], counts.indices[kept], starts), shape=counts.shape)


def _guess(spoken: Sparse, weights: Scores) -> Scores:
    """Return how much each article speaks the words of each topic, shape (articles, topics)."""
    guess: Scores = np.asarray(spoken @ weights)
    most = guess.max(axis=1, initial=0, keepdims=True)
    guess *= np.minimum(1, _MOST / np.maximum(most, _MOST))
    return guess


def _in_company(
    bags: Sparse, guess: Scores, labels: Integers, weights: Scores, rounds: int
) -> tuple[Scores, Scores]:
    """Return each article's scores, and how much each term of the bags made each topic."""
    number, count = guess.shape
    trust = number / (number + _HALF_TRUST)
    per_topic = float((weights > 1).sum()) / count
    prior = _WORTH * guess / (1 + per_topic / _HALF_LABELS)
    scores = prior
    ratios = np.zeros((bags.shape[1], count))
    mass = ratios
    for _ in range(rounds):
        chances = _clamped(_softmax(scores), labels)
        mass = np.asarray(bags.T @ (chances * weights[:, None]))
        ratios = _ratios(mass)
        shares = (chances.sum(axis=0) + _EVEN * number / count) / (number * (1 + _EVEN))
        scores = prior + trust * (np.asarray(bags @ ratios) + np.log(shares))
    return scores, mass * ratios


def _among_others(
    bags: Sparse, scores: Scores, labels: Integers, weights: Scores, strangers: Integers
) -> tuple[Scores, Scores]:
    """Judge the articles whose language has no lexicon by the terms that they share with others."""
    chances = _clamped(_softmax(scores), labels)
    weights = weights.copy()
    weights[strangers] = 0
    ratios = np.zeros((bags.shape[1], scores.shape[1]))
    mass = ratios
    for _ in range(_ROUNDS):
        mass = np.asarray(bags.T @ (chances * weights[:, None]))
        ratios = _ratios(mass)
        found = np.asarray(bags[strangers] @ ratios)
        chances[strangers] = _softmax(found)
        weights[strangers] = 1.0
    return found, mass * ratios


def _bags(whole: Stack, rows: Integers, topics: int) -> tuple[Sparse, Integers]:
    """Return some articles' words with a bounded mass, and which columns they are."""
    articles = whole.articles_with(rows)
    most = max(max(_COMMON, 1 / topics) * len(rows), 5)
    # What stands in one article only tells of no other; what stands in most tells nothing.
    told = (articles > 1) & (articles <= most)
    numbers = (np.cumsum(told) - 1).astype(np.int32)
    parts = (_bounded(_only(some, told)) for some in whole.batches(rows))
    # As exact as what they are multiplied with, else each product makes a copy that is.
    return joined(parts, int(told.sum()), np.float64, numbers), np.flatnonzero(told)


def _bounded(counts: Sparse) -> Sparse:
    data = np.log1p(counts.data.astype(np.float32))
    sizes = np.diff(counts.indptr)
    rows = np.repeat(np.arange(len(sizes)), sizes)
    sums = np.bincount(rows, data, minlength=len(sizes))
    factors = np.minimum(_MASS, sizes) / np.where(sums > 0, sums, 1)
    data *= factors[rows].astype(np.float32)
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)


def _ratios(mass: Scores) -> Scores:
    """Return how much more each topic uses a term than all do, in nats, shape (terms, topics)."""
    usual = mass.sum(axis=1, keepdims=True)
    usual = usual / max(float(usual.sum()), 1e-12)
    usual = np.maximum(usual, 1e-12)
    totals = mass.sum(axis=0, keepdims=True)
    smoothing = _SMOOTHING * totals.mean() + _LEAST_SMOOTHING
    ratios: Scores = np.log((mass + smoothing * usual) / (totals + smoothing) / usual)
    return ratios


def _clamped(chances: Scores, labels: Integers) -> Scores:
    known = np.flatnonzero(labels >= 0)
    chances[known] = 0
    chances[known, labels[known]] = 1
    return chances


def _softmax(scores: Scores) -> Scores:
    powers = np.exp(scores - scores.max(axis=1, initial=0, keepdims=True))
    shares: Scores = powers / powers.sum(axis=1, keepdims=True)
    return shares
