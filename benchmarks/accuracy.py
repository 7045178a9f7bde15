"""How accurate conversion is: python -m benchmarks.accuracy --corpus DIR [--html] [--weights DIR].

DIR holds `gold.jsonl`, `seeds/`, `html/` and `tools/score.py`; every seed is converted and the
scorer's tables printed, by converter, language and source. With --html the pages that the seeds
were made from are converted instead.

The shipped weights have seen the sites of a corpus that they were learned from. `training.body` and
`training.fields` leave the weights of each fold of their cross-validation in a folder; with
--weights FOLDER every seed is converted with those that have not seen its site.
"""

import argparse
import gzip
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from sitegen import learned
from sitegen.conversion.convert import convert, prepare
from sitegen.model import Seed
from sitegen.model.topics import IPTC

FOLDS = 5
# Figures that a floor can be set for: name -> where it stands in the scorer's answer.
FIGURES: dict[str, Callable[[dict[str, Any]], float]] = {
    "body F1": lambda all_: all_["body"]["F1"],
    "pages with F1 >= .95": lambda all_: all_["body"]["f95"],
    "title exact where in the seed": lambda all_: all_["title_rec"]["exact"],
    "author exact where in the seed": lambda all_: all_["author_rec"]["exact"],
    "author right when claimed": lambda all_: 1 - all_["author"]["wrong"],
    "date exact where in the seed": lambda all_: all_["date_rec"]["exact"],
    "date right when claimed": lambda all_: 1 - all_["date"]["wrong"],
}


def fold_of(site: str) -> int:
    """Return a site's part in cross-validation."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def predict(job: tuple[str, str, str]) -> dict[str, Any]:
    """Convert the file of one row: (id, path, weights) -> the prediction and its CPU seconds."""
    name, path, weights = job
    suffix = ".html" if path.endswith(".gz") else ".txt"
    prepare(suffix)
    if weights:
        learned.WEIGHTS = Path(weights)
    data = Path(path).read_bytes()
    if suffix == ".html":
        data = gzip.decompress(data)
    # The file's name gives nothing away: it is the row's id.
    seed = Seed(f"seeds/{name}{suffix}", data, hashlib.sha256(data).hexdigest())
    started = time.process_time()
    result = convert(seed, IPTC)
    seconds = time.process_time() - started
    article = result.article
    if article is None:
        return {"id": name, "body": "", "seconds": seconds, "lang": ""}
    return {
        "id": name,
        "body": article.body,
        "title": article.title,
        "author": list(article.author) or None,
        "date": article.date or None,
        "lang": article.lang,
        "seconds": seconds,
    }


def main() -> None:
    """Print the scorer's tables, the share of right languages, and the CPU time a seed takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument(
        "--by", default="converter,lang,source", help="what to break figures down by"
    )
    parser.add_argument("--only", default="tier=gold,silver")
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--weights", type=Path, help="folder of cross-validation's weights")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    parser.add_argument("--keep", type=Path, help="write the predictions to this JSONL file")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.corpus / "gold.jsonl").open(encoding="utf-8")]
    predictions = _predictions(options, rows)
    with tempfile.TemporaryDirectory() as folder:
        target = options.keep or Path(folder) / "predictions.jsonl"
        with target.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(prediction) + "\n" for prediction in predictions)
        tables = [_scored(options, target, by) for by in options.by.split(",")]
    langs = {row["id"]: row.get("lang") or row["gold"].get("lang") for row in rows}
    told = [p for p in predictions if p["lang"] and langs.get(p["id"])]
    right = sum(p["lang"] == langs[p["id"]] for p in told)
    milliseconds = 1000 * statistics.median(p["seconds"] for p in predictions)
    if options.json:
        figures = {name: round(figure(tables[0][1]), 4) for name, figure in FIGURES.items()}
        print(json.dumps(figures | {"language right": round(right / len(told), 4)}))
        return
    print("\n".join(text for text, _ in tables))
    print(f"language right: {right} of {len(told)}")
    print(f"CPU a seed, median: {milliseconds:.1f} ms")


def _predictions(options: argparse.Namespace, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    source = "html_file" if options.html else "seed_file"
    jobs = [
        (
            row["id"],
            str(options.corpus / row[source]),
            str(options.weights / str(fold_of(row["site"]))) if options.weights else "",
        )
        for row in rows
        if row.get(source)
    ]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(predict, jobs, chunksize=16))


def _scored(options: argparse.Namespace, target: Path, by: str) -> tuple[str, dict[str, Any]]:
    """Return the scorer's table, and its figures for all rows together."""
    gold = options.corpus / "gold.jsonl"
    scorer = options.corpus / "tools" / "score.py"
    arguments = ["--only", options.only, "--by", by, "--boot", "200"]
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        done = subprocess.run(
            [sys.executable, scorer, gold, target, *arguments, "--json", answer],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        figures: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))["all"]
    return done.stdout, figures


if __name__ == "__main__":
    main()
