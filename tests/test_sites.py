"""Whole small archives: each folder in `sites/` is copied, its transcript run, the result compared.

A site holds `transcript.txt` (commands after `$ `, and what they print), `expected/` (`content/`
and the pages of `public/` afterwards), and beside them the archive's own files. `pytest --accept`
writes what comes out now, for a person to read in the diff.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SITES = Path(__file__).with_name("sites")
# What a site is compared by: articles, pages, and the ledger; not the theme's own files.
_COMPARED = ("content/*.md", "public/**/*.html", "public/*.xml", "public/*.txt", "sitegen.lock")
# Seconds differ from run to run, and the last digit of a confidence between processors.
_VARYING = re.compile(
    r"\d+(?:\.\d+)?(?= s\)|%\))|(?<=\": )\d+\.\d+|(?:(?<=claimed )|(?<=suggested ))\d\.\d\d"
)


def names() -> list[str]:
    return sorted(folder.name for folder in SITES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", names())
def test_a_site_becomes_what_it_should(name: str, tmp_path: Path, *, accept: bool) -> None:
    site, copy = SITES / name, tmp_path / name
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("expected", "transcript.txt"))
    transcript = (site / "transcript.txt").read_text(encoding="utf-8")
    said = "".join(told(line[2:], copy) for line in transcript.splitlines() if line[:2] == "$ ")
    outcome = files(copy)
    if accept:
        (site / "transcript.txt").write_text(said, encoding="utf-8")
        shutil.rmtree(site / "expected", ignore_errors=True)
        for path, text in outcome.items():
            target = site / "expected" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    assert said == transcript or accept
    assert outcome == files(site / "expected")


def told(command: str, folder: Path) -> str:
    """Run a command in an archive; return it, what it printed, and its exit code if not 0."""
    program, *arguments = command.split()
    assert program == "sitegen"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SITEGEN_")}
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=folder,
        env=inherited | {"COLUMNS": "100", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    printed = _VARYING.sub("…", done.stdout.replace(str(folder.resolve()), "FOLDER"))
    code = f"[exit code {done.returncode}]\n" if done.returncode else ""
    return f"$ {command}\n{printed}{code}"


def files(folder: Path) -> dict[str, str]:
    found = sorted(path for pattern in _COMPARED for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}
