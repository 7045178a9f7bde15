"""How right topics are: python -m benchmarks.topics [DIR] [--map FILE] [--repeats N].

DIR holds files of `label<TAB>text` lines, one archive a file; without it, our own sample in
`benchmarks/labelled/` is taken. A file's language is the first part of its name (`de.tsv`,
`en-bbc.tsv`). A label is a topic's id, or what a `label<TAB>topic` line of FILE maps to one.

Of each file it prints the share of texts that get their own topic, in per cent: chosen among the
topics that the file uses, and among all 17; and the same with 20 texts of each topic labelled by a
person, over the others (the mean of N drawings).
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sitegen.analysis import lexicon, matrix, terms, topics
from sitegen.analysis.vocabulary import Vocabulary
from sitegen.errors import UsageError
from sitegen.model.topics import IPTC

SAMPLE = Path(__file__).parent / "labelled"
LABELLED = 20
_CODES = {topic.code: topic.id for topic in IPTC}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One archive with the answers.

    Attributes:
        name: of its file.
        lang: of its texts.
        labels: topic ids.
        texts: as they stand in the file.
    """

    name: str
    lang: str
    labels: list[str]
    texts: list[str]


def read(file: Path, names: Mapping[str, str]) -> Labelled:
    """Read a file of `label<TAB>text` lines.

    Raises:
        UsageError: a line has no label, or one that is no topic.
    """
    labels, texts = [], []
    known = {topic.id for topic in IPTC}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        label, tab, text = line.partition("\t")
        label = names.get(label, _CODES.get(label, label))
        if not tab or label not in known:
            raise UsageError(
                f"{label!r} is no topic" if tab else "the line holds no tab",
                f"{file}:{number}", "write a topic's id, or map the label to one with --map",
            )  # fmt: skip
        labels.append(label)
        texts.append(text)
    return Labelled(file.name, file.name.split(".")[0].split("-")[0], labels, texts)


def accuracy(
    archive: Labelled, whole: matrix.Stack, chosen: list[str], given: Mapping[int, str]
) -> float:
    """Return the share of the texts without a given label that get their own topic."""
    of_topics = tuple(topic for topic in IPTC if topic.id in chosen)
    language = topics.Language(lexicon.entries(of_topics, archive.lang), _vocabulary(archive.lang))
    langs = [archive.lang] * len(archive.texts)
    ids = [topic.id for topic in of_topics]
    verdict = topics.judge(whole, langs, {archive.lang: language}, topics.Known(given, {}), ids)
    right = [
        best >= 0 and verdict.topics[best] == label
        for row, (best, label) in enumerate(zip(verdict.best, archive.labels, strict=True))
        if row not in given
    ]
    return float(np.mean(right)) if right else float("nan")


def _vocabulary(lang: str) -> Vocabulary:
    entries = lexicon.entries(IPTC, lang)
    return Vocabulary(lang, (entry for words in entries.values() for entry in words))


def _drawn(archive: Labelled, seed: int) -> dict[int, str]:
    """Return row -> label of LABELLED texts of each topic, fewer where there are few."""
    rng = np.random.default_rng(seed)
    labels = np.array(archive.labels)
    rows = [
        rng.permutation(np.flatnonzero(labels == topic)).tolist() for topic in sorted(set(labels))
    ]
    return {
        row: archive.labels[row] for some in rows for row in some[: min(LABELLED, len(some) // 2)]
    }


def table(archives: list[Labelled], repeats: int) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'file':24}{'texts':>8}{'topics':>8}{'own':>8}{'all 17':>8}{'own, 20':>9}{'all, 20':>9}"
    for archive in archives:
        vocabulary = _vocabulary(archive.lang)
        found = terms.of((("", text) for text in archive.texts), vocabulary)
        whole = matrix.stack(map(terms.packed, found))
        own, everything = sorted(set(archive.labels)), [topic.id for topic in IPTC]
        draws = [_drawn(archive, seed) for seed in range(repeats)]
        figures = [accuracy(archive, whole, chosen, {}) for chosen in (own, everything)]
        figures += [
            float(np.mean([accuracy(archive, whole, chosen, draw) for draw in draws]))
            for chosen in (own, everything)
        ]
        shown = "".join(
            f"{100 * figure:{width}.1f}"
            for figure, width in zip(figures, (8, 8, 9, 9), strict=True)
        )
        yield f"{archive.name:24}{len(archive.texts):8,}{len(own):8}{shown}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--map", type=Path, help="lines of label<TAB>topic")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    names: dict[str, str] = {}
    if options.map:
        lines = options.map.read_text(encoding="utf-8").splitlines()
        names = dict(line.split("\t", 1) for line in lines if line.strip())
    files = sorted(
        p for p in options.folder.iterdir() if p.is_file() and not p.name.startswith(".")
    )
    for line in table([read(file, names) for file in files], options.repeats):
        print(line)


if __name__ == "__main__":
    main()
