"""Learn title, date and author: python -m training.fields --corpus DIR --cache DIR.

Starts from the drafts and held-out probabilities that `training.body` left in the cache, so that
each field is learned on bodies as a build finds them on pages it has not seen, and the date and the
author on titles likewise. Prints figures and reliability from cross-validation by site, and writes
`sitegen/weights/{title,date,author}.npz`.
"""

import argparse
import json
import pickle
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy import FOLDS
from sitegen.cleaning import classify, edges, titles
from sitegen.cleaning.words import normal
from sitegen.metadata import Reading, bylines, date
from training import trees
from training.pages import Page
from training.trees import Model

WEIGHTS = Path("sitegen/weights")
# Renderings of one page to learn from, its seed among them.
_RENDERINGS = 4
_SPLIT = re.compile(r"\s*(?:;|\||/|\n|,|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Case:
    """A page with the candidates for one field.

    Attributes:
        page: where it comes from.
        candidates: the possible answers.
        rows: their features.
        right: which of them are the gold answer.
        sure: what a model that has not seen the site says.
    """

    page: Page
    candidates: Sequence[Any]
    rows: Floats
    right: NDArray[np.bool_]
    sure: Floats


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is learned: its candidates, their features, and which are right."""

    name: str
    candidates: Callable[[Page], Sequence[Any]]
    features: Callable[[Page, Sequence[Any]], Floats]
    right: Callable[[Any, Any], bool]
    trees: int
    leaves: int


def reading(page: Page) -> Reading:
    """Return a page as the describers see it."""
    return Reading("seeds/page.txt", page.draft, (), page.example.row["lang"] or "")


def _names(value: Any) -> set[str]:  # noqa: ANN401 - the corpus has names as a list or as text
    parts = value if isinstance(value, list) else _SPLIT.split(str(value))
    return {normal(part) for part in parts if normal(part)}


FIELDS = (
    Field(
        "title",
        lambda page: titles.candidates(page.draft),
        lambda page, found: titles.features(page.draft, list(found)),
        lambda candidate, gold: normal(candidate.text) == normal(gold),
        trees=150, leaves=16,
    ),
    Field(
        "date",
        lambda page: date.candidates(reading(page)),
        lambda page, found: date.features(reading(page), list(found)),
        lambda candidate, gold: str(candidate.value) == gold[:10],
        trees=100, leaves=12,
    ),
    Field(
        "author",
        lambda page: bylines.candidates(reading(page)),
        lambda page, found: bylines.features(reading(page), list(found)),
        lambda candidate, gold: set(map(normal, candidate.names)) == _names(gold),
        trees=150, leaves=16,
    ),
)  # fmt: skip


def chosen(found: list[Page]) -> list[Page]:
    """Return each page's seed and HTML, and a few of its renderings, always the same."""
    rng = np.random.default_rng(7)
    kept: dict[str, list[Page]] = {}
    for page in found:
        kept.setdefault(page.example.row["id"], []).append(page)
    result: list[Page] = []
    for of_row in kept.values():
        result += [page for page in of_row if page.example.measured]
        others = [page for page in of_row if not page.example.measured]
        rng.shuffle(others)
        result += others[: _RENDERINGS - 1]
    return result


def cases(field: Field, found: list[Page]) -> list[Case]:
    """Return the pages whose gold answer for a field is known, with their candidates."""
    result: list[Case] = []
    for page in found:
        gold = page.example.row["gold"].get(field.name)
        if not gold or (field.name == "date" and not _DAY.match(gold)):
            continue
        candidates = field.candidates(page)
        rows = field.features(page, candidates) if candidates else np.zeros((0, 1), np.float32)
        right = np.array([field.right(candidate, gold) for candidate in candidates], bool)
        result.append(Case(page, candidates, rows, right, np.zeros(len(candidates), np.float32)))
    return result


def learn(field: Field, found: list[Case]) -> Model:
    """Learn one field; every page weighs the same."""
    used = [case for case in found if case.page.example.row["train"] and len(case.candidates)]
    rows = np.vstack([case.rows for case in used])
    right = np.concatenate([case.right for case in used]).astype(np.float32)
    weights = np.concatenate([np.full(len(c.right), 1 / np.sqrt(len(c.right))) for c in used])
    return trees.fit(rows, right, weights, trees=field.trees, leaves=field.leaves, rate=0.08)


def cross_validate(field: Field, found: list[Case], folds: Path) -> None:
    """Give every case the probabilities of a model that has not seen its site, and keep those."""
    for fold in range(FOLDS):
        model = learn(field, [case for case in found if case.page.example.fold != fold])
        trees.save(model, folds / str(fold) / f"{field.name}.npz")
        for case in found:
            if case.page.example.fold == fold and len(case.candidates):
                case.sure = model.predict_proba(case.rows)[:, 1].astype(np.float32)


def figures(field: Field, found: list[Case]) -> str:
    """Return how often the best candidate is right, and what each threshold would give."""
    lines = []
    for html in (False, True):
        measured = [
            case for case in found
            if case.page.example.measured
            and (case.page.example.converter == "html") == html
            and case.page.example.row["tier"] in ("gold", "silver", "meta")
        ]  # fmt: skip
        known = [case for case in measured if html or case.page.example.row["rec"].get(field.name)]
        possible = sum(case.right.any() for case in known)
        best = [
            (float(c.sure.max()), bool(c.right[c.sure.argmax()])) if len(c.sure) else (0.0, False)
            for c in measured
        ]
        in_seed = [html or bool(case.page.example.row["rec"].get(field.name)) for case in measured]
        lines.append(
            f"{field.name} {'html' if html else 'text'}: {len(known)} in the seed,"
            f" among candidates {possible / len(known):.3f}"
        )
        for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            claimed = [right for sure, right in best if sure >= least and sure > 0]
            exact = sum(
                r for (s, r), there in zip(best, in_seed, strict=True) if there and s >= least
            )
            lines.append(
                f"   >= {least:.1f}: exact {exact / len(known):.3f}"
                f"  claimed {len(claimed) / len(measured):.3f}"
                f"  wrong {1 - sum(claimed) / (len(claimed) or 1):.3f}"
            )
    return "\n".join(lines)


def reliability(found: list[Case]) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share right, count) in ten bins, on the seeds."""
    pairs = [
        (float(case.sure.max()), bool(case.right[case.sure.argmax()]))
        for case in found if case.page.example.real and len(case.sure)
    ]  # fmt: skip
    result = []
    for low in np.arange(0, 1, 0.1):
        inside = [pair for pair in pairs if low <= pair[0] < low + 0.1 + (low > 0.85)]
        if inside:
            sure, right = np.array(inside, float).mean(axis=0)
            result.append((round(float(sure), 3), round(float(right), 3), len(inside)))
    return result


def main() -> None:
    """Learn, print figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--fields", default="title,date,author")
    options = parser.parse_args()
    with (options.cache / "pages.pkl").open("rb") as file:
        found = chosen(pickle.load(file))  # noqa: S301 - what training.body wrote
    for page in found:
        page.draft = classify.marked(page.draft, page.probabilities)
    reliable = {}
    for field in FIELDS:
        if field.name in options.fields.split(",") or field.name == "title":
            of_field = cases(field, found)
            cross_validate(field, of_field, options.cache)
            print(figures(field, of_field), flush=True)
            reliable[field.name] = reliability(of_field)
            trees.save(learn(field, of_field), WEIGHTS / f"{field.name}.npz")
            if field.name == "title":
                _mark_titles(found, of_field)
    print(json.dumps(reliable))


def _mark_titles(found: list[Page], of_title: list[Case]) -> None:
    """Mark in every draft the title that a model that has not seen the site chooses."""
    known = {id(case.page): case for case in of_title}
    models = {
        fold: learn(FIELDS[0], [case for case in of_title if case.page.example.fold != fold])
        for fold in range(FOLDS)
    }
    for page in found:
        case = known.get(id(page))
        options = case.candidates if case else titles.candidates(page.draft)
        if options:
            rows = case.rows if case else titles.features(page.draft, list(options))
            sure = models[page.example.fold].predict_proba(rows)[:, 1]
            page.draft = titles.marked(page.draft, options[int(np.argmax(sure))])
        page.draft = replace(edges.clean(page.draft), hints=())


if __name__ == "__main__":
    main()
