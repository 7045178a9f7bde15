"""What a build costs: python -m benchmarks.build --articles DIR [--sizes N,N] [--peers hugo].

DIR holds Markdown articles with front matter, as `content/` does; of them the first 1,000 are
taken, then the first 10,000 (`--sizes 1000,10000`). Each run builds them cold, again unchanged, and
with one article changed, without and with search. A peer does the same in the same run: Hugo as a
command (--hugo), with a site for it without articles (--tpl), and Pagefind's command after it.
Prints medians of --runs in seconds and megabytes, ratios, and how both grow with the articles;
draws that into --picture, an SVG file. --work names a folder to build in: one in memory keeps the
disk out of it. --cases names those that are wanted, such as `cold`.
"""

import argparse
import itertools
import math
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pagefind_bin import get_executable

from benchmarks.growth_picture import Line, picture
from benchmarks.processes import Cost, cost

# Case -> its costs, one a run.
Costs = dict[str, list[Cost]]
_CASES = ("cold", "again", "nothing changed", "one changed")


def change(articles: Path, run: int) -> None:
    """Change a word of the first article."""
    file = min(articles.glob("*.md"))
    file.write_text(f"{file.read_text('utf-8').rstrip()} changed{run}\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be built, and in which cases."""

    articles: Path
    size: int
    cases: list[str]

    def copy_to(self, target: Path) -> None:
        """Copy the first articles."""
        target.mkdir(parents=True)
        for file in itertools.islice(sorted(self.articles.glob("*.md")), self.size):
            shutil.copy(file, target / file.name)


def ours(task: Task, config: Path | None, work: Path) -> Iterator[tuple[str, Cost]]:
    """Build with sitegen; yield what each case cost."""
    for search in ("--no-search", "--search"):
        folder = work / f"ours{search}"
        shutil.rmtree(folder, ignore_errors=True)
        task.copy_to(folder / "content")
        if config is not None:
            shutil.copy(config, folder / "sitegen.toml")
        # What was copied in the same blink of an eye passes for something that may change yet.
        time.sleep(0.2)
        command = [sys.executable, "-m", "sitegen", "build", "-q", search]
        for case in _CASES:
            if case not in task.cases:
                continue
            if case == "one changed":
                change(folder / "content", 0)
                cost(command, folder)  # the first one still has to make the spare
                change(folder / "content", 1)
            yield f"{case}, {search.strip('-').replace('-', ' ')}", cost(command, folder)
        shutil.rmtree(folder)


def hugos(task: Task, hugo: str, tpl: Path, work: Path) -> Iterator[tuple[str, Cost]]:
    """Build with Hugo and Pagefind; yield what each case cost."""
    folder = work / "hugo"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tpl, folder)
    task.copy_to(folder / "content/articles")
    index = [get_executable(), "--site", "public", "--quiet"]
    for case in _CASES:
        if case not in task.cases:
            continue
        if case == "one changed":
            change(folder / "content/articles", 0)
        built = cost([hugo, "--quiet"], folder)
        yield f"{case}, no search", built
        yield f"{case}, search", built + cost(index, folder)
    shutil.rmtree(folder)


def median(costs: list[Cost]) -> Cost:
    """Return the medians of some costs."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        int(statistics.median(cost.memory for cost in costs)),
    )


def exponent(sizes: list[int], values: list[float]) -> float:
    """Return with which power of the size something grows: the slope of its logarithms."""
    return statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(value) for value in values]
    ).slope


def print_table(size: int, mine: Costs, other: Costs, runs: int) -> None:
    """Print what each case cost at one size."""
    print(f"{size:,} articles, medians of {runs}")
    for case, costs in mine.items():
        found = median(costs)
        line = f"{case:28} {found.seconds:8.2f} s {found.memory / 1e6:7,.0f} MB"
        if other.get(case):
            peer = median(other[case])
            line += f"   Hugo {peer.seconds:8.2f} s {peer.memory / 1e6:7,.0f} MB"
            line += f"   ratio {found.seconds / peer.seconds:.2f}"
        print(line, flush=True)


def print_growth(sizes: list[int], whose: Mapping[str, list[Costs]], drawn: Path | None) -> None:
    """Print how costs grow with the articles, and draw it."""
    lines: dict[str, list[Line]] = {"seconds": [], "megabytes": []}
    for name, by_size in whose.items():
        for case in by_size[0] if by_size else ():
            if not case.startswith("cold"):
                continue
            found = [median(costs[case]) for costs in by_size]
            values = {
                "seconds": [cost.seconds for cost in found],
                "megabytes": [cost.memory / 1e6 for cost in found],
            }
            for unit, some in values.items():
                grows = exponent(sizes, some)
                print(f"{name}, {case}: {unit} grow with the power {grows:.2f}")
                lines[unit].append(Line(f"{name}, {case}", some))
    if drawn is not None:
        drawn.write_text(picture(sizes, lines), "utf-8")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--config", type=Path, help="a sitegen.toml with the articles' topics")
    parser.add_argument("--sizes", help="how many articles, separated by commas; all if not given")
    parser.add_argument("--peers", choices=["hugo"])
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--tpl", type=Path, help="a Hugo site without articles")
    parser.add_argument("--cases", default=",".join(_CASES))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    if given.peers and not given.tpl:
        parser.error("--peers hugo needs --tpl")
    there = sum(1 for _ in given.articles.glob("*.md"))
    sizes = [int(size) for size in given.sizes.split(",")] if given.sizes else [there]
    whose: dict[str, list[Costs]] = {"sitegen": [], "Hugo and Pagefind": []}
    for size in sizes:
        task = Task(given.articles, size, given.cases.split(","))
        mine: Costs = defaultdict(list)
        other: Costs = defaultdict(list)
        for _ in range(given.runs):
            with tempfile.TemporaryDirectory(dir=given.work) as name:
                for case, found in ours(task, given.config, Path(name)):
                    mine[case].append(found)
                if given.peers:
                    for case, found in hugos(task, given.hugo, given.tpl, Path(name)):
                        other[case].append(found)
        print_table(size, mine, other, given.runs)
        whose["sitegen"].append(mine)
        if other:
            whose["Hugo and Pagefind"].append(other)
    if len(sizes) > 1:
        print_growth(sizes, whose, given.picture)


if __name__ == "__main__":
    main()
