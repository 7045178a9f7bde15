"""Authors' names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.conversion.convert import convert
from sitegen.metadata.naming import cased, people
from sitegen.model import Seed


@pytest.mark.parametrize(
    ("on_the_page", "name"),
    [
        ("IDA TVEIT", "Ida Tveit"),
        ("HÉLÈNE MARCHANDEAU", "Hélène Marchandeau"),
        ("ОЛЬГА СВЕНСЕН", "Ольга Свенсен"),
        ("WALTER O'BRIEN", "Walter O'Brien"),
        ("JEAN-LUC DE LA TOUR", "Jean-Luc de la Tour"),
        ("ED JONES", "Ed Jones"),
        ("AJ MCCARTHY", "AJ McCarthy"),
        ("J.D. SALT III", "J.D. Salt III"),
        ("NBC NEWS", "NBC News"),
        ("Bill MCCARTHY", "Bill McCarthy"),
        ("The NASA Desk", "The NASA Desk"),
        ("Ida Tveit, FRSL", "Ida Tveit, FRSL"),
        ("Ida Tveit", "Ida Tveit"),
        ("Ida van der Berg", "Ida van der Berg"),
        ("REUTERS", "REUTERS"),
        ("", ""),
    ],
)
def test_capitals_of_the_page_are_no_part_of_a_name(on_the_page: str, name: str) -> None:
    assert cased(on_the_page) == name


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (["Ida Tveit", "Product Manager"], ["Ida Tveit"]),
        (["Ida Tveit", "Eagle Washington Bureau"], ["Ida Tveit"]),
        (["Ida Tveit, CNN"], ["Ida Tveit"]),
        (["Ida Tveit/example.com"], ["Ida Tveit"]),
        (["Ida Tveit", "April Lie"], ["Ida Tveit", "April Lie"]),
        (["Harbour Gazette Staff"], ["Harbour Gazette Staff"]),
        (["Admin"], []),
        (["Our Editors"], ["Our Editors"]),
        (["Follow author"], []),
    ],
)
def test_a_list_of_authors_names_people(listed: list[str], found: list[str]) -> None:
    assert people(listed) == found


@given(st.lists(st.text("aZéÉß .,'-MC", max_size=30), max_size=4))
def test_no_letter_of_a_name_is_lost(names: list[str]) -> None:
    on_the_page = [" ".join(name.split()).lower() for name in names]
    for name in people(names):
        assert any(" ".join(name.split()).lower() in given for given in on_the_page)


def test_the_article_has_the_name_and_the_claim_the_line() -> None:
    prose = "The dyke was measured twice a year, once by the engineer and once by the parish. "
    page = f"What the tide left\n\nBy IDA TVEIT\n\n{prose * 3}\n\n{prose * 4}"
    made = convert(Seed("seeds/page.txt", page.encode(), ""), ())
    assert made.article
    assert made.article.author == ("Ida Tveit",)
    claim = next(claim for claim in made.claims if claim.field == "author")
    assert claim.evidence == "By IDA TVEIT"
