"""What a reader does, in a real browser: the sample archive, with the headers of netlify.toml."""

import functools
import re
import shutil
import threading
import tomllib
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT, Archive
from playwright.sync_api import Browser, Page, expect, sync_playwright

_CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.skipif(_CHROMIUM is None, reason="there is no Chromium on this machine"),
    # Playwright's own event loop is closed by the interpreter at the end.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def _headers() -> dict[str, str]:
    netlify = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    values: dict[str, str] = netlify["headers"][0]["values"]
    # HTTPS only is no use on this machine.
    return {name: value for name, value in values.items() if "Transport" not in name}


class _Handler(SimpleHTTPRequestHandler):
    headers_to_send = _headers()

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the sample archive from its seeds alone and serve it under a sub-path."""
    folder = tmp_path_factory.mktemp("served")
    archive = Archive(folder / "work")
    shutil.copytree(ROOT / "seeds", archive.root / "seeds", dirs_exist_ok=True)
    shutil.copy(ROOT / "sitegen.toml", archive.root)
    run = archive.run("build", "--output", "../some/where")
    assert run.code == 0, run.said
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page; whatever the console or the CSP complains of fails the test."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    foreign: list[str] = []
    page.on("request", lambda r: foreign.append(r.url) if "127.0.0.1" not in r.url else None)
    yield page
    context.close()
    assert complaints == []
    assert foreign == []


def test_search_filter_sort_and_read(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("searchbox").fill("water")
    page.keyboard.press("Enter")
    results = page.locator("#results li")
    expect(results.first).to_be_visible()
    everything = results.count()
    assert everything > 2

    page.get_by_label("Topic").select_option("Health")
    expect(results).not_to_have_count(everything)
    expect(results.first).to_be_visible()
    assert results.count() < everything

    page.get_by_label("Topic").select_option(index=0)
    expect(results).to_have_count(everything)
    page.get_by_label("Order").select_option("oldest")
    expect(page.locator("#results time").first).to_have_attribute("datetime", re.compile("^1"))
    assert "sort=oldest" in page.url
    dates = page.locator("#results time").evaluate_all("all => all.map(time => time.dateTime)")
    assert dates == sorted(dates)

    page.reload()
    expect(results).to_have_count(everything)
    title = results.first.get_by_role("link").first.inner_text()
    results.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert "water" in page.locator("article").inner_text().lower()


def test_a_search_for_a_phrase_finds_its_article(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=pencil+that+was+not+quite+sharp")
    first = page.locator("#results li a").first
    expect(first).to_have_text("The village that the ceasefire forgot")


@pytest.mark.parametrize("word", ["Bohlenweg", "syndicat", "الساقية"])
def test_other_languages_are_found_too(site: str, page: Page, word: str) -> None:
    page.goto(f"{site}search/?q={word}")
    expect(page.locator("#results li").first).to_be_visible()


def test_nothing_found_says_so(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=zzyzxqwert")
    expect(page.get_by_role("status")).to_contain_text("No")
    expect(page.locator("#results li")).to_have_count(0)


def test_every_page_works_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    for name in ("Articles", "Topics", "Authors", "Years"):
        page.get_by_role("navigation", name="Archive").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name, ignore_case=True)
    page.locator("main li a").first.click()
    page.locator("main h2 a, main h3 a, main li a").first.click()
    expect(page.locator("article .body p").first).to_be_visible()
    page.goto(f"{site}search/")
    expect(page.locator("noscript, .needs-script").first).to_be_visible()
    context.close()


def test_the_next_page_of_a_listing(site: str, page: Page) -> None:
    page.goto(f"{site}all/")
    first = page.locator("main li a").first.inner_text()
    page.get_by_role("link", name="Older").click()
    expect(page.locator("main li a").first).not_to_have_text(first)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_scrolls_sideways(site: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in _one_of_each(site):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
    context.close()


def _one_of_each(site: str) -> list[str]:
    folder = Path(ROOT / "content")
    slugs = sorted(path.stem for path in folder.glob("*.md"))
    return [
        site + p for p in ("", "all/", "topics/", "authors/", "years/", "search/", "404.html")
    ] + [f"{site}articles/{slug}/" for slug in slugs]


def test_a_right_to_left_article_says_so(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=الساقية")
    page.locator("#results li a").first.click()
    body = page.locator("article .body")
    expect(body).to_have_attribute("dir", "rtl")
    expect(body).to_have_attribute("lang", "ar")
