"""Nothing is lost, nothing is torn: killed builds, failing calls, races, the same bytes every time.

`python -m benchmarks.reliability` does the same many times over.
"""

import itertools
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import OTHER_PROSE, PROSE, Archive
from crashing import Crashes
from histories import History, built_anew, digest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from sitegen import build, config, loading
from sitegen.errors import ChangedError
from sitegen.workers import executors


class TwoStates:
    """An archive as it was built, and what changed in it since then.

    Attributes:
        old: the site as it was.
        new: the site as it is to become.
    """

    def __init__(self, folder: Path, crashes: Crashes) -> None:
        self._crashes = crashes
        self._folder, self._archive = folder / "trial", Archive(folder / "archive")
        self._archive.write("sitegen.toml", "search = false\njobs = 1\n")
        self._archive.seed("a.txt")
        self._archive.seed("b.txt", title="The mill", text=OTHER_PROSE)
        self._archive.build()
        self.old = digest(self._archive.root / "public")
        self.new = built_anew(self.trial().root, folder / "clean")

    def trial(self) -> Archive:
        """Return a copy of it, with a site, a spare, and changes that were not built yet."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._archive.root, self._folder)
        assert self._crashes.build(self._folder).code == 0
        trial = Archive.at(self._folder)
        edited = trial.root / "content/the-keeper-of-the-light.md"
        edited.write_text(edited.read_text("utf-8").replace("title:", "# mine\ntitle:"), "utf-8")
        text = PROSE + "\nOne more paragraph, so that the two sites differ.\n"
        trial.seed("a.txt", text=text)
        trial.seed("c.txt", title="A third", text=PROSE + OTHER_PROSE)
        (trial.root / "content/the-mill.md").unlink()
        return trial


@pytest.fixture(scope="module")
def crashes() -> Iterator[Crashes]:
    with Crashes() as found:
        yield found


@pytest.mark.parametrize("mode", ["kill", "fail"])
def test_at_every_call_that_writes_the_site_is_the_old_one_or_the_new_one(
    tmp_path: Path, mode: str, crashes: Crashes
) -> None:
    states = TwoStates(tmp_path, crashes)
    trial = states.trial()
    total = crashes.at_call(trial.root, mode, 10**9).calls
    assert digest(trial.root / "public") == states.new
    for call in range(1, total + 1, 3):
        trial = states.trial()
        run = crashes.at_call(trial.root, mode, call)
        told = f"call {call} of {total}: {run.err}"
        if mode == "kill":
            assert run.code in (-signal.SIGKILL, 0), told
        else:
            assert run.code in (0, 1), told
            assert "Traceback" not in run.err, told
            if run.code:
                assert "No space left" in run.err, told
        assert digest(trial.root / "public") in (states.old, states.new), told
        for path in (trial.root / "content").glob("*.md"):
            text = path.read_text("utf-8")
            assert text.startswith("---\n"), told
            assert text.endswith("\n"), told
        assert "# mine" in trial.read("content/the-keeper-of-the-light.md"), told
        # The next build goes on as if nothing had been.
        assert crashes.build(trial.root).code == 0, told
        assert digest(trial.root / "public") == states.new, told


def test_builds_killed_at_any_moment_leave_one_site_or_the_other(
    tmp_path: Path, crashes: Crashes
) -> None:
    states = TwoStates(tmp_path, crashes)
    rng = random.Random(3)  # noqa: S311 - the same moments each time
    for _ in range(40):
        trial = states.trial()
        crashes.after(trial.root, rng.uniform(0.001, 0.15))
        assert digest(trial.root / "public") in (states.old, states.new)
        assert crashes.build(trial.root).code == 0
        assert digest(trial.root / "public") == states.new


def test_builds_that_race_leave_one_whole_site(tmp_path: Path, crashes: Crashes) -> None:
    states = TwoStates(tmp_path, crashes)
    for count in (2, 3, 4, 5, 5, 5):
        trial = states.trial()
        runs = crashes.after(trial.root, *[0.0] * count)
        assert 0 in [run.code for run in runs], runs
        assert all(run.code == 0 or "(busy)" in run.err for run in runs), runs
        assert digest(trial.root / "public") == states.new


def test_whatever_happens_to_an_archive_nothing_is_lost(crashes: Crashes) -> None:
    History.crashes, History.counts = crashes, {}
    plan = settings(
        max_examples=25, stateful_step_count=12, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(History, settings=plan)


OTHERS = [
    {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "77"},
]


def test_the_same_inputs_give_the_same_bytes_whatever_is_around_them(tmp_path: Path) -> None:
    found = []
    for number, environment in enumerate(OTHERS):
        archive = Archive(tmp_path / ("here" if number else "some where else"))
        names = [f"{i}.txt" for i in range(9)]
        for name in names if number else reversed(names):
            i = int(name[0])
            archive.seed(name, title=f"Light {i} ☃", text=PROSE * (i % 3) + OTHER_PROSE)
        fakes = archive.root.parent / f"fakes{number}"
        fakes.mkdir()
        # Another clock, and in one of them the library that python-slugify would rather use.
        clock = f"import time\n_real = time.time\ntime.time = lambda: _real() + {number} * 4e8\n"
        (fakes / "sitecustomize.py").write_text(clock, "utf-8")
        if number:
            (fakes / "unidecode.py").write_text("def unidecode(text): return 'other'\n", "utf-8")
        before = os.umask(0o077 if number else 0o022)
        try:
            run = archive.run(
                "build", "--jobs", "4" if number else "1", PYTHONPATH=str(fakes), **environment
            )
        finally:
            os.umask(before)
        assert run.code == 0, run.err
        found.append((digest(archive.root / "public"), digest(archive.root / "content")))
    assert found[0] == found[1]
    assert (archive.root / "public/pagefind/pagefind-entry.json").is_file()


def test_what_others_put_there_stays_and_links_lead_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "canary.md").write_text("---\ntitle: Canary\n---\n\nAlive.\n", "utf-8")
    (outside / "canary.txt").write_text("Canary\n\n" + PROSE, "utf-8")
    archive = Archive(tmp_path / "archive")
    archive.seed("a.txt")
    archive.build()
    public = archive.root / "public"
    (archive.root / "seeds/link.txt").symlink_to(outside / "canary.txt")
    (archive.root / "seeds/folder").symlink_to(outside)
    (archive.root / "content/link.md").symlink_to(outside / "canary.md")
    (archive.root / "content/folder").symlink_to(outside)
    (public / "theirs.txt").write_text("theirs", "utf-8")
    (public / "linked").symlink_to(outside)
    (public / "file-link").symlink_to(outside / "canary.md")
    before = digest(outside)
    for step in range(3):
        archive.seed("a.txt", text=PROSE * (step + 1))
        archive.build()
        assert digest(outside) == before
        assert (public / "theirs.txt").read_text("utf-8") == "theirs"
        assert (public / "linked").is_symlink()
        assert (public / "file-link").is_symlink()
        assert "Canary" not in archive.read("public/archive.json")
    archive.run("clean")
    assert digest(outside) == before
    assert (public / "theirs.txt").exists()
    assert (public / "linked").is_symlink()


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.seed("a.txt")
    archive.build()
    theirs = archive.write("public/articles/the-mill/index.html", "theirs")
    archive.seed("b.txt", title="The mill", text=OTHER_PROSE)
    run = archive.build()
    assert run.code == 1
    assert "articles/the-mill/index.html" in run.err
    assert theirs.read_text("utf-8") == "theirs"
    assert "The mill" not in archive.read("public/archive.json")


HOSTILE = {
    "deep lists": "- " * 600,
    "deep quotes": "> " * 2000,
    "brackets": "[" * 40_000,
    "links": "[a](" * 10_000,
    "stars": "*a _b " * 8_000,
    "backticks": "`" * 20_000 + "a" + "``" * 9_999,
    "images": "![" * 20_000,
    "tags": "<a " * 15_000,
    "references": "[a]: b\n" * 8_000 + "[a] " * 8_000,
    "footnotes": "[^a] " * 4_000 + "\n\n[^a]: b\n",
    "tables": "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000,
}


def test_one_hostile_article_neither_stops_nor_holds_up_the_others(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    for i in range(99):
        text = f"---\ntitle: Good {i}\nslug: good-{i}\n---\n\n{PROSE.replace('two', str(i))}"
        archive.write(f"content/good-{i}.md", text)
    for i, body in enumerate(HOSTILE.values()):
        text = f"---\ntitle: Hostile {i}\nslug: hostile-{i}\n---\n\n{body}\n"
        archive.write(f"content/hostile-{i}.md", text)
    started = time.monotonic()
    run = archive.build()
    assert time.monotonic() - started < 60
    for i in range(99):
        assert (archive.root / f"public/articles/good-{i}/index.html").is_file()
    for i in range(len(HOSTILE)):
        published = (archive.root / f"public/articles/hostile-{i}/index.html").is_file()
        assert published != (f"content/hostile-{i}.md" in run.err)


def test_a_process_that_dies_takes_only_its_own_item_with_it() -> None:
    with executors.processes(2, 100) as executor:
        found = list(
            executors.ordered(executor, _dies_at_thirteen, range(100), 5, lost=lambda i: -i)
        )
    assert found == [-13 if i == 13 else i for i in range(100)]


def _dies_at_thirteen(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def built(archive: Archive) -> Archive:
    """An archive of one article, built, whose seed then got one more paragraph."""
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    archive.seed("a.txt")
    archive.build()
    archive.seed("a.txt", text=PROSE + "\nOne more paragraph, which the seed did not have.\n")
    return archive


def _meddling(archive: Archive, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build while somebody saves the article so many times, each just before it is written."""
    file = archive.root / "content/the-keeper-of-the-light.md"
    write, given = loading.write_content, iter(range(1, times + 1))

    def late(*arguments: Any) -> None:  # noqa: ANN401 - passed on as they are
        for number in itertools.islice(given, 1):
            lines = file.read_text("utf-8").splitlines(keepends=True)
            lines[1] = f"title: Mine, number {number}\n"
            file.write_text("".join(lines), "utf-8")
        write(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "write_content", late)
        build.build(config.load(archive.root / "sitegen.toml", {}, {}))


def test_an_article_saved_while_it_is_about_to_be_written_keeps_what_was_saved(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    _meddling(built, 1, monkeypatch)
    text = built.read("content/the-keeper-of-the-light.md")
    assert "title: Mine, number 1\n" in text
    assert "One more paragraph" in text
    assert "Mine, number 1" in built.read("public/articles/the-keeper-of-the-light/index.html")
    assert not (built.root / ".sitegen/note.json").exists()
    # The title is a person's, the body still sitegen's.
    built.seed("a.txt", title="Another title")
    built.build()
    text = built.read("content/the-keeper-of-the-light.md")
    assert "title: Mine, number 1\n" in text
    assert "One more paragraph" not in text


def test_where_somebody_saves_all_the_time_theirs_stands_and_the_build_says_so(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(built.root / "public")
    with pytest.raises(ChangedError) as raised:
        _meddling(built, 100, monkeypatch)
    assert raised.value.where.endswith("content/the-keeper-of-the-light.md")
    text = built.read("content/the-keeper-of-the-light.md")
    assert "title: Mine, number 3\n" in text
    assert "One more paragraph" not in text
    assert digest(built.root / "public") == before
    built.build()
    text = built.read("content/the-keeper-of-the-light.md")
    assert "title: Mine, number 3\n" in text
    assert "One more paragraph" in text
