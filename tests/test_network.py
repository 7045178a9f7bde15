"""The network that reads a page's blocks says what its weights say, worked out one by one."""

import math
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sitegen.cleaning import features
from sitegen.learned import network
from sitegen.learned.network import LAST, REACHES, Network

NETWORKS, NUMBERS, BUCKETS, VECTOR, INSIDE = 2, 3, 7, 2, 4


def made(seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)
    shapes = {
        "mean": (NUMBERS,), "spread": (NUMBERS,), "words": (NETWORKS, BUCKETS, VECTOR),
        "enter": (NETWORKS, NUMBERS + VECTOR, INSIDE), "enter_base": (NETWORKS, INSIDE),
        "around": (NETWORKS, len(REACHES), 3, INSIDE, INSIDE),
        "around_base": (NETWORKS, len(REACHES), INSIDE), "heed": (NETWORKS, INSIDE, 1),
        "page": (NETWORKS, INSIDE, INSIDE), "page_base": (NETWORKS, INSIDE),
        "join": (NETWORKS, 2 * INSIDE, INSIDE), "join_base": (NETWORKS, INSIDE),
        "leave": (NETWORKS, INSIDE, 1), "leave_base": (NETWORKS, 1),
    }  # fmt: skip
    weights = {name: rng.normal(size=shape) * 0.5 for name, shape in shapes.items()}
    weights["spread"] = np.abs(weights["spread"]) + 0.5
    return Network(**weights)


def page(blocks: int, seed: int = 1) -> tuple[np.ndarray, list[np.ndarray]]:
    rng = np.random.default_rng(seed)
    words = [rng.integers(0, 3 * BUCKETS, size=rng.integers(0, 5)) for _ in range(blocks)]
    return rng.normal(size=(blocks, NUMBERS)).astype(np.float32), words


def worked_out(net: Network, n: int, rows: np.ndarray, words: list[np.ndarray]) -> list[float]:
    """What one network says, number by number."""

    def layer(given: list[float], weights: np.ndarray, base: np.ndarray) -> list[float]:
        sums = [sum(g * w for g, w in zip(given, column, strict=True)) for column in weights.T]
        return [max(0.0, value + b) for value, b in zip(sums, base, strict=True)]

    states = []
    for row, some in zip(rows, words, strict=True):
        given = [
            max(-4, min(4, (x - m) / s)) for x, m, s in zip(row, net.mean, net.spread, strict=True)
        ]
        for i in range(VECTOR):
            said = sum(net.words[n, bucket % BUCKETS, i] for bucket in some)
            given.append(said / math.sqrt(len(some) + 1))
        states.append(layer(given, net.enter[n], net.enter_base[n]))
    nothing = [0.0] * INSIDE
    whole = nothing
    for number, reach in enumerate(REACHES):
        if number == len(REACHES) - LAST:
            heed = [
                math.exp(sum(s * w for s, w in zip(state, net.heed[n, :, 0], strict=True)))
                for state in states
            ]
            whole = [
                sum(h * state[i] for h, state in zip(heed, states, strict=True)) / sum(heed)
                for i in range(INSIDE)
            ]
            more = layer(whole, net.page[n], net.page_base[n])
            states = [[a + b for a, b in zip(state, more, strict=True)] for state in states]
        padded = [nothing] * reach + states + [nothing] * reach
        weights = np.concatenate(net.around[n, number])
        states = [
            [
                a + b
                for a, b in zip(
                    here,
                    layer([*above, *here, *below], weights, net.around_base[n, number]),
                    strict=True,
                )
            ]
            for above, here, below in zip(
                padded[: len(states)], states, padded[2 * reach :], strict=True
            )
        ]
    said = []
    for state in states:
        both = [*state, *(a * b for a, b in zip(state, whole, strict=True))]
        joined = layer(both, net.join[n], net.join_base[n])
        said.append(
            sum(j * w for j, w in zip(joined, net.leave[n, :, 0], strict=True))
            + net.leave_base[n, 0]
        )
    return said


@pytest.mark.parametrize("blocks", [1, 2, 9, 40])
def test_it_says_what_its_weights_say(blocks: int) -> None:
    net, (rows, words) = made(), page(blocks)
    each = [worked_out(net, n, rows, words) for n in range(NETWORKS)]
    assert net.odds(rows, words) == pytest.approx(np.mean(each, axis=0), abs=1e-5)


def test_a_block_is_told_by_those_around_it_and_by_the_page() -> None:
    net, (rows, words) = made(), page(60)
    before = net.odds(rows, words)
    rows[59] += 3
    # Far away, by way of the page alone.
    assert (net.odds(rows, words)[:5] != before[:5]).all()


def test_an_endless_page_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    net, (rows, words) = made(), page(25)
    monkeypatch.setattr(network, "_MOST", 10)
    apart = [net.odds(rows[a:b], words[a:b]) for a, b in pairwise((0, 10, 20, 25))]
    assert net.odds(rows, words).tolist() == np.concatenate(apart).tolist()


def test_a_page_without_words_or_blocks_is_read_too() -> None:
    net = made()
    rows, _ = page(3)
    assert np.isfinite(net.odds(rows, [np.zeros(0, np.int64)] * 3)).all()
    assert net.odds(rows[:0], []).shape == (0,)


def test_signed_bytes_are_read_with_their_scales(tmp_path: Path) -> None:
    net = made()
    arrays = {f.name: getattr(net, f.name) for f in fields(Network)}
    arrays["words"] = np.full((NETWORKS, BUCKETS, VECTOR), 100, np.int8)
    arrays["words_scales"] = np.array([[[0.01, 0.02]]] * NETWORKS, np.float32)
    np.savez(tmp_path / "net.npz", **arrays)
    found = Network.read(tmp_path / "net.npz")
    assert found.words[1, 3] == pytest.approx([1, 2])
    assert (found.enter == net.enter).all()


def test_the_one_that_is_shipped_knows_the_features() -> None:
    net = network.network("sequence")
    assert len(net.mean) == len(features.NAMES)
    assert net.around.shape[1] == len(REACHES)
