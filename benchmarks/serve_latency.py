"""From save to new page: python -m benchmarks.serve_latency --archive DIR [--hugo CMD --tpl DIR].

DIR is an archive's folder; a copy of it with its first so many articles (--sizes 100,1000,10000;
all without) is served. An article is saved again and again (--saves) while its page is open in
Chromium. Prints a table: how many milliseconds after each save the page was asked for, painted,
and, asked for over and over without a browser, served, as the median and from least to most; the
last of Hugo too, in the same run, where it and a site for it without articles are given. With
--switch N git switches from branch to branch, in each of which so many articles (all without N)
have a title and a last word that they never had before: prints after how many milliseconds, once
git was done, every article's page was served as it is to be, and (whole) everything that shows them
too. That is asked for as an open page does: when the preview says that something changed. With
--search the preview makes its search index too, and is at that when the next change comes.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

# Seconds that a build may take until its changes are in, before the next save.
_SETTLE = 8
# Whose commits these are; and nothing is tidied up meanwhile.
_WHO = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "-c", "gc.auto=0")
# What articles say in another branch, and its number.
_IN_TITLE, _LAST_WORD = b"switchedtitle", b"switchedtext"
_PAINTED = (
    "(() => { const [n] = performance.getEntriesByType('navigation');"
    " const [p] = performance.getEntriesByName('first-contentful-paint');"
    " return p ? [performance.timeOrigin, performance.timeOrigin + p.startTime] : null })()"
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")])
    parser.add_argument("--saves", type=int, default=7)
    parser.add_argument("--switch", type=int, nargs="?", const=sys.maxsize)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--hugo")
    parser.add_argument("--tpl", type=Path, help="a Hugo site without articles")
    given = parser.parse_args()
    for number, size in enumerate(given.sizes or [sys.maxsize]):
        with tempfile.TemporaryDirectory() as name:
            found = _figures(Path(name), size, given)
        if not number:
            print(f"| articles | {' | '.join(name for name in found if name)} |")
            print(f"|---|{'---|' * (len(found) - 1)}")
        cells = [_cell(values) for what, values in found.items() if what]
        print(f"| {found[''][0]:,} | {' | '.join(cells)} |", flush=True)


def _figures(folder: Path, size: int, given: argparse.Namespace) -> dict[str, list[float]]:
    """Return what was measured, by its name, in milliseconds; under '' how many articles there are.

    Args:
        folder: for copies.
        size: how many articles to serve.
        given: what the command was given.
    """
    root = folder / "archive"
    names = sorted(file.name for file in (given.archive / "content").glob("*.md"))
    hidden = shutil.ignore_patterns("public", ".sitegen", "sitegen.lock", *names[size:])
    shutil.copytree(given.archive, root, ignore=hidden)
    found: dict[str, list[float]] = {"": [len(names[:size])]}
    with _serving(root, search=given.search) as preview:
        if given.switch:
            articles = f"{preview}articles/"
            pairs = _switched(root / "content", given.switch, articles, given.saves, preview)
            found["each page"] = [pair[0] for pair in pairs]
            found["whole"] = [pair[1] for pair in pairs]
        else:
            figures = _measured(root, preview, given.saves)
            file = min((root / "content").glob("*.md"))
            found["asked for"] = [pair[0] for pair in figures]
            found["painted"] = [pair[1] for pair in figures]
            found["served"] = _served(file, f"{preview}articles/{_slug(file)}/", given.saves)
    if given.hugo and given.tpl:
        site = folder / "hugo"
        shutil.copytree(given.tpl, site)
        shutil.copytree(given.archive / "content", site / "content/articles", ignore=hidden)
        found["Hugo"] = _by_hugo(site, given.hugo, given.saves, given.switch)
    return found


@contextmanager
def _serving(root: Path, *, search: bool) -> Iterator[str]:
    """Serve an archive; give its address."""
    index = "--search" if search else "--no-search"
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", index]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        found = re.search(r"http\S+/", process.stdout.readline())
        assert found  # noqa: S101 - it says where it serves before anything else
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def _cell(found: list[float]) -> str:
    return f"{statistics.median(found):.0f} ms ({min(found):.0f} to {max(found):.0f})"


def _slug(file: Path) -> str:
    found = re.search(r"(?m)^slug: (.*)$", file.read_text("utf-8"))
    return found[1] if found else file.stem


def _served(file: Path, url: str, saves: int) -> list[float]:
    """Return after how many milliseconds a saved word was served."""
    found = []
    for number in range(saves):
        time.sleep(_SETTLE)
        word = f"served{number}"
        started = time.perf_counter()
        file.write_text(f"{file.read_text('utf-8').rstrip()} {word}\n", "utf-8")
        while word.encode() not in _body(url):
            time.sleep(0.005)
        found.append((time.perf_counter() - started) * 1000)
    return found


def _switched(
    content: Path, number: int, url: str, times: int, preview: str = ""
) -> list[tuple[float, float]]:
    """Switch from branch to branch, each of which has words of its own in title and text.

    Args:
        content: their folder.
        number: how many of them; all if it is more than there are.
        url: below which their pages are.
        times: how often.
        preview: the URL of the preview, if it is ours.

    Returns:
        after how many milliseconds all their pages were served, and all that shows their titles.
    """
    files = sorted(content.glob("*.md"))
    pages = [f"{url}{_slug(file)}/" for file in files]
    while _status(pages[-1]) != 200:
        time.sleep(0.5)
    # Some here, some there: of neither date nor name.
    changing = files[:: max(1, len(files) // number)][:number]
    _make_branches(content, [file.name for file in changing], times)
    heard = threading.Event()
    if preview:
        threading.Thread(target=_listen, args=(preview, heard), daemon=True).start()
    found = []
    names = set(changing)
    other = {page for file, page in zip(files, pages, strict=True) if file in names}
    some = sorted(other)[::1000]
    for turn in range(times):
        time.sleep(2 * _SETTLE)
        _git(content, "checkout", "-q", f"turn{turn}")
        started = time.perf_counter()
        # Of one in a thousand it is asked, so that the asking is not the work that takes so long;
        # that all the others are there then is asked afterwards.
        in_title, last_word = b"%s%d" % (_IN_TITLE, turn), b"%s%d" % (_LAST_WORD, turn)
        for page in some:
            while last_word not in _body(page):
                time.sleep(0.05)
        served = time.perf_counter() - started
        while preview and _body(f"{preview}archive.json").count(in_title) != len(other):
            heard.wait(1)
            heard.clear()
        found.append((served * 1000, (time.perf_counter() - started) * 1000))
        if any((last_word in _body(page)) != (page in other) for page in pages):
            raise AssertionError(f"a page is not as in branch {turn}")
    return found


def _make_branches(content: Path, names: list[str], times: int) -> None:
    """Commit a folder, and branches of it in which some files say something of their own."""
    _git(content, "init", "-q", "-b", "one")
    _git(content, "add", "-A")
    _git(content, "commit", "-qm", "one")
    # Elsewhere, so that nobody who watches the folder sees them before.
    elsewhere = content.parents[1] / "elsewhere"
    _git(content, "worktree", "add", "-q", "--detach", str(elsewhere))
    for turn in range(times):
        in_elsewhere = ("git", "-C", str(elsewhere), *_WHO)
        subprocess.run([*in_elsewhere, "checkout", "-q", "-b", f"turn{turn}", "one"], check=True)
        for name in names:
            text = (elsewhere / name).read_text("utf-8")
            (elsewhere / name).write_text(_with_words(text, turn), "utf-8")
        subprocess.run([*in_elsewhere, "commit", "-qam", f"turn {turn}"], check=True)
    _git(content, "worktree", "remove", "--force", str(elsewhere))


def _git(folder: Path, *arguments: str) -> None:
    # Git's own files stand elsewhere: nobody is to watch those too.
    own = folder.parents[1] / "git"
    where = (f"--git-dir={own}", f"--work-tree={folder}")
    subprocess.run(["git", *where, *_WHO, *arguments], cwd=folder, check=True)


def _listen(preview: str, heard: threading.Event) -> None:
    """Note whenever the preview says something."""
    with urllib.request.urlopen(f"{preview}_preview/events") as events:  # noqa: S310 - this machine
        for _ in events:
            heard.set()


def _with_words(text: str, turn: int) -> str:
    """Return an article with one more word in its title, and another as its last one."""
    text = f"{text.rstrip()} {_LAST_WORD.decode()}{turn}\n"
    title = rf"\1 {_IN_TITLE.decode()}{turn}\2"
    return re.sub(r"(?m)^(title: .*?)([\"']?)$", title, text, count=1)


def _by_hugo(site: Path, hugo: str, saves: int, switch: int | None) -> list[float]:
    port = 14_313
    command = [hugo, "server", "--port", str(port), "--renderToMemory", "--quiet"]
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/"
        while _status(url) != 200:
            time.sleep(0.5)
        if switch:
            content = site / "content/articles"
            pairs = _switched(content, switch, f"{url}articles/", saves)
            return [pair[0] for pair in pairs]
        file = min((site / "content/articles").glob("*.md"))
        return _served(file, f"{url}articles/{_slug(file)}/", saves)
    finally:
        process.terminate()
        process.wait()


def _body(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - on this machine
            found: bytes = answer.read()
            return found
    except OSError:
        return b""


def _measured(root: Path, url: str, saves: int) -> list[tuple[float, float]]:
    while _status(url) != 200:
        time.sleep(0.5)
    file = min((root / "content").glob("*.md"))
    page_url = f"{url}articles/{_slug(file)}/"
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
