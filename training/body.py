"""Learn which blocks are the article: python -m training.body --corpus DIR --cache DIR.

Pages to learn from are seen in all eight renderings and as HTML. Models are stacked: one of words,
two of the body's borders, one of blocks that takes their answers as features; wherever a model
learns from answers, they come from a model that has not seen the page's site. Prints the figures of
cross-validation by site, writes `sitegen/learned/weights/{lexical,start,end,body}.npz`, and leaves
the held-out probabilities in the cache for `training.sequence`, each fold's weights for
`benchmarks.accuracy --weights`.
"""

import argparse
import pickle
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accuracy import FOLDS
from sitegen.cleaning import classify, evidence, features
from sitegen.cleaning.lexical import LIMIT
from training import lexical, trees
from training.pages import Floats, Page, cached
from training.trees import Model

WEIGHTS = Path("sitegen/learned/weights")
TREES, LEAVES, RATE = 400, 24, 0.06
BORDERS, BORDER_TREES, BORDER_LEAVES = ("start", "end"), 100, 16
# Of the renderings that nothing is measured on, one of so many teaches borders.
_RENDERINGS = 4
# So many blocks outside the body stand for its border; a body begins with as many words.
_BESIDE, _LEAST_WORDS = 3, 5


class Learner:
    """Learns models of words, of borders and of blocks from some folds of the pages.

    Of a model that is to judge the pages of a fold, everything that it was learned from, the
    features that other models gave it too, comes from models that have not seen that fold.
    `without` are the folds that must not be seen at all.
    """

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        sizes = [len(page.words) for page in pages]
        self.ends = np.cumsum(sizes)
        self.fold = np.repeat([page.example.fold for page in pages], sizes)
        learned = [page.example.row["train"] and page.wanted > 0 for page in pages]
        self.learned = np.repeat(learned, sizes)
        self.wanted = np.concatenate([p.held / np.maximum(p.counts, 1) for p in pages])
        # Every page weighs the same, and a block as much as its words.
        self.weights = np.concatenate([(p.counts + 1) / (p.counts + 1).sum() for p in pages])
        self.words = lexical.matrix([row for page in pages for row in page.words])
        # Borders are learned from fewer renderings, since there are two for each fold.
        few = [learned and (p.example.measured or i % _RENDERINGS == 0)
               for i, (p, learned) in enumerate(zip(pages, learned, strict=True))]  # fmt: skip
        self.few = np.repeat(few, sizes)
        self.borders = dict(zip(BORDERS, borders(pages), strict=True))
        self._of_words: dict[frozenset[int], Any] = {}

    def of_words(self, without: frozenset[int]) -> Any:  # noqa: ANN401 - scikit-learn has no types
        """Return the model of words that has not seen some folds."""
        if without not in self._of_words:
            used = self.learned & ~np.isin(self.fold, list(without))
            weights = np.sqrt(self.weights[used])
            model = lexical.learn(self.words[used], self.wanted[used], weights)
            self._of_words[without] = model
        return self._of_words[without]

    def with_words(self, without: frozenset[int]) -> Floats:
        """Return all pages' features, each fold's words judged by a model that has not seen it."""
        found = np.zeros((len(self.fold), len(features.NAMES) + len(evidence.WORDS)), np.float32)
        for fold in range(FOLDS):
            model = self.of_words(without | {fold})
            for page, end in zip(self.pages, self.ends, strict=True):
                if page.example.fold == fold:
                    start = end - len(page.words)
                    said = model.decision_function(self.words[start:end]).astype(np.float32)
                    scores = np.clip(said, -LIMIT, LIMIT)
                    found[start:end] = evidence.with_words(page.rows, scores)
        return found

    def of_border(self, border: str, rows: Floats, without: frozenset[int]) -> Model:
        """Return the model of a border that has not seen some folds."""
        answers = self.borders[border]
        used = self.few & ~np.isin(self.fold, list(without)) & ~np.isnan(answers)
        return trees.fit(
            rows[used], answers[used], self.weights[used],
            trees=BORDER_TREES, leaves=BORDER_LEAVES, rate=RATE,
        )  # fmt: skip

    def learn(self, without: frozenset[int], folder: Path) -> None:
        """Learn from all folds but some, write the weights, and judge the pages of those folds."""
        known = self.with_words(without)
        chances = {border: np.zeros(len(self.fold), np.float32) for border in BORDERS}
        for border in BORDERS:
            whole = self.of_border(border, known, without)
            trees.save(whole, folder / f"{border}.npz")
            for fold in range(FOLDS):
                held_out = self.fold == fold
                model = (
                    whole if fold in without else self.of_border(border, known, without | {fold})
                )
                chances[border][held_out] = trees.probabilities(model, known[held_out])
        rows = np.vstack(
            [
                evidence.with_borders(known[part], *(chances[b][part] for b in BORDERS))
                for part in (slice(end - len(p.words), end)
                             for p, end in zip(self.pages, self.ends, strict=True))
            ]
        )  # fmt: skip
        del known
        used = self.learned & ~np.isin(self.fold, list(without))
        model = trees.fit(
            rows[used], self.wanted[used], self.weights[used],
            trees=TREES, leaves=LEAVES, rate=RATE,
        )  # fmt: skip
        trees.save(model, folder / "body.npz")
        lexical.save(self.of_words(without), folder / "lexical.npz")
        for page, end in zip(self.pages, self.ends, strict=True):
            if page.example.fold in without:
                start = end - len(page.words)
                page.probabilities = trees.probabilities(model, rows[start:end])


def borders(pages: list[Page]) -> tuple[Floats, Floats]:
    """Return the answers to learn where bodies begin and end: 1 for the blocks beside one, outside.

    0 for all between the first and the last block of the body; nan for what is neither.
    """
    begins, stops = [], []
    for page in pages:
        share = page.held / np.maximum(page.counts, 1)
        body = np.flatnonzero((share > 0.5) & (page.counts >= _LEAST_WORDS))
        start, stop = np.full((2, len(share)), np.nan, np.float32)
        if len(body):
            first, last = body[0], body[-1]
            start[first : last + 1] = stop[first : last + 1] = 0
            start[max(0, first - _BESIDE) : first] = 1
            stop[last + 1 : last + 1 + _BESIDE] = 1
        begins.append(start)
        stops.append(stop)
    return np.concatenate(begins), np.concatenate(stops)


def figures(found: list[Page]) -> str:
    """Return F1 in words of the seeds that people approved, by rendering."""
    scores: dict[str, list[tuple[float, float]]] = {}
    for page in found:
        if page.example.row["tier"] not in ("gold", "silver") or not page.example.measured:
            continue
        sizes = page.counts.astype(np.float32)
        kept = page.probabilities >= classify.threshold(page.probabilities, sizes)
        held = int(page.held[kept].sum())
        pair = held / (int(page.counts[kept].sum()) or 1), held / (page.wanted or 1)
        scores.setdefault(page.example.converter, []).append(pair)
        if page.example.converter != "html":
            scores.setdefault("all text", []).append(pair)
    return "\n".join(f"{name:12} {_f1(pairs)}" for name, pairs in sorted(scores.items()))


def _f1(pairs: list[tuple[float, float]]) -> str:
    precision, recall = np.array(pairs).mean(axis=0)
    each = [2 * p * r / (p + r) if p + r else 0.0 for p, r in pairs]
    f1, good = 2 * precision * recall / (precision + recall), np.mean(np.array(each) >= 0.95)
    return (
        f"n {len(pairs):4}  F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}"
        f"  of pages {np.mean(each):.4f}  >= .95 {good:.3f}"
    )


def main() -> None:
    """Learn, print figures, write the weights and the cache."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    found = cached(options.cache / "prepared.pkl", options.corpus)
    print(f"{len(found)} renderings, {sum(len(page.rows) for page in found)} blocks", flush=True)
    learner = Learner(found)
    for fold in range(FOLDS):
        learner.learn(frozenset({fold}), options.cache / str(fold))
        print(f"fold {fold}", flush=True)
    print(figures(found), flush=True)
    learner.learn(frozenset(), WEIGHTS)
    for page in found:
        page.rows, page.words = np.zeros((0, 0), np.float32), []
    with (options.cache / "pages.pkl").open("wb") as file:
        pickle.dump(found, file, protocol=5)


if __name__ == "__main__":
    main()
