"""What HTML pages say of themselves, in the ways in which the web says it."""

import pytest

from sitegen import metadata, readers
from sitegen.cleaning import clean
from sitegen.metadata import Reading, date
from sitegen.model import Claim, Draft, Seed

BODY = """
<h1>The ferry that nobody missed</h1>
<p>The ferry stopped on a Tuesday, and for nine days not one letter of complaint reached the
office on the quay, although the timetable still hung behind its glass.</p>
<p>On the tenth day a woman asked whether the boat was late. The clerk looked at the timetable,
then at the water, and said that it was, as far as he could tell, two hundred hours late.</p>
"""


def page(head: str = "", body: str = "") -> Draft:
    html = f"<!doctype html><html><head>{head}</head><body>{body}{BODY}</body></html>"
    draft = readers.read(Seed("seeds/page.html", html.encode(), ""))
    assert isinstance(draft, Draft)
    return draft


def hints(draft: Draft, field: str = "date") -> list[tuple[str, str]]:
    return [(h.value, h.rule) for h in draft.hints if h.field == field and "trafil" not in h.rule]


def dated(draft: Draft) -> list[Claim]:
    return date.claims(Reading(clean(draft), (), "en"))


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2019-04-02T08:00:00Z", "author": "Ida Tveit"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"\n//<![CDATA[\n{ARTICLE}\n//]]>",
        f"<![CDATA[{ARTICLE}]]>",
        f"{ARTICLE} }}",
        f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}',
    ],
    ids=["bare", "wrapped with a comment", "wrapped", "with a bracket too many", "in a graph"],
)
def test_json_ld_is_read_however_it_is_wrapped(script: str) -> None:
    draft = page(f'<script type="application/ld+json">{script}</script>')
    assert ("2019-04-02", "the page's JSON-LD") in hints(draft)
    assert ("Ida Tveit", "the page's JSON-LD") in hints(draft, "author")


@pytest.mark.parametrize(
    ("head", "body", "rule"),
    [
        ('<meta name="published_on" content="2019-04-02T21:04:00">', "", "the page's published_on"),
        ('<meta name="pub_date" value="2019-04-02">', "", "the page's pub_date"),
        (
            '<link rel="canonical" href="https://quay.example/2019/04/02/ferry/">', "",
            "the page's address",
        ),
        (
            '<meta property="og:url" content="https://quay.example/2019/04/02/ferry/">', "",
            "the page's address",
        ),
        (
            "", '<abbr class="published" title="2019-04-02T08:00">Tuesday</abbr>',
            "what the page marks as published",
        ),
        (
            '<script>window.state = {"article":{"published_at":"2019-04-02T08:00"}}</script>', "",
            "the page's scripts",
        ),
        (
            "", '<div data-page="{&quot;datePublished&quot;:&quot;2019-04-02&quot;}"></div>',
            "the page's scripts",
        ),
    ],
)  # fmt: skip
def test_a_date_is_found_wherever_a_page_states_it(head: str, body: str, rule: str) -> None:
    draft = page(head, body)
    assert hints(draft) == [("2019-04-02", rule)]
    best = dated(draft)[0]
    assert (best.value, best.claimed) == ("2019-04-02", True)
    assert best.confidence >= metadata.THRESHOLDS["date"]


def test_an_address_with_other_numbers_is_no_date() -> None:
    assert hints(page('<link rel="canonical" href="https://quay.example/2019/44/02/ferry/">')) == []
    assert hints(page('<link rel="canonical" href="https://quay.example/12019/04/02/f/">')) == []


def test_sources_that_agree_make_a_date_surer() -> None:
    meta = '<meta property="article:published_time" content="2019-04-02">'
    time = '<time datetime="2019-04-02">Tuesday</time>'
    alone = dated(page(meta))[0].confidence
    assert alone < dated(page(meta, time))[0].confidence < 1
    # Two tags in the page's head are one source.
    assert dated(page(meta + '<meta name="date" content="2019-04-02">'))[0].confidence == alone


def test_the_day_of_a_change_is_not_taken_for_that_of_publication() -> None:
    shown = "<p>12 March 2021</p>"
    published = '<meta property="article:published_time" content="2019-04-02">'
    modified = '<meta property="article:modified_time" content="2021-03-12">'
    assert dated(page(published + modified, shown))[0].value == "2019-04-02"
    # Where nothing else is known, it is better than nothing.
    assert "2021-03-12" in {claim.value for claim in dated(page(modified, shown))}
    assert hints(page(modified, shown), "modified") == [
        ("2021-03-12", "the page's article:modified_time")
    ]
