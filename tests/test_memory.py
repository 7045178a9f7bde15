"""What builds leave in memory: with it the same comes out as without."""

import os
import random
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import OTHER_PROSE, PROSE, Archive
from histories import differing, digest

from sitegen import build, config
from sitegen.articles import parsing, texts
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.incremental import unchanged
from sitegen.model import Article, Problem
from sitegen.report import Session, silent
from sitegen.storage import tree
from sitegen.storage.cache import Memo
from sitegen.storage.memory import BLINK, Memory, Recollection, Same
from sitegen.survey import comparing, surveying
from sitegen.workers import executors

FAULT = "checked: perhaps\n"
ARTICLE = "---\ntitle: {0}\nslug: own-{1}\n{2}---\n\n{3}\n"


@pytest.fixture
def session() -> Iterator[Session]:
    found = Session(executors.Kept(1))
    yield found
    found.workers.stop()


def settings(archive: Archive, text: str = "") -> Config:
    file = archive.write("sitegen.toml", f"search = false\njobs = 1\n{text}")
    return config.load(file, {}, {})


def changed(archive: Archive, rng: random.Random, step: int) -> str:
    """Change something that a build reads; return what it reads of the settings then."""
    files = sorted((archive.root / "content").glob("*.md"))
    file = rng.choice(files)
    text = file.read_text("utf-8")
    kind = rng.choice(("seed", "own", "edit", "draft", "delete", "rename", "template", "field"))
    if kind == "seed":
        title = f"Title {step % 3}"
        archive.seed(f"{rng.randrange(5)}.txt", title=title, text=rng.choice((PROSE, OTHER_PROSE)))
    elif kind == "own":
        fields = rng.choice(("mood: a\nplace: b\n", "place: b\nmood: a\n", "topic: politics\n"))
        name = rng.randrange(3)
        archive.write(f"content/own-{name}.md", ARTICLE.format("Mine", name, fields, PROSE))
    elif kind == "edit":
        file.write_text(text.replace("the", f"the{step}", 2), "utf-8")
    elif kind == "draft":
        file.write_text(text.replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    elif kind == "field":
        file.write_text(text.replace("---\n", f"---\n{FAULT}", 1), "utf-8")
    elif kind == "delete" and len(files) > 2:
        file.unlink()
    elif kind == "rename":
        file.rename(file.with_name(f"other-{step}.md"))
    elif kind == "template":
        archive.write("templates/llms.txt", f"{step} {{{{ archive.entries|length }}}}\n")
    topics = '[topics.health]\nlabel = "Health"\n[topics.politics]\nlabel = "Politics"\n'
    return rng.choice(("", "", 'title = "Another"\n', "per_page = 2\n", topics, "drafts = true\n"))


def test_random_changes_built_in_one_process_give_what_a_clean_build_gives(
    tmp_path: Path, session: Session
) -> None:
    rng = random.Random(3)  # noqa: S311 - the same changes each time
    archive = Archive(tmp_path / "archive")
    for number in range(4):
        archive.seed(f"{number}.txt", title=f"Title {number}", text=PROSE + OTHER_PROSE * number)
    build.publish_site(settings(archive), session=session)
    said = ""
    for step in range(60):
        said = rng.choice((said, changed(archive, rng, step)))
        now = settings(archive, said)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(archive.root, clean, ignore=shutil.ignore_patterns("public", ".sitegen"))
        found = outcome(now, session, doubts=rng.random() < 0.5)
        anew = config.load(clean / "sitegen.toml", {}, {})
        assert found == outcome(anew), step
        for folder in ("content", "public"):
            differ = differing(digest(archive.root / folder), digest(clean / folder))
            # Where nothing is published, the site before stands, and the clean one had none.
            assert not differ or (isinstance(found, str) and folder == "public"), (step, differ)
        assert archive.read("sitegen.lock") == (clean / "sitegen.lock").read_text("utf-8")
        for file in (archive.root / "content").glob("*.md"):
            file.write_text(file.read_text("utf-8").replace(FAULT, ""), "utf-8")


def outcome(
    now: Config, session: Session | None = None, *, doubts: bool = False
) -> list[Problem] | str:
    """Return what a build says."""
    try:
        return build.publish_site(now, session=session, doubts=doubts)[0].problems
    except SitegenError as error:
        return f"{error} {error.problems}"


def test_nothing_that_did_not_change_is_read_again(
    tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch, read_here: list[str]
) -> None:
    archive = Archive(tmp_path / "archive")
    for number in range(5):
        text = ARTICLE.format(f"Article {number}", number, "", PROSE)
        file = archive.write(f"content/own-{number}.md", text)
        os.utime(file, (1e9, 1e9))
    now = settings(archive)
    build.publish_site(now, session=session)
    # Until now they had changed a moment ago, and might have changed again.
    build.publish_site(now, session=session)
    read_here.clear()
    unpacked = parsing.unpacked

    def noted(data: bytes, path: str, text: bytes) -> Article:
        read_here.append(path)
        return unpacked(data, path, text)

    monkeypatch.setattr(parsing, "unpacked", noted)
    archive.write("content/own-3.md", ARTICLE.format("Another title", 3, "", PROSE))
    build.publish_site(now, session=session)
    assert read_here == ["content/own-3.md"]
    assert "Another title" in archive.read("public/all/index.html")


def test_a_text_that_changed_in_this_moment_is_read_again(tmp_path: Path) -> None:
    memory = Memory()
    file = tmp_path / "content/a.md"
    file.parent.mkdir()
    for number in range(200):
        # As long each time, and within one tick of many a file system's clock.
        file.write_text(f"{number:03}", "utf-8")
        found, _ = texts.read(tmp_path, memory)
        assert found["content/a.md"] == f"{number:03}"


def test_a_text_that_looks_as_it_did_is_the_same_object(tmp_path: Path) -> None:
    memory = Memory()
    file = tmp_path / "content/a.md"
    file.parent.mkdir()
    file.write_text("as it was", "utf-8")
    os.utime(file, (1e9, 1e9))
    while True:  # it changed in this moment, by its inode
        first, _ = texts.read(tmp_path, memory)
        again, _ = texts.read(tmp_path, memory)
        if first.data("content/a.md") is again.data("content/a.md"):
            break
    shutil.copyfile(file, tmp_path / "copy")
    (tmp_path / "copy").replace(file)
    after, _ = texts.read(tmp_path, memory)
    assert after.data("content/a.md") is not again.data("content/a.md")
    file.unlink()
    assert not texts.read(tmp_path, memory)[0]


def test_a_file_that_went_after_somebody_looked_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md", "b/c.md", ".hidden.md", ".git/d.md", "e.txt"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    (tmp_path / "content/link.md").symlink_to(tmp_path / "content/a.md")
    seen = list(tree.below(str(tmp_path / "content")))
    found, problems = texts.read(tmp_path, Memory(), seen)
    assert (dict(found), problems) == (
        {"content/a.md": "a.md", "content/b.md": "b.md", "content/b/c.md": "b/c.md"}, [],
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert texts.read(Path(), None, tree.below("content"))[0] == found
    (tmp_path / "content/b.md").unlink()
    found, problems = texts.read(tmp_path, Memory(), seen)
    assert (set(found), problems) == ({"content/a.md", "content/b/c.md"}, [])


def test_what_belongs_to_nobody_any_more_is_forgotten() -> None:
    step = Recollection[int]()
    made: list[str] = []

    def length(text: str) -> int:
        made.append(text)
        return len(text)

    assert [step.of(length, name, "abc") for name in "xyx"] == [3, 3, 3]
    step.keep_only(["x"])
    assert step.of(length, "x", "abc") == step.of(length, "y", "abc") == 3
    assert made == ["abc"] * 3
    assert step.get("x", "other") is None


def test_equal_things_need_not_be_the_same() -> None:
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert one == other
    assert Same(one) != Same(other)
    assert Same(one, other) == Same(one, other)
    assert Same(one) != Same(one, one)
    assert Same() != ()


def test_a_memo_without_a_memory_begins_with_an_empty_one() -> None:
    assert Memo(None).memory is not Memo(None).memory
    memory = Memory()
    assert Memo(None, memory).memory is memory


@pytest.mark.parametrize("foreseen", [True, False])
def test_what_a_build_will_ask_of_all_articles_can_be_asked_before_it_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, foreseen: bool
) -> None:
    monkeypatch.setattr(surveying, "_WORTH_A_PROCESS", 2)
    archive = Archive(tmp_path / "archive")
    for number in range(9):
        text = ARTICLE.format(f"Article {number}", number, "", (PROSE, OTHER_PROSE)[number % 2])
        archive.write(f"content/own-{number}.md", text)
    now = replace(settings(archive), jobs=2)
    session = Session(executors.Kept(2))
    try:
        build.publish_site(now, session=session, doubts=True)
        archive.write("content/own-3.md", ARTICLE.format("Another title", 3, "", OTHER_PROSE))
        archive.write("content/new.md", ARTICLE.format("New", "new", "", PROSE))
        archive.write("content/faulty.md", ARTICLE.format("Faulty", "new", FAULT, PROSE))
        (archive.root / "content/own-4.md").unlink()
        names = [f"content/{name}.md" for name in ("own-3", "own-4", "new", "faulty", "none")]
        build.take_in(now, names, {}, silent, session)
        build.ask_ahead(now, session, doubts=True)
        if not foreseen:
            archive.write("content/own-8.md", ARTICLE.format("Late", 8, "", OTHER_PROSE))
        alone = session.workers.alone()
        submit, questions = alone.submit, list[object]()

        def noted(work: Any, *given: Any, **more: Any) -> Future[Any]:  # noqa: ANN401 - passed on
            if work is comparing.answered_from:
                questions.append(work)
            return submit(work, *given, **more)

        monkeypatch.setattr(alone, "submit", noted)
        build.publish_site(now, session=session, doubts=True)
        assert len(questions) == (not foreseen)
    finally:
        session.workers.stop()
    public = archive.files("public")
    build.clean(now)
    build.build(now)
    assert archive.files("public") == public


def test_a_build_that_wrote_the_lock_alone_is_not_done_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    for number in range(2):
        text = ARTICLE.format(f"Article {number}", number, "", PROSE)
        os.utime(archive.write(f"content/own-{number}.md", text), (1e9, 1e9))
    now = settings(archive)

    def is_known() -> bool:
        time.sleep(2 * BLINK)  # what changed in this moment may change again
        build.build(now)
        return unchanged.report(now)[0] is not None

    assert is_known()
    lock = archive.read("sitegen.lock")
    archive.write("content/own-1.md", ARTICLE.format("Article 1", 1, "", OTHER_PROSE))
    assert unchanged.report(now)[0] is None
    assert is_known()
    assert archive.read("sitegen.lock") != lock
    # Somebody took back the lock, as with an older branch.
    archive.write("sitegen.lock", lock)
    assert unchanged.report(now)[0] is None
    # A build that writes articles is followed by one that looks at them.
    archive.seed("a.txt")
    assert not is_known()
    assert is_known()
