"""What converting costs beside trafilatura: python -m benchmarks.converting --corpus DIR.

DIR holds `gold.jsonl`, `seeds/` and `html/`. Of every Nth row the text seed is converted here, and
trafilatura reads the HTML of the same page, by turns, page after page, in one process: seconds of
the processor for each, median and mean. Then `sitegen build` makes a new archive of those seeds;
what it takes of all cores, for each seed, is what converting costs whoever builds.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import trafilatura

from benchmarks.processes import cost
from sitegen.conversion import conversions
from sitegen.model import Seed
from sitegen.model.topics import IPTC

# What is done the first time a page is met takes longer.
_WARM = 5


class Subject(NamedTuple):
    """A page: its text as a seed, and its HTML."""

    seed: Seed
    html: str


WAYS: dict[str, Callable[[Subject], object]] = {
    "sitegen, from text": lambda page: conversions.safely(page.seed, IPTC),
    "trafilatura, with metadata": lambda page: trafilatura.bare_extraction(
        page.html, with_metadata=True
    ),
    "trafilatura, text only": lambda page: trafilatura.extract(page.html),
}


def subjects(corpus: Path, every: int) -> list[Subject]:
    """Return some pages of the corpus."""
    with (corpus / "gold.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][::every]
    return [
        Subject(
            Seed(f"seeds/{row['id']}.txt", (corpus / row["seed_file"]).read_bytes(), ""),
            gzip.decompress((corpus / row["html_file"]).read_bytes()).decode("utf-8", "replace"),
        )
        for row in rows
    ]


def seconds(work: Callable[[Subject], object], page: Subject) -> float:
    """Return what it takes of the processor."""
    started = time.process_time()
    work(page)
    return time.process_time() - started


def of_build(pages: list[Subject]) -> float:
    """Return the seconds that `sitegen build` without search takes of all cores, for each seed."""
    folder = Path(tempfile.mkdtemp(prefix="sitegen-"))
    try:
        (folder / "seeds").mkdir()
        for page in pages:
            (folder / page.seed.path).write_bytes(page.seed.data)
        (folder / "sitegen.toml").write_text('title = "Pages"\n', encoding="utf-8")
        command = [sys.executable, "-P", "-m", "sitegen", "build", "-q", "--no-search"]
        taken = cost(command, folder, right=(0, 1))  # some hold no article
        return taken.seconds * (os.cpu_count() or 1) / len(pages)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--every", type=int, default=5)
    options = parser.parse_args()
    pages = subjects(options.corpus, options.every)
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for page in pages[:_WARM]:
        for work in WAYS.values():
            work(page)
    for page in pages:
        for name, work in WAYS.items():
            taken[name].append(seconds(work, page))
    print(f"{len(pages)} pages, milliseconds of the processor for each: median, mean")
    for name, times in taken.items():
        middle, mean = statistics.median(times), statistics.mean(times)
        print(f"{name:28} {middle * 1000:6.1f} {mean * 1000:6.1f}")
    print(f"{'sitegen build, of all cores':28} {'':6} {of_build(pages) * 1000:6.1f}")


if __name__ == "__main__":
    main()
