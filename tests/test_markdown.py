"""Markdown: our inline pass gives what the library's own gives, to the byte."""

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from sitegen import frontmatter, inline
from sitegen import markdown as ours

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
