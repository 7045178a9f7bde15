"""What follows of an edited article from what was known of it is what the whole of it gives."""

from dataclasses import dataclass, replace

import pytest
from conftest import OTHER_PROSE, PROSE, ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen import markdown
from sitegen.analysis import terms
from sitegen.articles import edits, frontmatter
from sitegen.articles.edits import Edit, Known
from sitegen.markdown import outline
from sitegen.model import Article
from sitegen.model.topics import IPTC
from sitegen.survey import counting

PIECES = [
    *("A plain paragraph about the budget of the town and its schools.", "Short.", "one two"),
    *("It was *not* the [first](https://a.b/c) time, & `that` is **known**.", "Line one\nline two"),
    *("## A subhead", "### A subhead", "> A quote of some words", "- one\n- two", "1. a\n2. b"),
    *(
        "- loose",
        "    code, indented",
        "\ttabbed",
        "[^1]: a note",
        "See this.[^1]",
        "[x]: http://y",
    ),
    *("A [x] and an ![image](y.png).", "| a | b |\n|---|---|\n| 1 | 2 |", "<b>tag</b>", "a  \nb"),
    *("ΟΔΟΣ. ΟΔΟΣ", "prime minister of the supreme", "court and prime", "minister", "İstanbul ΑΣ"),
    *(
        "東京の経済と選挙について話した。",
        "\u3000",
        "a\u2028b",
        "x" * 300,
        "///",
        "***",
        "a\n---",
        "",
    ),
    *("Wahlkampf in der Haushaltsdebatte über Bundesverfassungsgerichtsentscheidungen.", "the"),
    *(PROSE.split("\n\n")[0], OTHER_PROSE.split("\n\n")[0], "climate change and global", "warming"),
]
blocks = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)
titles = st.sampled_from(["A title", "Prime", "minister and climate", "Straße", "東京"])
langs = st.sampled_from(["en", "de", "", "zh", "ja", "el"])


@dataclass(frozen=True)
class Change:
    """So many blocks from a place on give way to others, and a slice of the text to letters."""

    place: int
    gone: int
    new: list[str]
    start: int
    size: int
    letters: str

    def made(self, old: list[str]) -> str:
        """Return what becomes of a text."""
        place = self.place % (len(old) + 1)
        text = "\n\n".join([*old[:place], *self.new, *old[place + self.gone :]])
        start = self.start % (len(text) + 1)
        return (text[:start] + self.letters + text[start + self.size :]).strip("\n")


changes = st.builds(
    Change,
    place=st.integers(0, 12),
    gone=st.integers(0, 2),
    new=st.lists(st.sampled_from(PIECES), max_size=2),
    start=st.integers(0, 600),
    size=st.sampled_from([0, 0, 0, 1, 5, 60]),
    letters=st.sampled_from(["", "", "", "x", " and ", "\n\n", "[", "*", "(", "ς"]),
)


def known(article: Article) -> Known:
    packed = counting.count(IPTC, [article])[0]
    told = outline.of(markdown.converted(article.body), "/articles/a/", article.lang)[1]
    return Known(article.title, article.body, article.lang, packed, told)


def check(before: Article, after: Article) -> tuple[bool, bool]:
    """Compare; return whether terms and outline followed without the whole."""
    edit = Edit.of(known(before), after.title, after.body)
    whole = known(after)
    packed = edits.terms_after([edit], counting.vocabulary(IPTC, after.lang))[0]
    told = edits.outline_after(edit)
    assert packed in (None, whole.terms)
    assert told in (None, whole.outline)
    return packed is not None, told is not None


@settings(max_examples=1500)
@given(blocks, changes, titles, titles, langs)
@example(["a\n---", "b"], Change(1, 1, ["c"], 0, 0, ""), "A title", "A title", "en")
def test_what_follows_is_what_the_whole_gives(
    old: list[str], change: Change, title: str, new_title: str, lang: str
) -> None:
    before = Article(title, "\n\n".join(old).strip("\n"), lang=lang)
    check(before, replace(before, title=new_title, body=change.made(old)))


SAMPLE = [
    replace(article, path=str(path))
    for path in sorted((ROOT / "content").glob("*.md"))
    for document in [frontmatter.read(path.read_text("utf-8"))]
    for article in [frontmatter.to_article(document, path.name, frozenset(t.id for t in IPTC))[0]]
    if article is not None
]


@pytest.mark.parametrize("article", SAMPLE, ids=lambda article: article.slug)
def test_an_edited_paragraph_of_prose_spares_the_rest(article: Article) -> None:
    paragraphs = article.body.split("\n\n")
    for place, paragraph in enumerate(paragraphs):
        new = [*paragraphs]
        new[place] = paragraph.replace(" ", " wahrlich ", 2) + " Indeed."
        after = replace(article, title=f"{article.title} again", body="\n\n".join(new))
        counted, _ = check(article, after)
        assert counted or article.lang in ("ja", "zh", "ar")
    last = f"{article.body}\n\nOne more paragraph stands below it."
    assert check(article, replace(article, body=last))[1] == (not paragraphs[-1].startswith("["))


def test_terms_that_come_go_and_stay() -> None:
    vocabulary = counting.vocabulary(IPTC, "en")

    def of(*texts: str) -> list[terms.Terms]:
        return list(terms.of([("", text) for text in texts], vocabulary))

    before = [terms.packed(some) for some in of("ship ship sea", "", "salt")]
    less, more = of("ship sea", "", "salt"), of("sea sea storm", "storm", "")
    wanted = [terms.packed(some) for some in of("ship sea sea storm", "storm", "")]
    assert terms.changed(before, less, more) == wanted
    assert terms.changed([], [], []) == []
