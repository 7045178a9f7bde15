"""What is looked at first, since that is quick, sees all that the whole pattern sees."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen import markdown
from sitegen.cleaning import edges, features, furniture, places, sections, threads

# Words that patterns look for, words that hold them, and what may stand around.
_WORDS = """
by BY Von von par di av af baby Dividend have author: Author : text : Posted by Ada Wu wrote said
says SAID: replied... dit editor, 3 May 2011 written by: 文 ： 文： بقلم كتبت Über Ölm é __ a_b
\\ `x` [y] *z* <b> &amp; ~~ AAA 000 éé ’
""".split()
TEXTS = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


@given(TEXTS)
@example("Posted by Ada Wu")
@example("文 ： Ada")
def test_bylines_are_those_of_the_pattern(text: str) -> None:
    found = [match.span() for match in edges.bylines(text)]
    assert found == [match.span() for match in edges.BYLINE.finditer(text)]
    assert edges.begins_byline(text) == bool(edges.BYLINE.match(text))


@given(TEXTS)
@example("Ada Wu wrote:")
@example("Ada Wu SAID ...")
def test_who_said_something_is_seen(text: str) -> None:
    assert threads._says(text) == bool(threads._SAYS.fullmatch(text))  # noqa: SLF001 - what is asked


@given(TEXTS)
def test_signs_are_escaped_wherever_they_stand(text: str) -> None:
    whole = markdown._INLINE.sub(  # noqa: SLF001 - what is asked
        lambda found: markdown._ENTITY.get(found[0], "\\" + found[0]),  # noqa: SLF001 - the same
        " ".join(text.split()),
    )
    assert markdown.escape(text) == whole


@given(st.lists(TEXTS | st.text(max_size=20), max_size=5))
@example(["By Ada Wu on 3 May\n2011", "éé __ ÀÀ ²²"])
def test_shapes_are_those_that_one_letter_after_the_other_gives(texts: list[str]) -> None:
    def shape(text: str) -> str:
        signs = re.sub(r"[A-Z]", "A", re.sub(r"[a-z]", "a", re.sub(r"[0-9]", "0", text)))
        return re.sub(r"(\S+ )\1+", r"\1", re.sub(r"(\w)\1+", r"\1", signs))

    if texts:
        wanted = [shape(text.replace("\n", "\v")) for text in texts]
        assert places._shapes(texts) == wanted  # noqa: SLF001 - what is asked


@pytest.mark.parametrize(
    "pattern",
    [
        *(head for _, head in sections._HEADS),  # noqa: SLF001 - what is asked
        *(pattern for _, pattern, _ in sections._LINES),  # noqa: SLF001 - the same
        sections._NOTE, sections._CREDIT, sections._ABOUT,  # noqa: SLF001 - the same
        furniture._START, features._CALL, edges._BY_LOWER,  # noqa: SLF001 - the same
    ],
    ids=lambda pattern: pattern.pattern.strip()[:20],
)  # fmt: skip
def test_what_is_looked_for_in_lower_case_is_in_lower_case(pattern: re.Pattern[str]) -> None:
    said = re.sub(r"\\[A-Za-z]", "", pattern.pattern)
    assert said == said.lower()
