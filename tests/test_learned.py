"""What was learned fits the code that uses it."""

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sitegen import cleaning, learned, readers
from sitegen.cleaning import context, evidence, features, lexical, places, titles
from sitegen.language.words import words
from sitegen.learned import hashing
from sitegen.learned.boosting import Trees
from sitegen.learned.odds import Matrix
from sitegen.metadata import Reading, bylines, date, names
from sitegen.model import Block, Draft, Kind, Section, Seed

SEEDS = sorted((ROOT / "seeds").iterdir())


def _draft(path: Path) -> Draft:
    draft = readers.read(Seed(f"seeds/{path.name}", path.read_bytes(), ""))
    assert isinstance(draft, Draft)
    return draft


def test_trees_say_what_following_their_conditions_says() -> None:
    # Two trees: `a <= 1 ? (b <= 5 ? -.9 : -.8) : -.7`, and a single leaf that always says 1.
    trees = Trees.of(
        columns=np.array([0, 1, 0, 0, 0, 0]),
        limits=np.array([1, 5, 0, 0, 0, 0], np.float32),
        right=np.array([4, 2, 0, 0, 0, 0]),
        values=np.array([0, 0, -0.9, -0.8, -0.7, 1], np.float64),
        sizes=np.array([5, 1]),
    )
    rows = np.array([[0, 0], [1, 6], [2, 0]], np.float32)
    odds = np.log(1 / (1 / trees.probabilities(rows) - 1))
    assert odds == pytest.approx([0.1, 0.2, 0.3], abs=1e-5)
    many = np.tile(rows, (500, 1))
    assert (trees.probabilities(many) == np.tile(trees.probabilities(rows), 500)).all()


@pytest.mark.parametrize("name", ["body", "start", "end", "title", "author", "date"])
def test_trees_say_what_walking_down_them_says(name: str) -> None:
    with np.load(learned.WEIGHTS / f"{name}.npz") as data:
        columns, limits, right = data["columns"], data["limits"], data["right"]
        values, sizes = data["values"].astype(np.float64), data["sizes"]

    def walked(row: Matrix, node: int) -> float:
        while right[node]:
            node += right[node] if row[columns[node]] > limits[node] else 1
        return float(values[node])

    # Numbers that conditions ask for: one is not more than itself.
    rows = np.random.default_rng(7).choice(limits[right > 0], (40, int(columns.max()) + 1))
    roots = [0, *np.cumsum(sizes.astype(int))[:-1]]
    wanted = [sum(walked(row, root) for root in roots) for row in rows]
    assert learned.trees(name).odds(rows) == pytest.approx(wanted, abs=2e-6)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_model_gets_the_columns_that_it_has_learned(path: Path) -> None:
    draft = _draft(path)
    rows = features.of(draft)
    assert rows.shape == (len(draft.blocks), len(features.NAMES))
    assert np.isfinite(rows).all()
    if draft.finished:
        return
    cleaned = cleaning.clean(draft)
    reading = Reading(cleaned, (), "en")
    found = (
        (titles.NAMES, titles.features(cleaned, titles.candidates(cleaned))),
        (date.NAMES, date.features(reading, date.candidates(reading))),
        (bylines.NAMES, bylines.features(reading, bylines.candidates(reading))),
    )
    for columns, matrix in found:
        if len(matrix):
            assert matrix.shape[1] == len(columns)
            assert np.isfinite(matrix).all()


def test_no_condition_looks_at_a_column_that_is_not_there() -> None:
    known = len(features.NAMES) + len(evidence.WORDS)
    widths = {
        "start": known,
        "end": known,
        "body": known + len(evidence.BORDERS),
        "title": len(titles.NAMES),
        "date": len(date.NAMES),
        "author": len(bylines.NAMES),
    }
    for name in ("title", "date", "author"):
        widths[name] += len(context.NAMES)
    for name, width in widths.items():
        assert learned.trees(name).columns.max() < width


def test_words_are_known_by_their_hash_alone_and_the_same_everywhere() -> None:
    blocks = _draft(SEEDS[0]).blocks
    hashed = lexical.hashes(blocks)
    first = hashed[0].tolist()
    assert first == sorted(set(first))
    assert set(first) >= {*hashing.buckets([w.lower() for w in words(blocks[0].text)[:24]])}
    assert np.abs(lexical.scores(hashed)).max() <= lexical.LIMIT


def test_what_is_hashed_together_comes_out_as_by_itself() -> None:
    said = [["a", "b", "a b"], [], ["b", "b"], ["a"], []]
    hashed = hashing.hashed(said)
    assert [len(row) for row in hashed] == [3, 0, 1, 1, 0]
    for row, keys in zip(hashed, said, strict=True):
        assert row.tolist() == sorted({*hashing.buckets(keys).tolist()})


def test_the_weights_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in learned.WEIGHTS.iterdir()}
    fields = ("author", "date", "title")
    names = (
        "body",
        "start",
        "end",
        "lexical",
        "sequence",
        "headings",
        *fields,
        *(f"{field}_context" for field in fields),
    )
    assert set(sizes) == {f"{name}.npz" for name in names}
    assert sum(sizes.values()) < 1_000_000


@given(st.lists(st.integers(-9, 9)))
def test_the_heaviest_stretch_is_none_lighter_than_another(weights: list[int]) -> None:
    start, end = evidence.heaviest([float(weight) for weight in weights])
    ends = range(len(weights) + 1)
    best = max(sum(weights[i:j]) for i, j in itertools.product(ends, ends) if i <= j)
    assert sum(weights[start:end]) == max(best, 0)


@given(st.lists(st.booleans(), min_size=1), st.integers(1, 12))
def test_what_stands_around_is_counted_as_it_stands(flags: list[bool], reach: int) -> None:
    above, below = places.around(np.array(flags), reach)
    for i in range(len(flags)):
        assert above[i] == sum(flags[max(0, i - reach) : i])
        assert below[i] == sum(flags[i + 1 : i + 1 + reach])


def test_a_border_counts_for_all_blocks_behind_it() -> None:
    known = np.zeros((5, 1), np.float32)
    none, sure = np.full(5, 0.01, np.float32), np.full(5, 0.01, np.float32)
    sure[2] = 0.99
    rows = evidence.with_borders(known, none, sure)
    names = ("known", *evidence.BORDERS)
    surest = rows[:, names.index("end surest")]
    assert (surest[:2] < -4).all()
    assert (surest[2:] > 4).all()
    rows = evidence.with_borders(known, sure, none)
    surest = rows[:, names.index("start surest")]
    assert (surest[:3] > 4).all()
    assert (surest[3:] < -4).all()


def test_words_around_a_candidate_are_known_and_its_own_are_not() -> None:
    spot = context.Spot(1, 3, 12, 0)
    texts = ["The old quay", "By Ida Tveit, editor", "3 May 2011"]
    known = context.hashes(texts, [spot])[0].tolist()
    other = context.hashes(["The old quay", "By Ada Lovel, editor", "3 May 2011"], [spot])[
        0
    ].tolist()
    assert known == other
    assert known != context.hashes(["Share this", *texts[1:]], [spot])[0].tolist()
    # What says the same in another language is the same.
    german = context.hashes(["The old quay", "Von Ida Tveit, editor", "3 Mai 2011"],
                            [context.Spot(1, 4, 13, 0)])[0].tolist()  # fmt: skip
    assert known == german


def test_a_candidate_is_told_what_its_best_place_says() -> None:
    said = np.array([-3, 1, 0.5], np.float32)
    rows = context.added(np.zeros((3, 1), np.float32), said, ["ida", "ida", "ada"])
    assert rows[:, 1:].tolist() == [[-3, 1, -4], [1, 1, 0], [0.5, 0.5, -0.5]]
    assert context.added(np.zeros((0, 2), np.float32), said[:0], []).shape == (0, 5)


@pytest.mark.parametrize(
    ("line", "name", "on", "before"),
    [
        ("By Ida Tveit", "Ida Tveit", 0, 0),
        ("By Ida Marie Tveit", "Ida Marie", 1, 0),
        ("Rechtsanwalt Ida Tveit, Oslo", "Ida Tveit", 0, 1),
        ("By Ida TveitStaff Writer", "Ida Tveit", 2, 0),
    ],
)
def test_a_name_that_is_part_of_more_is_told_so(line: str, name: str, on: int, before: int) -> None:
    reading = _reading(line)
    found = bylines.candidates(reading)
    rows = bylines.features(reading, found)
    told = {
        (row[bylines.NAMES.index("goes on")], row[bylines.NAMES.index("begins before")])
        for candidate, row in zip(found, rows.tolist(), strict=True)
        if candidate.names == (name,)
    }
    assert told == {(on, before)}


@pytest.mark.parametrize(
    "line", ["Posted by By Ida Tveit", "By Ida TveitStaff Writer", "Von Ida Tveit, Oslo"]
)
def test_no_author_has_a_by_before_the_name(line: str) -> None:
    names = {candidate.names for candidate, _ in bylines.ranked(_reading(line))}
    assert ("Ida Tveit",) in names
    assert names.isdisjoint({("By Ida Tveit",), ("By Ida",), ("Von Ida Tveit",)})


def _reading(*lines: str) -> Reading:
    blocks = [Block(line, Kind.PARAGRAPH, i, i) for i, line in enumerate(lines, 1)]
    blocks = [block.placed(Section.FURNITURE, "") for block in blocks]
    body = Block("The quay fell.", Kind.PARAGRAPH, 99, 99).placed(Section.BODY, "")
    return Reading(Draft((), (*blocks, body)), (), "en")


def _authors(*lines: str) -> set[tuple[str, ...]]:
    return {candidate.names for candidate in bylines.candidates(_reading(*lines))}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("By Ida Tveit The Associated Press",), ("Ida Tveit",)),
        (("By Ida Tveit and Ada Wu The Associated Press",), ("Ida Tveit", "Ada Wu")),
        (("Gespeichert von tessa am 24. Juli 2017",), ("tessa",)),
        (("Von Johannes Olm, Zürich",), ("Johannes Olm",)),
        (("Ida Tveit,", "Ada Wu", "and Per Olm"), ("Ida Tveit", "Ada Wu", "Per Olm")),
        (("Harbour News", "Ida Tveit", "Ada Wu"), ("Ida Tveit", "Ada Wu")),
        (("By", "Ida Tveit,", "Ada Wu, and", "Per Olm"), ("Ida Tveit", "Ada Wu", "Per Olm")),
        (
            ("Ida Tveit,", "Ada Q. Wu, Per Olm and Liv Moe"),
            ("Ida Tveit", "Ada Q. Wu", "Per Olm", "Liv Moe"),
        ),
        (("By Ida TveitStaff Writer",), ("Ida Tveit",)),
        (("Ida TveitStaff Writer, 3 May 2011",), ("Ida Tveit",)),
        (("Rechtsanwalt Ida Tveit",), ("Ida Tveit",)),
        (("Reporter Ida Tveit",), ("Ida Tveit",)),
        (("Ida Tveit Redakteurin",), ("Ida Tveit",)),
        (("ByIda Tveit",), ("Ida Tveit",)),
        (("by Ida June Tveit July 10, 2015",), ("Ida June Tveit",)),
    ],
)
def test_authors_are_among_the_candidates(lines: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert wanted in _authors(*lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ida Tveit met Ada Wu", [(0, "Ida Tveit"), (14, "Ada Wu")]),
        ("Reporter Ida Tveit Staff Writer", [(9, "Ida Tveit")]),
        ("Ida Tveit Editor Ada Wu", [(0, "Ida Tveit"), (17, "Ada Wu")]),
        ("Staff Editor", []),
        ("Editor Ida", []),
        ("Ida Tveit AFP", [(0, "Ida Tveit")]),
        ("", []),
    ],
)
def test_words_that_no_name_has_part_names(text: str, found: list[tuple[int, str]]) -> None:
    assert names.within(text) == found


@pytest.mark.parametrize(
    ("others", "chosen"),
    [
        ([], ("Ida Tveit",)),
        ([(("Ida Tveit", "Ada Wu"), bylines.LIST, 0.69)], ("Ida Tveit", "Ada Wu")),
        ([(("Ida Tveit", "Ada Wu"), bylines.STACK, 0.69)], ("Ida Tveit", "Ada Wu")),
        ([(("Ida Tveit", "Ada Wu"), bylines.RAW, 0.69)], ("Ida Tveit",)),
        ([(("Ida Tveit", "Ada Wu"), bylines.LIST, 0.67)], ("Ida Tveit",)),
        ([(("Per Olm", "Ada Wu"), bylines.LIST, 0.79)], ("Ida Tveit",)),
        ([(("Ada Wu",), bylines.SINGLE, 0.79), (("Ada Wu", "IDA TVEIT"), bylines.LIST, 0.7)],
         ("Ada Wu", "IDA TVEIT")),
    ],
)  # fmt: skip
def test_who_lists_one_of_several_lists_all(
    others: list[tuple[tuple[str, ...], int, float]], chosen: tuple[str, ...]
) -> None:
    found = [(bylines.Candidate(3, 3, ("Ida Tveit",), bylines.SINGLE), 0.8)]
    found += [(bylines.Candidate(3, 3, several, form), sure) for several, form, sure in others]
    told = bylines.together(found)
    assert told[0][0].names == chosen
    assert sorted(told, key=lambda one: -one[1]) == found, "all are told of, as sure as they were"


def test_a_list_that_comes_first_stays() -> None:
    found = [
        (bylines.Candidate(3, 3, ("Ida Tveit", "Ada Wu"), bylines.RAW), 0.8),
        (bylines.Candidate(3, 3, ("Ida Tveit", "Ada Wu", "Per Olm"), bylines.LIST), 0.79),
    ]
    assert bylines.together(found) == found
    assert bylines.together([]) == []


def test_scores_of_words_are_their_mean_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = np.arange(4, dtype=np.float32)
    monkeypatch.setattr(learned, "linear", lambda _name: (weights, -1.0))
    assert context.scores("title", [np.array([1, 2, 3])]) == pytest.approx(6 / math.sqrt(3) - 1)
    assert context.scores("title", [np.array([0]), np.array([3] * 16)]) == pytest.approx([-1, 4])
