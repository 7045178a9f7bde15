"""Bad input: a clear report, and everything else is published all the same."""

import os
import re
from pathlib import Path

import pytest
from conftest import OTHER_PROSE, PROSE, Archive, Run

GOOD = "content/the-keeper-of-the-light.md"


def published_beside(archive: Archive) -> Run:
    """Build with a good seed beside the bad one; the good one must be on the site."""
    archive.seed("good.txt")
    run = archive.build()
    assert (archive.root / "public/articles/the-keeper-of-the-light/index.html").is_file()
    assert (archive.root / GOOD).is_file()
    return run


def assert_reported(run: Run, where: str, code: str, *, error: bool = True) -> None:
    label = "error" if error else "warning"
    pattern = rf"^{label} {re.escape(where)}: .+ \({code}\)\n {{6}}\S.*$"
    assert re.search(pattern, run.err, re.MULTILINE), run.err
    assert run.code == (1 if error else 0)


def test_an_empty_seed(archive: Archive) -> None:
    archive.write("seeds/empty.txt", " \n\n")
    assert_reported(published_beside(archive), "seeds/empty.txt", "seed-empty")


def test_a_seed_of_menu_words_only(archive: Archive) -> None:
    archive.write("seeds/menu.txt", "Home\nAbout us\nContact\n\nShare\nTweet\nLog in\n")
    run = published_beside(archive)
    assert_reported(run, "seeds/menu.txt", "seed-no-article")
    assert "sitegen explain seeds/menu.txt" in run.err


def test_a_seed_of_twenty_megabytes(archive: Archive) -> None:
    archive.write("seeds/huge.txt", PROSE.encode() * (20_000_000 // len(PROSE.encode())))
    assert_reported(published_beside(archive), "seeds/huge.txt", "seed-too-large")


def test_binary_junk(archive: Archive) -> None:
    archive.write("seeds/junk.txt", bytes(range(256)) * 40)
    assert_reported(published_beside(archive), "seeds/junk.txt", "seed-binary")


def test_invalid_utf8_is_read_with_what_can_be_saved(archive: Archive) -> None:
    text = PROSE.replace("letter", "lettre fermée à clé", 1).encode("latin-1")
    archive.write("seeds/latin.txt", b"Le phare et son gardien\n\n" + text)
    run = published_beside(archive)
    assert run.code == 0
    assert "seeds/latin.txt" in run.err
    assert "fermée à clé" in archive.read("content/le-phare-et-son-gardien.md")


def test_two_seeds_with_the_same_title_are_both_published(archive: Archive) -> None:
    archive.seed("other.txt", text=OTHER_PROSE)
    run = published_beside(archive)
    assert_reported(run, "seeds/other.txt", "title-twice", error=False)
    assert (archive.root / "public/articles/the-keeper-of-the-light-2/index.html").is_file()


def test_a_title_of_only_emoji_gets_a_slug(archive: Archive) -> None:
    archive.write("seeds/emoji.md", f"---\ntitle: 🗼🔦\n---\n\n{PROSE}")
    run = published_beside(archive)
    assert run.code == 0
    (path,) = set((archive.root / "content").iterdir()) - {archive.root / GOOD}
    assert re.fullmatch(r"article-[0-9a-f]{8}\.md", path.name)
    assert "🗼🔦" in archive.read(f"public/articles/{path.stem}/index.html")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
def test_a_seed_that_cannot_be_read(archive: Archive) -> None:
    path = archive.seed("locked.txt", title="Behind a lock")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything; a link in a loop it cannot open
        path.unlink()
        path.mkdir()
        (path / "loop.txt").symlink_to("loop.txt")
        assert_reported(
            published_beside(archive), "seeds/locked.txt/loop.txt", "seed-link", error=False
        )
    else:
        assert_reported(published_beside(archive), "seeds/locked.txt", "seed-unreadable")


def test_a_fifo_does_not_stop_the_build(archive: Archive) -> None:
    os.mkfifo(archive.root / "seeds/pipe.txt")
    assert_reported(published_beside(archive), "seeds/pipe.txt", "seed-special")


@pytest.mark.parametrize(
    ("header", "line", "code"),
    [
        ("title: [unclosed", 3, "front-matter-yaml"),
        ("title: a\ntitle: b", 3, "front-matter-duplicate"),
        ("title: &anchor a", 2, "front-matter-anchor"),
        ("title: !!python/object a", 2, "front-matter-tag"),
        ("title: a\ndate: 31 October 2019", 3, "date-invalid"),
        ("title: a\ntopic: cats", 3, "topic-unknown"),
        ("title: a\nslug: ../../etc", 3, "slug-invalid"),
        ("title: a\nlang: klingon", 3, "lang-unknown"),
        ("author: nobody", 1, "title-missing"),
    ],
)
def test_broken_front_matter(archive: Archive, header: str, line: int, code: str) -> None:
    broken = f"---\n{header}\n---\n\nText.\n"
    archive.write("content/broken.md", broken)
    run = published_beside(archive)
    place = rf"^error content/broken\.md:{line}(:\d+)?: .+ \({code}\)"
    assert re.search(place, run.err, re.MULTILINE), run.err
    assert run.code == 1
    assert archive.read("content/broken.md") == broken
    assert not (archive.root / "public/articles/broken").exists()


def test_front_matter_that_never_ends(archive: Archive) -> None:
    archive.write("content/open.md", "---\ntitle: a\n\nText.\n")
    assert_reported(published_beside(archive), "content/open.md:1", "front-matter-unclosed")


def test_an_article_that_is_not_utf8(archive: Archive) -> None:
    archive.write("content/latin.md", "---\ntitle: fermé\n---\n".encode("latin-1"))
    assert_reported(published_beside(archive), "content/latin.md", "content-encoding")


def test_two_articles_with_one_slug(archive: Archive) -> None:
    for name in ("a", "b"):
        archive.write(f"content/{name}.md", f"---\ntitle: {name}\nslug: same\n---\n\nText.\n")
    assert_reported(published_beside(archive), "content/b.md", "slug-twice")


def test_a_name_that_is_not_utf8(archive: Archive) -> None:
    path = os.fsencode(archive.root) + b"/seeds/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text(PROSE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    assert_reported(published_beside(archive), r"seeds/caf\xe9.txt", "seed-name")


def test_a_format_that_is_not_read(archive: Archive) -> None:
    archive.write("seeds/scan.pdf", b"%PDF-1.4")
    assert_reported(published_beside(archive), "seeds/scan.pdf", "seed-format", error=False)


def test_a_link_to_a_file_elsewhere_is_not_followed(archive: Archive, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f"A secret that must stay one\n\n{PROSE}", encoding="utf-8")
    (archive.root / "seeds/link.txt").symlink_to(secret)
    assert_reported(published_beside(archive), "seeds/link.txt", "seed-link", error=False)
    assert not any(b"secret" in data for data in archive.files("public").values())


def test_zero_seeds_say_how_to_begin(archive: Archive) -> None:
    run = archive.build()
    assert run.code == 1
    assert "put saved articles" in run.said
    assert (archive.root / "public/index.html").is_file()


def test_a_folder_that_is_no_archive(archive: Archive) -> None:
    (archive.root / "seeds").rmdir()
    run = archive.build()
    assert run.code == 2
    assert "sitegen init" in run.err


@pytest.mark.parametrize("name", ["seeds", "content"])
def test_hostile_text_stays_text(archive: Archive, name: str) -> None:
    hostile = (
        "<script>alert(1)</script> {{ 7*7 }} {% raw %} [x](javascript:alert(1)) "
        '<img src=x onerror="alert(1)"> & "quotes" and it goes on as a sentence does, so that it '
        "reads like prose and stays in the article where it can do harm.\n\n"
    )
    header = "---\ntitle: '<b>{{ config }}</b>'\nauthor: '<i>{{ 1 }}</i>'\n---\n\n"
    archive.write(f"{name}/hostile.md", header + hostile + PROSE)
    archive.write("seeds/hostile.txt", f"A <u>title</u> of {{{{ 1 }}}}\n\n{hostile}{PROSE}")
    published_beside(archive)
    pages = [data.decode() for path, data in archive.files("public").items() if path.endswith("l")]
    for page in pages:
        assert "<script>alert" not in page
        # Escaped as text, and once more where JSON-LD says the same.
        harmless = r"(?:&lt;|\\u003c)img.*?(?:&gt;|\\u003e)"
        assert "onerror=" not in re.sub(harmless, "", page)
        assert 'href="javascript:' not in page
        assert "49" not in re.findall(r"<script[^>]*>|\{\{.*?\}\}", page)
        assert "<b>{{" not in page
        assert "<i>{{" not in page
    assert any("{{ 7*7 }}" in page for page in pages)


HOSTILE_NAMES = [
    "two\nlines.txt", "tab\there.txt", "\x1b[31mred.txt", "{{ 7*7 }}.txt", "{% include 'x' %}.txt",
    "%2e%2e%2fx.txt", "<script>alert(1)<.txt", "-rf.txt", "$(id).txt", "`id`.txt", "con.txt",
]  # fmt: skip


def test_hostile_names_of_seeds_are_names_and_nothing_else(archive: Archive) -> None:
    for number, name in enumerate(HOSTILE_NAMES):
        archive.seed(name, title=f"A title of its own {number}", text=PROSE)
    run = published_beside(archive)
    assert "\x1b" not in run.said
    for path, data in archive.files("public").items():
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", path), path
        assert b"<script>alert" not in data, path
    # Each is an article or is named, and what the lock says of it is one line.
    for number, name in enumerate(HOSTILE_NAMES):
        slug = f"a-title-of-its-own-{number}"
        made = (archive.root / f"public/articles/{slug}/index.html").is_file()
        shown = name.replace("\n", "\\n").replace("\t", "\\t").replace("\x1b", "\\x1b")
        assert made or shown in run.said, name
    lock = archive.read("sitegen.lock")
    assert all(line.startswith('{"slug": ') for line in lock.splitlines())


def test_hostile_languages_characters_and_paths_stay_text(archive: Archive) -> None:
    page = (
        '<html lang="../../x"><body><article><h1>A page of its own</h1>{}</article></body></html>'
    )
    body = "".join(f"<p>{text}</p>" for text in PROSE.split("\n\n"))
    archive.write("seeds/page.html", page.format(body))
    fields = "lang: ../../x\nslug: ../../x"
    last = (
        "{% include '/etc/passwd' %} stands here as the sentence that it is, read by no template."
    )
    archive.seed("nul.txt", "A text with a NUL", f"{fields}\n\x00{PROSE}\n{last}\n")
    archive.write("content/own.md", "---\ntitle: Own\nslug: ../../x\n---\n\nText.\n")
    archive.write("content/tongue.md", "---\ntitle: Tongue\nlang: ../../x\n---\n\nText.\n")
    run = published_beside(archive)
    assert "content/own.md:3" in run.said
    assert "content/tongue.md:3" in run.said
    files = archive.files("public")
    assert not any(b'lang="../../x"' in data or b"root:" in data for data in files.values())
    assert b"include &#39;/etc/passwd&#39;" in files["articles/a-text-with-a-nul/index.html"] or (
        b"include '/etc/passwd'" in files["articles/a-text-with-a-nul/index.html"]
    )
    assert not any(b"\x00" in data for path, data in files.items() if path.endswith(".html"))
    assert not (archive.root.parent / "x").exists()
