"""The live preview, in a real browser and over a bare socket."""

import asyncio
import functools
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
import watchfiles
from axe_playwright_python.sync_playwright import Axe
from conftest import OTHER_PROSE, PROSE, ROOT, Archive
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from test_browser import _CHROMIUM, _FLAGS

from sitegen import build, config
from sitegen.preview import builder, files, server
from sitegen.preview.builder import Preview
from sitegen.preview.events import Event, Events
from sitegen.serve import listening_socket
from sitegen.site import publish, rendering

Found = TypeVar("Found")
pytestmark = pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium here")


class Serving:
    """`sitegen serve` of an archive."""

    def __init__(self, archive: Archive, *arguments: str) -> None:
        self.archive = archive
        self.log = archive.root.parent / "serve.log"
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SITEGEN_")}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sitegen", "serve", "--port", "0", *arguments],
                cwd=archive.root,
                stdout=log,
                stderr=log,
                env=environment | {"PYTHONWARNINGS": "error", "PYTHONUNBUFFERED": "1"},
            )
        found = wait_for(lambda: re.search(r"http://[\d.]+:(\d+)/", self.log.read_text("utf-8")))
        self.port = int(found[1])
        self.url = found[0]

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Ask for a path; return the status and the body."""
        answer, data = self.ask(path, headers)
        return answer.status, data

    def ask(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for a path; return the answer and its body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


def wait_for(look: Callable[[], Found | None], seconds: float = 30) -> Found:
    """Return what `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def serve(archive: Archive) -> Iterator[Callable[..., Serving]]:
    running: list[Serving] = []

    def start(*arguments: str) -> Serving:
        running.append(Serving(archive, *arguments))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.stop()
        assert "Traceback" not in one.log.read_text("utf-8")


@pytest.fixture
def sample(archive: Archive) -> Archive:
    shutil.copytree(ROOT / "seeds", archive.root / "seeds", dirs_exist_ok=True)
    shutil.copy(ROOT / "sitegen.toml", archive.root)
    return archive


def opened(page: Page, serving: Serving, path: str, *, built: bool = False) -> None:
    """Open a page as soon as it can be had, or as the first build is done."""
    wait_for(lambda: serving.get(path)[0] == 200 or None)
    if built:
        wait_for(lambda: "The site is in" in serving.log.read_text("utf-8") or None)
    page.goto(serving.url + path.lstrip("/"))


def at_the_first_desk(page: Page, serving: Serving) -> str:
    """Open the desk of the most doubtful article; return its slug."""
    opened(page, serving, "/")
    page.goto(f"{serving.url}_desk/")
    page.locator(".articles a").first.click()
    page.wait_for_selector(".desk")
    return page.locator(".desk").get_attribute("data-slug") or ""


def test_whoever_was_on_the_way_is_told_what_they_missed() -> None:
    events, heard = Events(), list[Event]()
    events.tell("page", {"files": ["a/index.html"]})
    began = events.now
    events.tell("status", {"building": True})
    assert events.now == began, "a status changes no page"
    events.tell("page", {"files": ["b/index.html"]})
    events.tell("style", {})
    events.listen(heard.append, began)
    assert [(event.name, event.said) for event in heard] == [
        ("page", {"files": ["b/index.html"]}), ("style", {})
    ]  # fmt: skip
    assert heard[-1].now == events.now
    events.tell("status", {"building": False})
    assert heard.pop().name == "status"
    events.unlisten(heard.append)
    for since in (events.now, ""):
        events.listen(heard.append, since)
        assert len(heard) == 2, "it missed nothing"


def test_who_has_a_page_that_shows_it_already_is_not_told() -> None:
    events, early, late = Events(), list[Event](), list[Event]()
    events.listen(early.append, events.now)
    shown = events.shown()
    events.listen(late.append, shown)
    events.tell("page", {"files": ["a/index.html"]})
    for heard in (early, late):
        assert [event.said["files"] for event in heard] == [["a/index.html"]]
    events.tell("page", {"files": ["b/index.html"]}, shown)
    assert [event.said["files"] for event in early] == [["a/index.html"], ["b/index.html"]]
    assert len(late) == 1
    # Who lost the stream before the second came is told of it by what its page shows.
    again: list[Event] = []
    events.listen(again.append, shown, late[-1].now)
    assert not again
    events.listen(again.append, shown.replace("-1", "-0"), early[0].now)
    assert again == early[1:]


@pytest.mark.parametrize("since", ["beef-1", "beef", "-", "RUN-9", "RUN-x", "RUN-²", "RUN-0"])
def test_of_what_is_not_known_any_more_everything_may_look_otherwise(since: str) -> None:
    events, heard = Events(), list[Event]()
    for number in range(200):
        events.tell("page", {"files": [f"{number}/index.html"]})
    events.listen(
        heard.append, since.replace("RUN", events.now.partition("-")[0]).replace("9", "999")
    )
    assert [(event.name, event.said) for event in heard] == [("page", {"files": None})]
    assert heard[0].now == events.now


def test_a_page_that_falls_behind_is_let_go_so_that_it_asks_for_the_rest(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("sitegen.toml", "")
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    monkeypatch.setattr(server, "_UNREAD", 1)

    async def heard(since: str, burst: list[str]) -> str:
        said: list[str] = []

        async def receive() -> Any:  # noqa: ANN401 - ASGI
            await asyncio.sleep(3600)

        async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
            said.append(message.get("body", b"").decode())
            if "status" in said[-1]:
                for name in burst:
                    preview.events.tell("page", {"files": [name]})
            elif not burst and "id:" in said[-1]:
                raise asyncio.CancelledError

        scope = {
            "type": "http", "method": "GET", "path": "/_preview/events", "root_path": "",
            "headers": [(b"host", b"localhost")], "query_string": f"since={since}".encode(),
        }  # fmt: skip
        served = server.application(preview, "127.0.0.1", [])
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(served(scope, receive, send), 10)
        return "".join(said)

    began = preview.events.now
    first = asyncio.run(heard(began, ["a/index.html", "b/index.html"]))
    assert "b/index.html" not in first
    last = re.findall(r"id: (\S+)", first)[-1]
    assert "b/index.html" in first + asyncio.run(heard(last, []))


def test_a_page_that_is_on_its_way_elsewhere_is_not_loaded_again(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt", text=PROSE)
    serving = serve("--no-search")
    article = "/articles/the-keeper-of-the-light/"
    opened(page, serving, article)
    file = archive.root / "content/the-keeper-of-the-light.md"
    wait_for(lambda: (archive.root / f"public{article}index.html").exists() or None)
    page.wait_for_timeout(1000)  # until the first build is done, and the page listens
    loads: list[str] = []

    def slowly(route: Route) -> None:
        file.write_text(file.read_text("utf-8") + "\nAnother.\n", "utf-8")
        wait_for(lambda: b"Another." in serving.get(article)[1] or None)
        page.wait_for_timeout(500)  # long enough for the preview to tell the page of it
        route.continue_()

    page.route("**/topics/", slowly)
    page.on(
        "request",
        lambda request: loads.append(request.url) if request.is_navigation_request() else None,
    )
    page.evaluate("location.href = '/topics/'")
    expect(page).to_have_url(f"{serving.url}topics/")
    assert [url.removeprefix(serving.url) for url in loads] == ["topics/"]


def test_what_changed_while_a_page_was_on_its_way_is_shown(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt", text=PROSE)
    serving = serve("--no-search")
    opened(page, serving, "/articles/the-keeper-of-the-light/")
    file = archive.root / "content/the-keeper-of-the-light.md"
    wait_for(lambda: file.exists() or None)

    late = [True]

    def held(route: Route) -> None:
        if late:
            late.clear()
            file.write_text(file.read_text("utf-8") + "\nAnother.\n", "utf-8")
            url = "/articles/the-keeper-of-the-light/"
            wait_for(lambda: b"Another." in serving.get(url)[1] or None)
            time.sleep(0.5)  # until it was told
        route.continue_()

    page.route("**/_preview/events*", held)
    page.reload()
    expect(page.locator(".body")).to_contain_text("Another.")


def test_a_saved_article_is_shown_at_once_and_scrolling_stays(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt", text=PROSE + OTHER_PROSE * 6)
    serving = serve("--no-search")
    opened(page, serving, "/articles/the-keeper-of-the-light/", built=True)
    page.evaluate("scrollTo(0, 200)")
    assert page.evaluate("scrollY") == 200
    file = archive.root / "content/the-keeper-of-the-light.md"
    file.write_text(file.read_text("utf-8").replace("counted them", "sang them"), "utf-8")
    expect(page.locator(".body")).to_contain_text("sang them aloud")
    wait_for(lambda: page.evaluate("scrollY") == 200)
    # Editors write another file and put it in the place of the old one.
    other = archive.root / "content/.tmp"
    other.write_text(file.read_text("utf-8").replace("sang them", "wrote them down"), "utf-8")
    other.replace(file)
    expect(page.locator(".body")).to_contain_text("wrote them down")
    # It is shown before it stands there.
    published = archive.root / "public/articles/the-keeper-of-the-light/index.html"
    wait_for(lambda: _says(published, "wrote them down") or None)
    assert not _says(published, "preview.js")


def test_a_style_sheet_changes_without_loading_the_page_again(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt")
    style = archive.write("templates/static/style.css", "body { color: rgb(1, 2, 3) }")
    serving = serve("--no-search")
    opened(page, serving, "/", built=True)
    expect(page.locator("body")).to_have_css("color", "rgb(1, 2, 3)")
    page.evaluate("window.same = true")
    style.write_text("body { color: rgb(7, 8, 9) }", "utf-8")
    expect(page.locator("body")).to_have_css("color", "rgb(7, 8, 9)")
    assert page.evaluate("window.same")


def test_a_broken_template_is_told_in_the_page_and_mending_it_clears_it(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt")
    home = archive.write("templates/home.html", (ROOT / "templates/home.html").read_bytes())
    serving = serve("--no-search")
    opened(page, serving, "/")
    whole = home.read_text("utf-8")
    home.write_text(whole.replace("{% block main %}", "{% block main %}{{ nobody }}"), "utf-8")
    panel = page.locator("sitegen-preview [role=alert]")
    expect(panel).to_contain_text("home.html")
    expect(panel).to_contain_text("nobody")
    expect(panel.locator(".at")).to_contain_text("{{ nobody }}")
    expect(page.locator("h1")).to_be_visible()
    assert "home.html" in wait_for(lambda: serving.log.read_text("utf-8"))
    home.write_text(whole.replace("{% block main %}", "{% block main %}<b>mended</b>"), "utf-8")
    expect(page.locator("main b").first).to_have_text("mended")
    expect(panel).to_have_count(0)


def test_broken_front_matter_is_told_with_its_line(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt")
    archive.seed("b.txt", title="The mill", text=OTHER_PROSE)
    serving = serve("--no-search")
    opened(page, serving, "/articles/the-mill/")
    file = archive.root / "content/the-keeper-of-the-light.md"
    whole = file.read_text("utf-8")
    file.write_text(re.sub(r"date:.*", "date: the day before", whole), "utf-8")
    panel = page.locator("sitegen-preview [role=alert]")
    expect(panel).to_contain_text("content/the-keeper-of-the-light.md:4")
    expect(panel.locator(".at")).to_contain_text("the day before")
    file.write_text(whole, "utf-8")
    expect(panel).to_have_count(0)


def test_search_follows_a_change(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    archive.seed("a.txt")
    serving = serve()

    def found(word: str) -> bool:
        # A page of its own each time, and no waiting until it is whole: it may be told to load
        # again at any moment, which ends whatever leads elsewhere.
        other = page.context.new_page()
        other.goto(f"{serving.url}search/?q={word}", wait_until="commit")
        try:
            # To count them would wait for ever where the page is just then loaded again.
            expect(other.locator("#results li")).to_have_count(1, timeout=3000)
        except AssertionError:
            return False
        finally:
            other.close()
        return True

    # The index follows the site, on a busy machine some seconds later.
    wait_for(lambda: found("keeper"))
    assert not found("zyzzyva")
    file = archive.root / "content/the-keeper-of-the-light.md"
    file.write_text(file.read_text("utf-8") + "\nzyzzyva\n", "utf-8")
    wait_for(lambda: found("zyzzyva"))


def change_something(archive: Archive, rng: random.Random, step: int) -> None:
    """Change a file as people, editors and version control do; the archive stays of one size."""
    content = archive.root / "content"
    files = sorted(content.rglob("*.md"))
    number = step % 40
    change = rng.choice(("edit", "edit", "seed", "delete", "rename", "template", "nested", "odd"))
    if change == "seed" or not files:
        archive.seed(f"{rng.randrange(8)}.txt", title=f"Again {number}", text=OTHER_PROSE * 2)
    elif change == "edit":
        file = rng.choice(files)
        file.write_text(file.read_text("utf-8").replace("the", f"the{step}", 2), "utf-8")
    elif change == "delete":
        rng.choice(files).unlink()
    elif change == "rename":
        rng.choice(files).rename(content / f"renamed-{number}.md")
    elif change == "template":
        archive.write("templates/llms.txt", f"{step} {{{{ archive.entries|length }}}}\n")
    elif change == "nested":
        text = f"---\ntitle: Deep {number}\nslug: deep-{number}\n---\n\n{PROSE}"
        archive.write(f"content/a/b{number}/deep-{number}.md", text)
    else:
        odd = Path(os.fsdecode(os.fsencode(content) + b"/odd-\xff.md"))
        odd.write_text(f"---\ntitle: Odd {step}\nslug: odd\n---\n\nx\n", "utf-8")


def test_the_preview_comes_to_what_a_clean_build_gives(
    archive: Archive, serve: Callable[..., Serving], tmp_path: Path
) -> None:
    rng = random.Random(5)  # noqa: S311 - the same changes each time
    for number in range(6):
        archive.seed(f"{number}.txt", title=f"Light {number}", text=PROSE + OTHER_PROSE * number)
    serving = serve("--no-search")
    wait_for(lambda: serving.get("/")[0] == 200 or None)
    for step in range(40):
        change_something(archive, rng, step)
        time.sleep(rng.choice((0.0, 0.01, 0.1, 0.4)))
    clean = Archive(tmp_path / "clean")

    def same() -> bool:
        shutil.rmtree(clean.root)
        shutil.copytree(
            archive.root, clean.root, ignore=shutil.ignore_patterns("public", ".sitegen")
        )
        clean.build()
        return clean.files("public") == archive.files("public")

    time.sleep(2)
    wait_for(same, 20)
    assert serving.process.poll() is None


def test_a_hostile_text_does_not_hold_up_the_preview(
    archive: Archive, serve: Callable[..., Serving]
) -> None:
    archive.seed("a.txt")
    serving = serve("--no-search")
    wait_for(lambda: serving.get("/")[0] == 200 or None)
    file = archive.root / "content/the-keeper-of-the-light.md"
    before = file.read_text("utf-8")
    file.write_text(before + "\n" + "[" * 40_000 + "\n", "utf-8")
    for _ in range(100):
        started = time.monotonic()
        assert serving.get("/")[0] == 200
        assert time.monotonic() - started < 2
        time.sleep(0.05)
    wait_for(lambda: "(markdown-limits)" in serving.log.read_text("utf-8") or None)
    file.write_text(before + "\nMended.\n", "utf-8")
    article = "/articles/the-keeper-of-the-light/"
    wait_for(lambda: b"Mended." in serving.get(article)[1] or None)


def test_pages_of_a_build_that_was_given_up_stay_while_the_next_one_fails(archive: Archive) -> None:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    article = "---\ntitle: The lamp\nslug: lamp\n---\n\nThe text.\n"
    file = archive.write("content/lamp.md", article)
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)

    def saved(event: Event) -> None:
        if event.name == "page":  # the first build is about to write what it shows
            preview.events.unlisten(saved)
            file.write_text(article + "\n" + "[" * 40_000 + "\n", "utf-8")
            preview.noticed([file])

    preview.events.listen(saved)
    preview.start()
    try:
        wait_for(lambda: preview.status["faults"] or None)
        assert not (archive.root / "public").exists()
        shown = preview.ahead("articles/lamp/index.html")
        assert shown is not None
        assert b"The text." in shown
        file.write_text(article + "\nMended.\n", "utf-8")
        page = archive.root / "public/articles/lamp/index.html"
        wait_for(lambda: (page.exists() and b"Mended." in page.read_bytes()) or None)
        wait_for(lambda: not preview.status["faults"] or None)
    finally:
        preview.stop()


def test_a_switch_of_branches_is_followed(
    archive: Archive, serve: Callable[..., Serving], tmp_path: Path
) -> None:
    branches = [tmp_path / "main", tmp_path / "draft"]
    for branch in branches:
        branch.mkdir()
        for i in range(4_000):
            if i % 10 or branch.name == "main":
                head = f"---\ntitle: Light {i}\nslug: light-{i}\n---\n\n"
                text = f"{head}The lamp {i} of the {branch.name} branch.\n"
                (branch / f"light-{i}.md").write_text(text, "utf-8")
    content = archive.root / "content"
    shutil.copytree(branches[0], content)
    serve("--no-search")
    published = archive.root / "public/articles/light-3999/index.html"
    wait_for(lambda: published.exists() or None, 90)
    for branch in (branches[1], branches[0]):
        for file in content.iterdir():
            if not (branch / file.name).exists():
                file.unlink()
        for file in branch.iterdir():
            shutil.copyfile(file, content / file.name)
        said = f"of the {branch.name} branch"
        wait_for(functools.partial(_says, published, said), 90)
    clean = Archive(tmp_path / "clean")
    shutil.copytree(content, clean.root / "content")
    clean.build()
    wait_for(lambda: clean.files("public") == archive.files("public") or None)


def test_many_saved_articles_are_shown_before_a_build_can_begin(archive: Archive) -> None:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    for i in range(20):
        archive.write(f"content/a-{i}.md", f"---\ntitle: A {i}\nslug: a-{i}\n---\n\nThe text.\n")
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    events: list[tuple[str, dict[str, Any]]] = []
    preview.start()
    try:
        wait_for(lambda: not preview.status["building"] or None)
        with publish.only_builder(archive.root / ".sitegen"):
            preview.events.listen(lambda event: events.append((event.name, event.said)))
            changed = sorted((archive.root / "content").glob("*.md"))
            for file in changed:
                file.write_text(file.read_text("utf-8") + "\nOne *more* word.\n", "utf-8")
            (archive.root / "content/a-7.md").write_text("---\ntitle: [", "utf-8")
            (archive.root / "content/a-8.md").unlink()
            preview.noticed(changed)
            ahead = [preview.ahead(f"articles/a-{i}/index.html") for i in range(20)]
            files = {file for event, said in events if event == "page" for file in said["files"]}
            assert files == {f"articles/a-{i}/index.html" for i in range(20)}
            # What cannot be shown by itself waits for the build.
            assert [i for i, data in enumerate(ahead) if data is None] == [7, 8]
            assert all(b"One <em>more</em> word." in data for data in ahead if data)
            changed[0].write_text(changed[0].read_text("utf-8") + "\nAnother.\n", "utf-8")
            preview.noticed(changed)
            assert b"Another." in (preview.ahead("articles/a-0/index.html") or b"")
    finally:
        preview.stop()


def test_a_page_is_not_loaded_again_for_what_it_shows_already(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    file = archive.write("content/a.md", "---\ntitle: A\nslug: a\n---\n\nThe text.\n")
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    expect = getattr(preview, "_expect")  # noqa: B009 - it is private
    builds, told = list[rendering.Pending](), list[Event]()

    def files() -> set[str | None]:
        pages = [event.said["files"] for event in told if event.name == "page"]
        return {file for named in pages for file in named or [None]}

    def opened_meanwhile(loaded: Any, pending: rendering.Pending) -> None:  # noqa: ANN401
        expect(loaded, pending)
        builds.extend([pending] if pending not in builds else [])
        if pending.differing is not None and len(builds) == 1:
            preview.noticed([file])  # a hint of what the build itself wrote ends it
        elif len(builds) == 1:
            preview.events.listen(told.append, preview.events.now)

    monkeypatch.setattr(preview, "_expect", opened_meanwhile)
    preview.start()
    try:
        wait_for(lambda: not preview.status["building"] or None)
        preview.noticed([file])
        assert len(builds) == 2
        assert not {"articles/a/index.html", None} & files()
        file.write_text(file.read_text("utf-8") + "\nAnother.\n", "utf-8")
        wait_for(lambda: "articles/a/index.html" in files() or None)
    finally:
        preview.stop()


def test_whoever_asks_for_a_page_goes_before_the_build_that_renders_the_others(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    for i in range(9):
        archive.write(f"content/a-{i}.md", f"---\ntitle: A {i}\nslug: a-{i}\n---\n\nThe text.\n")
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    order: list[str] = []
    page, write = rendering.Pending.page, rendering.Sheets.write

    def slowly(pending: rendering.Pending, path: str) -> bytes | None:
        order.append("asked")
        time.sleep(0.2)
        found = page(pending, path)
        order.append("answered")
        return found

    def noted(*given: Any) -> Any:  # noqa: ANN401 - passed on as it is
        order.append("written")
        return write(*given)

    def ask(event: Event) -> None:
        if event.name == "page" and not {"asked", "written"} & set(order):
            answer = threading.Thread(target=preview.ahead, args=("archive.json",))
            answer.start()
            answers.append(answer)

    answers: list[threading.Thread] = []
    preview.start()
    try:
        wait_for(lambda: not preview.status["building"] or None)
        monkeypatch.setattr(rendering.Pending, "page", slowly)
        monkeypatch.setattr(rendering.Sheets, "write", noted)
        preview.events.listen(ask)
        archive.write("content/new.md", "---\ntitle: New\nslug: new\n---\n\nThe text.\n")
        wait_for(lambda: (archive.root / "public/articles/new/index.html").exists() or None)
    finally:
        preview.stop()
    for answer in answers:
        answer.join()
    assert order[:3] == ["asked", "answered", "written"]


def test_an_index_is_given_up_for_a_newer_change_however_long_it_takes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("sitegen.toml", "jobs = 1\n")
    article = "---\ntitle: The lamp\nslug: lamp\n---\n\nThe text.\n"
    file = archive.write("content/lamp.md", article)
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    publish_site, ends = build.publish_site, list[str]()

    def noted(*given: Any, index: bool, **more: Any) -> Any:  # noqa: ANN401 - passed on as it is
        if index and not ends:
            file.write_text(article + "\nAnother.\n", "utf-8")
            preview.noticed([file])
        try:
            return publish_site(*given, index=index, **more)
        except BaseException as error:
            ends.append(type(error).__name__)
            raise

    monkeypatch.setattr(builder, "_PATIENCE", 0.0)
    monkeypatch.setattr(build, "publish_site", noted)
    preview.start()
    try:
        wait_for(lambda: preview.status["search"] == "current" or None)
    finally:
        preview.stop()
    assert ends == ["_Superseded"]
    assert b"Another." in (archive.root / "public/articles/lamp/index.html").read_bytes()


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.md", True), ("~a.md", True), (".a.md.swp", False), (".a.md.new", False), ("a.md~", False)],
)
def test_what_editors_leave_beside_their_files_begins_no_build(name: str, told: bool) -> None:
    path = os.path.join(os.sep, ".home", "archive", "content", name)  # noqa: PTH118 - as it is told
    assert builder._is_read(watchfiles.Change.modified, path) is told  # noqa: SLF001 - of one batch


def test_a_fault_of_ours_while_files_are_taken_in_is_told_and_ends_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    article = "---\ntitle: A {0}\nslug: a-{0}\n---\n\nThe {1} text.\n"
    for i in range(60):
        archive.write(f"content/a-{i}.md", article.format(i, "first"))
    asked: list[int] = []

    def wrong(_config: object, names: set[str], *_more: object) -> None:
        asked.append(len(names))
        message = "a fault of ours"
        raise ValueError(message)

    monkeypatch.setattr(build, "take_in", wrong)
    told: list[str] = []
    preview = Preview(
        lambda: config.load(archive.root / "sitegen.toml", {}, {}),
        lambda what: told.append(str(what)),
    )
    page = archive.root / "public/articles/a-59/index.html"
    preview.start()
    try:
        wait_for(lambda: page.exists() or None)
        wait_for(lambda: not preview.status["building"] or None)
        for i in range(60):
            archive.write(f"content/a-{i}.md", article.format(i, "second"))
        wait_for(lambda: _says(page, "The second text.") or None)
    finally:
        preview.stop()
    assert sum(asked) >= 9
    assert "ValueError: a fault of ours" in told


def test_a_folder_that_goes_and_comes_back_is_noticed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "_LOOK_AGAIN", 60.0)
    archive.write("sitegen.toml", "search = false\njobs = 1\n")
    archive.write("content/a.md", "---\ntitle: A\nslug: a\n---\n\nThe first text.\n")
    preview = Preview(lambda: config.load(archive.root / "sitegen.toml", {}, {}), lambda _: None)
    page, content = archive.root / "public/articles/a/index.html", archive.root / "content"
    preview.start()
    try:
        wait_for(lambda: not preview.status["building"] or None)
        content.rename(archive.root / "away")
        wait_for(lambda: preview.status["faults"] or None)
        archive.write("away/a.md", "---\ntitle: A\nslug: a\n---\n\nThe second text.\n")
        (archive.root / "away").rename(content)
        wait_for(lambda: _says(page, "The second text.") or None)
        wait_for(lambda: not preview.status["faults"] or None)
    finally:
        preview.stop()


def _says(file: Path, text: str) -> bool:
    return file.is_file() and text in file.read_text("utf-8")


HOSTILE = [
    b"GET /../sitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /%2e%2e/sitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /..%2fsitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /..%5csitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /articles/..\\..\\sitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /%00 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /index.html%00.txt HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET //etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /.sitegen-files HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /leads-out/sitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /leads-out HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /secret-link HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /_preview/..%2fbuilder.py HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /_preview/%2e%2e/builder.py HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET http://evil.example/sitegen.toml HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /secret-link HTTP/1.1\r\nHost: HOST\r\nRange: bytes=0-9999999999\r\n\r\n",
    b"GET /static/style.css HTTP/1.1\r\nHost: HOST\r\nRange: bytes=-1,5-,999999999999-\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Length: 0\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n",
]
FOREIGN = [
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:80\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /_desk/ HTTP/1.1\r\nHost: HOST\r\nOrigin: http://evil.example\r\n\r\n",
    b"GET /_preview/events HTTP/1.1\r\nHost: HOST\r\nOrigin: null\r\n\r\n",
    b"POST /_desk/undo HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\n{}",
    b"POST /_desk/undo HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n\r\n",
    b"POST /_desk/undo HTTP/1.1\r\nHost: HOST\r\nX-Sitegen-Token: x\r\n\r\n",
    b"POST /_desk/undo HTTP/1.1\r\nHost: HOST\r\nOrigin: http://evil.example\r\n\r\n",
]


def test_nothing_but_the_site_is_served_and_to_nobody_else(
    archive: Archive, serve: Callable[..., Serving]
) -> None:
    archive.seed("a.txt")
    archive.write("sitegen.toml", 'description = "SECRET-CANARY"\n')
    serving = serve("--no-search")
    wait_for(lambda: (archive.root / "public/index.html").is_file() or None)
    (archive.root / "public/leads-out").symlink_to(archive.root)
    (archive.root / "public/secret-link").symlink_to(archive.root / "sitegen.toml")
    host = f"127.0.0.1:{serving.port}".encode()

    def asked(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", serving.port), timeout=10) as connection:
            connection.sendall(
                request.replace(b"HOST", host).replace(
                    b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1
                )
            )
            return b"".join(iter(lambda: connection.recv(65536), b""))

    assert asked(b"GET /about/ HTTP/1.1\r\nHost: HOST\r\n\r\n").startswith(b"HTTP/1.1 200")
    for request in HOSTILE:
        answer = asked(request)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"root:" not in body, request
        assert b"description = " not in body, request
        assert b"import" not in body or b"_preview/preview.js" in body or b":root" in body, request
        assert int(head.split()[1]) in (200, 206, 400, 403, 404, 405, 416), (request, head)
    for request in FOREIGN:
        status = int(asked(request).split()[1])
        assert status in (400, 403), request


def test_a_file_that_goes_away_while_it_is_asked_for_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (10, 2_000_000):
        (tmp_path / "there.js").write_bytes(b"x" * size)
        found = server._standing(tmp_path, "there.js")  # noqa: SLF001 - between two system calls
        assert found == (b"x" * size if size < 1000 else tmp_path / "there.js")
    monkeypatch.setattr(files, "within", lambda site, path: site / path)
    assert server._standing(tmp_path, "gone.js") is None  # noqa: SLF001 - the same


def test_a_browser_keeps_a_style_sheet_for_as_long_as_it_is_the_same(
    archive: Archive, serve: Callable[..., Serving]
) -> None:
    archive.seed("a.txt")
    archive.write("templates/static/own.css", "a {color: red}")
    serving = serve("--no-search")
    wait_for(lambda: serving.get("/")[0] == 200 or None)

    def asked(path: str, known: str) -> tuple[int, str, str | None, bytes]:
        answer, data = serving.ask(path, {"If-None-Match": known})
        said = answer.getheader("Cache-Control") or ""
        return answer.status, said, answer.getheader("ETag"), data

    status, said, tag, data = asked("/static/own.css", '"another"')
    assert (status, said, data) == (200, "no-cache", b"a {color: red}")
    assert tag is not None
    assert asked("/static/own.css", tag) == (304, "no-cache", tag, b"")
    archive.write("templates/static/own.css", "a {color: tan}")
    wait_for(lambda: asked("/static/own.css", tag)[3] == b"a {color: tan}" or None)
    assert asked("/", tag)[:3] == (200, "no-store", None)


def test_no_half_of_an_answer_is_held_back() -> None:
    async def sent_at_once() -> int:
        with listening_socket("127.0.0.1", 0) as listening:
            found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

            def met(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                own = writer.get_extra_info("socket")
                found.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                writer.close()

            async with await asyncio.start_server(met, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                answer = await found
                writer.close()
                return answer

    with ThreadPoolExecutor(1) as apart:  # a browser's own loop may run in this thread
        assert apart.submit(asyncio.run, sent_at_once()).result() != 0


def test_another_archive_at_the_port_and_ctrl_c(
    archive: Archive, serve: Callable[..., Serving]
) -> None:
    archive.seed("a.txt")
    serving = serve("--no-search")
    run = archive.run("serve", "--port", str(serving.port), "--no-search")
    assert run.code == 2
    assert re.search(r"take a free one: --port \d+", run.err)
    wait_for(lambda: serving.get("/")[0] == 200 or None)
    started = time.monotonic()
    assert serving.stop() == 130
    assert time.monotonic() - started < 5
    assert "interrupted" in serving.log.read_text("utf-8")


def test_ten_doubtful_articles_are_corrected_by_keyboard(
    sample: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    serving = serve("--no-search")
    opened(page, serving, "/")
    page.goto(f"{serving.url}_desk/")
    before = int(page.locator("progress").get_attribute("value") or 0)
    page.locator(".articles a").first.focus()
    page.keyboard.press("Enter")
    done: set[str] = set()
    for _ in range(10):
        page.wait_for_selector(".desk")
        slug = page.locator(".desk").get_attribute("data-slug") or ""
        file = sample.root / f"content/{slug}.md"
        was = file.read_text("utf-8")
        taken = page.locator(
            ".take[data-field=topic], .take[data-field=author], .take[data-field=date]"
        )
        (taken.first if taken.count() else page.locator("#checked")).focus()
        page.keyboard.press("Enter" if taken.count() else "Space")
        expect(page.locator("#status")).not_to_be_empty()
        assert file.read_text("utf-8") != was
        done.add(slug)
        page.locator("h1").evaluate("one => { one.tabIndex = -1; one.focus() }")
        wait_for(lambda: b"" if serving.get("/_desk/")[0] != 200 else b"there")
        page.keyboard.press("n")
        page.wait_for_function(
            "slug => document.querySelector('.desk')?.dataset.slug !== slug", arg=slug
        )
    assert len(done) == 10
    page.goto(f"{serving.url}_desk/")

    def counted() -> bool:
        page.reload()
        return int(page.locator("progress").get_attribute("value") or 0) > before

    wait_for(counted)


def test_a_line_is_dropped_restored_and_undone_and_the_page_beside_it_follows(
    sample: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    slug = at_the_first_desk(page, serve("--no-search"))
    file = sample.root / f"content/{slug}.md"
    whole = file.read_text("utf-8")
    line = page.locator('.line[aria-pressed="true"]').first
    number, text = line.get_attribute("id"), line.locator(".text").inner_text()
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{number}")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(f"#{number}")).to_be_focused()
    assert text not in file.read_text("utf-8")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".body")).not_to_contain_text(text[:60])
    page.keyboard.press("Enter")
    expect(page.locator(f"#{number}")).to_have_attribute("aria-pressed", "true")
    assert file.read_text("utf-8") == whole
    for state in ("false", "true"):
        page.keyboard.press("u")
        expect(page.locator(f"#{number}")).to_have_attribute("aria-pressed", state)
    assert file.read_text("utf-8") == whole


def test_a_line_that_many_seeds_share_is_dropped_from_all(
    archive: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    extra = (
        "This evening paper thanks its many patient readers in the harbour towns for their letters."
    )
    for number, text in enumerate((PROSE, OTHER_PROSE, PROSE + OTHER_PROSE)):
        archive.write(
            f"content/a-{number}.md",
            f"---\ntitle: Light {number}\nslug: a-{number}\nsource: seeds/{number}.txt\n---\n\n"
            f"{text.strip()}\n\n{extra}\n",
        )
        archive.seed(f"{number}.txt", title=f"Light {number}", text=f"{text}\n{extra}\n")
    serving = serve("--no-search")
    opened(page, serving, "/articles/a-0/")
    page.goto(f"{serving.url}_desk/article/a-0")
    page.locator(".line", has_text="This evening paper").focus()
    page.keyboard.press("d")
    expect(page.locator("#everywhere-head")).to_have_text("3 articles have this line")
    page.locator("#everywhere-drop").press("Enter")
    expect(page.locator("#status")).to_have_text("Dropped from 3.")
    texts = [archive.read(f"content/a-{number}.md") for number in range(3)]
    assert not any(extra in text for text in texts)
    page.locator("#undo").press("Enter")
    expect(page.locator("#status")).to_contain_text("Undone")
    assert all(extra in archive.read(f"content/a-{number}.md") for number in range(3))


def test_two_tabs_and_a_change_underneath_overwrite_nothing(
    sample: Archive, serve: Callable[..., Serving], page: Page
) -> None:
    slug = at_the_first_desk(page, serve("--no-search"))
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#title").fill("As the other tab has it")
    other.locator("#title").press("Tab")
    expect(other.locator("#status")).to_have_text("Saved.")
    page.locator("#title").fill("As this tab has it")
    page.locator("#title").press("Tab")
    expect(page.locator("#conflict")).to_contain_text("changed meanwhile")
    expect(page.locator("#conflict pre").first).to_contain_text("As the other tab has it")
    expect(page.locator("#conflict pre").nth(1)).to_contain_text("As this tab has it")
    file = sample.root / f"content/{slug}.md"
    assert "As the other tab has it" in file.read_text("utf-8")
    page.locator("#conflict button").press("Enter")
    expect(page.locator("#title")).to_have_value("As the other tab has it")
    file.write_text(file.read_text("utf-8").replace("As the other tab", "As an editor"), "utf-8")
    page.locator("#title").fill("Once more")
    page.locator("#title").press("Tab")
    expect(page.locator("#conflict")).to_contain_text("changed meanwhile")
    assert "As an editor has it" in file.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.usefixtures("sample")
def test_the_desk_breaks_no_axe_rule(
    serve: Callable[..., Serving], browser: Browser, scheme: str, width: int
) -> None:
    serving = serve("--no-search")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, serving, "/")
    wait_for(lambda: serving.get("/_desk/")[0] == 200 or None)
    page.goto(f"{serving.url}_desk/")
    assert Axe().run(page).response["violations"] == []
    page.locator(".articles a").first.click()
    page.wait_for_selector(".desk")
    page.locator(".line").nth(2).hover()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
