"""One seed in, one article out: the whole of it, by example."""

import pytest
from conftest import ROOT

from sitegen.convert import convert
from sitegen.model import Article, Seed
from sitegen.topics import IPTC


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
