"""The long versions of the reliability tests: python -m benchmarks.reliability WHAT [--tries N].

WHAT is one of

- `kills`: builds killed at random moments; after each the site must be the old one or the new one.
- `calls`: every call that changes something on disk, killed at and failing, one after the other.
- `races`: two to five builds at once.
- `edits`: random sequences of what people and seeds do (edit, rename, delete, new and changed
  seeds, killed builds); after each step nothing that a person wrote is missing, every permalink
  that was ever published leads somewhere, and the warm site is byte for byte a clean build's.

Prints the number of tries and of failures, each failure with its seed for the random numbers.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sitegen import build, config
from sitegen.errors import SitegenError

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from conftest import OTHER_PROSE, PROSE, Archive
from test_reliability import copied, digest, stopped, two_states

_BUILD = [sys.executable, "-m", "sitegen", "build", "--no-search", "-q"]


def kills(folder: Path, rng: random.Random) -> str:
    """Kill a build at a random moment."""
    archive, old, new = _states(folder)
    trial = copied(archive, folder / "trial")
    process = subprocess.Popen(_BUILD, cwd=trial.root, stderr=subprocess.DEVNULL)
    time.sleep(rng.uniform(0.1, 2.0))
    process.kill()
    process.wait()
    if digest(trial.root / "public") not in (old, new):
        return "a mixed or torn site"
    trial.build()
    return "" if digest(trial.root / "public") == new else "the next build differs"


def races(folder: Path, rng: random.Random) -> str:
    """Let several builds race."""
    archive, _, new = _states(folder)
    trial = copied(archive, folder / "trial")
    count = rng.randint(2, 5)
    builds = [
        subprocess.Popen(_BUILD, cwd=trial.root, stderr=subprocess.DEVNULL) for _ in range(count)
    ]
    codes = [process.wait() for process in builds]
    whole = digest(trial.root / "public") == new
    return "" if whole and 0 in codes and set(codes) <= {0, 1} else f"exit codes {codes}"


_known: dict[Path, tuple[Archive, str, str]] = {}


def _states(folder: Path) -> tuple[Archive, str, str]:
    if folder not in _known:
        _known[folder] = two_states(folder)
    return _known[folder]


def calls(folder: Path) -> tuple[int, list[str]]:
    """Kill at, and fail, every call that changes something."""
    archive, old, new = two_states(folder)
    failures: list[str] = []
    tried = 0
    for mode in ("kill", "fail"):
        said = stopped(copied(archive, folder / "trial"), mode, 10**9).stderr
        for call in range(1, int(re.findall(r"\[(\d+) calls\]", said)[0]) + 1):
            trial = copied(archive, folder / "trial")
            run = stopped(trial, mode, call)
            tried += 1
            if digest(trial.root / "public") not in (old, new) or "Traceback" in run.stderr:
                failures.append(f"{mode} at call {call}: {run.stderr.splitlines()[:1]}")
            trial.build()
            if digest(trial.root / "public") != new:
                failures.append(f"{mode} at call {call}: the next build differs")
    return tried, failures


def _change(archive: Archive, rng: random.Random, step: int, written: dict[str, str]) -> str:
    """Do one thing; return its name. `written`: a word that a person wrote -> its file."""
    content = archive.root / "content"
    files = sorted(content.glob("*.md")) if content.is_dir() else []
    seeds = sorted((archive.root / "seeds").iterdir())
    change = rng.choice(("seed", "seed", "edit", "edit", "rename", "delete", "lose", "move"))
    if change == "seed" or not files or not seeds:
        texts = (PROSE, OTHER_PROSE, PROSE + OTHER_PROSE, OTHER_PROSE + PROSE)
        title = f"Title {rng.randrange(9)}"
        archive.seed(f"{rng.randrange(5)}.txt", title=title, text=rng.choice(texts))
    elif change == "edit":
        word = f"word{step}x{rng.randrange(10**6)}"
        file = rng.choice(files)
        file.write_text(f"{file.read_text('utf-8').rstrip()} {word}\n", "utf-8")
        written[word] = file.name
    elif change == "rename":
        file = rng.choice(files)
        slug = f"renamed-{step}"
        text = re.sub(r"(?m)^slug: .*$", f"slug: {slug}", file.read_text("utf-8"), count=1)
        file.write_text(text, "utf-8")
        file.rename(content / f"{slug}.md")
    elif change == "delete":
        file = rng.choice(files)
        gone = file.read_text("utf-8")
        for word in [word for word in written if word in gone]:
            del written[word]
        file.unlink()
    elif change == "lose":
        rng.choice(seeds).unlink()
    else:
        rng.choice(seeds).rename(archive.root / f"seeds/moved-{step}.txt")
    return change


def edits(folder: Path, rng: random.Random) -> str:
    """Do what people and seeds do, a dozen times over."""
    shutil.rmtree(folder, ignore_errors=True)
    archive = Archive(folder / "archive")
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    settings = config.load(archive.root / "sitegen.toml", {}, {})
    content = archive.root / "content"
    written: dict[str, str] = {}
    published: set[str] = set()
    for step in range(12):
        change = _change(archive, rng, step, written)
        if rng.random() < 0.1:
            process = subprocess.Popen(_BUILD, cwd=archive.root, stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0.3, 1.2))
            process.kill()
            process.wait()
        try:
            build.build(settings)
        except SitegenError as error:
            return f"step {step} ({change}): {error}"
        whole = "".join(file.read_text("utf-8") for file in content.glob("*.md"))
        if missing := [word for word in written if word not in whole]:
            return f"step {step} ({change}): {missing} lost"
        now = {path.parent.name for path in (archive.root / "public/articles").glob("*/index.html")}
        if broken := published - now:
            return f"step {step} ({change}): {broken} lead nowhere"
        published |= now
        clean = folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        hidden = shutil.ignore_patterns("public", ".sitegen")
        shutil.copytree(archive.root, clean, ignore=hidden)
        build.build(config.load(clean / "sitegen.toml", {}, {}))
        if digest(clean / "public") != digest(archive.root / "public"):
            return f"step {step} ({change}): warm and clean differ"
    return ""


_RANDOM: dict[str, Callable[[Path, random.Random], str]] = {
    "kills": kills,
    "races": races,
    "edits": edits,
}


def main() -> None:
    """Run one kind of test many times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["calls", *_RANDOM])
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.what == "calls":
            tried, failures = calls(Path(name))
        else:
            tried, failures = given.tries, []
            for number in range(given.tries):
                seed = given.seed * 1_000_003 + number
                folder = Path(name) / given.what
                why = _RANDOM[given.what](folder, random.Random(seed))  # noqa: S311 - repeatable
                if why:
                    failures.append(f"seed {seed}: {why}")
    for failure in failures:
        print(failure)
    print(f"{given.what}: {tried} tries, {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
