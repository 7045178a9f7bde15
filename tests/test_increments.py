"""A comparison that begins where the last one ended finds what a comparison of all finds."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sitegen.analysis import increments, matrix, related, terms
from sitegen.analysis.increments import Compared
from sitegen.storage import remembered
from sitegen.survey import comparing

Article = tuple[NDArray[np.uint32], NDArray[np.uint16], str]


class World:
    """An archive of articles on some themes, which changes at random."""

    def __init__(self, seed: int, articles: int, words: int) -> None:
        self.rng, self.words = np.random.default_rng(seed), words
        themes = max(2, articles // 8)
        size = min(words, 300)
        self.themes = [self.rng.choice(words, size, replace=False) for _ in range(themes)]
        self.articles = [self.article() for _ in range(articles)]
        for _ in range(articles // 10):  # copies, which are all just as near
            self.articles[self.row()] = self.articles[self.row()]

    def row(self) -> int:
        """Return one of the articles."""
        return int(self.rng.integers(len(self.articles)))

    def article(self) -> Article:
        """Return a new one."""
        theme = self.themes[self.rng.integers(len(self.themes))]
        size = int(self.rng.integers(5, min(200, len(theme))))
        found = np.sort(self.rng.choice(theme, size, replace=False)).astype(np.uint32)
        lang = str(self.rng.choice(["en", "de", "fr"], p=[0.7, 0.25, 0.05]))
        return found, self.rng.integers(1, 6, size).astype(np.uint16), lang

    def another_word(self, article: Article) -> Article:
        """Return it with one word instead of another."""
        found, counts, lang = article[0].copy(), article[1].copy(), article[2]
        place, word = self.rng.integers(len(found)), self.rng.integers(self.words)
        if word not in found:
            found[place] = word
        counts[place] = self.rng.integers(1, 6)
        order = np.argsort(found)
        return found[order], counts[order], lang

    def change(self) -> None:
        """Change something."""
        row, kind = self.row(), self.rng.integers(8)
        if kind < 3:
            self.articles[row] = self.another_word(self.articles[row])
        elif kind == 3:
            self.articles[row] = self.article()
        elif kind == 4:
            self.articles.insert(row, self.article())
        elif kind == 5 and len(self.articles) > 3:
            del self.articles[row]
        elif kind == 6:
            self.articles[row] = (*self.articles[row][:2], "de")
        else:
            self.articles[row] = self.articles[self.row()]

    def compared(self, before: Compared | None) -> tuple[Compared, list[list[float]]]:
        """Return a comparison, and what it found."""
        packed = [terms.packed(terms.Terms(*a[:2], int(a[1].sum()))) for a in self.articles]
        keys = [hashlib.md5(data, usedforsecurity=False).digest() for data in packed]
        langs = np.array([article[2] for article in self.articles])
        after, near = increments.compared(matrix.stack(packed), keys, langs, before)
        columns = (near.ours, near.theirs, near.likeness)
        return after, [column.tolist() for column in columns]


@pytest.mark.parametrize(
    ("articles", "words"), [(4, 20), (40, 200), (150, 20_000), (300, 60_000), (600, 60_000)]
)
def test_whatever_changes_the_answer_is_that_of_a_comparison_of_all(
    articles: int, words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[int] = []

    def counted(*args: object) -> related.Search:
        again.append(1)
        return searched(*args)

    searched: Callable[..., related.Search] = related.again
    monkeypatch.setattr(related, "again", counted)
    world, before = World(articles, articles, words), None
    for _ in range(25):
        after, found = world.compared(before)
        whole, wanted = world.compared(None)
        assert found == wanted
        assert (after.vectors.indices == whole.vectors.indices).all()
        assert (after.vectors.data == whole.vectors.data).all()
        before = Compared.of(after.arrays())
        world.change()
    assert again or articles < 10


def test_archives_without_articles_or_words_are_compared() -> None:
    world = World(1, 20, 200)
    nothing = np.zeros(0, np.uint32), np.zeros(0, np.uint16), "en"
    before, _ = world.compared(None)
    for articles in ([], [nothing], [nothing] * 3, [], World(2, 20, 200).articles, [nothing], []):
        world.articles = list(articles)
        after, found = world.compared(before)
        assert found == world.compared(None)[1]
        before = Compared.of(after.arrays())


def test_an_article_that_changes_leaves_the_others_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(1, 500, 60_000)
    before, _ = world.compared(None)
    rows: list[int] = []

    def counted(self: related.Vectors, wanted: NDArray[np.int64]) -> related.Search:
        rows.append(len(wanted))
        return searched(self, wanted)

    searched = related.Vectors.searched
    monkeypatch.setattr(related.Vectors, "searched", counted)
    world.articles[250] = world.another_word(world.articles[250])
    world.compared(before)
    # Those of another language that have no neighbours are looked for among all.
    assert sum(rows) < 150


@pytest.fixture
def left(tmp_path: Path) -> tuple[Path, Compared]:
    """Return a file that a comparison left, and what it left there."""
    after, _ = World(2, 30, 500).compared(None)
    comparing.leave(after, tmp_path / "compared.npz")
    return tmp_path / "compared.npz", after


def test_what_a_comparison_left_is_found_by_the_next_one(left: tuple[Path, Compared]) -> None:
    file, after = left
    found = comparing.left(file)
    assert found
    for name, array in after.arrays().items():
        assert (found.arrays()[name] == array).all()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-100],
        lambda data: data[:2000] + b"?" + data[2001:],
        lambda data: data[32:],
        lambda _: b"?" * 99,
    ],
)
def test_what_was_damaged_is_not_made_use_of(
    left: tuple[Path, Compared], damage: Callable[[bytes], bytes]
) -> None:
    file, _ = left
    file.write_bytes(damage(file.read_bytes()))
    assert comparing.left(file) is None


@pytest.mark.parametrize("name", ["columns", "starts", "terms", "tops", "rows", "ours", "theirs"])
@pytest.mark.parametrize("number", [-2, 1_000_000])
def test_arrays_that_somebody_made_up_are_refused(
    left: tuple[Path, Compared], name: str, number: int
) -> None:
    arrays = {key: array.copy() for key, array in left[1].arrays().items()}
    arrays[name].flat[-1] = number
    with pytest.raises(ValueError, match=r"\w"):
        Compared.of(arrays)


def test_terms_that_somebody_made_up_do_no_harm() -> None:
    world = World(3, 100, 20_000)
    before, wanted = world.compared(None)
    for name in ("buckets", "columns", "terms"):
        arrays = {key: array.copy() for key, array in before.arrays().items()}
        arrays[name].flat[:] = arrays[name].flat[0]
        found = world.compared(Compared.of(arrays))[1]
        assert found == wanted or name != "buckets"


def test_what_another_version_left_is_not_made_use_of(
    left: tuple[Path, Compared], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "code_digest", lambda: "another")
    assert comparing.left(left[0]) is None


def test_what_cannot_be_left_leaves_nothing(left: tuple[Path, Compared], tmp_path: Path) -> None:
    comparing.leave(left[1], tmp_path / "none" / "compared.npz")
    (tmp_path / "folder.npz").mkdir()
    comparing.leave(left[1], tmp_path / "folder.npz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["compared.npz", "folder.npz"]
    assert comparing.left(tmp_path / "folder.npz") is None
