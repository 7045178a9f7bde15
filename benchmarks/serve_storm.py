"""A storm of changes: python -m benchmarks.serve_storm [--minutes N] [--search].

Serves an archive and changes it at random, as people, editors and version control do. Every half
minute it waits until the preview comes to what a clean build gives, and prints memory, open files
and how long that took. Ends with exit code 1 if it never does, if the preview ends, or if it holds
ever more memory or files.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from conftest import OTHER_PROSE, PROSE, Archive
from test_serve import Serving, change_something, wait_for

_ROUND, _PATIENCE = 30, 60
# The first rounds fill what is kept; later ones may differ from them by so many MB and files.
_FILLING, _MORE_MB, _MORE_FILES = 3, 60, 8


def main() -> None:
    """Storm, and print what it does to the preview."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--search", action="store_true", help="make the search index too")
    given = parser.parse_args()
    rng = random.Random(1)  # noqa: S311 - the same storm each time
    with tempfile.TemporaryDirectory() as name:
        archive = Archive(Path(name) / "archive")
        for number in range(30):
            text = PROSE + OTHER_PROSE * (number % 4)
            archive.seed(f"{number}.txt", title=f"Light {number}", text=text)
        archive.write("sitegen.toml", f"search = {str(given.search).lower()}\n")
        serving = Serving(archive)
        wait_for(lambda: serving.get("/")[0] == 200 or None, _PATIENCE)
        ends = time.monotonic() + 60 * given.minutes
        step, changed = 0, 0.0
        held: list[tuple[int, int]] = []
        while time.monotonic() < ends:
            until = time.monotonic() + _ROUND
            while time.monotonic() < until:
                step += 1
                change_something(archive, rng, step)
                changed = time.time()
                time.sleep(rng.choice((0, 0.01, 0.1, 0.5)))
            wait_for(lambda: _same(archive, Path(name) / "clean") or None, _PATIENCE)
            process = Path(f"/proc/{serving.process.pid}")
            status = (process / "status").read_text("utf-8")
            memory = int(status.split("VmRSS:")[1].split()[0]) // 1024
            files = len(list((process / "fd").iterdir()))
            held.append((memory, files))
            # When the site that a clean build gives was swapped in.
            seconds = max(0.0, (archive.root / "public").stat().st_ctime - changed)
            print(f"{step:6} changes  {memory:5} MB  {files:4} files  same after {seconds:.1f} s")
        code = serving.process.poll()
        serving.stop()
    first, last = held[: _FILLING + 1][-1], held[-1]
    flat = last[0] <= first[0] + _MORE_MB and last[1] <= first[1] + _MORE_FILES
    sys.exit(0 if code is None and flat else 1)


def _same(archive: Archive, folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    hidden = shutil.ignore_patterns("public", ".sitegen")
    shutil.copytree(archive.root, folder, ignore=hidden)
    clean = Archive.at(folder)
    clean.run("build")
    return clean.files("public") == archive.files("public")


if __name__ == "__main__":
    main()
