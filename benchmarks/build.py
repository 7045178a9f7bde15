"""What a build costs: python -m benchmarks.build --articles DIR [--hugo COMMAND --tpl DIR].

DIR holds Markdown articles with front matter, as `content/` does. Each run builds them cold, again
unchanged, and with one article changed, without and with search; where a `hugo` and its site are
given, they do the same in the same run, with Pagefind's command after it. Prints medians of --runs
in seconds, and ratios. --work names a folder to build in: one in memory keeps the disk out of it.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from pagefind_bin import get_executable


def timed(command: list[str], folder: Path) -> float:
    """Run a command; return its seconds.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def change(articles: Path, run: int) -> None:
    """Change a word of the first article."""
    file = min(articles.glob("*.md"))
    file.write_text(f"{file.read_text('utf-8').rstrip()} changed{run}\n", "utf-8")


def ours(articles: Path, config: Path | None, work: Path, run: int) -> dict[str, float]:
    """Build with sitegen; return what each case took."""
    found: dict[str, float] = {}
    for search in ("--no-search", "--search"):
        folder = work / f"ours{search}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copytree(articles, folder / "content")
        if config is not None:
            shutil.copy(config, folder / "sitegen.toml")
        # What was copied in the same blink of an eye passes for something that may change yet.
        time.sleep(0.2)
        command = [sys.executable, "-m", "sitegen", "build", "-q", search]
        name = "search" if search == "--search" else "no search"
        found[f"cold, {name}"] = timed(command, folder)
        found[f"nothing changed, {name}"] = timed(command, folder)
        for again in range(2):  # the first one still has to make the spare
            change(folder / "content", run * 2 + again)
            found[f"one changed, {name}"] = timed(command, folder)
    return found


def theirs(articles: Path, hugo: str, tpl: Path, work: Path, run: int) -> dict[str, float]:
    """Build with Hugo and Pagefind; return what each case took."""
    folder = work / "hugo"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tpl, folder)
    shutil.copytree(articles, folder / "content/articles")
    index = [get_executable(), "--site", "public", "--quiet"]
    found: dict[str, float] = {}
    for case in ("cold", "nothing changed", "one changed"):
        if case == "one changed":
            change(folder / "content/articles", run)
        built = timed([hugo, "--quiet"], folder)
        found[f"{case}, no search"] = built
        found[f"{case}, search"] = built + timed(index, folder)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--config", type=Path, help="a sitegen.toml with the articles' topics")
    parser.add_argument("--hugo")
    parser.add_argument("--tpl", type=Path, help="a Hugo site without articles")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    mine: dict[str, list[float]] = defaultdict(list)
    other: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=given.work) as name:
        for run in range(given.runs):
            for case, seconds in ours(given.articles, given.config, Path(name), run).items():
                mine[case].append(seconds)
            if given.hugo and given.tpl:
                found = theirs(given.articles, given.hugo, given.tpl, Path(name), run)
                for case, seconds in found.items():
                    other[case].append(seconds)
    print(f"{len(list(given.articles.glob('*.md'))):,} articles, medians of {given.runs}")
    for case in sorted(mine):
        seconds = statistics.median(mine[case])
        line = f"{case:28} {seconds:8.2f} s"
        if other.get(case):
            peer = statistics.median(other[case])
            line += f"   Hugo {peer:8.2f} s   ratio {seconds / peer:.2f}"
        print(line)


if __name__ == "__main__":
    main()
