"""What is written to a disk, and what a staged site takes over from the one before."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.errors import BusyError, PublishError, UsageError
from sitegen.model import Artifact
from sitegen.site import publish
from sitegen.storage import disk
from sitegen.storage.cache import Memo
from sitegen.storage.remembered import SITE

ONE, TWO = bytes(15) + b"1", bytes(15) + b"2"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Recorded:
    """A call that notes what it got, and then does what the real one does."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str) -> None:
        module, _, attribute = name.rpartition(".")
        self.calls: list[tuple[Any, ...]] = []
        real = getattr({"os": os, "disk": disk}[module], attribute)

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as it is
            self.calls.append(arguments)
            return real(*arguments, **options)

        patch.setattr({"os": os, "disk": disk}[module], attribute, call)


# Files ---------------------------------------------------------------------------------------


def test_a_file_is_put_where_its_path_says_and_its_stat_returned(tmp_path: Path) -> None:
    data = bytes(range(256)) * 8000
    found = disk.put(tmp_path, Artifact("a/b/c.bin", data))
    path = tmp_path / "a/b/c.bin"
    assert path.read_bytes() == data
    assert found == disk.stat(path)
    assert found == (len(data), path.stat().st_mtime_ns, path.stat().st_ino)
    # However it came to be there: in a new folder, in an old one, in the place of another.
    disk.put(tmp_path, Artifact("a/b/other", data))
    (tmp_path / "link").symlink_to(tmp_path / "a")
    disk.put(tmp_path, Artifact("link/file", data))
    umask = os.umask(0)
    os.umask(umask)
    for name in ("a/b/c.bin", "a/b/other", "link/file"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o666 & ~umask


def test_a_file_is_written_to_its_end_where_the_system_takes_little_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    disk.put(tmp_path, Artifact("a.txt", b"0123456789"))
    assert (tmp_path / "a.txt").read_bytes() == b"0123456789"


def test_a_file_of_that_name_is_replaced_and_not_written_to(tmp_path: Path) -> None:
    disk.put(tmp_path, Artifact("a.txt", b"old"))
    os.link(tmp_path / "a.txt", tmp_path / "other")
    disk.put(tmp_path, Artifact("a.txt", b"new"))
    assert tree(tmp_path) == {"a.txt": b"new", "other": b"old"}


@pytest.mark.parametrize("kind", ["file", "link", "link to a folder", "dangling link", "folder"])
def test_what_stands_in_the_way_makes_way(tmp_path: Path, kind: str) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (outside / "canary").write_bytes(b"alive")
    for place in (site / "x", site / "y/z"):
        place.parent.mkdir(exist_ok=True)
        if kind == "file":
            place.write_bytes(b"in the way")
        elif kind == "folder":
            place.mkdir()
            (place / "index.html").mkdir()
            (place / "index.html/deep").write_bytes(b"old")
        else:
            target = {"link": "canary", "link to a folder": "", "dangling link": "nothing"}[kind]
            place.symlink_to(outside / target)
    disk.put(site, Artifact("x/index.html", b"x"))
    disk.put(site, Artifact("y/z/index.html", b"z"))
    assert tree(site) == {"x/index.html": b"x", "y/z/index.html": b"z"}
    assert tree(outside) == {"canary": b"alive"}
    disk.put(site, Artifact("x", b"a file"))
    assert tree(site)["x"] == b"a file"


def test_a_link_far_above_makes_way_too(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    (outside / "a/b/c").mkdir(parents=True)
    site.mkdir()
    (site / "x").symlink_to(outside)
    disk.put(site, Artifact("x/a/b/c/index.html", b"x"))
    assert tree(site) == {"x/a/b/c/index.html": b"x"}
    assert tree(outside) == {}


def test_a_link_is_seen_at_every_depth(tmp_path: Path) -> None:
    site_of(tmp_path, "a/bb/c/d", "x")
    (tmp_path / "a/bb/l").symlink_to(tmp_path / "a")
    (tmp_path / "l").symlink_to(tmp_path / "a")
    (tmp_path / "a/m").symlink_to(tmp_path / "a")
    for path, through in {
        "a/bb/c/d": False, "x": False, "l": False, "a/bb/l": False, "l/x": True, "l/bb/c": True,
        "a/m/x": True, "a/bb/l/x": True, "a/bb/l/bb/c/d": True, "nowhere/x/y": False,
    }.items():  # fmt: skip
        assert disk.through_link(tmp_path, f"{tmp_path}/{path}") is through, path


def test_where_a_file_cannot_be_put_its_name_and_a_remedy_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = Recorded(monkeypatch, "os.close")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(PublishError) as error:
        disk.put(tmp_path, Artifact("a.txt", b"1"))
    assert error.value.where == str(tmp_path / "a.txt")
    assert closed.calls


@pytest.mark.parametrize(
    ("number", "fix"),
    [
        (errno.ENOSPC, "free some space on the disk"),
        (errno.EACCES, "check the folder's permissions"),
        (errno.EROFS, "the disk is read-only; name another folder: --output"),
        (errno.EIO, "see what the operating system says"),
        (None, "see what the operating system says"),
    ],
)
def test_what_failed_is_told_with_what_helps(number: int | None, fix: str) -> None:
    error = OSError(number, "Why it failed") if number else OSError("Why it failed")
    told = disk.failed(error, Path("the/place"))
    assert told.where == "the/place"
    assert str(told) == (f"cannot be written: {error.strerror}; the site was left as it was")
    assert told.fix == fix
    named = disk.failed(OSError(errno.EIO, "Why", "the/file"), Path("the/place"))
    assert named.where == "the/file"


def test_a_text_file_is_written_as_it_is_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.md"
    disk.write_file(path, "Ä\r\n☃\n")
    assert path.read_bytes() == "Ä\r\n☃\n".encode()
    disk.write_file(path, "new")
    assert tree(tmp_path) == {"a/b/c.md": b"new"}


def test_a_text_file_is_synced_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    seen: list[tuple[bool, bytes]] = []

    def sync(_descriptor: int) -> None:
        seen.append((path.exists(), (tmp_path / ".a.md.new").read_bytes()))

    monkeypatch.setattr(os, "fsync", sync)
    disk.write_file(path, "text")
    assert seen == [(False, b"text")]


def test_a_text_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").write_bytes(b"1")
    with pytest.raises(PublishError):
        disk.write_file(tmp_path / "folder", "text")
    with pytest.raises(PublishError) as error:
        disk.write_file(tmp_path / "folder/file/below", "text")
    assert str(tmp_path / "folder/file") in error.value.where
    assert tree(tmp_path) == {"folder/file": b"1"}


# Syncing -------------------------------------------------------------------------------------


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    return Recorded(monkeypatch, "disk.sync_folder")


def site_of(folder: Path, *paths: str) -> None:
    for path in paths:
        disk.put(folder, Artifact(path, b"1"))


def test_few_files_are_synced_one_by_one_with_all_their_folders(
    tmp_path: Path, synced: Recorded
) -> None:
    site_of(tmp_path, "a/b/c.html", "d.html", "kept.html")
    (tmp_path / "link").symlink_to("nowhere")
    disk.sync(tmp_path, {"a/b/c.html", "d.html", "link"})
    assert [str(Path(call[0]).relative_to(tmp_path)) for call in synced.calls] == [
        "a/b/c.html", "d.html", ".", "a", "a/b",
    ]  # fmt: skip


class Libc:
    """The system's calls, which note that they were called."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.calls: list[tuple[object, ...]] = []

    def syncfs(self, descriptor: int) -> int:
        """Note which folder it was."""
        self.calls.append((os.fstat(descriptor).st_ino,))
        return self.code


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("code", [0, -1])
def test_many_files_are_synced_with_their_file_system_or_else_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: Recorded, code: int, *,
    everything: bool,
) -> None:  # fmt: skip
    libc = Libc(code)
    monkeypatch.setattr(disk, "_libc", lambda: libc)
    names = [f"{number}.html" for number in range(301)]
    site_of(tmp_path, *names)
    opened, closed = Recorded(monkeypatch, "os.open"), Recorded(monkeypatch, "os.close")
    disk.sync(tmp_path, None if everything else set(names))
    assert len(opened.calls) == len(closed.calls)
    assert libc.calls == [(tmp_path.stat().st_ino,)]
    assert len(synced.calls) == (0 if code == 0 else 302)


def test_three_hundred_files_are_still_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: Recorded
) -> None:
    monkeypatch.setattr(disk, "_libc", lambda: Libc(0))
    names = [f"{number}.html" for number in range(300)]
    site_of(tmp_path, *names)
    disk.sync(tmp_path, set(names))
    assert len(synced.calls) == 301


def test_without_the_systems_calls_files_are_synced_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: Recorded
) -> None:
    for libc in (None, object()):
        monkeypatch.setattr(disk, "_libc", lambda found=libc: found)
        synced.calls.clear()
        site_of(tmp_path, "a/b.html")
        disk.sync(tmp_path, None)
        assert [Path(call[0]).name for call in synced.calls] == ["b.html", tmp_path.name, "a"]


def test_a_folder_or_file_is_forced_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda fd: forced.append(os.fstat(fd).st_ino))
    closed = Recorded(monkeypatch, "os.close")
    disk.sync_folder(tmp_path)
    assert forced == [tmp_path.stat().st_ino]
    assert len(closed.calls) == 1


# Swapping ------------------------------------------------------------------------------------


class Renames:
    """A system whose renameat2 does what it is told to."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.calls: list[tuple[object, ...]] = []

    def renameat2(self, *arguments: object) -> int:
        """Note what was to be renamed."""
        self.calls.append(arguments)
        return self.code


def two(folder: Path) -> tuple[Path, Path]:
    new, old = folder / "new", folder / "old"
    site_of(new, "index.html") if not new.exists() else None
    (new / "index.html").write_bytes(b"new")
    site_of(old, "index.html")
    (old / "index.html").write_bytes(b"old")
    return new, old


def test_two_folders_change_places(tmp_path: Path) -> None:
    new, old = two(tmp_path)
    disk.exchange(new, old)
    assert tree(tmp_path) == {"new/index.html": b"old", "old/index.html": b"new"}


def test_a_first_site_is_renamed_into_its_place(tmp_path: Path) -> None:
    new, old = two(tmp_path)
    disk.remove(old)
    disk.exchange(new, old)
    assert tree(tmp_path) == {"old/index.html": b"new"}


def test_the_system_is_asked_to_swap_in_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libc = Renames(0)
    monkeypatch.setattr(disk, "_libc", lambda: libc)
    new, old = two(tmp_path)
    disk.exchange(new, old)
    assert libc.calls == [(-100, os.fsencode(new), -100, os.fsencode(old), 2)]
    assert tree(tmp_path) == {"new/index.html": b"new", "old/index.html": b"old"}


@pytest.mark.parametrize("libc", [None, object(), Renames(-1)])
def test_where_the_system_cannot_three_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libc: object
) -> None:
    monkeypatch.setattr(disk, "_libc", lambda: libc)
    new, old = two(tmp_path)
    # What an earlier one left behind is in nobody's way.
    site_of(tmp_path / ".old.old", "left.html")
    disk.exchange(new, old)
    assert tree(tmp_path) == {"new/index.html": b"old", "old/index.html": b"new"}


def test_a_site_that_was_left_aside_is_put_back(tmp_path: Path) -> None:
    site_of(tmp_path / ".public.old", "index.html")
    disk.recover(tmp_path / "public")
    assert tree(tmp_path) == {"public/index.html": b"1"}
    # Where a site stands, nothing is put in its place; nor is a link.
    site_of(tmp_path / ".public.old", "other.html")
    disk.recover(tmp_path / "public")
    assert tree(tmp_path / "public") == {"index.html": b"1"}
    disk.remove(tmp_path / "public")
    disk.remove(tmp_path / ".public.old")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".public.old").symlink_to("elsewhere")
    disk.recover(tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_the_systems_calls_are_there_on_linux_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert disk._libc() is None  # noqa: SLF001 - nothing else says it
    monkeypatch.setattr("sys.platform", "linux")
    assert disk._libc() is not None  # noqa: SLF001


# Looking -------------------------------------------------------------------------------------


def test_a_copy_looks_like_what_it_was_copied_from(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    assert not disk.looks_like(one, other)
    other.write_bytes(b"2")
    os.utime(one, ns=(5, 5))
    os.utime(other, ns=(5, 5))
    assert disk.looks_like(one, other)
    os.utime(other, ns=(5, 6))
    assert not disk.looks_like(one, other)
    other.write_bytes(b"22")
    os.utime(other, ns=(5, 5))
    assert not disk.looks_like(one, other)
    other.unlink()
    other.symlink_to("x")
    os.utime(other, ns=(5, 5), follow_symlinks=False)
    assert not disk.looks_like(one, other)
    assert disk.stat(other).size == 1  # the link's own


def test_files_and_links_are_found_at_every_depth(tmp_path: Path) -> None:
    site_of(tmp_path, "a.html", "b/c.html", "b/d/e.html")
    (tmp_path / "b/link").symlink_to(tmp_path / "b/d")
    (tmp_path / "file").symlink_to("a.html")
    (tmp_path / "empty").mkdir()
    found = ["a.html", "b/c.html", "b/d/e.html", "b/link", "file"]
    assert sorted(disk.files(tmp_path)) == found
    assert sorted(disk.files(tmp_path)) == found
    assert list(disk.files(tmp_path / "nowhere")) == []


def test_what_is_removed_is_gone_and_what_a_link_names_is_not(tmp_path: Path) -> None:
    site_of(tmp_path, "file", "folder/a", "kept/a")
    (tmp_path / "link").symlink_to("kept")
    (tmp_path / "dangling").symlink_to("nothing")
    for name in ("file", "folder", "link", "dangling", "nothing"):
        disk.remove(tmp_path / name)
    assert tree(tmp_path) == {"kept/a": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_place_that_is_not_there_yet_is_on_its_parents_file_system(tmp_path: Path) -> None:
    assert disk.device(tmp_path / "a/b/c") == tmp_path.stat().st_dev
    if Path("/proc").is_dir():
        assert disk.device(Path("/proc/self")) == Path("/proc").stat().st_dev


# Staging -------------------------------------------------------------------------------------


class Builds:
    """Builds that are put together in a spare, with a memo."""

    def __init__(self, root: Path) -> None:
        self.output, self.work = root / "public", root / ".sitegen"
        self.work.mkdir()
        self.memo = Memo(self.work)
        self.kept: list[str] = []

    def build(self, files: dict[str, tuple[bytes, bytes]]) -> list[str]:
        """Publish path -> (what it is made from, data); return what changed."""
        self.kept = []
        with publish.Stage(self.output, self.work, self.memo) as stage:
            for path, (key, data) in files.items():
                if stage.keep(path, key):
                    self.kept.append(path)
                else:
                    stage.write(Artifact(path, data), key)
            stage.swap()
            return stage.changed

    def site(self) -> dict[str, bytes]:
        """Return the site's files."""
        return tree(self.output)


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path)


A, B = (ONE, b"a"), (TWO, b"b")


def manifest(*names: str) -> bytes:
    return "".join(f"{name}\n" for name in [*sorted(names), ".sitegen-files"]).encode()


def test_files_made_from_the_same_are_taken_over_from_either_tree(builds: Builds) -> None:
    assert builds.build({"a": A, "b/c": B}) == [".sitegen-files", "a", "b/c"]
    assert builds.site() == {"a": b"a", "b/c": b"b", ".sitegen-files": manifest("a", "b/c")}
    # The first spare is empty: from the old site, by another name.
    assert builds.build({"a": A, "b/c": B}) == []
    assert builds.kept == ["a", "b/c"]
    inode = (builds.output / "a").stat().st_ino
    # Now from the spare itself.
    assert builds.build({"a": A, "b/c": (ONE, b"new")}) == ["b/c"]
    assert builds.kept == ["a"]
    assert (builds.output / "a").stat().st_ino == inode
    assert builds.site()["b/c"] == b"new"
    # The other tree still has what was there before.
    assert builds.build({"a": A, "b/c": B}) == ["b/c"]
    assert builds.kept == ["a", "b/c"]
    assert builds.site()["b/c"] == b"b"


def test_what_is_gone_from_the_new_site_is_gone_from_the_spare_too(builds: Builds) -> None:
    for _ in range(2):
        builds.build({"a": A, "b/c/d": B, "b/e": B})
    assert builds.build({"a": A, "b/e": B}) == ["b/c/d"]
    assert builds.build({"a": A}) == ["b/e"]
    assert builds.build({"a": A}) == []
    assert builds.site() == {"a": b"a", ".sitegen-files": manifest("a")}
    assert not (builds.output / "b").exists()
    builds.build({"a": A})
    assert not (builds.output / "b").exists()


def test_a_page_that_becomes_a_folder_and_back(builds: Builds) -> None:
    for files in ({"a": A, "b/c": B}, {"a/b": A, "b": B}, {"a": B, "b/c": A}, {"a/b": B, "b": A}):
        builds.build(files)
        assert set(builds.site()) == {*files, ".sitegen-files"}
        builds.build(files)
        assert {path: builds.site()[path] for path in files} == {
            path: data for path, (_, data) in files.items()
        }


def test_a_site_stands_where_its_folders_have_to_be_made(tmp_path: Path) -> None:
    with publish.Stage(tmp_path / "deep/down/public") as stage:
        stage.write(Artifact("a", b"1"))
        stage.swap()
    assert (tmp_path / "deep/down/public/a").read_bytes() == b"1"


def test_a_build_that_only_takes_away_is_synced_too(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        builds.build({"a": A, "b": B})
    synced = Recorded(monkeypatch, "disk.sync")
    builds.build({"a": A, "b": B})
    assert len(synced.calls) == 1  # for the list
    builds.build({"a": A})
    assert len(synced.calls) == 2


def test_a_file_that_somebody_changed_is_made_anew(builds: Builds) -> None:
    for _ in range(3):
        builds.build({"a": A, "b": B})
    for folder in (builds.output, builds.work / "site"):
        (folder / "a").unlink()
        (folder / "a").write_bytes(b"x")
    builds.build({"a": A, "b": B})
    assert builds.kept == ["b"]
    assert builds.site()["a"] == b"a"


@pytest.mark.parametrize("part", ["size", "time", "number"])
def test_a_file_that_looks_otherwise_in_one_thing_is_made_anew(builds: Builds, part: str) -> None:
    builds.build({"a": A})
    path = builds.output / "a"
    before = path.stat()
    if part == "size":
        path.write_bytes(b"xx")
        os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    elif part == "time":
        os.utime(path, ns=(1, 1))
    else:
        (builds.output / "copy").write_bytes(b"x")
        os.utime(builds.output / "copy", ns=(before.st_mtime_ns, before.st_mtime_ns))
        (builds.output / "copy").replace(path)
    assert not publish.stands(builds.output, builds.memo)
    builds.build({"a": A})
    assert builds.kept == []
    assert builds.site()["a"] == b"a"
    assert publish.stands(builds.output, builds.memo)


def test_a_site_stands_only_where_the_memo_knows_it(builds: Builds, tmp_path: Path) -> None:
    assert not publish.stands(builds.output, builds.memo)
    builds.build({"a": A})
    assert publish.stands(builds.output, builds.memo)
    assert not publish.stands(builds.output, Memo(None))
    (tmp_path / "link").symlink_to(builds.output)
    assert not publish.stands(tmp_path / "link", builds.memo)


def test_a_build_that_fails_leaves_no_spare_that_is_half_made(builds: Builds) -> None:
    for _ in range(2):
        builds.build({"a": A})
    with (  # noqa: PT012 - it fails late
        pytest.raises(RuntimeError),
        publish.Stage(builds.output, builds.work, builds.memo) as stage,
    ):
        stage.write(Artifact("b", b"b"), TWO)
        raise RuntimeError
    assert not (builds.work / "site").exists()
    assert builds.build({"a": A}) == []


class _GivenUpError(Exception):
    pass


def given_up(builds: Builds, *, coming: str = "", of: type[Exception] = _GivenUpError) -> None:
    """Begin a build that has written b, and a file of which nobody was told, when it ends."""
    with (  # noqa: PT012 - it fails late
        pytest.raises(of),
        publish.Stage(builds.output, builds.work, builds.memo, again=True) as stage,
    ):
        stage.keep("a", ONE)
        stage.write(Artifact("b", b"b"), TWO)
        if coming:
            stage.expect([coming])
            disk.put(stage.folder, Artifact(coming, b"c"))
        raise of


def test_what_was_written_when_a_build_was_given_up_is_there_for_the_next_one(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        builds.build({"a": A})
    for _ in range(2):
        given_up(builds, coming="deep/c")
    synced: list[set[str] | None] = []
    monkeypatch.setattr(disk, "sync", lambda _folder, written: synced.append(written))
    inode = (builds.work / "site/b").stat().st_ino
    assert builds.build({"a": A, "b": B}) == ["b"]
    assert builds.kept == ["a", "b"]
    assert (builds.output / "b").stat().st_ino == inode
    assert builds.site() == {"a": b"a", "b": b"b", ".sitegen-files": manifest("a", "b")}
    assert not (builds.output / "deep").exists()
    # What was written by a build before may not have come to the disk.
    assert synced == [None]
    builds.build({"a": A, "b": B, "c": A})
    assert synced == [None, {".sitegen-files", "b", "c"}]


def test_a_file_that_was_about_to_be_written_is_not_taken_for_what_it_was(builds: Builds) -> None:
    for _ in range(2):
        builds.build({"a": A, "c": A})
    given_up(builds, coming="c")
    assert builds.build({"a": A, "c": A}) == []
    assert builds.site()["c"] == b"a"


def test_where_another_process_builds_in_between_nothing_is_known_of_the_spare(
    builds: Builds,
) -> None:
    for _ in range(2):
        builds.build({"a": A})
    given_up(builds)
    stage = publish.Stage(builds.output, builds.work, Memo(builds.work))
    stage.__enter__()
    disk.put(stage.folder, Artifact("theirs", b"x"))  # and it is killed
    assert builds.build({"a": A}) == []
    assert builds.site() == {"a": b"a", ".sitegen-files": manifest("a")}


def test_what_fails_for_want_of_room_leaves_room(builds: Builds) -> None:
    for _ in range(2):
        builds.build({"a": A})
    given_up(builds, of=OSError)
    assert not (builds.work / "site").exists()
    assert builds.build({"a": A}) == []


def test_where_the_spare_would_be_on_another_disk_none_is_kept(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "device", lambda path: 1 if path == builds.work else 2)
    builds.build({"a": A})
    builds.build({"a": A})
    assert not (builds.work / "site").exists()
    assert sorted(path.name for path in builds.output.parent.iterdir()) == [".sitegen", "public"]
    assert builds.site() == {"a": b"a", ".sitegen-files": manifest("a")}


def test_without_links_files_are_made_again(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.build({"a": A})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    builds.build({"a": A})
    assert builds.kept == []
    assert builds.site()["a"] == b"a"


def test_a_folder_is_taken_over_as_it_was(builds: Builds) -> None:
    builds.build({"a": A, "index/x": B, "index/y/z": A, "indexes": B})
    with publish.Stage(builds.output, builds.work, builds.memo) as stage:
        stage.keep_folder("index")
        stage.write(Artifact("a", b"new"), TWO)
        stage.swap()
        assert stage.changed == ["a", "indexes"]
    assert builds.site() == {
        "a": b"new", "index/x": b"b", "index/y/z": b"a",
        ".sitegen-files": manifest("a", "index/x", "index/y/z"),
    }  # fmt: skip


def test_what_others_put_there_is_carried_over_as_it_is(builds: Builds, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary").write_bytes(b"alive")
    builds.build({"a": A})
    (builds.output / "theirs").mkdir()
    (builds.output / "theirs/x").write_bytes(b"x")
    os.utime(builds.output / "theirs/x", ns=(5, 5))
    (builds.output / "link").symlink_to(tmp_path / "outside")
    (builds.output / "dangling").symlink_to("nothing")
    for n in range(4):
        builds.build({"a": (ONE, b"a") if n % 2 else (TWO, b"b")})
        assert (builds.output / "theirs/x").read_bytes() == b"x"
        assert (builds.output / "theirs/x").stat().st_mtime_ns == 5
        assert (builds.output / "link").readlink() == tmp_path / "outside"
        assert (builds.output / "dangling").is_symlink()
        listed = (builds.output / ".sitegen-files").read_text().splitlines()
        assert listed == ["a", ".sitegen-files"]
    assert tree(tmp_path / "outside") == {"canary": b"alive"}
    # What they take away stays away.
    (builds.output / "theirs/x").unlink()
    builds.build({"a": A})
    builds.build({"a": A})
    assert not (builds.output / "theirs/x").exists()


@pytest.mark.parametrize(
    ("theirs", "page"), [("b", "b"), ("b", "b/c/index.html"), ("b/c", "b/c/d"), ("b/c", "b")]
)
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_others_put_in_a_new_pages_place_stops_the_build(
    builds: Builds, tmp_path: Path, theirs: str, page: str, kind: str
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary").write_bytes(b"alive")
    builds.build({"a": A})
    place = builds.output / theirs
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"theirs") if kind == "file" else place.symlink_to(tmp_path / "outside")
    # Once they are in the spare too, nothing is written to them there either.
    builds.build({"a": A})
    builds.build({"a": A})
    with pytest.raises(PublishError) as error:
        builds.build({"a": A, page: B})
    assert str(error.value) == (
        "sitegen did not make this file, and the new site has a page of that name"
    )
    assert error.value.where == str(place)
    assert error.value.fix == "move it elsewhere, or name another --output"
    if kind == "file":
        assert place.read_bytes() == b"theirs"
    else:
        assert place.readlink() == tmp_path / "outside"
    assert tree(tmp_path / "outside") == {"canary": b"alive"}


def test_a_folder_of_ours_that_somebody_made_a_link_is_not_written_through(
    builds: Builds, tmp_path: Path
) -> None:
    builds.build({"a/b": A})
    (builds.output / "a").rename(tmp_path / "moved")
    (builds.output / "a").symlink_to(tmp_path / "moved")
    for data in (B, A, B):
        with pytest.raises(PublishError, match="did not make this file"):
            builds.build({"a/b": data})
    assert "a/b" not in {artifact.path for artifact in publish.read_site(builds.output)}
    assert publish.remove_site(builds.output)
    assert tree(tmp_path / "moved") == {"b": b"a"}
    (builds.output / "a").unlink()
    builds.build({"a/b": B})
    assert builds.site()["a/b"] == b"b"


def test_a_ledger_that_somebody_changed_reaches_nothing_outside(
    builds: Builds, tmp_path: Path
) -> None:
    (tmp_path / "canary").write_bytes(b"alive")
    for _ in range(2):
        builds.build({"a": A})
    for folder in (builds.output, builds.work / "site"):
        key = f"{folder.stat().st_dev}:{folder.stat().st_ino}".encode("ascii")
        found = msgspec.msgpack.decode(builds.memo.get(SITE, [key])[key])
        seen = disk.stat(tmp_path / "canary")
        for path in ("../canary", "x/../../canary", str(tmp_path / "canary"), "", "x\0y"):
            found[path.encode()] = publish.Made(ONE.hex(), seen)
        builds.memo.put(SITE, {key: msgspec.msgpack.encode(found)})
    with publish.Stage(builds.output, builds.work, builds.memo) as stage:
        assert not stage.keep("../canary", ONE)
        assert stage.keep("a", ONE)
        stage.swap()
    assert (tmp_path / "canary").read_bytes() == b"alive"


def test_only_what_is_new_is_synced_once_a_spare_stands(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = Recorded(monkeypatch, "disk.sync")
    folders = Recorded(monkeypatch, "disk.sync_folder")
    builds.build({"a": A, "b": B})
    assert [call[1] for call in synced.calls] == [None]
    builds.build({"a": A, "b": B})
    builds.build({"a": A, "b": (ONE, b"new")})
    assert synced.calls[-1][0].name == "site"
    assert synced.calls[-1][1] == {"b", ".sitegen-files"}
    assert {builds.output.parent, builds.work} <= {Path(call[0]) for call in folders.calls[-2:]}


@pytest.mark.parametrize("name", ["public", "spare"])
def test_what_fails_while_a_site_is_staged_is_told(
    builds: Builds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    builds.build({"a": A})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "exchange" if name == "public" else "recover", refuse)
    with pytest.raises(PublishError, match="No space left") as error:
        builds.build({"a": (TWO, b"x")})
    assert Path(error.value.where).name == ("public" if name == "public" else "site")
    assert builds.site()["a"] == b"a"


def test_a_folder_that_is_no_site_of_ours_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish.check_output(output)
    output.mkdir()
    publish.check_output(output)
    (output / "theirs").write_bytes(b"1")
    with pytest.raises(UsageError) as error:
        publish.check_output(output)
    assert str(error.value) == "the output folder holds files that sitegen did not make"
    assert (error.value.where, error.value.fix) == (
        str(output), "empty it, or name another: --output",
    )  # fmt: skip
    (output / ".sitegen-files").write_bytes(b"")
    publish.check_output(output)
    for name in ("file", "link"):
        place = tmp_path / name
        place.write_bytes(b"1") if name == "file" else place.symlink_to(output)
        with pytest.raises(UsageError) as error:
            publish.check_output(place)
        assert str(error.value) == "the output is no plain folder"
        assert (error.value.where, error.value.fix) == (str(place), "name another: --output")


def test_a_site_is_read_as_it_was_made(builds: Builds, tmp_path: Path) -> None:
    builds.build({"b": B, "a": A, "c/d": A})
    (builds.output / "theirs").write_bytes(b"x")
    (builds.output / "a").unlink()
    found = publish.read_site(builds.output)
    assert [artifact.path for artifact in found] == [".sitegen-files", "b", "c/d"]
    assert found[1].data == b"b"
    with pytest.raises(UsageError) as error:
        publish.read_site(tmp_path / "none")
    assert str(error.value) == "there is no built site here"
    assert (error.value.where, error.value.fix) == (
        str(tmp_path / "none"), "build it: sitegen build",
    )  # fmt: skip


def test_of_a_site_only_what_sitegen_made_is_removed(builds: Builds, tmp_path: Path) -> None:
    assert not publish.remove_site(tmp_path / "none")
    builds.build({"a": A, "b/c": B, "d/e/f": B, "d/g": A, "h/i/j/k": A})
    (builds.output / "d/theirs").write_bytes(b"x")
    (builds.output / "a").unlink()
    (tmp_path / "outside").mkdir()
    (builds.output / "link").symlink_to(tmp_path / "outside")
    assert publish.remove_site(builds.output)
    assert tree(builds.output) == {"d/theirs": b"x"}
    assert not (builds.output / "b").exists()
    assert not (builds.output / "d/e").exists()
    assert not (builds.output / "h").exists()
    assert (builds.output / "link").is_symlink()
    (builds.output / "link").unlink()
    (builds.output / "d/theirs").unlink()
    (builds.output / ".sitegen-files").write_bytes(b".sitegen-files\n")
    assert publish.remove_site(builds.output)
    assert not builds.output.exists()


def test_another_builder_is_told_to_wait(tmp_path: Path) -> None:
    folder = tmp_path / "a/b"
    with publish.only_builder(folder):
        assert (folder / "lock").is_file()
        with pytest.raises(BusyError) as error, publish.only_builder(folder):
            pass
    assert str(error.value) == "another sitegen is building this archive"
    assert (error.value.where, error.value.fix) == (str(folder), "wait until it is done")


def test_names_that_are_not_utf8_are_listed_and_read_back(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.html")
    output = tmp_path / "public"
    for _ in range(2):
        with publish.Stage(output) as stage:
            stage.write(Artifact(name, b"1"))
            stage.swap()
    assert (output / ".sitegen-files").read_bytes() == b"\xff.html\n.sitegen-files\n"
    assert tree(output)[name] == b"1"
