"""Copies and related articles: which are found, what they mean for the site, who decides."""

import os
import pickle
import random
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import PROSE, ROOT, Archive
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.copies import KINDS
from sitegen.analysis import copies, matrix, related, terms
from sitegen.articles import parsing as content
from sitegen.articles import texts
from sitegen.articles.lockfile import LockEntry, digest
from sitegen.model import Article
from sitegen.model.topics import IPTC
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.survey import comparing, surveying
from sitegen.workers import executors

_FILES, _ = texts.read(ROOT)
OURS, _ = content.parsed(_FILES, frozenset(t.id for t in IPTC), Memo(None), drafts=True)
_WORDS = " ".join(article.body for article in OURS).split()


def survey_of(found: list[Article]) -> surveying.Survey:
    lock = [LockEntry(a.slug, f"seeds/{a.slug}.txt", "", {}, "", ()) for a in found]
    return surveying.take(found, lock, IPTC, Memo(None), 1)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("slug", [a.slug for a in OURS if a.lang == "en"][::4])
def test_a_copy_of_each_kind_is_found(kind: str, slug: str) -> None:
    original = next(a for a in OURS if a.slug == slug)
    text = KINDS[kind](original.body, _WORDS, random.Random(5))  # noqa: S311 - the same text each time
    other = replace(original, body=text, slug="zz-other", title="Another title")
    found = survey_of([*OURS, other]).copies
    assert found in ({"zz-other": slug}, {slug: "zz-other"})


def test_articles_of_the_sample_are_no_copies_of_each_other() -> None:
    assert survey_of(OURS).copies == {}


def test_two_articles_that_quote_one_speech_are_no_copies() -> None:
    speech = " ".join(OURS[3].body.split()[:120])
    one, other = (replace(a, body=f"{a.body}\n\n{speech}") for a in OURS[7:9])
    assert survey_of([one, other]).copies == {}


@given(st.randoms(use_true_random=False))
def test_the_canonical_choice_does_not_depend_on_the_order(rng: random.Random) -> None:
    original = OURS[5]
    family = [replace(original, slug=f"copy-{i}", date=f"20{10 + i}-01-01") for i in range(4)] + [
        replace(original, slug="short", body=original.body[: len(original.body) // 2])
    ]
    mixed = rng.sample([*OURS, *family], len(OURS) + len(family))
    found = survey_of(mixed).copies
    # All but one are as complete as the original, and of those one is the earliest.
    assert found == dict.fromkeys((original.slug, "copy-1", "copy-2", "copy-3", "short"), "copy-0")


def test_the_most_complete_one_is_canonical_then_the_earliest() -> None:
    one = copies.Candidate("a", 100, "2020", ours=True)
    family = [
        one,
        replace(one, slug="b", size=200),
        replace(one, slug="c", size=200, date="2019"),
    ]
    likely = {0: [1, 2], 1: [0, 2], 2: [0, 1]}
    assert copies.canonical(dict(enumerate(family)), likely, lambda _one, _other: True) == {
        0: 2,
        1: 2,
    }
    by_hand = [*family[:2], replace(family[2], ours=False, size=5)]
    assert copies.canonical(dict(enumerate(by_hand)), likely, lambda _one, _other: True) == {
        0: 2,
        1: 2,
    }


def test_related_articles_are_of_ones_language_unless_there_are_none() -> None:
    found = survey_of(OURS)
    langs = {a.slug: a.lang for a in OURS}
    for slug, others in found.related.items():
        assert len(others) <= 6
        if langs[slug] == "en":
            assert {langs[other] for other in others} <= {"en"}
    assert any(found.related.values())


def dies(_folder: Path, _question: comparing.Question, _late: object, **_how: bool) -> None:
    """End the process in which articles are compared, as what lacks memory does."""
    os._exit(1)


def finds_nothing(
    _folder: Path, _question: comparing.Question, _late: object, **_how: bool
) -> None:
    """Be asked after somebody emptied the memo."""


@pytest.mark.parametrize(
    ("asked", "here"), [(comparing.answered_from, 0), (dies, 1), (finds_nothing, 1)]
)
@pytest.mark.parametrize("doubts", [False, True])
def test_a_survey_in_another_process_is_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: Callable[[Path, comparing.Question], object],
    here: int,
    doubts: bool,
) -> None:
    found = [*OURS, replace(OURS[5], slug="copy")]
    lock = [LockEntry(a.slug, "seeds/a", "", {"topic": digest(a.topic)}, "", ()) for a in found]
    fresh = surveying.take(found, lock, IPTC, Memo(None), 1, doubts=doubts)
    work, questions = comparing.answered, []

    def answered(
        question: comparing.Question, packed: Iterable[bytes], file: Path | None
    ) -> comparing.Answer:
        questions.append(question)
        return work(question, packed, file)

    monkeypatch.setattr(surveying, "_WORTH_A_PROCESS", 2)
    monkeypatch.setattr(comparing, "answered", answered)
    monkeypatch.setattr(comparing, "answered_from", asked)
    with Memo(tmp_path) as memo:
        assert surveying.take(found, lock, IPTC, memo, 2, doubts=doubts) == fresh
    assert len(questions) == here


@pytest.mark.parametrize(
    ("asked", "doubts", "times"),
    [
        (comparing.answered_from, True, 1),
        (finds_nothing, True, 2),
        (finds_nothing, False, 1),  # who is like whom is remembered, whoever worked it out
    ],
)
def test_who_asks_the_same_gets_the_same_answer_if_there_was_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: Callable[[Path, comparing.Question], object],
    doubts: bool,
    times: int,
) -> None:
    kept = executors.Kept(2)
    monkeypatch.setattr(surveying, "_WORTH_A_PROCESS", 2)
    monkeypatch.setattr(comparing, "answered_from", asked)
    sent: list[object] = []
    submit = ProcessPoolExecutor.submit

    def noted(
        pool: ProcessPoolExecutor,
        work: Callable[..., Any],
        *given: Any,  # noqa: ANN401 - passed on as it is
        **how: Any,  # noqa: ANN401 - likewise
    ) -> Future[Any]:
        sent.extend([work] if work is asked else [])
        return submit(pool, work, *given, **how)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", noted)
    lock = [LockEntry(a.slug, "seeds/a", "", {"topic": digest(a.topic)}, "", ()) for a in OURS]
    lock = lock if doubts else []  # without one nothing is to be judged
    fresh = surveying.take(OURS, lock, IPTC, Memo(None), 1, doubts=doubts)
    try:
        with Memo(tmp_path) as memo:
            for found in (OURS, OURS, OURS[1:]):
                with surveying.begun(
                    found, lock, IPTC, memo, 2, kept=kept, doubts=doubts
                ) as surveyed:
                    assert surveyed() == fresh or found is not OURS
    finally:
        kept.stop()
    assert len(sent) == times + 1


def test_what_was_remembered_changes_nothing(tmp_path: Path) -> None:
    found = [*OURS, replace(OURS[5], slug="copy")]
    lock = [LockEntry(a.slug, "seeds/a", "", {"topic": digest(a.topic)}, "", ()) for a in found]
    fresh = surveying.take(found, lock, IPTC, Memo(None), 1)
    for _ in range(2):
        with Memo(tmp_path) as memo:
            assert surveying.take(found, lock, IPTC, memo, 1) == fresh
    (tmp_path / "cache.sqlite").write_bytes(b"this is no database" * 100)
    with Memo(tmp_path) as memo:
        assert surveying.take(found, lock, IPTC, memo, 1) == fresh
    assert (tmp_path / "cache.sqlite").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("left", [b"x", b"\xff" * 20, b"\x7f" + b"\0" * 19, b"\1" * 40])
def test_neighbours_that_somebody_changed_are_worked_out_again(tmp_path: Path, left: bytes) -> None:
    asked: list[object] = []
    fresh = surveying.take(OURS, [], IPTC, Memo(None), 1)
    for _ in range(2):
        with Memo(tmp_path) as memo:
            assert surveying.take(OURS, [], IPTC, memo, 1) == fresh
            (key,) = memo.keys(remembered.NEAR)
            asked.append(key)
            memo.put(remembered.NEAR, {key: left})
    assert asked[0] == asked[1]
    moved = [replace(article, date="2001", author=("Somebody",)) for article in OURS]
    with Memo(tmp_path) as memo:
        assert surveying.take(moved, [], IPTC, memo, 1).related == fresh.related
        assert memo.keys(remembered.NEAR) == set(asked)


@pytest.fixture
def doubled(archive: Archive) -> Archive:
    archive.seed("a.txt", text=f"By Ada Marlowe\n\n{PROSE}")
    archive.seed("b.txt", title="Counting steps", text=PROSE + "\nIt was printed again in May.\n")
    archive.build("--base-url", "https://example.org/")
    return archive


def test_a_copy_keeps_its_page_but_no_place_in_lists(doubled: Archive) -> None:
    assert "copy_of: counting-steps\n" in doubled.read("content/the-keeper-of-the-light.md")
    assert "copy_of" not in doubled.read("content/counting-steps.md")
    page = doubled.read("public/articles/the-keeper-of-the-light/index.html")
    assert "another copy of" in page
    assert '<link rel="canonical" href="https://example.org/articles/counting-steps/">' in page
    assert "The keeper of the light climbed two hundred steps" in page
    assert not (doubled.root / "public/authors/ada-marlowe").exists()
    for path in ("index.html", "all/index.html", "feed.xml", "sitemap.xml"):
        text = doubled.read(f"public/{path}")
        assert "counting-steps" in text
        assert "the-keeper-of-the-light" not in text, path


def test_a_person_who_says_that_it_is_no_copy_wins(doubled: Archive) -> None:
    path = "content/the-keeper-of-the-light.md"
    text = doubled.read(path).replace("copy_of: counting-steps", "copy_of: none")
    doubled.write(path, text)
    doubled.build()
    assert doubled.read(path) == text
    assert "the-keeper-of-the-light" in doubled.read("public/all/index.html")
    assert "another copy" not in doubled.read("public/articles/the-keeper-of-the-light/index.html")


def test_a_copy_whose_canonical_article_goes_is_listed_again(doubled: Archive) -> None:
    (doubled.root / "content/counting-steps.md").unlink()
    doubled.build()
    assert "copy_of" not in doubled.read("content/the-keeper-of-the-light.md")
    assert "the-keeper-of-the-light" in doubled.read("public/all/index.html")


def test_building_again_changes_nothing(doubled: Archive) -> None:
    before = doubled.files("content") | doubled.files("public")
    lock = doubled.read("sitegen.lock")
    doubled.build("--base-url", "https://example.org/")
    assert doubled.files("content") | doubled.files("public") == before
    assert doubled.read("sitegen.lock") == lock


def test_a_copy_of_nothing_is_said_so_and_published(archive: Archive) -> None:
    for name, of in (("one", "gone"), ("two", "three"), ("three", "two")):
        archive.write(
            f"content/{name}.md", f"---\ntitle: {name}\ncopy_of: {of}\n---\n\nText {name}.\n"
        )
    run = archive.build()
    assert run.code == 0
    assert len(re.findall(r"\(copy-of-nothing\)", run.err)) == 3
    assert all(
        f"/{name}/" in archive.read("public/all/index.html") for name in ("one", "two", "three")
    )


def test_a_copy_is_not_found_by_searching(doubled: Archive) -> None:
    assert doubled.run("build").code == 0
    fragments = list((doubled.root / "public/pagefind/fragment").iterdir())
    assert len(fragments) == 1


def _plainly_the_same(one: str, other: str) -> bool:
    """Return what `copies.same` should say, by its description: slowly, with sets."""
    short, long = sorted(
        (
            [tuple(words[i : i + 3]) for i in range(len(words) - 2)]
            for words in (one.split(), other.split())
        ),
        key=len,
    )
    if len(short) < 10:
        return bool(short) and short == long
    shared = np.array([shingle in set(long) for shingle in short])
    pieces = np.array_split(shared, max(1, round(len(short) / 40)))
    enough = [piece.mean() >= 0.15 for piece in pieces]
    return bool(shared.mean() >= 0.2 and np.mean(enough) >= 0.7)


@given(st.data())
def test_texts_are_the_same_by_their_shingles(data: st.DataObject) -> None:
    words = [f"w{i}" for i in range(150)]
    one = words[: data.draw(st.integers(0, 150))]
    changed = data.draw(st.sets(st.integers(0, 149), max_size=60))
    start = data.draw(st.integers(0, 60))
    other = ["x" if i in changed else word for i, word in enumerate(words)][start:]
    texts = " ".join(one), " ".join(other)
    found = copies.same(*map(copies.shingles, texts))
    assert found == _plainly_the_same(*texts)


def test_neighbours_are_those_of_all_pairs() -> None:
    rng = np.random.default_rng(1)
    # Two articles each are made of the same 200 terms of 2,000.
    themes = [rng.choice(2000, 200, replace=False) for _ in range(150)] * 2
    bags = [
        terms.Terms(
            np.sort(rng.choice(theme, 150, replace=False)).astype(np.uint32),
            rng.integers(1, 6, 150).astype(np.uint16),
            400,
        )
        for theme in themes
    ]
    whole = matrix.stack(map(terms.packed, bags))
    weighed = matrix.weighed(whole, matrix.rarities(whole))
    assert (np.diff(weighed.indptr) <= matrix.HEAVIEST).all()
    exact = np.asarray((weighed @ weighed.T).todense())
    everyone = np.arange(300)
    near = related.neighbours(weighed, everyone, everyone)
    np.testing.assert_allclose(near.likeness, exact[near.ours, near.theirs], atol=2e-6)
    assert (near.ours != near.theirs).all()
    assert (np.diff(near.ours) >= 0).all()
    rows, first = np.unique(near.ours, return_index=True)
    assert rows.tolist() == everyone.tolist()
    assert near.theirs[first].tolist() == ((everyone + 150) % 300).tolist()
    some = np.arange(0, 300, 7)
    fewer = related.neighbours(weighed, everyone, some)
    same = np.isin(near.ours, some)
    assert fewer.ours.tolist() == near.ours[same].tolist()
    assert fewer.theirs.tolist() == near.theirs[same].tolist()
    among = np.arange(100, 200)
    apart = related.neighbours(weighed, among, among)
    assert set(apart.ours) | set(apart.theirs) <= set(among)


@given(st.text(alphabet=st.characters(codec=None)), st.text())
def test_articles_travel_whole(body: str, title: str) -> None:
    article = Article(title, body, ("A", "B"), "2019", lang="en", extra={"a": 1})
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - made here
