"""A build that remembers gives what a build that does not gives, and does less."""

import random
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import OTHER_PROSE, PROSE, ROOT, Archive

from sitegen import build, config, markdown
from sitegen.articles import frontmatter
from sitegen.conversion import conversions, convert, seeds
from sitegen.errors import PermalinkError
from sitegen.incremental import recalled, unchanged
from sitegen.model import Problem, Seed
from sitegen.model.topics import IPTC
from sitegen.site import publish
from sitegen.storage import cache, remembered
from sitegen.storage.cache import FILE_NAME, Memo
from sitegen.storage.memory import BLINK, Memory
from sitegen.storage.tree import Seen


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").iterdir()), ids=lambda path: path.name)
def test_a_conversion_comes_back_as_it_was(path: Path) -> None:
    made = convert.convert(Seed(f"seeds/{path.name}", path.read_bytes(), "x"), IPTC)
    back = remembered.unpacked(remembered.packed(made), made.source, made.digest)
    assert back.article == made.article
    assert back.problems == made.problems
    assert back.claims == made.claims
    assert back.dropped == made.dropped


def test_nothing_is_converted_or_rendered_twice(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.seed("a.txt")
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    build.build(settings)
    work: list[str] = []
    monkeypatch.setattr(conversions, "safely", lambda seed, _: work.append(seed.path))
    monkeypatch.setattr(markdown, "to_html", lambda _: work.append("a body"))
    report = build.build(settings)
    assert work == []
    assert report.articles == 1
    archive.seed("a.txt", text=OTHER_PROSE)
    with pytest.raises(TypeError):  # what takes the conversion's place here gives nothing
        build.build(settings)
    assert work == ["seeds/a.txt"]


def test_random_changes_built_warm_and_clean_give_the_same(tmp_path: Path) -> None:
    rng = random.Random(11)  # noqa: S311 - the same changes each time
    warm = Archive(tmp_path / "warm")
    texts = [PROSE, OTHER_PROSE, PROSE + OTHER_PROSE, f"By Ada Marlowe\n\n{OTHER_PROSE}"]
    for step in range(12):
        change = rng.choice(("seed", "seed", "edit", "delete", "template"))
        files = sorted((warm.root / "content").glob("*.md")) if step else []
        if change == "seed" or not files:
            warm.seed(f"{rng.randrange(5)}.txt", title=f"Title {step}", text=rng.choice(texts))
        elif change == "edit":
            file = rng.choice(files)
            file.write_text(file.read_text().replace("the", "teh", 1))
        elif change == "delete":
            rng.choice(files).unlink()
        else:
            warm.write("templates/llms.txt", f"{{# {step} #}}{{{{ archive.entries|length }}}}\n")
        clean = Archive(tmp_path / f"clean-{step}")
        shutil.copytree(warm.root, clean.root, dirs_exist_ok=True)
        shutil.rmtree(clean.root / ".sitegen", ignore_errors=True)
        shutil.rmtree(clean.root / "public", ignore_errors=True)
        ran = warm.build()
        again = clean.build()
        assert ran.code == again.code
        assert ran.err == again.err
        for folder in ("content", "public"):
            assert warm.files(folder) == clean.files(folder), change
        assert warm.read("sitegen.lock") == clean.read("sitegen.lock")


def test_a_memo_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with Memo(tmp_path) as memo:
        memo.put("step@1", {b"k": b"v"})
        assert memo.get("step@1", [b"k"]) == {}


def test_a_memo_forgets_what_is_not_kept_and_other_versions(tmp_path: Path) -> None:
    with Memo(tmp_path) as memo:
        memo.put("step@1", {b"a": b"1"})
        memo.put("other@1", {b"a": b"1"})
        memo.put("step@2", {b"a": b"2", b"b": b"3"})
        memo.keep_only("step@2", [b"b"])
    with Memo(tmp_path) as memo:
        assert memo.get("step@1", [b"a"]) == {}
        assert memo.get("step@2", [b"a", b"b"]) == {b"b": b"3"}
        assert memo.get("other@1", [b"a"]) == {b"a": b"1"}


def test_what_may_come_back_is_forgotten_once_it_is_more_than_what_stays(tmp_path: Path) -> None:
    for gone, known in ((b"ab", True), (b"abc", False)):
        with Memo(tmp_path) as memo:
            memo.put("step@1", {bytes([key]): b"1" for key in gone})
            memo.put("step@1", {b"x": b"2", b"y": b"3"})
            memo.keep_only("step@1", [b"x", b"y"], returning=True)
        with Memo(tmp_path) as memo:
            assert (memo.get("step@1", [b"a"]) == {b"a": b"1"}) == known
            assert len(memo.get("step@1", [b"x", b"y"])) == 2


def test_what_is_put_late_is_known_at_once_and_written_when_it_is_saved(tmp_path: Path) -> None:
    memory = Memory()
    with Memo(tmp_path, memory) as memo, Memo(tmp_path) as other:
        memo.put("step@1", {b"a": b"0", b"b": b"1"})
        memo.put_late({"step@1": {b"a": b"2", b"c": b"3"}, "another@1": {b"a": b"4"}})
        everything = {b"a": b"2", b"b": b"1", b"c": b"3"}
        assert memo.get("step@1", iter([b"a", b"b", b"c", b"d"])) == everything
        assert memo.missing("step@1", [b"b", b"c", b"d"]) == {b"d"}
        assert memo.late("step@1", [b"b", b"c"]) == {b"c": b"3"}
        assert other.get("step@1", [b"a", b"c"]) == {b"a": b"0"}
    with Memo(tmp_path, memory) as memo:  # a build that was given up saved nothing
        assert memo.get("step@1", [b"c"]) == {b"c": b"3"}
        memo.save()
        assert memo.late("step@1", [b"a", b"c"]) == {}
    with Memo(tmp_path) as other:
        assert other.get("step@1", [b"a", b"b", b"c"]) == everything
        assert other.get("another@1", [b"a"]) == {b"a": b"4"}


def test_no_more_waits_in_memory_than_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST_LATE", 2)
    with Memo(tmp_path, Memory()) as memo, Memo(tmp_path) as other:
        memo.put_late({"step@1": {b"a": b"0", b"b": b"1"}})
        assert other.get("step@1", [b"a", b"b"]) == {}
        memo.put_late({"step@1": {b"c": b"2"}})
        assert len(other.get("step@1", [b"a", b"b", b"c"])) == 3


def test_files_that_look_as_they_did_are_not_read_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = _three_articles(archive)
    before = archive.files("public")
    read: list[str] = []

    def noted(path: str) -> bytes:
        read.append(Path(path).name)
        return Path(path).read_bytes()

    monkeypatch.setattr("sitegen.articles.texts._data", noted)
    archive.write("content/b.md", _ARTICLE.format(slug="b", text=f"{PROSE} And more."))
    build.build(settings)
    assert read == ["b.md"]
    after = archive.files("public")
    assert after != before
    shutil.rmtree(archive.root / ".sitegen")
    build.build(settings)
    assert archive.files("public") == after


@pytest.mark.parametrize(
    "left", [b"", b"[1]", b"\x90", b"\x98" + b"\xc0" * 8, b"\xdf\xff\xff\xff\xff"]
)
def test_whatever_was_left_for_the_next_process_it_builds_the_same(
    archive: Archive, left: bytes
) -> None:
    settings = _three_articles(archive)
    before = archive.files("public")
    with Memo(archive.root / ".sitegen") as memo:
        key = remembered.sign(settings.topic_ids) + b"content/a.md"
        assert memo.get(remembered.LOOKS, [key])
        memo.put(remembered.LOOKS, {key: left})
    archive.write("content/c.md", _ARTICLE.format(slug="c", text=PROSE))
    assert build.build(settings).problems == []
    assert archive.files("public") == before


def test_only_of_what_changed_something_else_is_left(archive: Archive) -> None:
    settings = _three_articles(archive)
    before = _left(settings)
    assert [key[16:] for key in sorted(before)] == [
        b"", b"content/a.md", b"content/b.md", b"content/c.md",
    ]  # fmt: skip
    archive.write("content/b.md", _ARTICLE.format(slug="b", text=f"{PROSE} And more."))
    (archive.root / "content/c.md").unlink()
    time.sleep(BLINK)
    build.build(settings)
    after = _left(settings)
    assert {key[16:] for key in after} == {b"", b"content/a.md", b"content/b.md"}
    same = {key[16:] for key, value in after.items() if before[key] == value}
    assert same == {b"", b"content/a.md"}


_KINDS = """\
---
title: {date}
slug: {slug}
author: [Ada Marlowe, Ludwig van Aalst]
{date_line}
lang: {lang}
tags: [one, {{two: 2}}]
aliases: [/old/{slug}/]
summary: In a word.
---

{text}

## A subhead

Text[^1].

[^1]: A note.
"""


def test_what_is_recalled_makes_the_same_pages(archive: Archive) -> None:
    archive.write("sitegen.toml", 'base_url = "https://example.org/"\njobs = 1\nmarkdown = true\n')
    dates = (
        "2011-03-14",
        "2011-03",
        "2011",
        "2011~",
        "2009/2011",
        "2004/2004",
        "1899/..",
        "../1900",
    )
    for number, date in enumerate((*dates, "")):
        slug, lang = f"a{number}", ("en", "ar", "ja")[number % 3]
        line = f"date: {date}" if date else "posted_by: Somebody"
        text = PROSE if number % 2 else OTHER_PROSE
        page = _KINDS.format(slug=slug, date=date or "none", date_line=line, lang=lang, text=text)
        archive.write(f"content/{slug}.md", page)
    archive.seed("b.txt", title="A seed", text=f"By Jo Field\n\n{PROSE}")
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    for _ in range(3):
        time.sleep(BLINK)
        build.build(settings)
    assert len(_left(settings)) == len(dates) + 3
    # Every page is made anew, of what was recalled.
    archive.write("templates/words/en.toml", 'home = "At home"\n')
    build.build(settings)
    warm = archive.files("public")
    build.clean(settings)
    build.build(settings)
    assert archive.files("public") == warm


def _left(settings: config.Config) -> dict[bytes, bytes]:
    with Memo(settings.root / ".sitegen") as memo:
        return memo.all(remembered.LOOKS)


@pytest.mark.parametrize("odd", ["98765432109876543210987", ".nan", "{1: 2}", "2020-01-02"])
def test_what_cannot_be_left_is_read_again(archive: Archive, odd: str) -> None:
    settings = _three_articles(archive)
    archive.write("content/d.md", f"---\ntitle: D\nodd: {odd}\nslug: d\n---\n\nText.\n")
    time.sleep(BLINK)
    build.build(settings)
    before = archive.files("public")
    archive.write("content/a.md", _ARTICLE.format(slug="a", text=f"{PROSE} And more."))
    time.sleep(BLINK)
    build.build(settings)
    archive.write("content/a.md", _ARTICLE.format(slug="a", text=PROSE))
    assert build.build(settings).articles == 4
    assert archive.files("public") == before


def _two_seeds(archive: Archive) -> config.Config:
    """Build until all is known of two seeds and their articles."""
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    archive.seed("a.txt")
    archive.seed("b.txt", title="Another one", text=OTHER_PROSE)
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    for _ in range(3):  # the first one writes content/, the second one leaves what it knows
        time.sleep(BLINK)
        build.build(settings)
    return settings


def test_a_seed_that_looks_as_it_did_is_neither_read_nor_settled_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = _two_seeds(archive)
    read: list[str] = []
    real = seeds.load

    def load(root: Path, path: str) -> Seed | Problem:
        read.append(path)
        return real(root, path)

    monkeypatch.setattr(seeds, "load", load)
    monkeypatch.setattr(frontmatter, "read", lambda text: read.append(text[:9]))
    assert len(build.build(settings).unchanged) == 2
    assert read == []
    monkeypatch.undo()
    monkeypatch.setattr(seeds, "load", load)
    file = archive.root / "content/another-one.md"
    file.write_text(file.read_text("utf-8") + "\nAnd more, by hand.\n", "utf-8")
    assert build.build(settings).problems == []
    assert read == ["seeds/b.txt"]
    assert "And more, by hand." in file.read_text("utf-8")
    archive.seed("b.txt", title="Another one", text=PROSE)
    time.sleep(BLINK)
    assert [p.code for p in build.build(settings).problems] == ["edit-kept"]


def test_what_follows_a_build_of_many_seeds_has_nothing_to_do(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_MANY", 2)
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    archive.seed("a.txt")
    archive.seed("b.txt", title="Another one", text=OTHER_PROSE)
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    swap = publish.Stage.swap

    def late(stage: publish.Stage) -> None:
        time.sleep(BLINK)  # rendering many pages takes longer
        swap(stage)

    monkeypatch.setattr(publish.Stage, "swap", late)
    assert len(build.build(settings).new) == 2
    found = unchanged.report(settings).report
    assert found is not None
    assert (found.new, len(found.unchanged)) == ([], 2)
    archive.seed("c.txt", title="A third one", text=PROSE[::-1])
    assert len(build.build(settings).new) == 1
    assert unchanged.report(settings).report is None


@pytest.mark.parametrize("lost", [False, True])
def test_what_became_of_a_seed_is_asked_for_when_it_is_settled_again(
    archive: Archive, *, lost: bool
) -> None:
    settings = _two_seeds(archive)
    before = archive.files("public"), archive.read("sitegen.lock")
    lines = before[1].splitlines(keepends=True)
    archive.write("sitegen.lock", lines[0])  # of the other one nothing is known any more
    if lost:
        with Memo(archive.root / ".sitegen") as memo:
            memo.keep_only(remembered.CONVERSION, [])
    assert build.build(settings).problems == []
    assert (archive.files("public"), archive.read("sitegen.lock")) == before


def test_a_file_that_changes_after_it_was_looked_at_is_built_as_it_is_then(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = _three_articles(archive)
    real = recalled.recall
    changed: list[str] = []

    def recall(seen: Iterable[Seen], root: str, topics: frozenset[str], memo: Memo) -> None:
        real(seen, root, topics, memo)
        if not changed:  # what is already taken for known
            changed.append("b")
            archive.write("content/b.md", _ARTICLE.format(slug="b", text=OTHER_PROSE))

    monkeypatch.setattr(recalled, "recall", recall)
    archive.write("templates/article.html", "{{ Markup(html) }}")  # all bodies are wanted again
    assert build.build(settings).problems == []
    page = (archive.root / "public/articles/b/index.html").read_text("utf-8")
    assert OTHER_PROSE.split("\n", maxsplit=1)[0][:40] in page


def test_articles_are_read_again_where_topics_are_others(archive: Archive) -> None:
    settings = _three_articles(archive)
    text = _ARTICLE.replace("slug:", "topic: cooking\nslug:")
    archive.write("sitegen.toml", 'search = false\njobs = 1\n[topics.cooking]\nlabel = "Food"\n')
    archive.write("content/a.md", text.format(slug="a", text=PROSE))
    time.sleep(BLINK)
    assert build.build(config.load(settings.root / "sitegen.toml", {}, {})).problems == []
    archive.write("sitegen.toml", 'search = false\njobs = 1\n[topics.tea]\nlabel = "Tea"\n')
    with pytest.raises(PermalinkError) as error:  # it cannot be published any more
        build.build(config.load(settings.root / "sitegen.toml", {}, {}))
    assert [problem.path for problem in error.value.problems] == ["content/a.md"]


_ARTICLE = '---\ntitle: "Title {slug}"\nslug: {slug}\n---\n\n{text}\n'


def _three_articles(archive: Archive) -> config.Config:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    for slug, text in (("a", PROSE), ("b", OTHER_PROSE), ("c", PROSE)):
        archive.write(f"content/{slug}.md", _ARTICLE.format(slug=slug, text=text))
    time.sleep(BLINK)
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    build.build(settings)
    return settings


def test_a_template_that_breaks_later_is_named_as_in_a_first_build(archive: Archive) -> None:
    _three_articles(archive)
    archive.write("templates/home.html", "{{ nothing }}")
    clean = Archive(archive.root.with_name("clean"))
    shutil.copytree(archive.root, clean.root, dirs_exist_ok=True)
    shutil.rmtree(clean.root / ".sitegen")
    shutil.rmtree(clean.root / "public")
    before = archive.files("public")
    ran, again = archive.build(), clean.build()
    assert ran.code == again.code != 0
    assert ran.err == again.err.replace(str(clean.root), str(archive.root))
    assert "home.html:1" in ran.err
    assert archive.files("public") == before
