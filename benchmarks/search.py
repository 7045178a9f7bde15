"""What searching costs a reader: python -m benchmarks.search --archive DIR [--queries "..." ...].

DIR is an archive's folder: `content/`, and `sitegen.toml` if it has one; or take `--site` with the
folder of a site that is built. Serves the site on this machine as a host would (gzip for text),
and searches it in Chromium with an empty cache: kilobytes moved, the page's own included, and
milliseconds from the last key to the first result painted, here and on a slow line (1.6 Mbit/s,
150 ms there and back), the query pasted or typed.
Prints the files for each article too, since hosts count them.
"""

import argparse
import contextlib
import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

# What the head of an answer takes, about.
_HEAD = 200
# Milliseconds from key to key: of a query that is pasted, and of somebody who types fast.
_WAYS = {"pasted": 0, "typed": 80}
_TEXT = (".html", ".js", ".css", ".json", ".svg", ".xml")
_SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
# Leaves a promise of the milliseconds from the last key to the painting of the first result.
_WATCH = """() => {
    let last;
    addEventListener("keydown", (event) => (last = event.timeStamp));
    window.firstResult = new Promise((done) => {
        const list = document.getElementById("results");
        new MutationObserver((_, observer) => {
            if (!list.querySelector("li")) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - last)));
        }).observe(list, { childList: true });
    });
}"""
_QUERIES = ("market government", "river", "school teacher")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else each answer waits 40 ms for the one before it to be acknowledged.
    disable_nagle_algorithm = True
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
        # A reader who types on gives up what was asked for before.
        with contextlib.suppress(ConnectionError):
            self.wfile.write(data)
        _Handler.sent += len(data) + _HEAD

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def search(
    browser: Browser, site: str, query: str, between: int = 0, *, slow: bool
) -> tuple[float, ...]:
    """Search with an empty cache, with milliseconds between keys; sort, and search again.

    Returns:
        kilobytes of the first search and of sorting, milliseconds of the first and of a second one.
    """
    context = browser.new_context()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    before = _Handler.sent
    page.goto(f"{site}search/", wait_until="networkidle")
    if slow:
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", _SLOW)
    wait = _typed(page, query, between)
    page.wait_for_timeout(1500)
    first = _Handler.sent - before
    page.locator("[name=sort]").select_option("newest")
    page.wait_for_timeout(1500)
    second = _Handler.sent - before - first
    page.locator("[name=sort]").select_option("")
    page.locator("#q").fill("")
    page.locator("#results li").first.wait_for(state="detached")
    again = _typed(page, query.split(maxsplit=1)[0], between)
    context.close()
    return first / 1000, second / 1000, wait, again


def _typed(page: Page, query: str, between: int) -> float:
    """Return the milliseconds from the last key to the first result painted.

    Measured within the page: Playwright looks every half a second only.
    """
    page.locator("#q").focus()
    page.evaluate(_WATCH)
    page.keyboard.type(query, delay=between)
    return float(page.evaluate("() => window.firstResult"))


def built(archive: Path, root: Path) -> Path:
    """Build a copy of an archive in a folder; return the site."""
    shutil.copytree(archive / "content", root / "content")
    if (archive / "sitegen.toml").exists():
        shutil.copy(archive / "sitegen.toml", root)
    subprocess.run([sys.executable, "-m", "sitegen", "build", "--quiet"], check=False, cwd=root)
    return root / "public"


def measure(site: Path, queries: Sequence[str], repeats: int) -> None:
    """Print the table, each figure the median of some tries."""
    articles = len(list((site / "articles").iterdir()))
    files = sum(path.is_file() for path in site.rglob("*"))
    print(f"{articles:,} articles, {files / articles:.2f} files each")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        heads = ("first kB", "sorted kB", "ms", "again")
        print(f"{'query':24}{'line':>8}{'way':>8}" + "".join(f"{head:>10}" for head in heads))
        for query, slow, way in product(queries, (False, True), _WAYS):
            tries = [search(browser, address, query, _WAYS[way], slow=slow) for _ in range(repeats)]
            print(f"{query:24}{'slow' if slow else 'here':>8}{way:>8}", end="")
            figures = map(median, zip(*tries, strict=True))
            print("".join(f"{figure:10.0f}" for figure in figures), flush=True)
    server.shutdown()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--archive", type=Path)
    what.add_argument("--site", type=Path)
    parser.add_argument("--queries", nargs="+", default=_QUERIES)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = options.site or built(options.archive, Path(name))
        measure(site, options.queries, options.repeats)


if __name__ == "__main__":
    main()
