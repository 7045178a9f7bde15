"""Markdown: our inline pass gives what the library's own gives, to the byte."""

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from sitegen import markdown as ours
from sitegen.articles import frontmatter
from sitegen.markdown import inline, paragraphs
from sitegen.model import Article
from sitegen.site import bodies

SIGNS = ["*", "_", "**", "__", "`", "``", "[", "]", "(", ")", "![", "[^1]", "<", ">", "&", "&amp;"]
SIGNS += ["\\", "\\*", "  \n", "\n", "\n\n", "# ", "- ", "> ", "1. ", "|", "http://a.b", "a@b.c"]
SIGNS += ["<http://a.b>", "<a@b.c>", "[x](y)", "[x][1]", "[1]: /z", "![p](q)", "~", "\x02", "\x03"]
documents = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text("abc é", max_size=6)), max_size=40
).map("".join)
SAMPLE = [
    frontmatter.read(path.read_text(encoding="utf-8")).body
    for path in sorted((ROOT / "content").glob("*.md"))
]


def untouched(body: str) -> str:
    """Return what our converter makes with the library's own inline pass."""
    ours._converter.cache_clear()  # noqa: SLF001 - the test takes it apart
    converter = ours._converter()  # noqa: SLF001 - the same
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
    html = converter.reset().convert(body)
    ours._converter.cache_clear()  # noqa: SLF001 - the same
    return html


def quick(body: str) -> str:
    return ours._converter().reset().convert(body)  # noqa: SLF001 - before the allow-list


PROSE_SIGNS = [*SIGNS, "*em*", "**strong**", "[a](https://b.c/d)", "`code`", "\\[", "\\-", " & "]
PROSE_SIGNS += [
    "\\\\",
    "\\`",
    "\\*",
    "\\~",
    "&amp;",
    "&lt;",
    "&lt;b>",
    "&#",
    "&#x",
    "&;",
    "<1@b.c>",
    "<1",
    "< ",
    "\\[\\]<",
    "\\`\\`",
]
PROSE_SIGNS += ["!", "^", "~", "///", "\xa0", "\u2028", "=", "--", "+ ", ": ", "2) ", "sitegen"]
PROSE_SIGNS += ["\n\n## ", "\n\n### a", "\n\n> ", "\n\n> b", "\n\n# ☃", "\n\na\n\n", "\n\n#### a"]
PROSE_SIGNS += ["\n> ", "\n    ", "\n\n    ", "[^1]: ", "x", '"', "'", "\t", "\r\n", "http://"]
prose = st.lists(
    st.one_of(st.sampled_from(PROSE_SIGNS), st.text("ab é.", min_size=1, max_size=6)), max_size=24
).map("".join)


def by_the_library_alone(body: str) -> str:
    """Return what is published where no paragraph is taken and the inline pass is untouched."""
    return ours._allowed().clean(untouched(body))  # noqa: SLF001 - the test takes it apart


@settings(max_examples=1500)
@given(prose)
def test_paragraphs_of_prose_come_out_as_the_library_makes_them(body: str) -> None:
    html, text = ours.converted(body)
    assert html == by_the_library_alone(body)
    assert text == ours.text_of(html)


# What is taken at once, and what looks like it.
BLOCKS = ["## a", "# b c", "### ", "#### x y z", "> q", "> q\n> r", "> ", "text", "more *em* text"]
BLOCKS += [
    "a **b** c",
    "12. x",
    "- i",
    "> > n",
    "#x",
    "## a #",
    "## a # b",
    "## a\\",
    "## ☃",
    "> # h",
]
BLOCKS += [
    "##### a",
    "x\ny",
    "> x\ny",
    "## a & b",
    '## "a"',
    "## a\nb",
    "> - a",
    "####### a",
    "## a",
]
BLOCKS += [
    "- a\n- b",
    "1. a\n2. b",
    "1. a\n- b",
    "- a\n1. b",
    "- a\nb",
    "- > q",
    "- # h",
    "- - n",
    "-",
]
BLOCKS += [
    "2. a\n3. b",
    "- `c` *d*",
    "1. a\n1. b",
    "01. a",
    "- ",
    "* a\n* b",
    "+ a",
    "    - a",
    "  - a",
]
BLOCKS += [
    "- a\n  - b",
    "- [x](http://a.b/c)",
    "1) a",
    "-  a",
    "1.  a",
    "- a\n- ",
    "- 1. a",
    "- a  ",
]
BLOCKS += [
    "1. **a** &\n2. b < c",
    "- a\n-b",
    "- a\n---",
    "- ===",
    "- a: b\n- c",
    "1.a",
    "- ☃\n- [x] y",
]
items = st.lists(
    st.tuples(st.sampled_from(["- ", "- ", "- ", "1. ", "2. ", "* ", "-  "]), prose).map("".join),
    min_size=1,
    max_size=4,
).map("\n".join)


@settings(max_examples=15000)
@given(st.lists(st.sampled_from(BLOCKS) | prose | items, max_size=10).map("\n\n".join))
def test_bodies_of_plain_prose_come_out_as_the_library_makes_them(body: str) -> None:
    html, text = ours.converted(body)
    assert html == by_the_library_alone(body)
    assert text == ours.text_of(html)


@pytest.mark.parametrize("body", SAMPLE)
def test_most_of_an_article_is_taken_at_once(body: str) -> None:
    blocks = body.split("\n\n")
    rest, _ = paragraphs.taken(body)
    assert len(rest.split("\n\n")) < max(len(blocks), 2) or len(blocks) < 4
    assert ours.to_html(body) == by_the_library_alone(body)


@settings(max_examples=400)
@given(documents)
def test_generated_documents_come_out_the_same(body: str) -> None:
    assert quick(body) == untouched(body)


@pytest.mark.parametrize("body", SAMPLE)
def test_articles_of_the_sample_come_out_the_same(body: str) -> None:
    assert quick(body) == untouched(body)


def test_every_pattern_is_one_that_we_know() -> None:
    patterns = ours._converter().inlinePatterns  # noqa: SLF001 - the same
    known = [name for name in inline._NEEDED if name in patterns]  # noqa: SLF001 - the same
    assert len(known) == len(list(patterns))


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        ("> " * 99 + "a", False), ("> " * 100 + "a", True), ("a\n\n" + ">" * 100, True),
        ("a " + "> " * 200, False), (" " * 399 + "- a", False), (" " * 400 + "- a", True),
        ("a\n" + " " * 404 + "12. a", True), (" " * 500 + "a", False), ("- a\n" * 900, False),
    ],
)  # fmt: skip
def test_what_is_nested_too_deep_is_told_before_it_is_parsed(body: str, deep: bool) -> None:
    assert ours.too_deep(body) is deep
    article = Article("T", body, slug="t")
    assert (bodies.safely(article) is None) is deep


@given(
    st.text(st.sampled_from(" \n\t\x0b\x1c\x1f\x85\xa0\u2003\u3000ab\u00e9\u6d77\ud800"))
    | st.text()
)
def test_a_text_becomes_one_line_as_by_splitting_and_joining_it(text: str) -> None:
    assert ours.one_line(text) == " ".join(text.split())
