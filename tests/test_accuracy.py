"""The owner's seed and the corpus, where a path to them is given; figures only rise.

SITEGEN_CORPUS=DIR python -m pytest tests/test_accuracy.py
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

CORPUS = Path(os.environ.get("SITEGEN_CORPUS", "none"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="SITEGEN_CORPUS names no corpus")
def test_no_figure_falls_below_its_floor() -> None:
    floors = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))
    figures: dict[str, float] = {}
    for benchmark in ("benchmarks.accuracy", "benchmarks.headings"):
        done = subprocess.run(
            [sys.executable, "-m", benchmark, "--corpus", CORPUS, "--json"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        figures |= json.loads(done.stdout)
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}
