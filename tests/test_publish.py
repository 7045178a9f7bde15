"""The site in public/ is the old one or the new one, and what others put there stays."""

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import OTHER_PROSE, PROSE, Archive

from sitegen import build, config, loading
from sitegen.errors import BusyError, PublishError, UsageError
from sitegen.model import Artifact
from sitegen.report import Progress, Session, silent
from sitegen.site import publish, rendering
from sitegen.storage import disk
from sitegen.workers import executors


def published(output: Path, files: dict[str, bytes]) -> None:
    with publish.Stage(output) as stage:
        for path, data in files.items():
            stage.write(Artifact(path, data))
        stage.swap()


def files(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != publish.MANIFEST
    }


def test_what_is_no_longer_made_is_gone_and_what_others_put_there_stays(tmp_path: Path) -> None:
    output = tmp_path / "public"
    published(output, {"index.html": b"1", "old/index.html": b"1"})
    (output / "CNAME").write_bytes(b"example.org")
    (output / "theirs").mkdir()
    (output / "theirs/a.txt").write_bytes(b"a")
    published(output, {"index.html": b"2"})
    assert files(output) == {"index.html": b"2", "CNAME": b"example.org", "theirs/a.txt": b"a"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "public"
    published(output, {"index.html": b"1"})
    with pytest.raises(RuntimeError), publish.Stage(output) as stage:  # noqa: PT012 - it fails late
        stage.write(Artifact("index.html", b"2"))
        raise RuntimeError
    assert files(output) == {"index.html": b"1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


@pytest.mark.parametrize("call", ["syncfs", "renameat2", "rename", "write"])
def test_a_system_call_that_fails_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    output = tmp_path / "public"
    published(output, {"index.html": b"1"})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = {
        "syncfs": "sitegen.storage.disk.sync",
        "renameat2": "sitegen.storage.disk.exchange",
        "rename": "sitegen.storage.disk.sync_folder",
        "write": "os.write",
    }[call]
    monkeypatch.setattr(target, refuse)
    with pytest.raises(PublishError, match="No space left"):
        published(output, {"index.html": b"2"})
    monkeypatch.undo()
    # After the exchange the new site stands whole; before it, the old one.
    assert files(output) == {"index.html": b"2" if call == "rename" else b"1"}


def test_without_an_exchange_in_one_call_the_site_is_swapped_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.storage.disk._libc", lambda: None)
    output = tmp_path / "public"
    published(output, {"index.html": b"1"})
    published(output, {"index.html": b"2"})
    assert files(output) == {"index.html": b"2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_a_manifest_that_somebody_changed_reaches_nothing_outside(tmp_path: Path) -> None:
    output = tmp_path / "public"
    published(output, {"index.html": b"1"})
    canary = tmp_path / "canary.txt"
    canary.write_text("alive", encoding="utf-8")
    with (output / publish.MANIFEST).open("a", encoding="utf-8") as file:
        file.write(f"../canary.txt\n{canary}\n")
    published(output, {"index.html": b"2"})
    publish.remove_site(output)
    assert canary.read_text(encoding="utf-8") == "alive"


def test_an_output_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "public").symlink_to("real")
    with pytest.raises(UsageError):
        published(tmp_path / "public", {"index.html": b"1"})


def test_one_builder_at_a_time(tmp_path: Path) -> None:
    with publish.only_builder(tmp_path), pytest.raises(BusyError), publish.only_builder(tmp_path):
        pass
    with publish.only_builder(tmp_path):
        pass


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    disk.write_file(path, "old")

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(PublishError):
        disk.write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_the_search_index_goes_with_the_site(archive: Archive) -> None:
    archive.seed("a.txt")
    assert archive.run("build").code == 0
    assert (archive.root / "public/pagefind/pagefind.js").is_file()
    assert archive.build().code == 0
    assert not (archive.root / "public/pagefind").exists()


def settings(archive: Archive, text: str) -> config.Config:
    return config.load(archive.write("sitegen.toml", f"search = false\n{text}"), {}, {})


def test_pages_can_be_had_before_they_are_written_and_are_what_is_written(archive: Archive) -> None:
    for name in "abc":
        text = f"---\ntitle: Light {name}\nslug: {name}\n---\n\n{PROSE}\n"
        archive.write(f"content/{name}.md", text)
    build.build(settings(archive, ""))
    archive.write("content/a.md", f"---\ntitle: Mill\nslug: a\n---\n\n{OTHER_PROSE}\n")
    archive.write("templates/static/own.css", "p { color: red }\n")
    early: dict[str, bytes | None] = {}
    differing: set[str] = set()

    def told(found: loading.Loaded, pending: rendering.Pending) -> None:
        assert b"Mill" not in (archive.root / "public/articles/a/index.html").read_bytes()
        assert not pending.gone
        assert found.archive.entries[-1].article.title == "Light c"
        if pending.differing is not None:
            differing.update(pending.differing)
            assert {path for path in pending.paths if pending.page(path)} == differing
            return
        early.update({path: pending.page(path) for path in pending.paths})
        early["static/own.css"] = pending.page("static/own.css")
        assert pending.page("articles/b/other.html") is None
        assert pending.page("static/none.css") is None

    before = archive.files("public")
    build.publish_site(settings(archive, ""), told=told)
    after = archive.files("public")
    assert b"Mill" in (early["articles/a/index.html"] or b"")
    assert all(after[path] == data for path, data in early.items())
    assert {path for path in early if before.get(path) != after[path]} <= differing | {
        "static/own.css"
    }
    assert "articles/a/index.html" in differing


def test_pages_differ_from_what_stands_there_whatever_builds_there_were(archive: Archive) -> None:
    class GivenUp(Exception):  # noqa: N818 - no error
        """Somebody has other plans."""

    def give_up(stage: str, _done: int, _total: int) -> None:
        if stage == "render":
            raise GivenUp

    def write(name: str, text: str) -> None:
        archive.write(f"content/{name}.md", f"---\ntitle: {name}\nslug: {name}\n---\n\n{text}\n")

    def differing(progress: Progress = silent) -> set[str]:
        found: set[str] = set()

        def told(_found: loading.Loaded, pending: rendering.Pending) -> None:
            found.update(pending.differing or ())

        with suppress(GivenUp):
            build.publish_site(now, progress, told=told, session=session)
        return {path.split("/")[1] for path in found if path.startswith("articles/")}

    now = settings(archive, "jobs = 1\n")
    session = Session(executors.Kept(1))
    try:
        for name in "abc":
            write(name, PROSE)
        assert differing() == {"a", "b", "c"}
        write("a", OTHER_PROSE)
        assert differing(give_up) >= {"a"}
        write("b", OTHER_PROSE)
        assert differing() >= {"a", "b"}
        # As it was: the tree in which the site is put together still has it.
        write("b", PROSE)
        assert differing() >= {"b"}
        assert differing() == set()
    finally:
        session.workers.stop()


def test_pages_that_a_site_will_not_have_are_known_before_they_are_gone(archive: Archive) -> None:
    for name in "abc":
        archive.write(f"content/{name}.md", f"---\ntitle: {name}\nslug: {name}\n---\n\n{PROSE}\n")
    build.build(settings(archive, "per_page = 1\n"))
    archive.write("public/theirs.html", "not ours\n")
    gone: set[str] = set()

    def told(_found: loading.Loaded, pending: rendering.Pending) -> None:
        gone.update(pending.gone)
        assert all((archive.root / "public" / path).is_file() for path in gone)

    build.publish_site(settings(archive, "per_page = 9\n"), told=told)
    assert {"all/2/index.html", "all/3/index.html"} <= gone
    assert not any((archive.root / "public" / path).exists() for path in gone)
    assert archive.read("public/theirs.html") == "not ours\n"
