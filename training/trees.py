"""LightGBM's boosted trees -> the weights that `sitegen.learned` scores."""

import io
import zipfile
from pathlib import Path
from typing import Any, TypeAlias

import lightgbm
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Model: TypeAlias = lightgbm.Booster
# Each tree sees half of the columns and most of the rows, so that none learns a site by heart.
_SETTINGS = {
    "objective": "cross_entropy", "lambda_l2": 1.0, "min_data_in_leaf": 40, "max_bin": 127,
    "max_depth": 8, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
    "seed": 0, "deterministic": True, "force_col_wise": True, "verbosity": -1,
}  # fmt: skip


# Leaves are told apart by this part of 1: what is finer takes room and says nothing.
_STEPS = 1 << 13


def fit(  # noqa: PLR0913 - the data, and the size of the model
    rows: Floats,
    wanted: Floats,
    weights: Floats,
    *,
    trees: int,
    leaves: int,
    rate: float,
    random: bool = False,
) -> Model:
    """Learn from rows whose answer is a share, 0 to 1.

    With `random` a condition's limit is drawn by lot: where there are few pages to learn from, the
    best one is that of the pages (Geurts et al. 2006, "Extremely randomized trees", Mach. Learn.).
    """
    data = lightgbm.Dataset(
        rows, label=wanted, weight=weights * (len(rows) / weights.sum()), params=_SETTINGS
    )
    settings = {**_SETTINGS, "num_leaves": leaves, "learning_rate": rate, "extra_trees": random}
    return lightgbm.train(settings, data, trees)


def probabilities(model: Model, rows: Floats) -> Floats:
    """Return what a model says of rows, shape (rows,)."""
    return np.asarray(model.predict(rows), np.float32)


def save(model: Model, path: Path) -> None:
    """Write a model as `sitegen.learned` reads it: the same model gives the same bytes."""
    columns: list[int] = []
    limits: list[float] = []
    right: list[int] = []
    values: list[float] = []

    def walk(node: dict[str, Any]) -> int:
        """Write a node and all below it; return how many levels there are below."""
        here = len(right)
        leaf = "leaf_value" in node
        columns.append(0 if leaf else node["split_feature"])
        limits.append(0.0 if leaf else _rounded_down(node["threshold"]))
        values.append(round(node["leaf_value"] * _STEPS) / _STEPS if leaf else 0.0)
        right.append(0)
        if leaf:
            return 0
        below = walk(node["left_child"])
        right[here] = len(right) - here
        return 1 + max(below, walk(node["right_child"]))

    sizes: list[int] = []
    depth = 0
    for tree in model.dump_model()["tree_info"]:
        before = len(right)
        depth = max(depth, walk(tree["tree_structure"]))
        sizes.append(len(right) - before)
    write(
        path,
        {
            "columns": np.array(columns, np.uint16), "limits": np.array(limits, np.float32),
            "right": np.array(right, np.uint16), "values": np.array(values, np.float32),
            "sizes": np.array(sizes, np.uint16), "depth": np.array(depth),
        },
    )  # fmt: skip


def _rounded_down(limit: float) -> float:
    """Return a float32 that another float32 is at most just where it is at most the limit."""
    rounded = np.float32(limit)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if rounded > limit else rounded)


def write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write an .npz without the time of day that numpy's own carries."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, np.asarray(array), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)),
                data.getvalue(),
                zipfile.ZIP_DEFLATED,
            )
