"""How accurate conversion is: python -m benchmarks.accuracy --corpus DIR [--by converter] [--html].

DIR holds `gold.jsonl`, `seeds/` and `tools/score.py`; every seed is converted and the scorer's
table printed. With --html the pages that the seeds were made from are converted instead.
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
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from sitegen.convert import convert
from sitegen.model import Seed
from sitegen.topics import IPTC


def predict(job: tuple[str, str]) -> dict[str, Any]:
    """Convert the file of one row: (id, path) -> the prediction and its CPU seconds."""
    name, path = job
    data = Path(path).read_bytes()
    suffix = ".txt"
    if path.endswith(".gz"):
        data, suffix = gzip.decompress(data), ".html"
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
    """Print the scorer's table, the share of right languages, and the CPU time a seed takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--by", default="converter")
    parser.add_argument("--only", default="tier=gold,silver")
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the predictions to this JSONL file")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.corpus / "gold.jsonl").open(encoding="utf-8")]
    source = "html_file" if options.html else "seed_file"
    jobs = [(row["id"], str(options.corpus / row[source])) for row in rows if row.get(source)]
    with ProcessPoolExecutor() as pool:
        predictions = list(pool.map(predict, jobs, chunksize=16))
    with tempfile.TemporaryDirectory() as folder:
        target = options.keep or Path(folder) / "predictions.jsonl"
        with target.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(prediction) + "\n" for prediction in predictions)
        gold = options.corpus / "gold.jsonl"
        scorer = options.corpus / "tools" / "score.py"
        arguments = ["--only", options.only, "--by", options.by, "--boot", "200"]
        subprocess.run([sys.executable, scorer, gold, target, *arguments], check=True)
    langs = {row["id"]: row.get("lang") or row["gold"].get("lang") for row in rows}
    told = [p for p in predictions if p["lang"] and langs.get(p["id"])]
    right = sum(p["lang"] == langs[p["id"]] for p in told)
    print(f"language right: {right} of {len(told)}")
    print(
        f"CPU a seed, median: {1000 * statistics.median(p['seconds'] for p in predictions):.1f} ms"
    )


if __name__ == "__main__":
    main()
