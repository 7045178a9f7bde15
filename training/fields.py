"""Learn title, date and author: python -m training.fields --cache DIR.

Starts from the drafts and held-out probabilities that `training.sequence` left in the cache, so
that each field is learned on bodies as a build finds them on pages it has not seen, and the date
and the author on titles and bodies' ends likewise. Prints figures and reliability from
cross-validation by site, and writes `sitegen/learned/weights/{title,date,author}.npz`, with
`*_context.npz` for the words around candidates.
"""

import argparse
import json
import pickle
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import trafilatura
from numpy.typing import NDArray

from benchmarks.accuracy import FOLDS
from sitegen.cleaning import classify, context, edges, endings, repeats, titles
from sitegen.language.words import normal
from sitegen.metadata import Reading, bylines, date
from training import lexical, trees
from training.pages import Page
from training.trees import Model

WEIGHTS = Path("sitegen/learned/weights")
# In the cache: the pages with the titles that models chose that have not seen them.
TITLED = "titled.pkl"
# Renderings of one page to learn from, its seed among them.
_RENDERINGS = 4
# For the words around candidates, found by cross-validation.
_PENALTY, _ROUNDS = 3e-6, 6
# What a page weighs whose HTML says who wrote it, beside one with a gold answer; pages that name
# more authors name all that write for them.
_SUPPLIED, _MOST_NAMED = 0.5, 4
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
        contexts: the words around them, as `context.hashes` gives them.
        same: what is equal for candidates that are one answer.
        right: which of them are the gold answer.
        sure: what a model that has not seen the site says.
    """

    page: Page
    candidates: Sequence[Any]
    rows: Floats
    contexts: list[NDArray[np.int64]]
    same: Sequence[Hashable]
    right: NDArray[np.bool_]
    sure: Floats


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is learned: its candidates, their features, and which are right.

    `judged` says which candidates the trees judge, given what the words around each say; `supplied`
    what to learn from where there is no gold answer, out of a page's HTML.
    """

    name: str
    candidates: Callable[[Page], Sequence[Any]]
    features: Callable[[Page, Sequence[Any]], Floats]
    contexts: Callable[[Page, Sequence[Any]], list[NDArray[np.int64]]]
    same: Callable[[Sequence[Any]], Sequence[Hashable]]
    right: Callable[[Any, Any], bool]
    trees: int
    leaves: int
    rate: float = 0.05
    random: bool = False
    judged: Callable[[Floats], list[int]] = lambda said: list(range(len(said)))
    supplied: Callable[[str], Any] = lambda _html: None


def reading(page: Page) -> Reading:
    """Return a page as the describers see it."""
    return Reading(page.draft, (), page.example.row["lang"] or "")


def _names(value: Any) -> set[str]:  # noqa: ANN401 - the corpus has names as a list or as text
    parts = value if isinstance(value, list) else _SPLIT.split(str(value))
    return {name for part in parts if (name := normal(_without_by(str(part))))}


def _without_by(text: str) -> str:
    found = edges.BYLINE.match(text)
    return text[found.end() :] if found else text


def named(html: str) -> list[str]:
    """Return the authors that a page names for machines, if these are people's whole names."""
    found = trafilatura.extract_metadata(html)
    authors = [name.strip() for name in (found.author or "").split(";")]
    whole = all(" " in name for name in authors) and len(authors) <= _MOST_NAMED
    return authors if whole else []


FIELDS = (
    Field(
        "title",
        lambda page: titles.candidates(page.draft),
        lambda page, found: titles.features(page.draft, list(found)),
        lambda page, found: titles.contexts(page.draft, list(found)),
        lambda found: titles.same(list(found)),
        lambda candidate, gold: normal(candidate.text) == normal(gold),
        trees=300, leaves=16,
    ),
    Field(
        "date",
        lambda page: date.candidates(reading(page)),
        lambda page, found: date.features(reading(page), list(found)),
        lambda page, found: date.contexts(reading(page), list(found)),
        lambda found: date.same(list(found)),
        lambda candidate, gold: str(candidate.value) == gold[:10],
        trees=220, leaves=12,
    ),
    Field(
        "author",
        lambda page: bylines.candidates(reading(page)),
        lambda page, found: bylines.features(reading(page), list(found)),
        lambda page, found: bylines.contexts(reading(page), list(found)),
        lambda found: bylines.same(list(found)),
        lambda candidate, gold: set(map(normal, candidate.names)) == _names(gold),
        trees=300, leaves=32, rate=0.06, random=True, judged=bylines.judged, supplied=named,
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
        result.append(case(field, page, gold))
    return result


def supplied(field: Field, found: list[Page]) -> list[Case]:
    """Return the pages without a gold answer whose HTML gives one that is among the candidates."""
    answers = {
        page.example.row["id"]: field.supplied(page.example.text)
        for page in found
        if page.example.converter == "html"
        and page.example.row["train"]
        and not page.example.row["gold"].get(field.name)
    }
    known = [(page, answers.get(page.example.row["id"])) for page in found]
    made = [case(field, page, answer) for page, answer in known if answer]
    return [one for one in made if one.right.any()]


def case(field: Field, page: Page, gold: Any) -> Case:  # noqa: ANN401 - as the corpus has it
    """Return a page with its candidates; without a gold answer none of them is right."""
    candidates = field.candidates(page)
    rows = field.features(page, candidates) if candidates else np.zeros((0, 1), np.float32)
    contexts = field.contexts(page, candidates) if candidates else []
    right = np.array([bool(gold) and field.right(one, gold) for one in candidates], bool)
    nothing = np.zeros(len(candidates), np.float32)
    return Case(page, candidates, rows, contexts, field.same(candidates), right, nothing)


class Learner:
    """Learns a field: a model of the words around candidates, then trees that know its answers."""

    def __init__(self, field: Field, found: list[Case]) -> None:
        self.field = field
        self.found = [c for c in found if c.page.example.row["train"] and len(c.candidates)]
        self._contexts: dict[frozenset[int], Any] = {}

    def of_context(self, without: frozenset[int]) -> Any:  # noqa: ANN401 - scikit-learn has no types
        """Return the model of the words around candidates that has not seen some folds."""
        if without not in self._contexts:
            used = [case for case in self.found if case.page.example.fold not in without]
            self._contexts[without] = lexical.learn(
                lexical.matrix([row for case in used for row in case.contexts]),
                np.concatenate([case.right for case in used]).astype(np.float32),
                np.concatenate([self._weights(case, len(case.right)) for case in used]),
                penalty=_PENALTY, rounds=_ROUNDS,
            )  # fmt: skip
        return self._contexts[without]

    def rows(self, case: Case, without: frozenset[int]) -> tuple[list[int], Floats]:
        """Return which candidates are judged, and their features.

        Of the words around them a model speaks that has not seen some folds.
        """
        said = self.of_context(without).decision_function(lexical.matrix(case.contexts))
        said = context.clipped(said)
        judged = self.field.judged(said)
        same = [case.same[i] for i in judged]
        return judged, context.added(case.rows[judged], said[judged], same)

    def learn(self, without: frozenset[int]) -> Model:
        """Return trees that have not seen some folds; every page weighs the same."""
        used = [case for case in self.found if case.page.example.fold not in without]
        seen = [self.rows(case, without | {case.page.example.fold}) for case in used]
        rows = np.vstack([rows for _, rows in seen])
        right = np.concatenate(
            [case.right[judged] for case, (judged, _) in zip(used, seen, strict=True)]
        ).astype(np.float32)
        weights = np.concatenate(
            [self._weights(case, len(judged)) for case, (judged, _) in zip(used, seen, strict=True)]
        )
        field = self.field
        return trees.fit(
            rows, right, weights,
            trees=field.trees, leaves=field.leaves, rate=field.rate, random=field.random,
        )  # fmt: skip

    def _is_supplied(self, case: Case) -> bool:
        return not case.page.example.row["gold"].get(self.field.name)

    def _weights(self, case: Case, count: int) -> Floats:
        """Return what each of a page's candidates weighs."""
        weight = _SUPPLIED if self._is_supplied(case) else 1.0
        return np.full(count, weight / np.sqrt(count), np.float32)

    def save(self, model: Model, without: frozenset[int], folder: Path) -> None:
        """Write what `learn` returned, and the model of words beside it."""
        trees.save(model, folder / f"{self.field.name}.npz")
        lexical.save(self.of_context(without), folder / f"{self.field.name}_context.npz")


def cross_validate(learner: Learner, found: list[Case], folds: Path) -> None:
    """Give every case the probabilities of models that have not seen its site, and keep those."""
    for fold in range(FOLDS):
        without = frozenset({fold})
        model = learner.learn(without)
        learner.save(model, without, folds / str(fold))
        for case in found:
            if case.page.example.fold == fold and len(case.candidates):
                judged, rows = learner.rows(case, without)
                case.sure[judged] = trees.probabilities(model, rows)


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
    with (options.cache / "judged.pkl").open("rb") as file:
        found = chosen(pickle.load(file))  # noqa: S301 - what training.sequence wrote
    for page in found:
        page.draft = classify.marked(page.draft, page.probabilities)
    reliable = {}
    for field in FIELDS:
        if field.name in options.fields.split(",") or field.name == "title":
            of_field = cases(field, found)
            learner = Learner(field, of_field + supplied(field, found))
            judged = [*of_field]
            if field.name == "title":
                # The other fields are learned on pages whose title is marked, known or not.
                known = {id(case.page) for case in of_field}
                judged += [case(field, page, None) for page in found if id(page) not in known]
            cross_validate(learner, judged, options.cache)
            print(figures(field, of_field), flush=True)
            reliable[field.name] = reliability(of_field)
            learner.save(learner.learn(frozenset()), frozenset(), WEIGHTS)
            if field.name == "title":
                _mark_titles(judged)
                with (options.cache / TITLED).open("wb") as file:
                    pickle.dump([of_page.page for of_page in judged], file, protocol=5)
    print(json.dumps(reliable))


def _mark_titles(judged: list[Case]) -> None:
    """Mark in every draft the title that a model that has not seen the site chooses."""
    for of_page in judged:
        page = of_page.page
        if len(of_page.sure):
            best = of_page.candidates[int(np.argmax(of_page.sure))]
            page.draft = titles.marked(page.draft, best)
        page.draft = edges.clean(endings.clean(repeats.clean(page.draft)))
        page.draft = replace(page.draft, hints=())


if __name__ == "__main__":
    main()
