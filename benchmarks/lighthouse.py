"""Lighthouse's scores of the sample archive: python -m benchmarks.lighthouse [--site DIR].

Needs Node.js and Chromium; Lighthouse comes from the npm registry by its name. Builds the sample
with its search index, serves it on this machine with the headers that `_headers` names, and prints
the four scores of home, an article, a listing and the search page.
"""

import argparse
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitegen.pages.machines import HEADERS

ROOT = Path(__file__).resolve().parent.parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "",
    "articles/the-men-who-agreed-about-the-river/",
    "topics/science-and-technology/",
    "search/",
    "search/?q=river",
)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else each answer waits 40 ms for the one before it to be acknowledged.
    disable_nagle_algorithm = True

    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def scores(address: str, folder: Path) -> dict[str, float]:
    """Return Lighthouse's scores of a page, 0 to 100."""
    answer = folder / "answer.json"
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "chromium")
    subprocess.run(
        [
            "npx", "--yes", "lighthouse", address, "--quiet", "--output=json",
            f"--output-path={answer}", f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        check=True, cwd=folder, env={**os.environ, "CHROME_PATH": chromium},
    )  # fmt: skip
    categories = json.loads(answer.read_text(encoding="utf-8"))["categories"]
    return {name: 100 * categories[name]["score"] for name in CATEGORIES}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site; without it the sample is built")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = options.site or folder / "public"
        if not options.site:
            command = [sys.executable, "-m", "sitegen", "build", "--output", str(site)]
            subprocess.run([*command, "--base-url", "https://example.org/"], check=True, cwd=ROOT)
        handler = functools.partial(_Handler, directory=str(site))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{'page':50}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for page in PAGES:
            found = scores(f"http://127.0.0.1:{server.server_port}/{page}", folder)
            print(f"/{page:49}" + "".join(f"{found[name]:16.0f}" for name in CATEGORIES))
        server.shutdown()


if __name__ == "__main__":
    main()
