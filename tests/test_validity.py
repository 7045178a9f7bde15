"""Every page is valid HTML, says the W3C's checker (vnu-jar, which `tools/test.py` installs)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.etree
import pytest
from conftest import OTHER_PROSE, PROSE, ROOT, Archive

from sitegen.site.render import encoded

_CHECKER = Path(sys.prefix, "vnu/node_modules/vnu-jar/build/dist/vnu.jar")
_JAVA = shutil.which("java")
_checked = pytest.mark.skipif(
    not _JAVA or not _CHECKER.is_file(), reason="Java or the checker of HTML is not installed"
)

_EVERYTHING = """
Words[^1] in *emphasis*, **strong**, `code & <b>`, a
[link](https://example.org/?a=1&b=2 "Its \\"title\\"") and <https://example.org/>.
An image: ![A "boat" & a <lake>](/boat.png "At noon")

# A heading of the first level
## The same
## The same
###### One of the sixth, straight after

> A quote
> > in a quote
> - and a list

1. One

    With a paragraph.

    - Two
        - Three

7. Four

| Boat | Time |
|:-----|-----:|
| *Ann* | 3 \\| 4 |
| Bob |

```python
if a < b & c: print("</code>")
```

Term
:   What it means.

<div><p>Raw <b>HTML</p></div> <script>x</script> &nbsp; &notanentity; <!-- a comment -->

***

[^1]: A note with <i>tags</i>.

    And a second paragraph.

[^unused]: Nobody points here.
"""


def _problems(*folders: Path) -> list[str]:
    command = [str(_JAVA), "-jar", str(_CHECKER), "--skip-non-html", "--stdout", "--format", "json"]
    done = subprocess.run(
        [*command, *map(str, folders)], capture_output=True, encoding="utf-8", check=False
    )
    # Without this, a checker that fails to start would pass.
    assert done.stdout.startswith('{"'), done.stderr
    return [
        f"{message['url']}: {message['message']} {message.get('extract', '')}"
        for message in json.loads(done.stdout)["messages"]
    ]


def _sample(archive: Archive, lang: str, *arguments: str) -> Path:
    shutil.copytree(ROOT / "seeds", archive.root / "seeds", dirs_exist_ok=True)
    settings = (ROOT / "sitegen.toml").read_text(encoding="utf-8")
    archive.write("sitegen.toml", f'language = "{lang}"\n{settings}')
    run = archive.build(*arguments)
    assert run.code == 0, run.said
    return archive.root / "public"


@_checked
def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    assert any("Duplicate ID" in problem for problem in _problems(tmp_path))


@_checked
def test_the_sample_in_every_language_of_the_interface(tmp_path: Path) -> None:
    languages = [file.stem for file in sorted((ROOT / "templates/words").iterdir())]
    assert len(languages) >= 5
    sites = [_sample(Archive(tmp_path / lang), lang) for lang in languages]
    sites.append(_sample(Archive(tmp_path / "portable"), "en", "--portable"))
    assert _problems(*sites) == []


@_checked
def test_whatever_people_and_seeds_write(archive: Archive, tmp_path: Path) -> None:
    for i, hostile in enumerate(
        (
            '"><b>',
            "<!-- -->",
            "</script>",
            "a&b;",
            "'\"`",
            "\u202eabc",
            "\u0001x",
            "\ufdd0",
            "\U0001f600" * 40,
        )
    ):
        header = "".join(
            f"{name}: {json.dumps(hostile)}\n"
            for name in ("title", "author", "bio", "summary", "posted_by", "source")
        )
        archive.write(f"content/a-{i}.md", f"---\n{header}---\n\n{hostile}\n\n## {hostile}\n")
        archive.seed(f"{i}.txt", hostile, f"By {hostile}\n\n{hostile} {PROSE}")
    archive.write("content/half.md", '---\ntitle: "\\ud800"\nauthor: "\\udfff"\n---\n\nHalf.\n')
    archive.write("content/all.md", f"---\ntitle: All of it\ntopic: sport\n---\n{_EVERYTHING}")
    archive.write(
        "content/ar.md", f"---\ntitle: قارب\nlang: ar\naliases: [/old/]\n---\n\nقارب {PROSE}"
    )
    archive.write("content/copy.md", f"---\ntitle: Copy\ncopy_of: all\n---\n\n{OTHER_PROSE}")
    archive.build()
    (archive.root / "content/ar.md").unlink()
    run = archive.build()
    assert "Traceback" not in run.said
    for file in sorted((archive.root / "public").rglob("*.xml")):
        lxml.etree.parse(file)
    empty = Archive(tmp_path / "empty")
    assert empty.build().code == 1
    assert _problems(archive.root / "public", empty.root / "public") == []


@_checked
def test_an_archive_of_two_thousand(archive: Archive) -> None:
    for i in range(2000):
        header = f"title: Note {i}\nauthor: Writer {i % 45}\ndate: {1980 + i % 40}\ntopic: sport"
        archive.write(f"content/note-{i}.md", f"---\n{header}\n---\n\nThe boat number {i}.\n")
    assert archive.build().code == 0
    assert _problems(archive.root / "public") == []


def test_no_page_holds_what_html_forbids() -> None:
    forbidden = [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF]
    forbidden += range(0xFDD0, 0xFDF0)
    forbidden += [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
    allowed = {code + step for code in forbidden for step in (-1, 1)} - {-1, 0x110000}
    allowed |= set(range(0x20, 0x3000))
    for code in forbidden:
        assert encoded(f"é{chr(code)}a") == "é\ufffda".encode(), hex(code)
    for code in allowed - set(forbidden) - set(range(0xD800, 0xE000)):
        assert encoded(f"é{chr(code)}a") == f"é{chr(code)}a".encode(), hex(code)
