"""Learn what words say of their block: the weights that `sitegen.cleaning.lexical` adds up."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.linear_model import SGDClassifier

from sitegen.learned.hashing import BUCKETS
from training.trees import write

Floats = NDArray[np.float32]
# Found by cross-validation: less penalty learns the sites by heart, more forgets common words.
_PENALTY, _ROUNDS = 8e-6, 4


def matrix(hashed: Sequence[NDArray[np.integer[Any]]]) -> scipy.sparse.csr_matrix:
    """Return blocks as rows of their words' buckets, each row of length 1."""
    counts = np.array([len(row) for row in hashed])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(counts)])
    columns = np.concatenate(hashed).astype(np.int32)
    return scipy.sparse.csr_matrix((values, columns, starts), shape=(len(hashed), BUCKETS))


def learn(
    rows: scipy.sparse.csr_matrix,
    wanted: Floats,
    weights: Floats,
    *,
    penalty: float = _PENALTY,
    rounds: int = _ROUNDS,
) -> SGDClassifier:
    """Learn from blocks, or what else has words; `wanted` is the share of each that is right."""
    model = SGDClassifier(
        "log_loss", alpha=penalty, max_iter=rounds, tol=None, average=True, random_state=0
    )
    return model.fit(rows, wanted > 0.5, sample_weight=weights / weights.mean())


def save(model: SGDClassifier, path: Path) -> None:
    """Write a model as `sitegen.learned` reads it."""
    write(path, {"weights": model.coef_[0].astype(np.float16), "base": model.intercept_[0]})
