"""What a dump glued to a title is no part of it; what a title says of dates and people is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cleaning.trimming import trimmed, without_author
from sitegen.conversion.convert import convert
from sitegen.model import Seed


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("What the tide left | Save Email Print", "What the tide left"),
        ("What the tide left printable versionbigger textsmaller text", "What the tide left"),
        ("What the tide left Erschienen am 30.04.2024", "What the tide left"),
        ("What the tide left – Published: 30 April 2024", "What the tide left"),
        ("What the tide left www.example.org 2007-11-24 16:23:08 Print", "What the tide left"),
        ("08/01 13:27 CET What the tide left", "What the tide left"),
        ("| What the tide left", "What the tide left"),
        ("What the tide left: 30.04.2024", "What the tide left: 30.04.2024"),
        ("Four short links: 6 November 2012", "Four short links: 6 November 2012"),
        ("The parish rose—", "The parish rose—"),
        ("How to save, email", "How to save, email"),
        ("Published 1953", "Published 1953"),
        ("Last update: 12/30/2007 11:25 am", "Last update: 12/30/2007 11:25 am"),
        ("", ""),
    ],
)
def test_times_and_buttons_are_cut_from_a_title(title: str, left: str) -> None:
    assert trimmed(title) == left


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("What the tide left by Ida Tveit", "What the tide left"),
        ("What the tide left By ida tveit", "What the tide left"),
        ("What the tide left | Ida Tveit", "What the tide left"),
        ("What the tide left - Ida Tveit", "What the tide left"),
        ("What the tide left by Harriet Olund", "What the tide left by Harriet Olund"),
        ("A conversation with Ida Tveit", "A conversation with Ida Tveit"),
        ("Poems by Ida Tveit", "Poems by Ida Tveit"),
    ],
)
def test_an_articles_author_is_cut_from_its_title(title: str, left: str) -> None:
    assert without_author(title, {"Ida Tveit", "Ansgar Lie"}) == left


@given(st.text("aZ 0123:/.-|–by", max_size=200), st.text("aZ b(*", max_size=9))
def test_what_is_left_of_a_title_stood_in_it(title: str, author: str) -> None:
    assert trimmed(title) in title
    assert title.startswith(without_author(title, {author}))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("seeds/000_42fe.txt", "What the tide left"),
        ("seeds/what-the-tide-left-by-ida-tveit.txt", "What the tide left by Ida Tveit"),
    ],
)
def test_an_author_in_the_files_name_belongs_to_the_title(name: str, title: str) -> None:
    prose = "The dyke was measured twice a year, once by the engineer and once by the parish. "
    page = f"What the tide left by Ida Tveit\n\nBy Ida Tveit\n\n{prose * 3}\n\n{prose * 4}"
    made = convert(Seed(name, page.encode(), ""), ()).article
    assert made
    assert (made.title, made.author) == (title, ("Ida Tveit",))
