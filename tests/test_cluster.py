"""A real cluster of two worker processes, one of which is killed in mid-build."""

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import OTHER_PROSE, PROSE, Archive
from histories import digest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    distributed: Any = pytest.importorskip("distributed")

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as found:
        yield found


def filled(archive: Archive) -> Archive:
    """Write enough seeds and articles to be worth a cluster."""
    for i in range(90):
        archive.seed(f"{i}.txt", title=f"Light number {i}", text=PROSE + OTHER_PROSE * (i % 4))
    for i in range(420):
        text = f"---\ntitle: Mill {i}\nslug: mill-{i}\n---\n\n{OTHER_PROSE} Number {i}.\n"
        archive.write(f"content/mill-{i}.md", text)
    archive.write("seeds/broken.txt", b"\x00\x01\x02")
    return archive


def test_a_cluster_makes_the_same_site_even_if_a_worker_dies(
    archive: Archive,
    tmp_path: Path,
    cluster: Any,  # noqa: ANN401 - the library has no types
) -> None:
    filled(archive)
    alone = filled(Archive(tmp_path / "alone"))
    assert alone.build().code == 1  # the broken seed
    with distributed.Client(cluster) as client:
        pids = client.run(os.getpid)
        build = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "build", "--no-search", "--cluster",
             cluster.scheduler_address],
            cwd=archive.root, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        end = time.monotonic() + 60
        while not any(client.processing().values()):
            assert time.monotonic() < end
            assert build.poll() is None
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        said = build.communicate(timeout=120)[1]
        assert build.returncode == 1, said
        assert "seeds/broken.txt" in said
        assert set(client.run(os.getpid).values()) != set(pids.values())
    assert digest(archive.root / "public") == digest(alone.root / "public")
    assert digest(archive.root / "content") == digest(alone.root / "content")


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:9", "x"])
def test_what_is_no_cluster_is_named(archive: Archive, address: str) -> None:
    archive.seed("a.txt")
    run = archive.build("--cluster", address, PYTHONWARNINGS="ignore")
    assert run.code == 2
    assert f"no Dask scheduler answers at {address}" in run.err
    assert not (archive.root / "public").exists()
