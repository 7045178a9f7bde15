"""What was learned, out of `weights/`, one file a model; `training/` makes them.

Models answer with numpy and nothing heavier.
"""

from functools import cache
from pathlib import Path

import numpy as np

from sitegen.learned.boosting import Trees
from sitegen.learned.odds import Matrix

# A benchmark puts others here, learned without the sites that it measures.
WEIGHTS = Path(__file__).with_name("weights")


def trees(name: str) -> Trees:
    """Return an ensemble out of the weights."""
    return _trees(WEIGHTS / f"{name}.npz")


def linear(name: str) -> tuple[Matrix, float]:
    """Return a linear model out of the weights: a weight for each bucket, and the base."""
    return _linear(WEIGHTS / f"{name}.npz")


@cache
def _trees(path: Path) -> Trees:
    with path.open("rb") as file, np.load(file) as data:
        return Trees.of(*(data[name] for name in ("columns", "limits", "right", "values", "sizes")))


@cache
def _linear(path: Path) -> tuple[Matrix, float]:
    with path.open("rb") as file, np.load(file) as data:
        return data["weights"].astype(np.float32), float(data["base"])
