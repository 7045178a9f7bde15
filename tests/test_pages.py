"""What the site says to machines: feeds, citations, data, structured data; words; the look."""

import csv
import io
import json
import pickle
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import feedparser
import lxml.etree
import lxml.html
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from conftest import PROSE, ROOT, Archive

from sitegen import config, loading, pages
from sitegen.pages import data as data_files
from sitegen.pages import machines
from sitegen.pages.citations import inverted, parted
from sitegen.report import Report, Work, silent
from sitegen.storage.cache import Memo

WORDS = ROOT / "templates/words"
BASE = "https://example.org/archive/"
SUBHEADS = '//div[@class="body"]//*[@id and starts-with(name(), "h")]'
HOSTILE = 'A } title, {with} $5 & 100 % \\ "quotes" <b>tags</b>'


@pytest.fixture
def site(archive: Archive) -> Archive:
    """Three articles: one by two authors, one with a hostile title, one in Arabic."""
    archive.write("sitegen.toml", 'title = "The Lamp"\nlicence = "All rights reserved."\n')
    archive.write(
        "content/lamp.md",
        "---\ntitle: The lamp\nauthor: [Ada Marlowe, Ludwig van Aalst]\ndate: 2011-03-14\n"
        f"topic: society\nlang: en\naliases: [/old/lamp/, articles/lampe]\n---\n\n{PROSE}\n"
        "## One\n\nText.\n\n#### Two\n\nText.\n\n## Three\n\nText[^1].\n\n## Four\n\nText.\n\n"
        "[^1]: A note.\n",
    )
    archive.write(
        "content/odd.md", f"---\ntitle: '{HOSTILE}'\ndate: 1899/..\ntopic: sport\n---\n\nText.\n"
    )
    archive.write("content/nakhl.md", "---\ntitle: النخيل\nlang: ar\n---\n\nنص قصير.\n")
    run = archive.build("--base-url", BASE)
    assert run.code == 0, run.said
    return archive


def test_half_a_character_makes_no_data_invalid(archive: Archive) -> None:
    archive.write("content/half.md", "---\ntitle: Half\n---\n\nText.\n")
    with Memo(None) as memo:
        settings = config.load(archive.write("sitegen.toml", ""), {}, {})
        found = loading.load(settings, Work(1, memo, silent), Report(), write=False)
    (entry,) = found.archive.entries
    half = replace(entry, article=replace(entry.article, title="Half \ud83d of one"))
    whole = replace(found.archive, entries=(half,))
    (page,) = (page for page in data_files.plan(whole, found.site) if page.url == "/archive.json")
    written = page.make(*page.args).encode("utf-8")
    assert [a["title"] for a in json.loads(written)["articles"]] == ["Half \ud83d of one"]


def test_no_cell_of_the_table_is_a_formula(archive: Archive) -> None:
    archive.write("sitegen.toml", "search = false\n")
    for slug, risky in enumerate(("=1+1", "+1", "-1", "@SUM(A1)")):
        name = json.dumps(risky)
        text = f"---\ntitle: {name}\nauthor: {name}\nsummary: {name}\n---\n\nText.\n"
        archive.write(f"content/a{slug}.md", text)
    assert archive.build().code == 0
    rows = list(csv.DictReader(io.StringIO(archive.read("public/archive.csv"))))
    assert {row["title"] for row in rows} == {"'=1+1", "'+1", "'-1", "'@SUM(A1)"}
    assert {value[0] for row in rows for value in row.values() if value} & set("=+-@") == set()


def test_feeds_parse_and_name_every_article(site: Archive) -> None:
    for path in ("feed.xml", "topics/society/feed.xml"):
        feed = feedparser.parse(site.read(f"public/{path}"))
        assert not feed.bozo, feed.bozo_exception
    feed = feedparser.parse(site.read("public/feed.xml"))
    assert {entry.title for entry in feed.entries} == {"The lamp", "النخيل", HOSTILE}
    lamp = next(e for e in feed.entries if e.title == "The lamp")
    assert lamp.link == f"{BASE}articles/lamp/"
    assert [a.name for a in lamp.authors] == ["Ada Marlowe", "Ludwig van Aalst"]
    data = json.loads(site.read("public/feed.json"))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["title"] for item in data["items"]} == {"The lamp", "النخيل", HOSTILE}


def test_bibtex_parses_and_gives_the_fields_back(site: Archive) -> None:
    library = parse_string(site.read("public/archive.bib"))
    assert not library.failed_blocks
    lamp = library.entries_dict["lamp"]
    assert lamp["author"] == "Marlowe, Ada and van Aalst, Ludwig"
    assert (lamp["year"], lamp["url"]) == ("2011", f"{BASE}articles/lamp/")
    assert "odd" in library.entries_dict


def test_ris_parses_and_gives_the_fields_back(site: Archive) -> None:
    records = {record["id"]: record for record in rispy.loads(site.read("public/archive.ris"))}
    assert records["lamp"]["authors"] == ["Marlowe, Ada", "van Aalst, Ludwig"]
    assert records["lamp"]["date"] == "2011/03/14/"
    assert records["odd"]["title"] == HOSTILE


def test_the_data_package_describes_the_table(site: Archive) -> None:
    package = json.loads(site.read("public/datapackage.json"))
    resource = package["resources"][0]
    rows = list(csv.DictReader(io.StringIO(site.read(f"public/{resource['path']}"))))
    assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
    assert {row["slug"] for row in rows} == {"lamp", "odd", "nakhl"}
    data = json.loads(site.read("public/archive.json"))
    assert {a["title"] for a in data["articles"]} == {"The lamp", "النخيل", HOSTILE}


def _page(site: Archive, path: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(site.read(f"public/{path}"))


def _texts(page: lxml.html.HtmlElement, path: str) -> list[str]:
    found: list[str] = page.xpath(path)
    return found


def test_an_article_says_what_it_is_in_every_vocabulary(site: Archive) -> None:
    page = _page(site, "articles/lamp/index.html")
    things = [
        json.loads(s.text_content()) for s in page.xpath('//script[@type="application/ld+json"]')
    ]
    article = next(t for t in things if t["@type"] == "Article")
    assert [a["name"] for a in article["author"]] == ["Ada Marlowe", "Ludwig van Aalst"]
    trail = next(t for t in things if t["@type"] == "BreadcrumbList")
    assert [s["name"] for s in trail["itemListElement"]] == ["The Lamp", "Society", "The lamp"]

    def meta(name: str) -> list[str]:
        found: list[str] = page.xpath(f'//meta[@name="{name}" or @property="{name}"]/@content')
        return found

    assert meta("citation_author") == meta("DC.creator") == ["Ada Marlowe", "Ludwig van Aalst"]
    assert meta("citation_publication_date") == ["2011/03/14"]
    assert meta("og:url") == [f"{BASE}articles/lamp/"]
    assert "rft.title=The+lamp" in page.xpath('//span[@class="Z3988"]/@title')[0]


def test_hostile_text_stays_text_in_structured_data(site: Archive) -> None:
    page = _page(site, "articles/odd/index.html")
    scripts = page.xpath('//script[@type="application/ld+json"]')
    assert any(json.loads(s.text_content()).get("headline") == HOSTILE for s in scripts)
    assert "<b>tags" not in site.read("public/articles/odd/index.html")


def test_a_long_article_has_contents_that_skip_no_level(site: Archive) -> None:
    page = _page(site, "articles/lamp/index.html")
    links = page.xpath('//details[@class="contents"]//a/@href')
    assert links == ["#one", "#two", "#three", "#four"]
    assert [h.tag for h in page.xpath(SUBHEADS)] == [
        "h2", "h3", "h2", "h2",
    ]  # fmt: skip
    assert page.xpath('//div[@class="footnote"]//li')
    assert not _page(site, "articles/odd/index.html").xpath('//details[@class="contents"]')


def test_contents_that_fill_a_screen_are_folded(archive: Archive) -> None:
    archive.write("sitegen.toml", "search = false\n")
    for count in (4, 9, 10):
        body = "\n\n".join(f"## Part {i}\n\nText." for i in range(count))
        archive.write(
            f"content/a{count}.md", f"---\ntitle: A {count}\nslug: a{count}\n---\n\n{body}\n"
        )
    assert archive.build().code == 0
    for count in (4, 9, 10):
        (contents,) = _page(archive, f"articles/a{count}/index.html").xpath(
            '//details[@class="contents"]'
        )
        assert len(contents.xpath(".//a")) == count
        assert ("open" in contents.attrib) is (count < 10)


def test_earlier_permalinks_forward(site: Archive) -> None:
    for path in ("old/lamp", "articles/lampe"):
        page = _page(site, f"{path}/index.html")
        assert "articles/lamp/" in page.xpath("//a/@href")[0] or "../lamp/" in page.xpath(
            "//a/@href"
        )
        assert page.xpath('//link[@rel="canonical"]/@href') == [f"{BASE}articles/lamp/"]
    assert "/old/lamp/ /articles/lamp/ 301\n" in site.read("public/_redirects")


def test_an_alias_that_is_no_path_is_a_problem(archive: Archive) -> None:
    archive.write("content/a.md", "---\ntitle: A\naliases: ['../../etc']\n---\n\nText.\n")
    run = archive.build()
    assert run.code == 1
    assert "(alias-invalid)" in run.err


def test_the_sitemap_lists_articles_with_their_dates(site: Archive) -> None:
    tree = lxml.etree.fromstring(site.read("public/sitemap.xml").encode())
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    dates = tree.xpath(f'//s:url[s:loc="{BASE}articles/lamp/"]/s:lastmod/text()', namespaces=space)
    assert dates == ["2011-03-14"]
    assert f"Sitemap: {BASE}sitemap.xml" in site.read("public/robots.txt")


def test_a_site_of_many_pages_has_several_sitemaps(
    site: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen import build, config  # noqa: PLC0415 - only this test builds within its process

    monkeypatch.setattr(machines, "_MAX_URLS", 10)
    settings = config.load(site.root / "sitegen.toml", {"search": False, "base_url": BASE}, {})
    build.build(settings)
    tree = lxml.etree.fromstring(site.read("public/sitemap.xml").encode())
    assert tree.tag.endswith("sitemapindex")
    parts = [site.read(f"public/sitemap-{i}.xml") for i in range(1, len(tree) + 1)]
    assert sum(part.count("<url>") for part in parts) > 10


def test_netlify_and_the_headers_file_say_the_same() -> None:
    netlify = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    assert netlify["headers"][0]["values"]["Content-Security-Policy"] == machines.POLICY


def test_no_page_holds_inline_scripts_or_styles_or_asks_another_server(site: Archive) -> None:
    for path, data in site.files("public").items():
        if not path.endswith(".html"):
            continue
        page = lxml.html.fromstring(data)
        assert not page.xpath("//@style | //style")
        assert not page.xpath('//script[not(@src) and not(@type="application/ld+json")]')
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        sources = "//script/@src | //img/@src | //link[@rel='stylesheet']/@href"
        for source in _texts(page, sources):
            assert not re.match(r"https?:|//", source)


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_every_language_has_every_word(language: str) -> None:
    ours = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    english = tomllib.loads((WORDS / "en.toml").read_text(encoding="utf-8"))
    assert set(ours) == set(english)
    for key, value in english.items():
        if key == "topic":
            continue
        wanted = set(re.findall(r"\{(\w+)\}", str(value)))
        others = ours[key].values() if isinstance(ours[key], dict) else [ours[key]]
        for text in others:
            assert set(re.findall(r"\{(\w+)\}", text)) <= wanted, (key, text)


def test_the_site_speaks_the_language_that_is_set(site: Archive) -> None:
    site.write("sitegen.toml", 'language = "ar"\n')
    site.write("templates/words/ar.toml", 'latest = "الجديد"\n')
    assert site.build().code == 0
    home = site.read("public/index.html")
    assert '<html lang="ar" dir="rtl">' in home
    assert "الجديد" in home
    assert "3 مقالات" in home
    assert "1899 أو بعده" in site.read("public/articles/odd/index.html")


def test_the_archives_own_colours_go_before_the_themes(site: Archive) -> None:
    site.write(
        "sitegen.toml", '[theme]\naccent = "#1d4e89"\ndark_accent = "#8fb8e8"\nserif = "Charter"\n'
    )
    assert site.build().code == 0
    css = site.read("public/static/theme.css")
    assert "--accent: #1d4e89;" in css
    assert "@media (prefers-color-scheme: dark) { :root { --accent: #8fb8e8; } }" in css
    assert "static/theme.css" in site.read("public/index.html")


@pytest.mark.parametrize(
    "line", ['accent = "red; }"', 'acent = "#123"', 'serif = "a;b"', "ink = 3"]
)
def test_a_theme_that_is_none_is_said_so(archive: Archive, line: str) -> None:
    archive.seed("a.txt")
    archive.write("sitegen.toml", f"[theme]\n{line}\n")
    assert archive.build().code == 2


def test_a_portable_site_names_its_files(site: Archive) -> None:
    site.write("sitegen.toml", "portable = true\nmarkdown = true\n")
    assert site.build().code == 0
    for path, data in site.files("public").items():
        if path.endswith(".html") and path != "404.html":
            page = lxml.html.fromstring(data)
            folder = (site.root / "public" / path).parent
            for href in _texts(page, "//a/@href"):
                target = href.partition("#")[0]
                if target and not re.match(r"[a-z]+:", target):
                    assert (folder / target).resolve().is_file(), (path, href)
    assert site.read("public/articles/lamp/index.md").startswith("---\ntitle: The lamp\n")


def test_names_are_taken_apart() -> None:
    assert parted("Ludwig van Beethoven") == ("Ludwig", "van Beethoven")
    assert inverted("Ada Marlowe") == "Marlowe, Ada"
    assert inverted("AFP") == "AFP"


def test_an_archive_has_few_files_for_each_article(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "many")
    for i in range(300):
        header = f"title: Note {i}\nauthor: Writer {i % 30}\ndate: {1990 + i % 20}\ntopic: sport"
        text = f"---\n{header}\n---\n\nNumber {i} of the notes.\n"
        archive.write(f"content/note-{i}.md", text)
    assert archive.run("build").code == 0
    assert len(archive.files("public")) <= 2.6 * 300  # 2.2 from a thousand on: the rest is fixed


def test_every_page_is_the_same_after_it_was_sent_to_another_process(site: Archive) -> None:
    settings = config.load(site.root / "sitegen.toml", {}, {})
    found = loading.load(settings, Work(1, Memo(None), silent), Report(), write=False)
    planned = list(pages.plan(found.archive, found.site, found.related))
    assert pickle.loads(pickle.dumps(planned)) == planned  # noqa: S301 - our own
