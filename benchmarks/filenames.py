"""What a seed's file name is worth for its title: python -m benchmarks.filenames --corpus DIR.

DIR holds `gold.jsonl` and the seeds that it names. Each page whose title is known is converted
under several names made of that title, and under its own, which only a machine can read. With
`--weights FOLDER`, of `benchmarks.accuracy`, each page by weights that were learned without its
site.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.accuracy import fold_of
from sitegen import learned
from sitegen.cleaning.titles import NAMED_AFTER
from sitegen.conversion import convert, seeds
from sitegen.language.slugs import slug_of
from sitegen.language.words import normal
from sitegen.model import Problem, Seed

_CUT, _TIERS = 40, ("gold", "silver", "meta")


def names(title: str, site: str) -> dict[str, str]:
    """Return what people may call a file after its title: how -> the name, without extension."""
    slug = slug_of(title, "x")
    return {
        "the title's slug": slug,
        f"its first {_CUT} signs": slug[:_CUT],
        "title and site": f"{title.replace('/', '-')[:100]} - {site}",
        "a date and the slug": f"2024-03-01-{slug}",
    }


def main() -> None:
    """Print, for each way to name a file, how often the title is right."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--weights", type=Path)
    arguments.add_argument("--pages", type=int, default=350)
    given = arguments.parse_args()
    with (given.corpus / "gold.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["gold"].get("title")]
    rows = [row for row in rows if row["tier"] in _TIERS]
    random.Random(3).shuffle(rows)  # noqa: S311 - a sample, the same every time
    counts: Counter[tuple[str, str]] = Counter()
    convert.prepare(".txt")
    for row in rows[: given.pages]:
        if given.weights:
            learned.WEIGHTS = given.weights / str(fold_of(row["site"]))
        _count(row, given.corpus, counts)
    print(f"{'file named after':24} in the seed, right   fired, right")
    for how in dict.fromkeys(how for how, _ in counts):
        held, right, fired, good = (
            counts[how, what] for what in ("held", "right", "fired", "good")
        )
        print(f"{how:24} {held:6} {right / held:8.3f} {fired:12} {good / (fired or 1):8.3f}")


def _count(row: Mapping[str, Any], corpus: Path, counts: Counter[tuple[str, str]]) -> None:
    seed = seeds.load(corpus, row["seed_file"])
    if isinstance(seed, Problem):
        return
    title = normal(row["gold"]["title"])
    held = title in normal(seed.data.decode("utf-8", "replace"))
    ways = {"nothing": "", **names(row["gold"]["title"], row["site"])}
    for how, name in ways.items():
        path = f"seeds/{name}.txt" if name else seed.path
        made = convert.convert(Seed(path, seed.data, seed.digest), ())
        rule = next((claim.rule for claim in made.claims if claim.field == "title"), "")
        right = made.article is not None and normal(made.article.title) == title
        counts[how, "held"] += held
        counts[how, "right"] += held and right
        counts[how, "fired"] += rule == NAMED_AFTER
        counts[how, "good"] += rule == NAMED_AFTER and right


if __name__ == "__main__":
    main()
