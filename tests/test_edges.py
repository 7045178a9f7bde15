"""What stands at a body's end and leads to nothing, or signs it."""

import pytest

from sitegen.cleaning import edges
from sitegen.model import Block, Draft, Kind, Section

PROSE = "The quay was never bought or sold. It was paid for in salt, which was eaten."


def ends(*lines: str, kind: Kind = Kind.PARAGRAPH) -> list[Section | None]:
    """Return the sections of lines that end a body, all of one kind but the first, a paragraph."""
    blocks = tuple(
        Block(line, kind if i > 1 else Kind.PARAGRAPH, i, i, section=Section.BODY)
        for i, line in enumerate([PROSE, *lines], start=1)
    )
    return [b.section for b in edges.clean(Draft((PROSE, *lines), blocks)).blocks[1:]]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("In this article:", Section.FURNITURE),
        ("Bookmark to:", Section.FURNITURE),
        ("Written by Ida Tveit", Section.BYLINE),
        ("By Ida Tveit", Section.BYLINE),
        (PROSE, Section.BODY),
        ("It was eaten.", Section.BODY),
        ("Here is what the parish wrote down of it in the end:", Section.BODY),
    ],
)
def test_a_short_line_that_leads_on_is_not_the_end(line: str, section: Section) -> None:
    assert ends(line) == [section]


def test_a_subhead_that_nothing_stands_under_is_not_the_end() -> None:
    assert ends("You may also like", "On the side", kind=Kind.HEADING) == [Section.FURNITURE] * 2
    assert ends("What it cost", PROSE) == [Section.BODY] * 2


def test_a_list_keeps_its_last_item() -> None:
    assert ends("Salt:", kind=Kind.ITEM) == [Section.BODY]


def test_a_body_of_one_block_stays() -> None:
    block = Block("What it cost:", Kind.PARAGRAPH, 1, 1, section=Section.BODY)
    assert edges.clean(Draft((block.text,), (block,))).blocks == (block,)
