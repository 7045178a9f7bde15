"""One seed in, one article out: the whole of it, by example."""

import pytest
from conftest import ROOT

from sitegen.conversion.convert import convert
from sitegen.markdown import to_html
from sitegen.model import Article, Kind, Seed
from sitegen.model.topics import IPTC
from sitegen.readers.text import blocks_of, is_markdown


def _article(name: str) -> Article:
    path = ROOT / "seeds" / name
    result = convert(Seed(f"seeds/{name}", path.read_bytes(), ""), IPTC)
    assert result.article, result.problems
    return result.article


def test_a_page_copied_with_all_that_stood_around_it() -> None:
    article = _article("ceasefire-line.txt")
    assert article.title == "The village that the ceasefire forgot"
    assert article.author == ("Casimir Oyelaran",)
    assert article.posted_by == "ovidreader"
    assert article.date == "2006/.."
    assert article.lang == "en"
    assert article.topic == ""  # the archive as a whole decides it
    assert article.bio.startswith("Casimir Oyelaran MA has reported")
    assert article.body.startswith("When the generals drew their line")
    assert article.body.endswith("metres wide, and people live in it.")
    for furniture in ("close", "Quietcorner", "Farfieldnotes", "ceasefire forgot", "Image credit"):
        assert f"\n{furniture}" not in f"\n{article.body}"
    assert "Casimir" not in article.body


@pytest.mark.parametrize(
    ("name", "title", "author", "date", "lang"),
    [
        ("county-clerk.txt", "The clerk who would not round up", "Delphine Arkwright-Mbeki",
         "2016-10-30", "en"),
        ("backyard-telescope.txt", "Seeing less, better: a year with one small telescope",
         "Anselm Igwe", "2012-10-05", "en"),
        ("moorland.txt", "Das Moor kommt zurück", "Annegret Lohse", "1958/..", "de"),
        ("cheminots.txt", "La dernière équipe du dépôt de Varennes", "Hélène Marchandeau",
         "2009-10-12", "fr"),
        ("panaderia.txt", "El horno que despierta al pueblo", "Remedios Valcárcel",
         "2020-02-08", "es"),
        ("night-school.html", "The class that meets at midnight", "Kwabena Lindqvist",
         "2015-02-19", "en"),
    ],
)  # fmt: skip
def test_pages_in_other_kinds_of_mess(
    name: str, title: str, author: str, date: str, lang: str
) -> None:
    article = _article(name)
    told = (article.title, *article.author, article.date, article.lang)
    assert told == (title, author, date, lang)


def test_a_sentence_broken_at_its_links_is_whole() -> None:
    body = _article("county-clerk.txt").body
    assert body.startswith("There is a fine in the records of the Tolliver County Court that was")
    assert "Winifred Loomis, who was clerk of the court" in body


DUMP = """\
# The lock-keeper's ledger

Home | Archive | [About us](/about)

## What was counted

Every boat that went through the lock at Ennerby was written down, **with the hour and the
toll**, and nobody has ever asked to see the book. It fills [forty volumes](https://example.org/v).

1\\. The first of them begins in the spring of 1871, when the lock was new and the water was still
brown from the digging, and it has a page for each day.
"""


def _body_of(text: str) -> str:
    result = convert(Seed("seeds/lock.txt", text.encode(), ""), IPTC)
    assert result.article, result.problems
    return result.article.body


def test_a_text_that_is_written_in_markdown_keeps_its_marks() -> None:
    body = _body_of(DUMP)
    assert "**with the hour and the toll**" in body
    assert "[forty volumes](https://example.org/v)" in body
    assert "\n1\\. The first of them" in body
    html = to_html(body)
    assert "<strong>with the hour and the toll</strong>" in html
    assert '<a href="https://example.org/v" rel="noopener noreferrer">forty volumes</a>' in html
    assert "<p>1. The first of them" in html


def test_the_same_words_without_a_second_mark_are_shown_as_they_stand() -> None:
    text = DUMP.replace("# ", "").replace("[About us](/about)", "About us")
    text = text.replace("[forty volumes](https://example.org/v)", "forty volumes")
    assert not is_markdown(text)
    html = to_html(_body_of(text))
    assert "**with the hour and the toll**" in html
    assert "<p>1\\. The first of them" in html


def test_an_item_has_one_bullet_however_many_a_dump_drew() -> None:
    lines = ["The lock takes three things:", "", "- • boats", "* - the toll", "+ patience"]
    blocks = blocks_of(tuple(lines))
    assert [(block.kind, block.marker, block.text) for block in blocks[1:]] == [
        (Kind.ITEM, "-", "boats"), (Kind.ITEM, "-", "the toll"), (Kind.ITEM, "-", "patience")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "line", "is_item"),
    [
        ("The keeper, who had never learned to swim, went out", "– and came back –", False),
        ("The keeper, who had never learned to swim, went out", "- and came back", False),
        ("The keeper, who had never learned to swim, went out", "— être ou ne pas être", False),
        ("The keeper, who had never learned to swim, went out", "– И вернулся", True),
        ("The keeper, who had never learned to swim, went out", "– 5 came back", True),
        ("The keeper, who had never learned to swim, went out", "* and came back", True),
        ("The keeper, who had never learned to swim, went out.", "– and came back", True),
        ("The keeper, who had never learned to swim, took out:", "– a boat", True),
        ("The keeper, who had never learned to swim, took out,", "– a boat", True),
        ("The keeper took out", "– a boat", True),
        ("- The keeper, who had never learned to swim, went out", "- and came back", True),
    ],
)
def test_a_sentence_that_was_broken_at_a_dash_is_no_list(
    above: str,
    line: str,
    is_item: bool,
) -> None:
    assert (blocks_of((above, line))[1].kind is Kind.ITEM) is is_item
    assert blocks_of((above, "", line))[1].kind is Kind.ITEM, "a list may stand below anything"
    assert blocks_of((above, line), markup=True)[1].kind is Kind.ITEM, "so it is in Markdown"


@pytest.mark.parametrize(
    ("text", "is_written_in_it"),
    [
        ("**one** and **two**", True),
        ("**one** mark is an accident", False),
        ("## A heading\n\n**one** mark", True),
        ("see [this](https://example.org) and [that](/there)", True),
        ("see [this](#below)\n# A heading", True),
        ("# A heading\n\n1\\. a number", True),
        ("1\\. a number, C:\\(x86) and \\_", False),
        ("2 ** 3 ** 4 and a**b**c", False),
        ("** a ** and ** b **", False),
        ("** a **b** c**", False),
        ("***** and *****", False),
        ("[1](see below) [2](see above)", False),
        ("[x](javascript:a) [y](data:b)", False),
        ("f[i](j) + g[k](l)", False),
        ("#hashtag **one**", False),
        ("# A heading alone", False),
        ("", False),
    ],
)
def test_what_only_markdown_has(text: str, is_written_in_it: bool) -> None:
    assert is_markdown(text) is is_written_in_it


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_where_a_word_may_be_parted_is_no_part_of_it(name: str) -> None:
    prose = "The dyke was measured twice a year, once by the engineer and once by the parish. " * 3
    page = f"<h1>What the ti&shy;de left</h1><p>mea&#173;sured mea\u00adsured &#x200b;{prose}</p>"
    if name.endswith(".txt"):
        page = f"What the ti\u00adde left\n\nmea\u00adsured mea\u00ad\nsured {prose}"
    made = convert(Seed(f"seeds/{name}", page.encode(), ""), ()).article
    assert made
    assert made.title == "What the tide left"
    assert made.body.startswith("measured measured The dyke")
