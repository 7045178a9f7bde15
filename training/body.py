"""Learn which blocks are the article: python -m training.body --corpus DIR --cache DIR.

Pages to learn from are seen in all eight renderings and as HTML. Two models are stacked: one of
words, one of blocks that takes the first one's answers as features; wherever a model learns from
answers, they come from a model that has not seen the page's site. Prints the figures of
cross-validation by site, writes `sitegen/weights/{lexical,body}.npz`, and leaves the held-out
probabilities in the cache for `training.fields`, each fold's weights for
`benchmarks.accuracy --weights`.
"""

import argparse
import pickle
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accuracy import FOLDS
from sitegen.cleaning import classify, features
from sitegen.cleaning.lexical import LIMIT
from training import lexical, trees
from training.pages import Floats, Page, cached
from training.trees import Model

WEIGHTS = Path("sitegen/weights")
TREES, LEAVES, RATE = 160, 16, 0.1


class Learner:
    """Learns models of words and of blocks from some folds of the pages."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self.ends = np.cumsum([len(page.words) for page in pages])
        self.fold = np.repeat([page.example.fold for page in pages], [len(p.words) for p in pages])
        learned = [page.example.row["train"] and page.wanted > 0 for page in pages]
        self.learned = np.repeat(learned, [len(page.words) for page in pages])
        self.wanted = np.concatenate([p.held / np.maximum(p.counts, 1) for p in pages])
        # Every page weighs the same, and a block as much as its words.
        self.weights = np.concatenate([(p.counts + 1) / (p.counts + 1).sum() for p in pages])
        self.words = lexical.matrix([row for page in pages for row in page.words])
        self._of_words: dict[frozenset[int], Any] = {}

    def of_words(self, without: frozenset[int]) -> Any:  # noqa: ANN401 - scikit-learn has no types
        """Return the model of words that has not seen some folds."""
        if without not in self._of_words:
            used = self.learned & ~np.isin(self.fold, list(without))
            weights = np.sqrt(self.weights[used])
            model = lexical.learn(self.words[used], self.wanted[used], weights)
            self._of_words[without] = model
        return self._of_words[without]

    def rows(self, without: frozenset[int], of_fold: int) -> list[Floats]:
        """Return the features of a fold's pages, words judged by a model that saw neither."""
        model = self.of_words(without | {of_fold})
        found: list[Floats] = []
        for page, end in zip(self.pages, self.ends, strict=True):
            if page.example.fold == of_fold:
                words = self.words[end - len(page.words) : end]
                scores = np.clip(model.decision_function(words), -LIMIT, LIMIT).astype(np.float32)
                found.append(features.with_words(page.rows, scores))
        return found

    def of_blocks(self, without: frozenset[int]) -> Model:
        """Return the model of blocks that has not seen some folds."""
        rows: list[Floats] = []
        for fold in sorted(set(range(FOLDS)) - without):
            pages = [page for page in self.pages if page.example.fold == fold]
            for page, of_page in zip(pages, self.rows(without, fold), strict=True):
                rows += [of_page] if page.example.row["train"] and page.wanted else []
        used = [
            np.flatnonzero(self.learned & (self.fold == fold))
            for fold in sorted(set(range(FOLDS)) - without)
        ]
        order = np.concatenate(used)
        return trees.fit(
            np.vstack(rows), self.wanted[order], self.weights[order],
            trees=TREES, leaves=LEAVES, rate=RATE,
        )  # fmt: skip


def cross_validate(learner: Learner, folds: Path) -> None:
    """Give every page the probabilities of models that have not seen its site; keep the models."""
    for fold in range(FOLDS):
        without = frozenset({fold})
        model = learner.of_blocks(without)
        lexical.save(learner.of_words(without), folds / str(fold) / "lexical.npz")
        trees.save(model, folds / str(fold) / "body.npz")
        held_out = [page for page in learner.pages if page.example.fold == fold]
        for page, rows in zip(held_out, learner.rows(frozenset(), fold), strict=True):
            page.probabilities = model.predict_proba(rows)[:, 1].astype(np.float32)
        print(f"fold {fold}: {len(held_out)} renderings", flush=True)


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
    cross_validate(learner, options.cache)
    print(figures(found), flush=True)
    trees.save(learner.of_blocks(frozenset()), WEIGHTS / "body.npz")
    lexical.save(learner.of_words(frozenset()), WEIGHTS / "lexical.npz")
    for page in found:
        page.rows, page.words = np.zeros((0, 0), np.float32), []
    with (options.cache / "pages.pkl").open("wb") as file:
        pickle.dump(found, file, protocol=5)


if __name__ == "__main__":
    main()
