"""How well related articles and copies are found: python -m benchmarks.copies --corpus DIR.

DIR holds `gold.jsonl` (a `gold.body` each) and, if there are any, `gold_multi.jsonl` and `multi/`
(one page as several programs dump it). From each of its longer texts one variant is made, of the
five kinds that archives are full of, with a seed that `--seed` sets:

    spun         a quarter of the words replaced by words of other texts
    first third  as teasers have it
    syndicated   a paragraph in five dropped, one added, odd words changed
    shuffled     half of the sentences in another order
    dump         another program's dump of the same page, converted by sitegen

and among them stand pairs that are no copies: two texts that quote the same speech of 150 words.

Prints precision, recall and F1 of "this is a copy of that" over all pairs, recall by kind, and how
often the half of a text finds its other half first among all (R@1), beside the exact search.
"""

import argparse
import json
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sitegen.analysis import matrix, related, terms
from sitegen.analysis.vocabulary import Vocabulary
from sitegen.articles.lockfile import LockEntry
from sitegen.conversion.convert import convert
from sitegen.model import Article, Seed
from sitegen.model.topics import IPTC
from sitegen.storage.cache import Memo
from sitegen.survey import surveying

_LONG = 150
_SPEECH = 150
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Case:
    """A text that is in the archive.

    Attributes:
        group: texts of one group are the same text.
        kind: how it was made; `original` or `quotes` for what is no copy.
        lang: its language.
        text: its body.
    """

    group: str
    kind: str
    lang: str
    text: str


def spun(text: str, others: list[str], rng: random.Random) -> str:
    """Return a text with a quarter of its words replaced."""
    words = text.split(" ")
    for i in rng.sample(range(len(words)), len(words) // 4):
        words[i] = rng.choice(others)
    return " ".join(words)


def first_third(text: str, _others: list[str], _rng: random.Random) -> str:
    """Return the beginning of a text."""
    words = text.split(" ")
    return " ".join(words[: len(words) // 3])


def syndicated(text: str, others: list[str], rng: random.Random) -> str:
    """Return a text as another paper would print it."""
    paragraphs = [p for p in text.split("\n") if p.strip()]
    sentences = paragraphs if len(paragraphs) > 4 else _SENTENCE.split(text)
    kept = [part for part in sentences if rng.random() > 0.2]
    kept.insert(rng.randrange(len(kept) + 1), " ".join(rng.choices(others, k=40)))
    words = "\n".join(kept).split(" ")
    for i in rng.sample(range(len(words)), len(words) // 25):
        words[i] = rng.choice(others)
    return " ".join(words)


def shuffled(text: str, _others: list[str], rng: random.Random) -> str:
    """Return a text with half of its sentences moved."""
    sentences = _SENTENCE.split(text)
    places = rng.sample(range(len(sentences)), len(sentences) // 2)
    moved = [sentences[i] for i in places]
    rng.shuffle(moved)
    for place, sentence in zip(sorted(places), moved, strict=True):
        sentences[place] = sentence
    return " ".join(sentences)


KINDS = {
    "spun": spun, "first third": first_third, "syndicated": syndicated, "shuffled": shuffled,
}  # fmt: skip


def cases(corpus: Path, seed: int) -> list[Case]:
    """Return the archive: originals, a variant of each, dumps, and pairs that quote."""
    rng = random.Random(seed)  # noqa: S311 - the same variants each time
    texts = [
        (row["id"], row.get("lang") or "en", row["gold"]["body"])
        for row in _rows(corpus / "gold.jsonl")
        if len((row["gold"].get("body") or "").split()) >= _LONG
    ]
    found: list[Case] = []
    rng.shuffle(texts)
    names = list(KINDS)
    for i, (name, lang, text) in enumerate(texts):
        if i % 8 == 7:
            found.append(Case(name, "quotes", lang, text))
            continue
        found.append(Case(name, "original", lang, text))
        kind = names[i % len(names)]
        others = texts[(i + 1) % len(texts)][2].split()
        found.append(Case(name, kind, lang, KINDS[kind](text, others, rng)))
    found = [*_quoting(found, texts, rng), *_dumps(corpus)]
    rng.shuffle(found)
    return found


def _quoting(
    found: list[Case], texts: list[tuple[str, str, str]], rng: random.Random
) -> list[Case]:
    """Put one speech each into two texts that are not the same."""
    rows = [i for i, case in enumerate(found) if case.kind == "quotes"]
    for one, other in zip(rows[::2], rows[1::2], strict=False):
        speech = " ".join(rng.choice(texts)[2].split()[:_SPEECH])
        for row in (one, other):
            case = found[row]
            words = case.text.split(" ")
            place = rng.randrange(len(words))
            text = " ".join([*words[:place], speech, *words[place:]])
            found[row] = Case(case.group, case.kind, case.lang, text)
    return found


def _dumps(corpus: Path) -> list[Case]:
    file = corpus / "gold_multi.jsonl"
    found: list[Case] = []
    for row in _rows(file) if file.exists() else []:
        path = corpus / row["seed_file"]
        result = convert(Seed("seeds/a.txt", path.read_bytes(), ""), IPTC).article
        if result and len(result.body.split()) >= _LONG:
            found.append(Case(row["id"].partition("@")[0], "dump", result.lang, result.body))
    return found


def _rows(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scores(found: list[Case]) -> list[str]:
    """Return the lines of the table for copies."""
    articles = [
        Article(f"text {i}", case.text, lang=case.lang, slug=f"a-{i:06}")
        for i, case in enumerate(found)
    ]
    started = time.process_time()
    # All are sitegen's own: a lock entry that knows nothing of `copy_of` owns it.
    lock = [LockEntry(a.slug, "seeds/a", "", {}, "", ()) for a in articles]
    copies = surveying.take(articles, lock, IPTC, Memo(None), 1).copies
    seconds = time.process_time() - started
    place = {article.slug: i for i, article in enumerate(articles)}
    claimed = [(found[place[a]], found[place[b]]) for a, b in copies.items()]
    right = sum(a.group == b.group for a, b in claimed)
    groups: dict[str, list[Case]] = {}
    for case in found:
        groups.setdefault(case.group, []).append(case)
    wanted = sum(len(group) - 1 for group in groups.values())
    precision, recall = right / (len(claimed) or 1), right / (wanted or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    each = 1000 * seconds / len(found)
    lines = [
        f"{len(found):,} articles, {wanted:,} copies: {each:.2f} ms CPU an article",
        f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}",
    ]
    caught = {
        groups_of for a, b in copies.items() for groups_of in (found[place[a]], found[place[b]])
    }
    for kind in (*KINDS, "dump"):
        of_kind = [case for case in found if case.kind == kind]
        if of_kind:
            share = np.mean([case in caught for case in of_kind])
            lines.append(f"  {kind:12} {len(of_kind):5,}  found {share:.3f}")
    wrong = [(a, b) for a, b in claimed if a.group != b.group]
    lines.append(
        f"  wrong: {len(wrong)}, of them quoting {sum(a.kind == 'quotes' for a, _ in wrong)}"
    )
    return lines


def halves(found: list[Case]) -> str:
    """Return how often the half of a text finds the other half first."""
    texts = [
        case for case in found if case.kind == "original" and len(case.text.split()) > 2 * _LONG
    ]
    words = [case.text.split() for case in texts]
    pieces = [" ".join(w[: len(w) // 2]) for w in words] + [
        " ".join(w[len(w) // 2 :]) for w in words
    ]
    vocabularies = {case.lang: Vocabulary(case.lang, []) for case in texts}
    langs = [case.lang for case in texts] * 2
    whole = matrix.stack(
        terms.packed(found)
        for piece, lang in zip(pieces, langs, strict=True)
        for found in terms.of([("", piece)], vocabularies[lang])
    )
    weighed = matrix.weighed(whole, matrix.rarities(whole))
    everyone = np.arange(len(pieces))
    other = (everyone + len(texts)) % len(pieces)
    near = related.neighbours(weighed, everyone, everyone)
    rows, first = np.unique(near.ours, return_index=True)
    ours = (near.theirs[first] == other[rows]).sum() / len(pieces)
    exact = np.asarray((weighed @ weighed.T).todense())
    np.fill_diagonal(exact, -1)
    return f"R@1 {ours:.4f}, of {np.mean(exact.argmax(axis=1) == other):.4f} by the exact search"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = cases(options.corpus, options.seed)
    print("\n".join(scores(found)))
    print(halves(found))


if __name__ == "__main__":
    main()
