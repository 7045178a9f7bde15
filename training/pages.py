"""The corpus as pages ready to learn from: drafts, features, and what the gold holds of them."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitegen.cleaning import features, furniture, lexical, rejoin, sections
from sitegen.language.words import plain, tokens
from sitegen.model import Draft
from training import corpus
from training.labels import matched

# Renderings with more blocks than this are lists, not pages.
_LONGEST = 1500

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Page:
    """A page in one rendering, ready to learn from.

    Attributes:
        example: where it comes from.
        draft: after the steps that come before classification.
        rows: its blocks' features, words aside.
        words: its blocks' words, as `lexical.hashes` gives them.
        counts: its blocks' words.
        held: how many of them the gold body holds.
        wanted: how many words the gold body has.
        probabilities: what a model that has not seen its site says.
    """

    example: corpus.Example
    draft: Draft
    rows: Floats
    words: list[NDArray[np.uint16]]
    counts: NDArray[np.int64]
    held: NDArray[np.int64]
    wanted: int
    probabilities: Floats


def prepared(draft: Draft) -> Draft:
    """Return a draft as `classify` gets it."""
    for step in (rejoin, furniture, sections):
        draft = step.clean(draft)
    return draft


def pages(folder: Path) -> list[Page]:
    """Return all pages of the corpus in all renderings."""
    found: list[Page] = []
    with ProcessPoolExecutor() as pool:
        for of_row in pool.map(partial(_pages, folder), corpus.rows(folder), chunksize=8):
            found += of_row
    return found


def cached(file: Path, folder: Path) -> list[Page]:
    """Return `pages`, kept in a file, since rendering and measuring them takes minutes."""
    if not file.exists():
        with file.open("wb") as target:
            pickle.dump(pages(folder), target, protocol=5)
    with file.open("rb") as source:
        return pickle.load(source)  # type: ignore[no-any-return]  # noqa: S301 - our own file


def _pages(folder: Path, row: dict[str, object]) -> list[Page]:
    found: list[Page] = []
    for example in corpus.examples(folder, row):
        draft = prepared(example.draft())
        if not draft.blocks or (len(draft.blocks) > _LONGEST and not example.real):
            continue
        body = example.row["gold"].get("body") or ""
        counts, held = matched([plain(block.text) for block in draft.blocks], body)
        hashed = [row.astype(np.uint16) for row in lexical.hashes(draft.blocks)]
        nothing = np.zeros(len(draft.blocks), np.float32)
        rows = features.of(draft)
        found.append(Page(example, draft, rows, hashed, counts, held, len(tokens(body)), nothing))
    return found
