"""Which lines of a body become headings, and what happens to them then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen import learned
from sitegen.cleaning import headings
from sitegen.model import Block, Draft, Kind, Section

PARAGRAPH = (
    "The dyke was measured twice a year, once by the engineer and once by the parish, and nobody"
    " remembered a year in which the two had come to the same height. Both were written down."
)


def draft(*lines: str | Block, body: bool = True) -> Draft:
    """Return a page of one line a block, all of them in the body."""
    section = Section.BODY if body else Section.FURNITURE
    blocks = tuple(
        structs.replace(line, first=i, last=i, section=line.section or section)
        if isinstance(line, Block)
        else Block(line, Kind.PARAGRAPH, i, i, prose=0.9, section=section, rule="a rule")
        for i, line in enumerate(lines, start=1)
    )
    return Draft(tuple(block.text for block in blocks), blocks)


def item(text: str, marker: str = "-") -> Block:
    return Block(text, Kind.ITEM, 0, 0, marker=marker, prose=0.9, rule="a rule")


def candidates(*lines: str | Block) -> list[int]:
    return headings.candidates(draft(*lines))


@pytest.mark.parametrize(
    ("line", "may_be_one"),
    [
        ("What the tide left", True),
        ("X" * 120, True),
        ("X" * 121, False),
        ("堤" * 48, True),  # as wide as 120 Latin characters
        ("堤" * 49, False),
        (" ".join(["dyke"] * 16), True),
        (" ".join(["a"] * 17), False),
        ("1953", False),
        ("* * *", False),
        ("**What the tide left**", True),
        ("[What the tide left](https://example.org/tide)", False),
        ("[1] What the tide left", True),
        ("(Source: the parish)", False),
        ("[The Parish Gazette]", False),
        ("(Part one) What the tide left", True),
        ("By Ottoline Mbeki", False),
        ("von Ottoline Mbeki", False),
        ("READ MORE: What the tide left", False),
        ("» Related reading: What the tide left", False),
        ("Lesen Sie auch: Was die Flut ließ", False),
        ("What the tide left. Source: the parish", False),
        ("What the tide left: https://example.org/tide", False),
        ("Related work", True),
        ("Read this before the tide", True),
        ("Sources of the tide", True),
    ],
)
def test_a_heading_is_a_short_line_of_words(line: str, may_be_one: bool) -> None:
    assert candidates(PARAGRAPH, line, PARAGRAPH) == [1] * may_be_one


def test_only_paragraphs_and_lone_items_of_the_body_may_be_headings() -> None:
    assert candidates(item("A dyke"), PARAGRAPH, item("A sluice"), PARAGRAPH) == [0, 2]
    assert candidates(item("A"), item("B"), PARAGRAPH, item("C"), PARAGRAPH) == [3]
    for kind in (Kind.QUOTE, Kind.CODE, Kind.HEADING):
        assert not candidates(Block("A dyke", kind, 0, 0), PARAGRAPH)
    assert not candidates(PARAGRAPH, "A dyke"), "there is nothing that it heads"
    assert not headings.candidates(draft("A dyke", PARAGRAPH, body=False))
    apart = draft(item("A dyke"), Block("Share", Kind.PARAGRAPH, 0, 0, section=Section.FURNITURE),
                  item("A sluice"), PARAGRAPH)  # fmt: skip
    assert not headings.candidates(apart), "furniture between two items parts no list"


def test_lines_over_paragraphs_become_headings_and_nothing_else_changes() -> None:
    page = draft(
        PARAGRAPH, "What the tide left", PARAGRAPH, "Who paid for it", PARAGRAPH, PARAGRAPH,
        "How it was mended", PARAGRAPH,
    )  # fmt: skip
    done = headings.clean(page)
    for i, (before, block) in enumerate(zip(page.blocks, done.blocks, strict=True)):
        if i in {1, 3, 6}:
            assert (block.kind, block.level, block.text) == (Kind.HEADING, 2, before.text)
            assert block.rule.startswith("a rule; stands like a subhead (")
        else:
            assert block == before


def test_the_end_of_a_sentence_between_paragraphs_is_no_heading() -> None:
    page = draft(PARAGRAPH, "and so it was left as it stood, for years.", PARAGRAPH)
    assert headings.clean(page) == page


def test_a_numbered_heading_keeps_its_number_and_a_bold_one_loses_its_marks() -> None:
    page = draft(
        PARAGRAPH, item("What the tide left", "1."), PARAGRAPH, "**Who paid for it**", PARAGRAPH,
        item("How it was mended", "2."), PARAGRAPH, "**Who** paid for **it**", PARAGRAPH,
        item("How it was lost", "-"), PARAGRAPH,
    )  # fmt: skip
    found = [b for b in headings.clean(page).blocks if b.kind is Kind.HEADING]
    assert [(block.text, block.marker) for block in found] == [
        ("1. What the tide left", ""),
        ("Who paid for it", ""),
        ("2. How it was mended", ""),
        ("**Who** paid for **it**", ""),
        ("How it was lost", ""),
    ]


def test_scripts_without_spaces_need_less(monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft(PARAGRAPH, "What the tide left", PARAGRAPH, "最後の堤防", PARAGRAPH)
    sure = learned.trees("headings").probabilities(headings.features(page, [1, 3])).tolist()
    more = 2.0
    for least, unspaced, made in (
        (sure[0], sure[1], {1, 3}),
        (more, sure[1], {3}),
        (sure[0], more, {1}),
        (more, more, set()),
    ):
        monkeypatch.setattr(headings, "LEAST", least)
        monkeypatch.setattr(headings, "LEAST_UNSPACED", unspaced)
        done = headings.clean(page).blocks
        assert {i for i, block in enumerate(done) if block.kind is Kind.HEADING} == made


def test_a_line_is_told_by_what_stands_around_it() -> None:
    page = draft(PARAGRAPH, "Two words", PARAGRAPH, "Three words: more", "Two words", "x" * 700)
    found = headings.candidates(page)
    assert found == [1, 3, 4]
    rows = [
        dict(zip(headings.NAMES, row, strict=True))
        for row in headings.features(page, found).tolist()
    ]
    first, second, third = rows
    assert [row["words"] for row in rows] == [2, 3, 2]
    assert [row["other lines"] for row in rows] == [1, 0, 1]
    assert [row["stands above"] for row in rows] == [0, 0, 1]
    assert [row["between paragraphs"] for row in rows] == [1, 0, 0]
    assert [row["run below"] for row in rows] == [0, 1, 0]
    assert [row["run above"] for row in rows] == [0, 0, 1]
    assert [row["colon inside"] for row in rows] == [0, 1, 0]
    assert first["width above"] == first["width below"] == len(PARAGRAPH)
    assert (second["short below"], second["short next below"]) == (1, 0)
    assert third["width below"] == 600, "what is wider says no more"
    assert third["width next below"] == -1, "nothing stands there"
    assert (first["from first"], first["to last"]) == (1, 4)
    assert first["alike"] == 3
    assert first["alike over prose"] == pytest.approx(2 / 3)
    assert first["alike in a row"] == pytest.approx(1 / 3)


def test_a_line_that_stands_out_of_the_text_is_known_by_its_indentation() -> None:
    page = draft(PARAGRAPH, "What the tide left", PARAGRAPH)
    lines = (f"   {page.lines[0]}", page.lines[1], f"   {page.lines[2]}")
    row = headings.features(Draft(lines, page.blocks), [1])[0].tolist()
    assert row[headings.NAMES.index("outdent")] == 3


@given(
    st.lists(
        st.builds(
            Block,
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
            st.sampled_from(Kind),
            st.integers(0, 9),
            st.integers(0, 9),
            marker=st.sampled_from(["", "-", "1."]),
            section=st.sampled_from([Section.BODY, Section.TITLE]),
        )
    )
)
def test_any_page_keeps_its_words(blocks: list[Block]) -> None:
    page = Draft(("line",) * 5, tuple(blocks))
    found = headings.candidates(page)
    if found:
        rows = headings.features(page, found)
        assert rows.shape == (len(found), len(headings.NAMES))
        assert np.isfinite(rows).all()
    for before, block in zip(page.blocks, headings.clean(page).blocks, strict=True):
        if block != before:
            assert block.kind is Kind.HEADING
            assert block.text.replace("*", "").endswith(before.text.replace("*", "").strip())
