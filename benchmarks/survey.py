"""What topics, copies and related articles cost: python -m benchmarks.survey --corpus DIR.

DIR holds `gold.jsonl`, a `gold.body` each. Articles of about a thousand words are mixed from its
sentences, a tenth of each from one page, so that there are neighbours. Prints the seconds of a look
at all of them from nothing, of one with nothing changed and of one with an article added, and the
most memory that each takes, in MB, beside what the articles and the lock take. Linux only.
"""

import argparse
import gc
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sitegen.articles.lockfile import LockEntry, digest
from sitegen.model import Article
from sitegen.model.topics import IPTC
from sitegen.storage.cache import Memo
from sitegen.survey import surveying
from sitegen.survey.surveying import Survey
from sitegen.workers import executors

# A thousand English words.
_LETTERS, _OWN = 6000, 600
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def articles(corpus: Path, number: int, seed: int = 1) -> Iterator[Article]:
    """Yield articles mixed from the corpus's sentences."""
    rng = random.Random(seed)  # noqa: S311 - the same articles each time
    with (corpus / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pages = [
        (row.get("lang") or "en", _SENTENCE.split(row["gold"]["body"]))
        for row in rows
        if row["gold"].get("body")
    ]
    by_lang: dict[str, list[str]] = {}
    for lang, sentences in pages:
        by_lang.setdefault(lang, []).extend(sentences)
    for i in range(number):
        lang, own = rng.choice(pages)
        length = 0
        chosen: list[str] = []
        while length < _LETTERS:
            chosen.append(rng.choice(own if length < _OWN else by_lang[lang]))
            length += len(chosen[-1]) + 1
        yield Article(chosen[0][:80], " ".join(chosen), lang=lang, slug=f"a-{i:07}")


def _look(found: list[Article], lock: list[LockEntry], folder: Path) -> tuple[float, Survey]:
    started = time.perf_counter()
    with Memo(folder) as memo:
        seen = surveying.take(found, lock, IPTC, memo, 0)
    return time.perf_counter() - started, seen


def _settled(found: list[Article], seen: Survey) -> tuple[list[Article], list[LockEntry]]:
    """Return the articles and the lock with what was assigned to them."""
    articles: list[Article] = []
    lock: list[LockEntry] = []
    for article in found:
        given = seen.assignments[article.slug]
        fields = {"topic": digest(given.topic), "copy_of": digest(given.copy_of)}
        articles.append(replace(article, topic=given.topic, copy_of=given.copy_of))
        lock.append(replace(_new(article), fields=fields, topic_from=given.topic_from))
    return articles, lock


def _new(article: Article) -> LockEntry:
    return LockEntry(article.slug, "seeds/a", "", {}, "", ())


def _most() -> float:
    """Return the most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def _now() -> float:
    """Return this process's memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    found = list(articles(options.corpus, options.articles + 1))
    texts = sum(len(article.body.encode()) for article in found) / 1e6
    print(f"{options.articles:,} articles, {texts:.0f} MB of text")
    # As `sitegen` does.
    gc.set_threshold(100_000, 50, 100)
    # In a build, worker processes have parsed the articles before.
    executors.prepare(0, 1_000_000, 0, much=True)
    with executors.processes(0, 2, 1) as executor:
        list(executors.ordered(executor, str, ["a", "b"], 1))
    *old, new = found
    lock = [_new(article) for article in old]
    with tempfile.TemporaryDirectory() as name:
        for what in ("from nothing", "nothing changed", "one added"):
            if what == "one added":
                old, lock = [*old, new], [*lock, _new(new)]
            gc.collect()
            before = _now()
            seconds, seen = _look(old, lock, Path(name))
            each = 1000 * seconds / len(old)
            print(f"{what:16}{seconds:8.2f} s {each:6.2f} ms each", end="")
            print(f"   {_most() - before:6.0f} MB beside {before:.0f}", flush=True)
            old, lock = _settled(old, seen)


if __name__ == "__main__":
    main()
