"""The article's body: the blocks that a learned model holds to be part of it.

The model (`sitegen/weights/body.npz`, boosted trees over `evidence.rows`) gives each block the
probability that it belongs to the article. Which blocks to keep follows from all probabilities of
the page together: the set with the best expected F1, since a page whose every block is doubtful
needs another threshold than one that is clear (Ye et al. 2012, "Optimizing F-measure: a tale of
two approaches", ICML).
"""

from dataclasses import replace

import numpy as np

from sitegen import learned
from sitegen.cleaning import evidence, features, lexical
from sitegen.learned import Matrix
from sitegen.model import Block, Draft, Section
from sitegen.words import count

# However clear or doubtful a page is, a block at least this probable stays, one below this goes.
_SURE, _DOUBTFUL = 0.6, 0.1
# What rules put here names itself, and they are right nine times of ten, whatever the model says.
_NAMED = (Section.BIO, Section.CREDIT)


def clean(draft: Draft) -> Draft:
    """Mark the body; of the rest, what no earlier step decided on becomes furniture."""
    if not draft.blocks:
        return draft
    rows = evidence.rows(features.of(draft), lexical.scores(draft.blocks))
    return marked(draft, learned.trees("body").probabilities(rows))


def marked(draft: Draft, probabilities: Matrix) -> Draft:
    """Return a draft with its body marked, given each block's probability, shape (blocks,)."""
    sizes = np.array([count(block.text) for block in draft.blocks], np.float32)
    least = threshold(probabilities, sizes)
    blocks = tuple(
        _decided(block, float(p), least)
        for block, p in zip(draft.blocks, probabilities, strict=True)
    )
    return replace(draft, blocks=blocks)


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
