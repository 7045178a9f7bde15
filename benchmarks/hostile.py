"""Hostile texts among good ones: python -m benchmarks.hostile PATTERNS.py [--sizes 1000,...].

PATTERNS.py holds `CASES`: name -> function of a number of bytes that gives a text. Each text stands
once as a seed and once as an article in content/, among 99 good articles. Prints those that took
longer than asked for, that kept a good article from being published, or that were neither
published nor named; then what they cost together.
"""

import argparse
import ast
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sitegen import build, config

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from conftest import OTHER_PROSE, PROSE, Archive

_GOOD = 99
# Seconds that a build may take longer for a megabyte of hostile text.
_ASKED = 2.0


def cases(file: Path) -> dict[str, Callable[[int], str]]:
    """Return the patterns of a file, of which only CASES and its functions are run."""
    tree = ast.parse(file.read_text("utf-8"))
    kept: list[ast.stmt] = [
        node for node in tree.body
        if isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CASES")
    ]  # fmt: skip
    names: dict[str, Any] = {}
    exec(compile(ast.Module(kept, []), str(file), "exec"), names)  # noqa: S102 - ours to choose
    found: dict[str, Callable[[int], str]] = names["CASES"]
    return found


def main() -> None:
    """Build with each of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000,10000000")
    given = parser.parse_args()
    bad = tried = 0
    with tempfile.TemporaryDirectory() as name:
        archive = Archive(Path(name) / "archive")
        archive.write("sitegen.toml", "search = false\n")
        for i in range(_GOOD - 1):
            archive.seed(f"good-{i}.txt", title=f"A good one {i}", text=PROSE + OTHER_PROSE * 2)
        build.build(config.load(archive.root / "sitegen.toml", {}, {}))
        lock = archive.read("sitegen.lock")
        archive.seed("one-more.txt", title="A good one more", text=OTHER_PROSE)
        quiet = _seconds(archive)[0]
        print(f"without any: {quiet:.1f} s")
        for size in map(int, given.sizes.split(",")):
            slowest, total = (-9.0, ""), 0.0
            for pattern, make in cases(given.patterns).items():
                for path, head in (
                    ("seeds/hostile.txt", f"A title of its own\n\n{PROSE}\n"),
                    ("content/hostile.md", "---\ntitle: Hostile\nslug: hostile\n---\n\n"),
                ):
                    file = archive.write(path, f"{head}{make(size)}\n")
                    took, said = _seconds(archive)
                    took -= quiet
                    tried += 1
                    total += took
                    slowest = max(slowest, (took, pattern))
                    wrong = _wrong(archive, path, said)
                    if took > max(_ASKED, _ASKED * size / 1e6):
                        wrong = f"{wrong} {took:.1f} s".strip()
                    if wrong:
                        bad += 1
                        print(f"{size:9} {path} {pattern!r}: {wrong}", flush=True)
                    file.unlink()
                    for made in (archive.root / "content").glob("a-title*.md"):
                        made.unlink()
                    archive.write("sitegen.lock", lock)
            print(f"{size:9} bytes: {total:.0f} s, at most {slowest[0]:.1f} s: {slowest[1]!r}")
    print(f"{tried} builds, {bad} of them not as asked for")
    sys.exit(1 if bad else 0)


def _seconds(archive: Archive) -> tuple[float, str]:
    # Of the processor: what else goes on here does not count.
    started = time.process_time()
    report = build.build(config.load(archive.root / "sitegen.toml", {}, {}))
    return time.process_time() - started, "\n".join(problem.where for problem in report.problems)


def _wrong(archive: Archive, path: str, said: str) -> str:
    pages = {file.parent.name for file in (archive.root / "public/articles").glob("*/index.html")}
    lost = _GOOD - sum(slug.startswith("a-good-one") for slug in pages)
    hostile = [slug for slug in pages if not slug.startswith("a-good-one")]
    if lost:
        return f"{lost} good ones are not published"
    return "" if hostile or path in said else "neither published nor named"


if __name__ == "__main__":
    main()
