"""What was learned fits the code that uses it."""

from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

from sitegen import cleaning, learned, readers
from sitegen.cleaning import evidence, features, lexical, titles
from sitegen.metadata import Reading, bylines, date
from sitegen.model import Draft, Seed

SEEDS = sorted((ROOT / "seeds").iterdir())


def _draft(path: Path) -> Draft:
    draft = readers.read(Seed(f"seeds/{path.name}", path.read_bytes(), ""))
    assert isinstance(draft, Draft)
    return draft


def test_trees_say_what_following_their_conditions_says() -> None:
    # Two trees: `a <= 1 ? (b <= 5 ? -.9 : -.8) : -.7`, and a single leaf that always says 1.
    trees = learned.Trees(
        roots=np.array([0, 5]),
        columns=np.array([0, 1, 0, 0, 0, 0]),
        limits=np.array([1, 5, *[np.inf] * 4], np.float32),
        children=np.array([[1, 4], [2, 3], [2, 2], [3, 3], [4, 4], [5, 5]]).ravel(),
        values=np.array([0, 0, -0.9, -0.8, -0.7, 1], np.float64),
        depth=2,
    )
    rows = np.array([[0, 0], [1, 6], [2, 0]], np.float32)
    odds = np.log(1 / (1 / trees.probabilities(rows) - 1))
    assert odds == pytest.approx([0.1, 0.2, 0.3], abs=1e-5)
    many = np.tile(rows, (500, 1))
    assert (trees.probabilities(many) == np.tile(trees.probabilities(rows), 500)).all()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_model_gets_the_columns_that_it_has_learned(path: Path) -> None:
    draft = _draft(path)
    rows = features.of(draft)
    assert rows.shape == (len(draft.blocks), len(features.NAMES))
    assert np.isfinite(rows).all()
    if draft.finished:
        return
    cleaned = cleaning.clean(draft)
    reading = Reading("seeds/a.txt", cleaned, (), "en")
    found = (
        (titles.NAMES, titles.features(cleaned, titles.candidates(cleaned))),
        (date.NAMES, date.features(reading, date.candidates(reading))),
        (bylines.NAMES, bylines.features(reading, bylines.candidates(reading))),
    )
    for names, matrix in found:
        if len(matrix):
            assert matrix.shape[1] == len(names)
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
    for name, width in widths.items():
        assert learned.trees(name).columns.max() < width


def test_words_are_known_by_their_hash_alone_and_the_same_everywhere() -> None:
    blocks = _draft(SEEDS[0]).blocks
    assert lexical.hashes(blocks[0]).tolist() == sorted(set(lexical.hashes(blocks[0]).tolist()))
    assert np.abs(lexical.scores(blocks)).max() <= lexical.LIMIT


def test_the_weights_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in learned.WEIGHTS.iterdir()}
    assert set(sizes) == {
        f"{n}.npz" for n in ("author", "body", "date", "end", "lexical", "start", "title")
    }
    assert sum(sizes.values()) < 1_000_000
