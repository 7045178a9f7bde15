"""What a reader does, in a real browser: the sample archive, with the headers of netlify.toml."""

import functools
import json
import re
import shutil
import threading
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, Literal

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PROSE, ROOT, Archive
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

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
    headers_to_send: ClassVar[dict[str, str]] = _headers()

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Bare(_Handler):
    headers_to_send: ClassVar[dict[str, str]] = {}


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


def _settled(page: Page) -> None:
    """Wait until all results of the last query stand there."""
    expect(page.locator("#results[aria-busy=false]")).to_be_visible()


def test_search_filter_sort_and_read(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("searchbox").fill("water")
    page.keyboard.press("Enter")
    results = page.locator("#results li")
    expect(results.first).to_be_visible()
    _settled(page)
    everything = results.count()
    assert everything > 2

    page.get_by_label("Topic").select_option("Health")
    expect(results).not_to_have_count(everything)
    _settled(page)
    assert 0 < results.count() < everything

    page.get_by_label("Topic").select_option(index=0)
    expect(results).to_have_count(everything)
    page.get_by_label("Order").select_option("oldest")
    expect(page.locator("#results time").first).to_have_attribute("datetime", re.compile("^1"))
    _settled(page)
    assert "sort=oldest" in page.url
    dates = page.locator("#results time").evaluate_all("all => all.map(time => time.dateTime)")
    assert dates == sorted(dates)

    page.reload()
    expect(results).to_have_count(everything)
    title = results.first.get_by_role("link").first.inner_text()
    results.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert "water" in page.locator("article").inner_text().lower()


def test_an_excerpt_does_not_repeat_title_and_byline(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=river")
    _settled(page)
    row = page.locator("#results li", has_text="The men who agreed about the river")
    expect(row.locator("h2 mark")).to_have_text("river")
    excerpt = row.locator(".item-summary").inner_text()
    assert excerpt.startswith("Twice a year")
    assert "Vasquez-Thorne" not in excerpt


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
    expect(page.get_by_role("status")).to_contain_text("Nothing was found")
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


_KINDS = (
    *("", "all/", "topics/", "topics/labour/", "authors/", "authors/constance-birdsall/"),
    *("years/", "years/2019/", "explore/", "about/", "search/", "search/?q=river"),
    *("search/?q=%22xyzzy+river%22", "404.html", "articles/das-moor-kommt-zuruck/"),
    *("articles/the-men-who-agreed-about-the-river/", "articles/dftr-lm-fy-wh-at-m-lswqy/"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    site: str, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for path in _KINDS:
        # 404.html links from the root of its host, where these pages do not stand.
        if path == "404.html":
            continue
        page.goto(site + path)
        if "?q=" in path:
            expect(page.locator("#results li, #hints p").first).to_be_visible()
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        answer = Axe().run(page).response
        found += [(path, v["id"], v["nodes"][0]["target"]) for v in answer["violations"]]
    context.close()
    assert found == []


def test_searching_by_keyboard_alone(site: str, page: Page) -> None:
    page.goto(f"{site}search/")
    expect(page.get_by_label("Words to find")).to_be_focused()
    page.keyboard.type("river")
    links = page.locator("#results h2 a")
    # Results come one by one.
    expect(links.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Words to find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("article .body")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Words to find")).to_have_value("river")
    expect(links.first).to_be_visible()


def _search_held_up(page: Page, site: str, files: str) -> Callable[[], None]:
    """Search for a river; what `files` names does not arrive until what is returned is called."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(files, hold)
    with page.expect_request(files):
        page.goto(f"{site}search/?q=river")

    def release() -> None:
        for route in held:
            route.continue_()
        page.unroute(files, hold)

    return release


def test_a_result_can_be_opened_before_it_is_there(site: str, page: Page) -> None:
    release = _search_held_up(page, site, "**/fragment/**")
    page.get_by_label("Words to find").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    release()
    expect(page.locator("article .body")).to_be_visible()


def test_what_is_typed_after_a_walk_began_stays_in_the_field(site: str, page: Page) -> None:
    release = _search_held_up(page, site, "**/fragment/**")
    field = page.get_by_label("Words to find")
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.type("s")
    release()
    expect(page.locator("#results[aria-busy=false] li").first).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("rivers")


def test_loading_the_filters_leaves_the_results_alone(site: str, page: Page) -> None:
    release = _search_held_up(page, site, "**/filter/**")
    expect(page.locator("#results[aria-busy=false] li")).to_have_count(3)
    page.evaluate("document.querySelector('#results li').dataset.kept = 'yes'")
    release()
    option = page.get_by_label("Language").locator("option", has_text="English (3)")
    expect(option).to_be_attached()
    expect(page.locator("#results li[data-kept]")).to_have_count(1)


def test_the_skip_link_comes_first_and_leads_to_the_content(site: str, page: Page) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_filters_say_how_many_articles_each_choice_has(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=the")
    results = page.locator("#results li")
    expect(results.first).to_be_visible()
    label = page.get_by_label("Language").locator("option", has_text="English").inner_text()
    count = int(re.sub(r"\D", "", label))
    page.get_by_label("Language").select_option(label=label)
    page.wait_for_url("**language=English**")
    expect(page.get_by_role("status")).to_have_text(f"{count} articles")
    page.get_by_role("button", name="Remove all filters").click()
    page.wait_for_url(lambda url: "language" not in url)


def test_where_nothing_is_found_single_words_are_offered(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=%22xyzzy+river%22")
    offer = page.locator("#hints a", has_text="river")
    expect(offer).to_be_visible()
    offer.click()
    expect(page.locator("#results li").first).to_be_visible()
    assert page.url.endswith("?q=river")


def test_no_page_but_the_search_page_loads_the_index(site: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "articles/the-men-who-agreed-about-the-river/", "all/", "explore/"):
        page.goto(f"{site}{path}", wait_until="networkidle")
    assert not [url for url in asked if "/pagefind/" in url]
    page.goto(f"{site}search/", wait_until="networkidle")
    # Of the index itself nothing yet: that is for the query to say.
    assert [url for url in asked if url.endswith(".pf_meta")]
    assert not [url for url in asked if "/index/" in url or "/fragment/" in url]
    page.keyboard.type("river")
    expect(page.locator("#results li").first).to_be_visible()
    assert [url for url in asked if "/index/" in url]


def test_every_article_is_reached_in_four_clicks_without_javascript(site: str) -> None:
    ways = {site: 0}
    queue = [site]
    for url in queue:
        if ways[url] == 4:
            continue
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - this machine
            tree: lxml.html.HtmlElement = lxml.html.document_fromstring(answer.read())
        tree.make_links_absolute(url)
        targets: list[str] = tree.xpath("//a/@href")
        for target in targets:
            plain = target.partition("#")[0]
            if plain.startswith(site) and plain.endswith("/") and plain not in ways:
                ways[plain] = ways[url] + 1
                queue.append(plain)
    with urllib.request.urlopen(f"{site}archive.json") as answer:  # noqa: S310 - this machine
        slugs = [article["slug"] for article in json.load(answer)["articles"]]
    assert len(slugs) == 25
    wanted = {f"{site}articles/{slug}/" for slug in slugs}
    assert wanted <= set(ways)


def test_an_article_prints_without_navigation(site: str, page: Page) -> None:
    page.goto(f"{site}articles/the-men-who-agreed-about-the-river/")
    page.emulate_media(media="print")
    for hidden in (".masthead nav", ".colophon", ".contents", ".skip"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in (".article h1", ".byline", ".body", ".cite dl"):
        expect(page.locator(shown)).to_be_visible()


def test_an_article_is_light_and_does_not_move(site: str, page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => {"
        "for (const e of list.getEntries()) window.shifts += e.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site}articles/the-men-who-agreed-about-the-river/", wait_until="networkidle")
    assert sum(sizes) <= 50_000
    assert page.evaluate("window.shifts") == 0


_ATTACKS = (
    "<script>fired('script')</script>",
    "<img src=x onerror=fired('img')>",
    "</script><script>fired('closed')</script>",
    '"><svg onload=fired("svg")>',
    "' onmouseover='fired(1)' autofocus onfocus='fired(2)",
    "[x](javascript:fired('link'))",
    "<!--<img src=--><img src=x onerror=fired('comment')>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "\\u003cimg src=x onerror=fired('json')\\u003e",
)


def test_no_text_of_an_article_runs_in_a_readers_browser(browser: Browser, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    for i, attack in enumerate(_ATTACKS):
        fields = ("title", "author", "bio", "summary", "posted_by", "source")
        header = "".join(f"{name}: {json.dumps(attack)}\n" for name in fields)
        text = f"---\n{header}lang: en\ntopic: sport\n---\n\nAttack. {attack}\n\n## {attack}\n"
        archive.write(f"content/attack-{i}.md", text)
        archive.write(f"seeds/{i}.txt", f"{attack}\n\nBy {attack}\n\n{attack} {PROSE}")
    assert archive.run("build").code == 0
    public = archive.root / "public"
    # No CSP here: what keeps text from running is that it is text.
    handler = functools.partial(_Bare, directory=str(public))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    fired: list[str] = []
    page.expose_function("fired", lambda name: fired.append(str(name)))
    page.goto("about:blank")
    page.set_content("<img src=x onerror=fired('control')>")
    page.wait_for_function("document.images[0].complete")
    page.wait_for_timeout(200)
    assert fired == ["control"]
    fired.clear()
    for file in sorted(public.rglob("*.html")):
        page.goto(f"http://127.0.0.1:{server.server_port}/{file.relative_to(public)}")
    page.goto(f"http://127.0.0.1:{server.server_port}/search/?q=attack")
    expect(page.locator("#results li").first).to_be_visible()
    page.wait_for_timeout(200)
    page.close()
    server.shutdown()
    server.server_close()
    assert fired == []


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an archive of 2,000 articles, 1,200 of them of one year."""
    archive = Archive(tmp_path_factory.mktemp("large") / "archive")
    for i in range(2000):
        year = 2001 if i < 1200 else 1980 + i % 40
        header = (
            f"title: Note {i}\nauthor: Writer {i % 45}\ndate: {year}-0{1 + i % 9}\ntopic: sport"
        )
        text = f"The boat number {i} came {'first' if i % 3 else 'last'} in the race of that year."
        archive.write(f"content/note-{i}.md", f"---\n{header}\n---\n\n{text}\n")
    run = archive.run("build")
    assert run.code == 0, run.said
    assert len(archive.files("public")) <= 2.2 * 2000
    handler = functools.partial(_Handler, directory=str(archive.root / "public"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_large_archive_is_searched_filtered_and_sorted(large: str, page: Page) -> None:
    page.goto(f"{large}search/?q=boat+last")
    expect(page.get_by_role("status")).to_have_text("667 articles")
    page.get_by_label("Author").select_option(index=1)
    page.wait_for_url("**author=**")
    expect(page.locator("#results li")).to_have_count(10)
    page.get_by_label("Order").select_option("oldest")
    page.wait_for_url("**sort=oldest**")
    dates = page.locator("#results time").evaluate_all("all => all.map(time => time.dateTime)")
    assert dates == sorted(dates)


def test_a_large_archives_pages_satisfy_axe(large: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for path in ("", "all/", "topics/sport/", "years/2001/2/", "explore/", "search/?q=boat"):
        page.goto(large + path)
        if "?" in path:
            expect(page.locator("#results li").first).to_be_visible()
        assert [v["id"] for v in Axe().run(page).response["violations"]] == [], path
    context.close()


def test_each_sheet_of_a_year_is_three_clicks_from_home(large: str, page: Page) -> None:
    page.goto(large)
    page.get_by_role("navigation", name="Archive").get_by_role("link", name="Years").click()
    page.locator("main").get_by_role("link", name="2001", exact=True).click()
    page.get_by_role("link", name="Page 25 of 25").click()
    expect(page.locator(".item")).not_to_have_count(0)
    assert page.url == f"{large}years/2001/25/"


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an archive that is half in German: each language has an index of its own."""
    archive = Archive(tmp_path_factory.mktemp("bilingual") / "archive")
    for i in range(24):
        for lang, text in (
            ("en", f"The runners of house {i} were running past the lantern."),
            ("de", f"Die Häuser am Fluss {i} standen neben der Laterne im Lantern-Park."),
        ):
            # Days of one language stand between those of the other.
            day = f"{2000 + i}-0{1 + (lang == 'de')}-01" if i else ""
            header = f"title: {lang} {i}\nlang: {lang}\ndate: {day}"
            archive.write(f"content/{lang}-{i}.md", f"---\n{header}\n---\n\n{text}\n")
    run = archive.run("build")
    assert run.code == 0, run.said
    handler = functools.partial(_Handler, directory=str(archive.root / "public"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("word", "found"), [("run", 24), ("Haus", 24), ("lantern", 48)])
def test_each_language_has_its_own_stems(bilingual: str, page: Page, word: str, found: int) -> None:
    page.goto(f"{bilingual}search/?q={word}")
    expect(page.get_by_role("status")).to_have_text(f"{found} articles")


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_results_of_two_indexes_come_in_one_order(bilingual: str, page: Page, order: str) -> None:
    page.goto(f"{bilingual}search/?q=lantern&sort={order}")
    more = page.get_by_role("button", name="More results")
    results = page.locator("#results li")
    for shown in (10, 20, 30, 40):
        expect(results).to_have_count(shown)
        more.click()
    expect(results).to_have_count(48)
    expect(more).to_be_hidden()
    dates = page.locator("#results time").evaluate_all("all => all.map(time => time.dateTime)")
    assert len(dates) == 46
    assert dates == sorted(dates, reverse=order == "newest")
    assert "undated" in results.last.inner_text()


def test_filters_count_over_all_indexes(bilingual: str, page: Page) -> None:
    page.goto(f"{bilingual}search/?q=lantern")
    expect(page.get_by_role("status")).to_have_text("48 articles")
    options = page.get_by_label("Language").locator("option")
    expect(options).to_have_text(["Any", "English (24)", "German (24)"])
    page.get_by_label("Decade").select_option("2000s")
    expect(page.get_by_role("status")).to_have_text("18 articles")


def test_a_portable_site_works_from_the_disk(browser: Browser, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.seed("a.txt")
    archive.write("sitegen.toml", "portable = true\n")
    assert archive.run("build").code == 0
    page = browser.new_page()
    page.goto((archive.root / "public/index.html").as_uri())
    page.get_by_role("link", name="The keeper of the light").first.click()
    expect(page.locator("article .body")).to_be_visible()
    page.get_by_role("link", name="Search").first.click()
    page.close()


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
    return [site + p for p in _KINDS] + [f"{site}articles/{slug}/" for slug in slugs]


def test_a_right_to_left_article_says_so(site: str, page: Page) -> None:
    page.goto(f"{site}search/?q=الساقية")
    page.locator("#results li a").first.click()
    body = page.locator("article .body")
    expect(body).to_have_attribute("dir", "rtl")
    expect(body).to_have_attribute("lang", "ar")
