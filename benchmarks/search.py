"""What searching costs a reader: python -m benchmarks.search --archive DIR [--queries "..." ...].

DIR is an archive's folder: `content/`, and `sitegen.toml` if it has one. Builds the site, serves it
on this machine as a host would (gzip for text), and searches it in Chromium with an empty cache:
kilobytes moved and milliseconds from the first key to the first result, here and on a slow line
(1.6 Mbit/s, 150 ms there and back).
Prints the files for each article too, since hosts count them.
"""

import argparse
import functools
import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

# What the head of an answer takes, about.
_HEAD = 200
_TEXT = (".html", ".js", ".css", ".json", ".svg", ".xml")
_SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
_QUERIES = ("market government", "river", "school teacher")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Bytes sent so far: what workers ask for is seen here only.
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in _TEXT:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        _Handler.sent += len(data) + _HEAD

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def search(browser: Browser, site: str, query: str, *, slow: bool) -> tuple[float, ...]:
    """Search with an empty cache, sort, and search again.

    Returns:
        kilobytes of the first search and of sorting, milliseconds of the first and of a second one.
    """
    context = browser.new_context()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    page.goto(f"{site}search/", wait_until="networkidle")
    if slow:
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", _SLOW)
    before = _Handler.sent
    seconds = _typed(page, query)
    page.wait_for_timeout(1500)
    first = _Handler.sent - before
    page.locator("[name=sort]").select_option("newest")
    page.wait_for_timeout(1500)
    second = _Handler.sent - before - first
    page.locator("[name=sort]").select_option("")
    page.locator("#q").fill("")
    page.locator("#results li").first.wait_for(state="detached")
    again = _typed(page, query.split(maxsplit=1)[0])
    context.close()
    return first / 1000, second / 1000, 1000 * seconds, 1000 * again


def _typed(page: Page, query: str) -> float:
    page.locator("#q").focus()
    started = time.perf_counter()
    page.keyboard.type(query)
    page.locator("#results li").first.wait_for(timeout=60_000)
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--queries", nargs="+", default=_QUERIES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(options.archive / "content", root / "content")
        if (options.archive / "sitegen.toml").exists():
            shutil.copy(options.archive / "sitegen.toml", root)
        started = time.perf_counter()
        command = [sys.executable, "-m", "sitegen", "build", "--quiet"]
        subprocess.run(command, check=False, cwd=root)
        articles = len(list((root / "public/articles").iterdir()))
        files = sum(path.is_file() for path in (root / "public").rglob("*"))
        print(f"{articles:,} articles, {files / articles:.2f} files each", end=", ")
        print(f"built in {time.perf_counter() - started:.1f} s")
        handler = functools.partial(_Handler, directory=str(root / "public"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            print(f"{'query':24}{'line':>8}{'first kB':>10}{'sorted kB':>10}{'ms':>8}{'again':>8}")
            for query in options.queries:
                for slow in (False, True):
                    site = f"http://127.0.0.1:{server.server_port}/"
                    first, second, wait, again = search(browser, site, query, slow=slow)
                    line = "slow" if slow else "here"
                    print(f"{query:24}{line:>8}{first:10.0f}{second:10.0f}", end="")
                    print(f"{wait:8.0f}{again:8.0f}", flush=True)
        server.shutdown()


if __name__ == "__main__":
    main()
