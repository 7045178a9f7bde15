"""Learn to read a page's blocks in their order: python -m training.sequence --cache DIR.

Starts from the pages that `training.body` left in the cache and learns the network that
`sitegen.learned.network` scores, in JAX: several of them for each fold of cross-validation and for
all pages, since the mean of two errs less than either. Prints figures, writes
`sitegen/learned/weights/sequence.npz` and each fold's beside its other weights, and puts what trees
and network say together into the cache, for `training.fields`.

The loss is that of each page alike: the cross entropy of its words, and the words' F1 that the
probabilities would give (Milletari et al. 2016, "V-Net", 3DV), which is what is measured.
"""

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.accuracy import FOLDS
from sitegen.cleaning import classify
from sitegen.learned.network import LAST, REACHES, Network
from training.batches import Answers, Batch, answers, batch, batches
from training.body import WEIGHTS, figures
from training.pages import Floats, Page
from training.trees import write

# Found by cross-validation, as everything here.
_NETWORKS, _ROUNDS, _RATE, _DECAY = 2, 4, 2e-3, 1e-4
_BUCKETS, _VECTOR, _INSIDE = 8192, 8, 64
# Shares of what is left out at a time, so that no site is learned by heart.
_NO_WORDS, _NO_NUMBERS, _NO_STATE = 0.5, 0.1, 0.2
# What the F1 counts in the loss beside the cross entropy.
_F1 = 0.5
# Numbers whose spread is less are as good as constant.
_LEAST_SPREAD = 1e-3
# Probabilities are kept this far from none and from certain.
_LEAST = 1e-6
_BASES = {field.name for field in fields(Network) if field.name.endswith("_base")}

Weights: TypeAlias = dict[str, Any]


def begun(key: Any, columns: int) -> Weights:  # noqa: ANN401 - JAX's own
    """Return weights to begin with (He et al. 2015, "Delving deep into rectifiers", ICCV)."""
    shapes = {
        "enter": (columns + _VECTOR, _INSIDE), "around": (len(REACHES), 3, _INSIDE, _INSIDE),
        "heed": (_INSIDE, 1), "page": (_INSIDE, _INSIDE), "join": (2 * _INSIDE, _INSIDE),
        "leave": (_INSIDE, 1), "words": (_BUCKETS, _VECTOR),
    }  # fmt: skip
    keys = dict(zip(shapes, jax.random.split(key, len(shapes)), strict=True))
    # A layer's three parts are added up, and what it says is added to what was known.
    gains = {"around": 0.7 / 3**0.5, "leave": 0.1}
    weights: Weights = {
        name: jax.random.normal(keys[name], shape)
        * gains.get(name, 1.0) * (2 / shape[-2]) ** 0.5
        for name, shape in shapes.items() if name != "words"
    }  # fmt: skip
    weights["words"] = 0.1 * jax.random.normal(keys["words"], shapes["words"])
    bases = {"enter_base": (_INSIDE,), "around_base": (len(REACHES), _INSIDE)}
    bases |= {"page_base": (_INSIDE,), "join_base": (_INSIDE,), "leave_base": (1,)}
    return weights | {name: jnp.zeros(shape) for name, shape in bases.items()}


def odds(weights: Weights, given: Batch, key: Any) -> Any:  # noqa: ANN401 - JAX's arrays
    """Return what a network in learning says of the blocks, as `Network.odds` does."""
    rows, there, words, blocks = given[:4]
    size, length, columns = rows.shape
    keys = iter(jax.random.split(key, 2 + len(REACHES)))
    rows *= _some(next(keys), (size, 1, columns), _NO_NUMBERS)
    heard = jax.random.bernoulli(next(keys), 1 - _NO_WORDS, words.shape).astype(jnp.float32)
    vectors = weights["words"][words] * heard[:, None]
    number = size * length + 1
    said = jax.ops.segment_sum(vectors, blocks, number)[:-1]
    heard = jax.ops.segment_sum(heard, blocks, number)[:-1]
    said = (said / jnp.sqrt(heard + 1)[:, None]).reshape(size, length, _VECTOR)
    there = there[..., None]

    def looked_around(state: Any, layer: int) -> Any:  # noqa: ANN401
        above, here, below = weights["around"][layer]
        near = jnp.pad(state, ((0, 0), (REACHES[layer],) * 2, (0, 0)))
        moved = near[:, :length] @ above + state @ here + near[:, -length:] @ below
        moved = jax.nn.relu(moved + weights["around_base"][layer])
        return (state + moved * _some(next(keys), moved.shape, _NO_STATE)) * there

    state = jnp.concatenate([rows, said], -1)
    state = jax.nn.relu(state @ weights["enter"] + weights["enter_base"]) * there
    for layer in range(len(REACHES) - LAST):
        state = looked_around(state, layer)
    heed = jax.nn.softmax(jnp.where(there > 0, state @ weights["heed"], -1e9), 1)
    whole = (heed * state).sum(1, keepdims=True)
    state += jax.nn.relu(whole @ weights["page"] + weights["page_base"]) * there
    for layer in range(len(REACHES) - LAST, len(REACHES)):
        state = looked_around(state, layer)
    both = jnp.concatenate([state, state * whole], -1)
    joined = jax.nn.relu(both @ weights["join"] + weights["join_base"])
    return (joined @ weights["leave"] + weights["leave_base"])[..., 0]


def _some(key: Any, shape: tuple[int, ...], without: float) -> Any:  # noqa: ANN401
    """Return what leaves out a share of the values, and lifts the others to make up for it."""
    return jax.random.bernoulli(key, 1 - without, shape) / (1 - without)


def loss(weights: Weights, given: Batch, key: Any) -> Any:  # noqa: ANN401
    """Return the mean loss of the pages."""
    there, share, counts, wanted = given[1], *given[4:]
    said = odds(weights, given, key)
    worth = (counts + 1) * there
    worth /= worth.sum(1, keepdims=True) + 1e-6
    entropy = (worth * optax.sigmoid_binary_cross_entropy(said, share)).sum(1)
    kept = jax.nn.sigmoid(said) * there * counts
    f1 = 2 * (kept * share).sum(1) / (kept.sum(1) + wanted)
    real = there.any(1)
    return ((entropy + _F1 * (1 - f1)) * real).sum() / real.sum()


def learned(pages: Sequence[Answers], mean: Floats, spread: Floats, seed: int) -> Weights:
    """Return a network's weights."""
    rng, key = np.random.default_rng(seed), jax.random.key(seed)
    weights = begun(key, len(mean))
    steps = _ROUNDS * len(list(batches(pages, np.random.default_rng(seed))))
    rate = optax.warmup_cosine_decay_schedule(0, _RATE, steps // 20, steps, _RATE / 50)
    learner = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=_DECAY))
    state = learner.init(weights)

    def learn_from(weights: Weights, state: Any, given: Batch, key: Any) -> Any:  # noqa: ANN401
        slopes = jax.grad(loss)(weights, given, key)
        changes, state = learner.update(slopes, state, weights)
        return optax.apply_updates(weights, changes), state

    step = jax.jit(learn_from)
    for _ in range(_ROUNDS):
        for some in batches(pages, rng):
            key, used = jax.random.split(key)
            weights, state = step(weights, state, batch(some, mean, spread, _BUCKETS), used)
    return {name: np.asarray(values) for name, values in weights.items()}


def save(networks: Sequence[Weights], mean: Floats, spread: Floats, path: Path) -> Network:
    """Write networks as `sitegen.learned.network` reads them; return what it reads."""
    arrays: dict[str, Any] = {"mean": mean, "spread": spread}
    for name in networks[0]:
        values = np.stack([weights[name] for weights in networks]).astype(np.float32)
        if name in _BASES:
            arrays[name] = values
            continue
        scales = np.abs(values).max(axis=-2, keepdims=True) / 127 + 1e-12
        arrays[name] = np.round(values / scales).astype(np.int8)
        arrays[f"{name}_scales"] = scales.astype(np.float32)
    write(path, arrays)
    return Network.read(path)


def learn(pages: Sequence[Page], without: int | None, folder: Path) -> None:
    """Learn from the pages of all folds but one, write the weights, and judge that fold's pages."""
    found = (
        answers(page) for page in pages
        if page.example.row["train"] and page.wanted > 0 and page.example.fold != without
    )  # fmt: skip
    used = [page for page in found if page is not None]
    blocks = np.vstack([page.rows for page in used[::10]])
    mean, spread = blocks.mean(axis=0), blocks.std(axis=0) + _LEAST_SPREAD
    networks = [learned(used, mean, spread, seed) for seed in range(_NETWORKS)]
    network = save(networks, mean, spread, folder / "sequence.npz")
    for page in pages:
        if page.example.fold == without:
            sure = page.probabilities.astype(float).clip(_LEAST, 1 - _LEAST)
            trees = np.log(sure / (1 - sure))
            page.probabilities = classify.joined(trees, network.odds(page.rows, page.words))


def main() -> None:
    """Learn, print figures, write the weights and the cache."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    with (options.cache / "prepared.pkl").open("rb") as file:
        pages: list[Page] = pickle.load(file)  # noqa: S301 - what training.body wrote
    with (options.cache / "pages.pkl").open("rb") as file:
        judged: list[Page] = pickle.load(file)  # noqa: S301 - the same
    for page, with_trees in zip(pages, judged, strict=True):
        page.probabilities = with_trees.probabilities
    print(figures(pages), flush=True)
    for fold in range(FOLDS):
        learn(pages, fold, options.cache / str(fold))
        print(f"fold {fold}", flush=True)
    print(figures(pages), flush=True)
    learn(pages, None, WEIGHTS)
    for page, joined in zip(judged, pages, strict=True):
        page.probabilities = joined.probabilities
    with (options.cache / "judged.pkl").open("wb") as file:
        pickle.dump(judged, file, protocol=5)


if __name__ == "__main__":
    main()
