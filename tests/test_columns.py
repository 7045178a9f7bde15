"""Columns side by side become flows below one another; tables stay lines."""

from sitegen.readers.columns import flows

PAGE = """\
Home                     The ferry stopped on a Tuesday, and nobody in the     Most read
News                     village could say for certain which Tuesday it had
Weather                  been. The boat had simply been tied up one evening,   How to salt
Letters                  and on the next morning the ferryman had gone to      a herring
                         the mainland by the bridge, like all the others.
Archive                                                                        The quay that
About us                 He took the post with him, and the bell, and left     nobody owned
                         the boat, which is there still.
"""
TABLE = """\
Year        Herring        Cod        Salt
1871        4,200 t        310 t      90 t
1872        3,900 t        280 t      95 t
1873        1,100 t        305 t      97 t
1874        200 t          290 t      60 t
1875        none           300 t      12 t
"""


def _read(text: str) -> list[str]:
    found = flows(tuple(text.split("\n")))
    return [" ".join(" ".join(line.split()) for line in flow.lines).strip() for flow in found]


def test_three_columns_are_read_one_after_the_other() -> None:
    first, second, third, *_ = _read(PAGE)
    assert first.split() == "Home News Weather Letters Archive About us".split()
    assert second.startswith("The ferry stopped on a Tuesday, and nobody in the village could")
    assert second.endswith("and left the boat, which is there still.")
    assert third.split("  ")[0].startswith("Most read")


def test_line_numbers_count_from_the_top_of_the_page() -> None:
    found = flows(tuple(("The ferry\n\n" + PAGE).split("\n")))
    assert [flow.first for flow in found][:4] == [1, 3, 3, 3]


def test_the_lines_of_a_table_stay_together() -> None:
    assert len(flows(tuple(TABLE.split("\n")))) == 1


def test_prose_with_wide_gaps_is_no_column() -> None:
    text = (
        "It was late.   He slept, and she   did not.\n"
        "She wrote   until the lamp went out, and then\n"
        "she wrote   in the dark.   In the morning the page was black:\n"
        "she had   dipped the pen   twice\n"
        "where once   would have done, and had not   turned the page\n"
        "at all.   He read it   all the same.\n"
    )
    assert len(flows(tuple(text.split("\n")))) == 1
