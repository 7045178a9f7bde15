"""The command line: exit codes, streams, options and what they print."""

import json
import re
import time
from pathlib import Path

import pytest
from conftest import OTHER_PROSE, PROSE, Archive, Run

from sitegen.storage.memory import BLINK


@pytest.fixture(autouse=True)
def as_people_run_it(archive: Archive) -> None:
    archive.apart = True


def test_the_report_says_what_became_of_the_articles_and_where_the_site_is(
    archive: Archive,
) -> None:
    archive.seed("a.txt")
    first = archive.build()
    assert first.code == 0
    assert "1 article on" in first.out
    assert "1 new, 0 changed, 0 unchanged" in first.out
    assert str(archive.root / "public") in first.out
    assert "0 new, 0 changed, 1 unchanged" in archive.build().out
    archive.seed(
        "a.txt", text=PROSE + "\nAnd one more sentence, which was added later on by hand.\n"
    )
    assert "0 new, 1 changed, 0 unchanged" in archive.build().out


def test_json_is_the_whole_report_and_nothing_else(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.write("seeds/empty.txt", "")
    run = archive.build("--json")
    report = json.loads(run.out)
    assert run.code == 1
    assert run.err == ""
    assert report["new"] == ["content/the-keeper-of-the-light.md"]
    assert report["problems"][0] == {
        "path": "seeds/empty.txt",
        "line": 0,
        "column": 0,
        "severity": "error",
        "code": "seed-empty",
        "message": "the seed is empty",
        "fix": "delete it, or save the page again",
    }


def test_quiet_prints_problems_only(archive: Archive) -> None:
    archive.seed("a.txt")
    assert archive.build("-q") == Run(0, "", "")
    archive.write("seeds/empty.txt", "")
    run = archive.build("-q")
    assert run.out == ""
    assert run.err.count("\n") == 2


def test_verbose_names_every_article_and_stage(archive: Archive) -> None:
    archive.seed("a.txt")
    out = archive.build("-v").out
    assert "new  content/the-keeper-of-the-light.md" in out
    assert re.search(r"\d\.\d\d s  render", out)


def test_profile_says_where_the_time_went(archive: Archive) -> None:
    archive.seed("a.txt")
    out = archive.build("--profile").out
    rows = dict(re.findall(r"(?m)^(\w+) +(\d+\.\d\d) +\d+% +\d+\.\d\d$", out))
    assert {"read", "convert", "survey", "render", "publish", "all"} <= rows.keys()
    stages = sum(float(seconds) for stage, seconds in rows.items() if stage != "all")
    assert abs(stages - float(rows["all"])) < 0.1
    assert re.search(r"memory: [\d,]+ MB", out)
    for _ in range(2):  # the first one follows one that wrote content/
        time.sleep(BLINK)
        out = archive.build("--profile").out
    rows = dict(re.findall(r"(?m)^(\w+) +\d+\.\d\d +\d+% +(\d+\.\d\d)$", out))
    assert rows.keys() == {"look", "all"}
    assert float(rows["all"]) == 0  # what the last build took was told then


def test_no_colour_and_no_bar_reach_a_file(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.write("seeds/empty.txt", "")
    assert "\x1b" not in archive.build().said
    assert "\x1b" not in archive.build(NO_COLOR="1", FORCE_COLOR="").said


@pytest.mark.parametrize("argument", ["--nonsense", "--jobs=many", "stray"])
def test_wrong_usage_exits_with_2(archive: Archive, argument: str) -> None:
    archive.seed("a.txt")
    assert archive.build(argument).code == 2
    assert not (archive.root / "public").exists()


def test_strict_takes_warnings_as_errors(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.seed("b.txt", text=OTHER_PROSE)
    assert archive.build().code == 0
    assert archive.build("--strict").code == 1


def test_drafts_are_published_when_asked_for(archive: Archive) -> None:
    archive.write("content/a.md", "---\ntitle: Not yet\ndraft: true\n---\n\nText.\n")
    page = archive.root / "public/articles/a/index.html"
    archive.build()
    assert not page.exists()
    archive.build("--drafts")
    assert page.exists()


def test_output_goes_elsewhere(archive: Archive) -> None:
    archive.seed("a.txt")
    assert archive.build("--output", "site").code == 0
    assert (archive.root / "site/index.html").is_file()
    assert not (archive.root / "public").exists()


def test_a_folder_with_somebody_elses_files_is_never_the_output(archive: Archive) -> None:
    archive.seed("a.txt")
    mine = archive.write("public/thesis.txt", "years of work")
    run = archive.build()
    assert run.code == 2
    assert "public" in run.err
    assert mine.read_text(encoding="utf-8") == "years of work"


def test_config_names_another_archive(archive: Archive) -> None:
    archive.write("inner/sitegen.toml", 'title = "Inner"\n')
    archive.write("inner/seeds/a.txt", f"The keeper of the light\n\n{PROSE}")
    assert archive.build("--config", "inner/sitegen.toml").code == 0
    assert "Inner" in archive.read("inner/public/index.html")


def test_check_writes_nothing_and_finds_dead_links(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.write(
        "content/links.md",
        "---\ntitle: Links\n---\n\nSee [one](/articles/no-such/),\n[two](/articles/links/#gone)\n"
        "and [three](/articles/the-keeper-of-the-light/).\n",
    )
    before = archive.files()
    run = archive.run("check")
    assert run.code == 1
    assert "content/links.md:5" in run.err
    assert "content/links.md:6" in run.err
    assert run.err.count("(link-dead)") == 2, run.err
    assert archive.files() == before


def test_check_is_content_with_a_clean_archive(archive: Archive) -> None:
    archive.seed("a.txt")
    assert archive.run("check").code == 0


def test_explain_shows_every_line_and_every_field(archive: Archive) -> None:
    archive.write("seeds/a.txt", f"Home\nThe keeper of the light\nBy Ada Marlowe\n\n{PROSE}")
    run = archive.run("explain", "seeds/a.txt")
    assert run.code == 0
    assert re.search(r"^ +1 - Home +\[", run.out, re.MULTILINE)
    assert re.search(r"^ +5 \+ The keeper of the light climbed", run.out, re.MULTILINE)
    assert re.search(r"author: Ada Marlowe +\[claimed .*line 3\]", run.out)
    explained = json.loads(archive.run("explain", "seeds/a.txt", "--json").out)
    assert [block["kept"] for block in explained["blocks"]] == [False, False, False, True, True]


def test_explain_refuses_what_is_no_seed(archive: Archive) -> None:
    assert archive.run("explain", "seeds/none.txt").code == 1
    assert archive.run("explain", "../etc/passwd").code == 2


def test_init_lays_out_an_archive_that_builds(archive: Archive) -> None:
    run = archive.run("init", "new")
    assert run.code == 0
    for name in ("seeds", "content", "templates"):
        assert (archive.root / "new" / name).is_dir()
    archive.write("new/seeds/a.txt", f"The keeper of the light\n\n{PROSE}")
    assert archive.run("build", "--no-search", "--config", "new/sitegen.toml").code == 0
    again = archive.run("init", "new")
    assert "everything is there already" in again.out


def test_clean_deletes_what_was_built_and_nothing_else(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    kept = {p: d for p, d in archive.files().items() if not p.startswith(("public", ".sitegen"))}
    archive.write("public/CNAME", "example.org")
    archive.run("clean")
    assert archive.files() == kept | {"public/CNAME": b"example.org"}


def test_a_template_that_is_wrong_is_named_with_its_line(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    before = archive.files("public")
    archive.write("templates/home.html", "line one\n{{ nothing.like.it }}\n")
    run = archive.build()
    assert run.code == 1
    assert "home.html:2" in run.err
    archive.write("templates/home.html", "line one\n\n{% if %}\n")
    assert "home.html:3" in archive.build().err
    assert archive.files("public") == before


def test_version_and_help_answer() -> None:
    import sitegen  # noqa: PLC0415 - only its version is wanted

    archive = Archive.at(Path.cwd())
    assert archive.run("--version").out == f"sitegen {sitegen.__version__}\n"
    assert "build" in archive.run("--help").out
