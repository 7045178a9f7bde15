"""Limits of time and memory hold for one text, and leave the process as it was."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PROSE, Archive

from sitegen.workers import limits

linux = pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell")


def test_work_is_stopped_and_waiting_is_not() -> None:
    with pytest.raises(limits.TookTooLong), limits.at_most(0.1, 0):
        _for_ever()
    with limits.at_most(0.1, 0):
        time.sleep(0.3)


def _for_ever() -> None:
    while True:
        pass


@linux
def test_memory_is_refused_and_given_back() -> None:
    with pytest.raises(MemoryError), limits.at_most(5, 0):
        bytearray(3_000_000_000)
    assert len(bytearray(1_500_000_000)) == 1_500_000_000


@linux
def test_a_seed_that_takes_too_much_is_named_and_the_others_go_on(
    archive: Archive, tmp_path: Path
) -> None:
    archive.seed("a.txt")
    archive.seed("greedy.txt", title="Greedy", text=PROSE + "greedy")
    archive.seed("slow.txt", title="Slow", text=PROSE + "slow")
    # A fault of ours that takes what it can get, for one seed each.
    (tmp_path / "sitecustomize.py").write_text(
        "from sitegen import readers\n"
        "read = readers.read\n"
        "def hostile(seed):\n"
        "    if b'greedy' in seed.data:\n"
        "        bytearray(10**10)\n"
        "    while b'slow' in seed.data:\n"
        "        pass\n"
        "    return read(seed)\n"
        "readers.read = hostile\n",
        "utf-8",
    )
    run = archive.build(PYTHONPATH=str(tmp_path))
    assert run.code == 1
    assert "seeds/greedy.txt: converting it took more memory than a seed may" in run.err
    assert "seeds/slow.txt: converting it took longer than 1.5 s" in run.err
    assert (archive.root / "public/articles/the-keeper-of-the-light/index.html").is_file()


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_what_is_loaded_counts_against_no_seed(name: str, tmp_path: Path) -> None:
    # In a new process, which has loaded nothing so far.
    code = f"""
import sys
from sitegen.conversion import conversions
from sitegen.workers import limits
from sitegen.model import Seed

opened, limited = [], []
sys.addaudithook(lambda event, given: event == "open" and limited and opened.append(given[0]))
at_most = limits.at_most

class Limited:
    def __init__(self, *given):
        self.inner = at_most(*given)

    def __enter__(self):
        self.inner.__enter__()
        limited.append(True)

    def __exit__(self, *given):
        limited.clear()
        return self.inner.__exit__(*given)

limits.at_most = Limited
seed = Seed("seeds/{name}", {"<p>".join(["A title", *[PROSE] * 4]).encode()!r}, "")
assert conversions.safely(seed, ()).article
files = [name for name in opened if "statm" not in str(name)]
assert not files, files
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


def test_a_seed_is_worked_on_in_one_thread(tmp_path: Path) -> None:
    # numpy's library would start one a core, which wait for each other more than they work.
    code = """
from threadpoolctl import threadpool_info
from sitegen.conversion import conversions
from sitegen.model import Seed

conversions.safely(Seed("seeds/a.txt", b"A title\\n\\nA text.", ""), ())
used = [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]
assert used == [1], used
"""
    more = {"OPENBLAS_NUM_THREADS": "2"}
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=tmp_path, env={**os.environ, **more}
    )
