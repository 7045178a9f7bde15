"""Learn which lines were subheads: python -m training.headings --cache DIR.

Starts from the pages that `training.fields` left in the cache, with body and title as a build finds
them on pages it has not seen. Which short line of a body was a heading, the page's HTML says
(`benchmarks.headings`). Leaves weights of each fold in the cache, and writes
`sitegen/learned/weights/headings.npz`.
"""

import argparse
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.accuracy import FOLDS
from benchmarks.headings import Headings, likely, marked, on_page
from sitegen.cleaning import headings
from training import trees
from training.fields import TITLED, WEIGHTS
from training.pages import Page
from training.trees import Floats, Model

# What is not marked on the page but looks like a heading there is one as often as not: it counts
# as this much of one, and weighs half.
_LIKELY, _HALF = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a body that may be headings.

    Attributes:
        fold: the page's part in cross-validation.
        rows: the lines' features.
        answers: how much of a heading each one is, 0 to 1.
        weights: of the lines: together a page's weigh as much as the root of their number.
    """

    fold: int
    rows: Floats
    answers: Floats
    weights: Floats


def lines(page: Page, there: Headings) -> Lines | None:
    """Return what there is to learn from a page; None if no line may be a heading."""
    found = headings.candidates(page.draft)
    if not found:
        return None
    blocks = page.draft.blocks
    of_page = marked(blocks, there)
    are_marked = np.array([of_page[i] for i in found])
    are_likely = np.array([likely(blocks[i], there) for i in found]) & ~are_marked
    answers = np.where(are_marked, 1, np.where(are_likely, _LIKELY, 0)).astype(np.float32)
    weights = (np.where(are_likely, _HALF, 1) / np.sqrt(len(found))).astype(np.float32)
    return Lines(page.example.fold, headings.features(page.draft, found), answers, weights)


def learn(found: list[Lines]) -> Model:
    """Return trees that were learned from some pages."""
    rows, answers, weights = (
        np.concatenate([getattr(of_page, name) for of_page in found])
        for name in ("rows", "answers", "weights")
    )
    return trees.fit(rows, answers, weights, trees=100, leaves=10, rate=0.1)


def main() -> None:
    """Learn, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    with (options.cache / TITLED).open("rb") as file:
        pages: list[Page] = pickle.load(file)  # noqa: S301 - what training.fields wrote
    pages = [page for page in pages if page.example.row["train"]]
    of_row = {
        page.example.row["id"]: on_page(page.example.text)
        for page in pages
        if page.example.converter == "html"
    }
    known = [page for page in pages if page.example.row["id"] in of_row]
    found = [of_page for page in known if (of_page := lines(page, of_row[page.example.row["id"]]))]
    for fold in range(FOLDS):
        others = [of_page for of_page in found if of_page.fold != fold]
        trees.save(learn(others), options.cache / str(fold) / "headings.npz")
    trees.save(learn(found), WEIGHTS / "headings.npz")


if __name__ == "__main__":
    main()
