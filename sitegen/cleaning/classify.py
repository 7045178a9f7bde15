"""The article's body: the blocks that a learned model holds to be part of it.

Two models give each block the odds that it belongs to the article: boosted trees over
`evidence.rows` (`learned/weights/body.npz`), and a network that reads the blocks in their order
(`learned/weights/sequence.npz`). They err in different places, so both are asked. Which blocks to
keep follows from all probabilities of the page together: the set with the best expected F1, since a
page whose every block is doubtful needs another threshold than one that is clear (Ye et al. 2012,
"Optimizing F-measure: a tale of two approaches", ICML).
"""

from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sitegen import learned
from sitegen.cleaning import evidence, features, lexical, threads
from sitegen.language.words import count
from sitegen.learned import odds
from sitegen.learned.network import network
from sitegen.learned.odds import Matrix
from sitegen.model import Block, Draft, Section

# What the network's word counts beside that of the trees, found by cross-validation.
_NETWORK = 0.25
# However clear or doubtful a page is, a block at least this probable stays, one below this goes.
_SURE, _DOUBTFUL = 0.6, 0.1
# What rules put here names itself, and they are right nine times of ten, whatever the model says.
_NAMED = (Section.BIO, Section.CREDIT)


def clean(draft: Draft) -> Draft:
    """Mark the body; of the rest, what no earlier step decided on becomes furniture."""
    return marked(draft, probabilities(draft)) if draft.blocks else draft


def probabilities(draft: Draft) -> Matrix:
    """Return how likely each block belongs to the article, shape (blocks,)."""
    rows = features.of(draft)
    words = lexical.hashes(draft.blocks)
    trees = learned.trees("body").odds(evidence.rows(rows, lexical.scores(words)))
    return joined(trees, network("sequence").odds(rows, words))


def joined(trees: NDArray[np.float64], network: NDArray[np.float64]) -> Matrix:
    """Return what two models say together, shape (blocks,): probabilities, given their odds."""
    return odds.probabilities((1 - _NETWORK) * trees + _NETWORK * network)


def marked(draft: Draft, probabilities: Matrix) -> Draft:
    """Return a draft with its body marked, given each block's probability, shape (blocks,)."""
    sizes = np.array([count(block.text) for block in draft.blocks], np.float32)
    probabilities = _together(draft.blocks, probabilities, sizes)
    blocks = list(draft.blocks)
    for thread in threads.rows(blocks, probabilities, sizes):
        probabilities[thread] = 0
        threads.place(blocks, thread)
    least = threshold(probabilities, sizes)
    decided = (_decided(*pair, least) for pair in zip(blocks, probabilities.tolist(), strict=True))
    return replace(draft, blocks=tuple(decided))


def _together(blocks: tuple[Block, ...], probabilities: Matrix, sizes: Matrix) -> Matrix:
    """Return probabilities with one for all notes that follow each other: no list is kept in half.

    It is their mean, each weighing as much as its words.
    """
    found = probabilities.copy()
    notes = [block.section is Section.NOTES for block in blocks]
    for are_notes, run in groupby(range(len(blocks)), key=notes.__getitem__):
        rows = list(run)
        if are_notes:
            found[rows] = np.average(probabilities[rows].astype(float), weights=sizes[rows] + 1)
    return found


def threshold(probabilities: Matrix, sizes: Matrix) -> float:
    """Return the probability from which blocks are kept: the one with the best expected F1.

    Args:
        probabilities: that a block belongs to the article, shape (blocks,).
        sizes: the blocks' lengths in words, shape (blocks,).
    """
    order = np.argsort(-probabilities, kind="stable")
    likely, length = probabilities[order].astype(float), sizes[order].astype(float) + 1e-6
    held = np.cumsum(likely * length)
    expected = 2 * held / (np.cumsum(length) + held[-1] + 1e-9)
    return float(np.clip(likely[np.argmax(expected)], _DOUBTFUL, _SURE))


def _decided(block: Block, probability: float, least: float) -> Block:
    share = round(probability, 4)
    if probability >= least and block.section not in _NAMED:
        return block.placed(Section.BODY, f"reads like the article ({share:.0%})", share)
    if block.section:
        return block.placed(block.section, block.rule, share)
    rule = f"does not read like the article ({share:.0%})"
    return block.placed(Section.FURNITURE, rule, share)
