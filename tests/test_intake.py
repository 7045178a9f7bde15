"""Many new files at once come to what they come to one by one."""

import os
import signal
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from conftest import OTHER_PROSE, PROSE, Archive
from test_reliability import HOSTILE

from sitegen.articles import parsing, texts
from sitegen.articles.texts import Texts
from sitegen.incremental import intake
from sitegen.model import Article, Outline
from sitegen.model.topics import IPTC
from sitegen.report import Work, silent
from sitegen.site import bodies
from sitegen.storage import remembered, spool
from sitegen.storage.cache import Memo
from sitegen.survey import counting
from sitegen.workers import executors

IDS = frozenset(topic.id for topic in IPTC)


def filled(root: Path) -> Archive:
    """Return an archive of many articles, some of them drafts, faulty or hostile."""
    archive = Archive(root)
    archive.write("sitegen.toml", "jobs = 1\nsearch = false\n")
    for i in range(230):
        lines = [f"title: Number {i}", f"slug: number-{i}", *["draft: true"] * (i % 40 == 7)]
        if i % 50 == 3:
            lines.append("date: the day before yesterday")
        body = HOSTILE["deep quotes"] if i == 11 else (PROSE, OTHER_PROSE)[i % 2]
        text = "\n".join(["---", *lines, "---", "", body.replace("two", f"two times {i}")])
        archive.write(f"content/{i % 3}/number-{i}.md", text)
    return archive


def test_many_new_files_come_to_what_each_of_them_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: list[str]
) -> None:
    many, single = filled(tmp_path / "many"), filled(tmp_path / "single")
    one = many.build()
    # Those with a fault are read again, by whoever tells of it.
    assert len(read_here) == 230 + sum(i % 50 == 3 for i in range(230))
    monkeypatch.setattr(intake, "_WORTH_A_POOL", 10_000)
    other = single.build()
    assert one.err == other.err
    assert "number-3.md" in one.err
    assert "number-11.md" in one.err
    for drafts in ((), ("--drafts",)):
        assert many.build(*drafts).code == single.build(*drafts).code
        assert many.files("public") == single.files("public")
    assert "articles/number-7/index.html" in many.files("public")


def test_what_was_known_before_an_edit_changes_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_WORTH_A_POOL", 8)
    old, new = filled(tmp_path / "old"), filled(tmp_path / "new")
    for path in sorted((new.root / "content").rglob("*.md")):
        text = (
            path.read_text("utf-8").replace("title: Number", "title: Word").replace(" a ", " one ")
        )
        path.write_text(text.replace("number-12\n", "number-12\nlang: de\n"), "utf-8")
    drawn: list[str] = []
    spooled = bodies.spooled

    def rendering(folder: str, article: Article) -> tuple[spool.Place | None, Outline] | None:
        drawn.append(article.path)
        return spooled(folder, article)

    monkeypatch.setattr(bodies, "spooled", rendering)
    rows = []
    files, _ = texts.read(new.root)
    for before in (True, False):
        with Memo(tmp_path / str(before)) as memo:
            work = Work(1, memo, silent)
            known: intake.Before = {}
            if before:
                _taken_in(texts.read(old.root)[0], work, {})
                found, _ = parsing.parsed(texts.read(old.root)[0], IDS, Memo(None), drafts=True)
                made = [(article, bodies.safely(article)) for article in found]
                known = {article.path: (article, body[1]) for article, body in made if body}
            drawn.clear()
            _taken_in(files, work, known)
            everything, _ = parsing.parsed(files, IDS, memo, drafts=False)
            keys = {
                counting.TERMS: counting.keys_of(everything, IPTC),
                remembered.OUTLINE: [bodies.key_of(article) for article in everything],
            }
            rows.append({step: memo.get(step, some) for step, some in keys.items()})
            # The one that cannot be rendered, and the one that is in another language by now.
            assert (len(drawn) < 3) == before
    assert rows[0] == rows[1]
    assert len(rows[0][counting.TERMS]) > 200


def _taken_in(files: Texts, work: Work, before: intake.Before) -> None:
    intake.taken(files, IPTC, work, drafts=False, before=before)


def test_what_nobody_waits_for_is_not_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {
        f"content/{i}.md": f"---\ntitle: A {i}\nslug: a-{i}\n---\n\n{PROSE * 30}"
        for i in range(1000)
    }
    kept = executors.Kept(1)
    try:
        pool = kept.pool()
        sent: list[Future[Any]] = []
        submit = pool.submit

        def noted(*given: Any) -> Future[Any]:  # noqa: ANN401 - passed on as it is
            sent.append(submit(*given))
            return sent[-1]

        monkeypatch.setattr(pool, "submit", noted)

        def given_up(_step: str, _done: int, _of: int) -> None:
            raise KeyError

        with Memo(tmp_path) as memo, pytest.raises(KeyError):
            intake.taken(Texts.of(many), (), Work(2, memo, given_up, kept=kept), drafts=False)
        assert len(sent) < len(many) // 100
    finally:
        kept.stop()


def test_a_kept_pool_outlives_one_of_its_processes() -> None:
    kept = executors.Kept(1)
    try:
        first = kept.pool()
        assert kept.pool() is first
        died = executors.ordered(first, _die, [1, 2], lost=lambda i: -i)
        assert list(died) == [-1, -2]
        assert list(executors.ordered(kept.pool(), str, [1, 2])) == ["1", "2"]
        assert kept.pool() is not first
    finally:
        kept.stop()


def _die(_number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0
