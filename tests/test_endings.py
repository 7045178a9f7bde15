"""What stands at an end of the body and speaks of the article: bios, notes, and what looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cleaning import endings
from sitegen.model import Block, Draft, Kind, Section

_PROSE = (
    "The harbour was dredged in spring, and what came up was sold by weight to whoever asked. " * 3
)
_TEXT = [(_PROSE, Section.BODY)] * 4


def _ended(*blocks: tuple[str, Section]) -> list[Section | None]:
    """Return where `endings` puts blocks that stand around an article's prose."""
    marked = tuple(
        Block(text, Kind.PARAGRAPH, row, row).placed(section, "as the test has it")
        for row, (text, section) in enumerate(blocks)
    )
    return [block.section for block in endings.clean(Draft((), marked)).blocks]


def test_a_bio_is_told_by_a_name_that_stands_alone_outside_the_article() -> None:
    bio = ("Ada Wu is a reporter who covers the coast.", Section.BODY)
    alone = ("Ada Wu", Section.FURNITURE)
    assert _ended(alone, *_TEXT, bio)[-1] is Section.BIO
    assert _ended(alone, bio, *_TEXT)[1] is Section.BIO
    # Below the article nobody new is spoken of; above it somebody is.
    assert _ended(*_TEXT, bio)[-1] is Section.BIO
    assert _ended(bio, *_TEXT)[0] is Section.BODY
    # In the middle an article may say who somebody is.
    assert _ended(alone, *_TEXT, bio, *_TEXT)[5] is Section.BODY


@pytest.mark.parametrize(
    "bio",
    [
        "Dr. Ada Wu, who moved here last year, is a lecturer at the school of the coast.",
        "Ada (Addie) Wu writes about ports; she was the editor of a small paper.",
        "Ada Wu ist freie Journalistin und lebt an der Küste von Vessing.",
        "Ada Wu est journaliste et vit depuis dix ans au bord de la mer.",
        "Ada Wu es periodista y vive desde hace años junto al puerto.",
        "_Ada Wu is the founder of a company that sells what is dredged._",
    ],
)
def test_bios_are_known_in_several_forms_and_languages(bio: str) -> None:
    alone = ("By Ada Wu for the harbour's own paper", Section.BYLINE)
    assert _ended(alone, *_TEXT, (bio, Section.BODY))[-1] is Section.BIO


@pytest.mark.parametrize(
    "text",
    [
        "The keeper is a writer of letters to the harbour board.",  # no name
        "ada wu is a reporter who covers the coast.",
        "Ada Wu is tall and walks along the quay every morning.",  # no trade
        "Ada Wu is a reporter.",  # hardly a sentence
    ],
)
def test_what_only_looks_like_a_bio_stays(text: str) -> None:
    alone = ("Ada Wu", Section.FURNITURE)
    assert _ended(alone, *_TEXT, (text, Section.BODY))[-1] is Section.BODY


def test_a_person_whom_the_article_is_about_has_no_bio() -> None:
    bio = ("Ada Wu is a reporter who covers the coast.", Section.BODY)
    about = ("It was Wu who found the stone, and nobody believed her for a year.", Section.BODY)
    alone = ("Ada Wu", Section.FURNITURE)
    assert _ended(alone, bio, about, *_TEXT)[1] is Section.BODY
    assert _ended(alone, about, *_TEXT, bio)[-1] is Section.BODY
    talk = ("A talk with Ada Wu", Section.TITLE)
    assert _ended(talk, alone, bio, *_TEXT)[2] is Section.BODY


def test_a_short_page_about_a_person_is_not_taken_for_a_bio() -> None:
    page = f"Ada Wu is a reporter who covers the coast. {_PROSE}"
    assert _ended(("Ada Wu", Section.FURNITURE), (page, Section.BODY)) == [
        Section.FURNITURE, Section.BODY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        "Filed under Harbours. Bookmark the permalink.",
        "Tags: harbours, salt",
        "A version of this article appeared in print on Sunday.",
        "All of this is for informational purposes only.",
        "The opinions expressed here are the author's own.",
    ],
)
def test_notes_below_an_article_are_none_of_it(note: str) -> None:
    said = (note, Section.BODY)
    assert _ended(*_TEXT, said)[-1] is Section.FURNITURE
    assert _ended(said, *_TEXT)[0] is Section.BODY
    assert _ended(*_TEXT, said, *_TEXT)[4] is Section.BODY


@pytest.mark.parametrize(
    "text",
    [
        "The lawsuit was filed in federal court on Friday.",
        "Both complaints were filed under the law of the coast, and neither was heard.",
        "Brokers earn a small commission on each boat that is sold.",
        "The comments of the council are closed to the public until spring.",
    ],
)
def test_what_an_article_says_last_is_no_note(text: str) -> None:
    assert _ended(*_TEXT, (text, Section.BODY))[-1] is Section.BODY


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(list(Section))), max_size=12))
def test_endings_lose_no_text(blocks: list[tuple[str, Section]]) -> None:
    marked = tuple(
        Block(text, Kind.PARAGRAPH, row, row).placed(section, "as the test has it")
        for row, (text, section) in enumerate(blocks)
    )
    after = endings.clean(Draft((), marked)).blocks
    assert [block.text for block in after] == [text for text, _ in blocks]
    for block, (_, section) in zip(after, blocks, strict=True):
        assert block.section is section or section is Section.BODY
