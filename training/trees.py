"""scikit-learn's boosted trees -> the weights that `sitegen.learned` scores."""

import io
import zipfile
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

Floats = NDArray[np.float32]
Model: TypeAlias = HistGradientBoostingClassifier


def fit(  # noqa: PLR0913 - the data, and the size of the model
    rows: Floats, wanted: Floats, weights: Floats, *, trees: int, leaves: int, rate: float
) -> Model:
    """Learn from rows whose answer is a share: each counts as a yes and as a no by that share."""
    answers = np.concatenate([np.ones(len(rows)), np.zeros(len(rows))])
    counts = np.concatenate([weights * wanted, weights * (1 - wanted)])
    used = counts > 0
    model = Model(
        max_iter=trees, max_leaf_nodes=leaves, learning_rate=rate, l2_regularization=1.0,
        min_samples_leaf=40, early_stopping=False, random_state=0,
    )  # fmt: skip
    scale = len(rows) / weights.sum()
    return model.fit(
        np.vstack([rows, rows])[used], answers[used], sample_weight=counts[used] * scale
    )


def save(model: Model, path: Path) -> None:
    """Write a model as `sitegen.learned` reads it: the same model gives the same bytes."""
    trees = [predictors[0].nodes for predictors in model._predictors]  # noqa: SLF001 - there is no public way to a tree
    leaves = max(int(nodes["is_leaf"].sum()) for nodes in trees)
    count, inner = len(trees), leaves - 1
    columns = np.zeros((count, inner), np.uint16)
    limits = np.zeros((count, inner), np.float32)
    paths = np.zeros((count, inner, leaves), np.int8)
    depths = np.full((count, leaves), -1, np.int8)
    values = np.zeros((count, leaves), np.float32)
    for t, nodes in enumerate(trees):
        conditions = leaf = 0
        open_nodes: list[tuple[int, list[tuple[int, int]]]] = [(0, [])]  # with what they ask for
        while open_nodes:
            number, asked = open_nodes.pop()
            node = nodes[number]
            if node["is_leaf"]:
                for condition, sign in asked:
                    paths[t, condition, leaf] = sign
                depths[t, leaf], values[t, leaf] = len(asked), node["value"]
                leaf += 1
                continue
            columns[t, conditions] = node["feature_idx"]
            # Rounded down, so that a float32 is at most the limit just where it was in training.
            limit = np.float32(node["num_threshold"])
            if limit > node["num_threshold"]:
                limit = np.nextafter(limit, np.float32(-np.inf))
            limits[t, conditions] = limit
            open_nodes.append((int(node["left"]), [*asked, (conditions, 1)]))
            open_nodes.append((int(node["right"]), [*asked, (conditions, -1)]))
            conditions += 1
    base = np.float64(model._baseline_prediction.ravel()[0])  # noqa: SLF001 - the same
    arrays: dict[str, NDArray[Any] | np.float64] = {
        "columns": columns, "limits": limits, "paths": paths, "depths": depths,
        "values": values, "base": base,
    }  # fmt: skip
    write(path, arrays)


def write(path: Path, arrays: dict[str, NDArray[Any] | np.float64]) -> None:
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
