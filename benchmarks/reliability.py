"""The long versions of the reliability tests: python -m benchmarks.reliability WHAT [--tries N].

WHAT is one of

- `histories`: what people, seeds and builds do to an archive, in every order (`tests/histories.py`
  says what); after each step nothing that a person wrote is missing, every permalink that was ever
  published leads somewhere, and the site is byte for byte a clean build's.
- `kills`: builds killed at random moments while a reader follows the site's links; what it reads
  is a file of the old site or of the new one, and so is the whole.
- `calls`: every call that changes something on disk, killed at and failing, one after the other.
- `races`: two to five builds at once.

Prints the number of tries and of failures, each failure with its seed for the random numbers.
"""

import argparse
import contextlib
import io
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from conftest import Archive
from crashing import Crashes
from histories import History, digest
from test_reliability import TwoStates

# Steps of a history, and histories that are started together.
_STEPS, _TOGETHER = 12, 50
_LINK = re.compile(rb'<a\b[^>]* href="([^"#?:]+)"')


class Trials(TwoStates):
    """An archive with a site and a change, built and stopped again and again."""

    def __init__(self, folder: Path, crashes: Crashes, rng: random.Random) -> None:
        super().__init__(folder, crashes)
        self.crashes, self.rng = crashes, rng

    def looked_at(self, trial: Archive, *, whole: bool) -> str:
        """Look at a site; return what is wrong."""
        found = digest(trial.root / "public")
        if found not in ((self.new,) if whole else (self.old, self.new)):
            return "a mixed or torn site"
        if not whole and self.crashes.build(trial.root).code:
            return "the next build fails"
        if not whole and digest(trial.root / "public") != self.new:
            return "the next build differs"
        return ""

    def kill(self) -> str:
        """Kill a build at a random moment, while somebody reads."""
        trial = self.trial()
        reader = Reader(trial.root / "public", self.old, self.new)
        with reader:
            self.crashes.after(trial.root, self.rng.uniform(0.001, 0.15))
        return reader.wrong or self.looked_at(trial, whole=False)

    def race(self) -> str:
        """Let several builds race."""
        trial = self.trial()
        runs = self.crashes.after(trial.root, *[0.0] * self.rng.randint(2, 5))
        codes = [run.code for run in runs]
        if 0 not in codes or not set(codes) <= {0, 1}:
            return f"exit codes {codes}"
        return self.looked_at(trial, whole=True)


class Reader:
    """Somebody who follows the links of a site while it is built."""

    def __init__(self, public: Path, *sites: dict[str, bytes]) -> None:
        self.wrong = ""
        self._public, self._sites = public, sites
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._end.is_set():
            todo, seen = ["index.html"], set[str]()
            while todo and not self._end.is_set():
                path = todo.pop()
                if path in seen:
                    continue
                seen.add(path)
                known = {site[path] for site in self._sites if path in site}
                try:
                    data = (self._public / path).read_bytes()
                except OSError:
                    # A page that only one of the sites has may be gone by now.
                    if all(path in site for site in self._sites):
                        self.wrong = f"{path} is missing"
                    continue
                if data not in known:
                    self.wrong = f"{path} is torn"
                for link in _LINK.findall(data):
                    to = urljoin(f"/{path}", link.decode()).lstrip("/")
                    todo.append(to + "index.html" if to.endswith("/") or not to else to)


def calls(trials: Trials) -> tuple[int, list[str]]:
    """Kill at, and fail, every call that changes something."""
    failures: list[str] = []
    tried = 0
    for mode in ("kill", "fail"):
        count = trials.crashes.at_call(trials.trial().root, mode, 10**9).calls
        for call in range(1, count + 1):
            copy = trials.trial()
            run = trials.crashes.at_call(copy.root, mode, call)
            tried += 1
            wrong = "a traceback" if "Traceback" in run.err else ""
            if wrong := wrong or trials.looked_at(copy, whole=False):
                failures.append(f"{mode} at call {call}: {wrong} {run.err.splitlines()[:1]}")
    return tried, failures


def histories(crashes: Crashes, tries: int, first: int) -> tuple[int, list[str]]:
    """Run so many histories."""
    failures: list[str] = []
    History.crashes, History.counts = crashes, {}
    plan = settings(
        max_examples=_TOGETHER, stateful_step_count=_STEPS, deadline=None, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    started = time.monotonic()
    for number in range(-(-tries // _TOGETHER)):
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                # The seed of hypothesis' random numbers.
                run_state_machine_as_test(seed(first + number)(History), settings=plan)
        except Exception as error:  # noqa: BLE001 - it is told
            notes = "\n".join(getattr(error, "__notes__", []))
            where = f"seed {first + number}, line {_line(error)}"
            failures.append("\n".join((f"{where}: {error!r}", notes, said.getvalue())))
            print(failures[-1], flush=True)
        minutes = (time.monotonic() - started) / 60
        done = (number + 1) * _TOGETHER
        print(f"{done} histories, {len(failures)} failures, {minutes:.0f} min", flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(History.counts.items())))
    return tries, failures


def _line(error: BaseException) -> int:
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith("histories.py"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _again(what: Callable[[], str], tries: int) -> tuple[int, list[str]]:
    found = ((number, what()) for number in range(tries))
    return tries, [f"try {number}: {why}" for number, why in found if why]


def main() -> None:
    """Run one kind of test many times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["histories", "kills", "calls", "races"])
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, Crashes() as crashes:
        if given.what == "histories":
            tried, failures = histories(crashes, given.tries, given.seed)
        else:
            trials = Trials(Path(name), crashes, random.Random(given.seed))  # noqa: S311 - repeatable
            tried, failures = {
                "kills": lambda: _again(trials.kill, given.tries),
                "races": lambda: _again(trials.race, given.tries),
                "calls": lambda: calls(trials),
            }[given.what]()
    for failure in failures:
        print(failure)
    print(f"{given.what}: {tried} tries, {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
