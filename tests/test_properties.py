"""What holds for every input, looked for by hypothesis."""

import string
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import PROSE, Archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import cleaning, markdown, readers
from sitegen.articles import frontmatter
from sitegen.conversion import convert
from sitegen.language.slugs import slug_of
from sitegen.model import Article, Draft, Seed, edtf
from sitegen.model.topics import IPTC

# Characters that mean something to YAML, Markdown, HTML or Jinja, and some of everything else.
_SIGNS = "-#>*_`~|[](){}<>&:!\"'\\/%@=+.,;0123456789 \t"
TEXT = st.text(
    st.one_of(
        st.sampled_from(_SIGNS + string.ascii_letters),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]),
    ),
    max_size=80,
)
LINE = TEXT.map(lambda text: " ".join(text.split()))
NAME = LINE.filter(bool)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "The keeper of the light climbed two hundred steps each evening and counted them.",
            "It was not that he believed it, but",
            "he had counted for thirty years",
            "Home", "Share this article", "By Ada Marlowe", "12 March 2011", "", "", "* a point",
            "1. the first of them", "## What came after", "About the author", "Related articles",
            "3 comments", "Photo: Ada Marlowe", "> They gave him a clock and a letter.",
            "Die Laterne, die er jeden Abend entzündete, war nicht die einzige an dieser Küste.",
            "menu | search | contact | about", "http://example.org/a/2011/03/12/light",
        ]
    ) | LINE,
    max_size=40,
).map("\n".join)  # fmt: skip
# What a text browser makes of a table that lays a page out.
SIDE_BY_SIDE = st.lists(
    st.tuples(st.sampled_from(["", "Home", "News", "The ferry that stopped"]), LINE), max_size=30
).map(lambda pairs: "\n".join(f"{left:26}{right[:50]}" for left, right in pairs))


def seed_of(text: str, name: str = "a.txt") -> Seed:
    return Seed(f"seeds/{name}", text.encode("utf-8", "surrogatepass"), "0" * 64)


@given(LINE)
def test_escaped_text_is_shown_as_itself(text: str) -> None:
    shown = markdown.to_text(markdown.escape_start(markdown.escape(text)))
    assert shown == text


@given(st.lists(NAME, min_size=1, max_size=5))
def test_escaped_paragraphs_stay_paragraphs(lines: list[str]) -> None:
    body = "\n\n".join(markdown.escape_start(markdown.escape(line)) for line in lines)
    html = markdown.to_html(body)
    assert html.count("<p>") == len(lines), html
    assert "<h" not in html.replace("<hr", "")


@given(SENTENCES | SIDE_BY_SIDE)
def test_every_letter_is_kept_or_dropped_once(text: str) -> None:
    draft = readers.read(seed_of(text))
    if not isinstance(draft, Draft):
        return
    cleaned = cleaning.clean(draft)
    numbers = {number for block in cleaned.blocks for number in range(block.first, block.last + 1)}
    filled = {n for n, line in enumerate(draft.lines, start=1) if line.split()}
    assert filled <= numbers
    told = Counter(c for block in cleaned.blocks for c in block.text if c.isalpha())
    assert told == Counter(c for line in draft.lines for c in line if c.isalpha())
    assert all(block.section and block.rule for block in cleaned.blocks)


@given(SENTENCES)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    draft = readers.read(seed_of(text))
    if isinstance(draft, Draft):
        once = cleaning.clean(draft)
        assert cleaning.clean(once) == once
        joined = cleaning.rejoin.clean(draft)
        assert cleaning.rejoin.clean(joined) == joined


@given(SENTENCES, st.sampled_from(["a.txt", "a.md", "a.html"]))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_a_seed_holds_its_article_can_be_read_back(text: str, name: str) -> None:
    made = convert.convert(seed_of(text, name), IPTC)
    if made.article is None:
        assert made.problems
        return
    slug = made.article.slug or "a"
    written = frontmatter.write(replace(made.article, slug=slug))
    back, problems = frontmatter.to_article(
        frontmatter.read(written), "content/a.md", frozenset(t.id for t in IPTC)
    )
    assert problems == []
    assert back is not None
    assert _fields(back) == _fields(made.article) | {"slug": slug, "path": "content/a.md"}


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in Article.__slots__}


@given(
    title=NAME,
    author=st.lists(NAME, max_size=3, unique=True).map(tuple),
    summary=LINE,
    extra=st.dictionaries(
        st.from_regex(r"[a-z]{3,8}_x", fullmatch=True), NAME | st.lists(NAME), max_size=3
    ),
    body=st.lists(LINE, max_size=6).map("\n".join).map(lambda body: body.strip("\n")),
)
def test_front_matter_comes_back_as_it_was_written(
    title: str, author: tuple[str, ...], summary: str, extra: Mapping[str, object], body: str
) -> None:
    article = Article(
        title, body, author, "2019/..", "politics", "a-slug", "en", "seeds/a.txt",
        summary=summary, aliases=("/old/",), draft=True, extra=dict(extra), path="content/a.md",
    )  # fmt: skip
    document = frontmatter.read(frontmatter.write(article))
    back, problems = frontmatter.to_article(document, "content/a.md", frozenset({"politics"}))
    assert problems == []
    assert back == article


@given(st.dictionaries(st.sampled_from(frontmatter.FIELDS[:6]), NAME, min_size=1), LINE)
def test_an_edit_changes_what_it_says_and_no_other_byte(changes: dict[str, str], note: str) -> None:
    article = Article("Old title", "Body.", ("A", "B", "C"), slug="a", extra={"note": note})
    text = frontmatter.write(article).replace("author:", "# whose?\nauthor:")
    document = frontmatter.read(text)
    new = Article("New", "", tuple(changes.values()), slug="b", bio="Bio.", summary="Sum.")
    lines = {key: frontmatter.field_lines(new, key) for key in (*changes, "bio", "summary")}
    edited = frontmatter.edit(text, document, lines, document.body)
    for key, line in lines.items():
        value = frontmatter.read(line.join(["---\n", "---\n"])).fields[key].value
        assert frontmatter.read(edited).fields[key].value == value
    untouched = [
        line for line in text.splitlines() if line.startswith(("# whose?", "note:", "Body"))
    ]
    assert [line for line in edited.splitlines() if line in untouched] == untouched


@given(st.text(max_size=200))
def test_a_slug_is_safe_everywhere(title: str) -> None:
    slug = slug_of(title, "article-0")
    assert frontmatter.SLUG.fullmatch(slug)
    assert len(slug) <= 90
    assert slug not in {"con", "nul", "aux", "prn"}


@given(st.text("0123456789-/.~?%TZ XYu", max_size=24))
def test_a_date_that_is_read_is_written_the_same(text: str) -> None:
    date = edtf.parse(text)
    if date is not None:
        assert edtf.parse(str(date)) == date


def published(archive: Archive) -> dict[str, bytes]:
    """Return all files but those that sitegen keeps for itself."""
    files = archive.files()
    return {path: files[path] for path in files if not path.startswith(".sitegen/")}


@pytest.mark.parametrize("other", [{"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}])
def test_serial_and_parallel_builds_agree_byte_for_byte(
    archive: Archive, other: dict[str, str]
) -> None:
    for number in range(60):
        text = PROSE.replace("two hundred", str(number + 200))
        archive.seed(f"{number}.txt", title=f"Light number {number} on the coast", text=text)
    archive.build("--jobs", "1", PYTHONHASHSEED="1")
    serial = published(archive)
    archive.run("clean")
    for path in [*(archive.root / "content").iterdir(), archive.root / "sitegen.lock"]:
        path.unlink()
    archive.build("--jobs", "2", **other)
    assert published(archive) == serial
