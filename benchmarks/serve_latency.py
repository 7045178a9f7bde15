"""From save to new page: python -m benchmarks.serve_latency --archive DIR [--saves N].

DIR is an archive's folder; a copy of it is served. An article is saved again and again while its
page is open in Chromium; prints how many milliseconds after each save the page was asked for, and
painted.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

# Seconds that a build may take until its changes are in, before the next save.
_SETTLE = 8
_PAINTED = (
    "(() => { const [n] = performance.getEntriesByType('navigation');"
    " const [p] = performance.getEntriesByName('first-contentful-paint');"
    " return p ? [performance.timeOrigin, performance.timeOrigin + p.startTime] : null })()"
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--saves", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "archive"
        hidden = shutil.ignore_patterns("public", ".sitegen")
        shutil.copytree(given.archive, root, ignore=hidden)
        command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", "--no-search"]
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None  # noqa: S101 - it was asked for
            found = re.search(r"http\S+/", process.stdout.readline())
            assert found  # noqa: S101 - it says where it serves before anything else
            figures = _measured(root, found[0], given.saves)
        finally:
            process.terminate()
            process.wait()
    for what, times in (("asked for", 0), ("painted", 1)):
        values = sorted(round(pair[times]) for pair in figures)
        print(f"{what:10} median {statistics.median(values):5.0f} ms   all {values}")


def _measured(root: Path, url: str, saves: int) -> list[tuple[float, float]]:
    while _status(url) != 200:
        time.sleep(0.5)
    file = min((root / "content").glob("*.md"))
    slug = re.search(r"(?m)^slug: (.*)$", file.read_text("utf-8"))
    page_url = f"{url}articles/{slug[1] if slug else file.stem}/"
    found: list[tuple[float, float]] = []
    with sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_url)
        for number in range(saves):
            time.sleep(_SETTLE)
            text = f"{file.read_text('utf-8').rstrip()} saved{number}\n"
            saved = time.time() * 1000
            file.write_text(text, "utf-8")
            page.get_by_text(f"saved{number}").first.wait_for()
            while (painted := page.evaluate(_PAINTED)) is None:
                time.sleep(0.01)
            found.append((painted[0] - saved, painted[1] - saved))
        browser.close()
    return found


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own preview
            return int(answer.status)
    except OSError:
        return 0


if __name__ == "__main__":
    main()
