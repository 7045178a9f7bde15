"""Front matter: what is refused and where, what is read, and what stays as a person wrote it."""

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.articles import frontmatter
from sitegen.model import Article, Problem

TOPICS = frozenset({"politics", "health"})
INVALID = "the front matter is not valid YAML"
HEAD = "write one `key: value` a line"
COLON = "put text that holds a colon, a quote or a bracket between quotes"
ALIAS = "`&` and `*` are anchors and aliases, which are not read here"
QUOTES = "put text that begins with & or * between quotes"
TAG = "`!` starts a type tag, which is not read here"
MAPS = "".join(f"{' ' * depth}a:\n" for depth in range(10)) + f"{' ' * 10}b: c"
DEEP = "[" * 9 + "x" + "]" * 9


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "fix"),
    [
        ("---\ntitle: T\n", "front-matter-unclosed", 1, 0, "the front matter has no end",
         "write a line of three hyphens (---) below its last key"),
        (f"---\ntitle: {'x' * 65_530}\n---\n", "front-matter-too-long", 1, 0,
         "the front matter has 65,537 characters",
         "keep it under 65,536; long text belongs in the body"),
        ("---\ntitle: T\nbio: a: b\n---\n", "front-matter-yaml", 3, 7,
         f"{INVALID}: mapping values are not allowed in this context",
         COLON),
        ("---\ntitle: [a, b\n---\n", "front-matter-yaml", 3, 1,
         f"{INVALID}: did not find expected ',' or ']'", COLON),
        ("---\ntitle: \x07\n---\n", "front-matter-yaml", 1, 0,
         f"{INVALID}: unacceptable character #x0007: control characters are not allowed",
         "remove control characters"),
        ("---\n- a\n- b\n---\n", "front-matter-shape", 2, 0,
         "the front matter is not a list of `key: value` lines", HEAD),
        ("---\n\njust text\n---\n", "front-matter-shape", 3, 0,
         "the front matter is not a list of `key: value` lines", HEAD),
        ("---\na: 1\n? [b]\n: 2\n---\n", "front-matter-shape", 3, 0, "a key is not plain text",
         "write `key: value`"),
        ("---\na: 1\nb: 2\na: 3\n---\n", "front-matter-duplicate", 4, 0,
         "`a` stands twice (first in line 2)", "keep one of the two"),
        (f"---\na: {DEEP}\n---\n", "front-matter-depth", 2, 0,
         "the front matter is nested more than 8 deep", "write `key: value` or a plain list"),
        (f"---\na:\n  b: {DEEP[1:-1]}\n---\n", "front-matter-depth", 3, 0,
         "the front matter is nested more than 8 deep", "write `key: value` or a plain list"),
        (f"---\n{MAPS}\n---\n", "front-matter-depth", 11, 0,
         "the front matter is nested more than 8 deep", "write `key: value` or a plain list"),
        (f"---\na:\n  ? {DEEP[1:-1]}\n  : b\n---\n", "front-matter-depth", 3, 0,
         "the front matter is nested more than 8 deep", "write `key: value` or a plain list"),
        ("---\na: 1\nb: &x c\n---\n", "front-matter-anchor", 3, 4, ALIAS, QUOTES),
        ("---\na: [1, *x]\n---\n", "front-matter-anchor", 2, 8, ALIAS, QUOTES),
        ("---\n&x a: 1\n---\n", "front-matter-anchor", 2, 1, ALIAS, QUOTES),
        ("---\n&x\na: 1\n---\n", "front-matter-anchor", 2, 1, ALIAS, QUOTES),
        ("---\na: !!python/name:os.system x\n---\n", "front-matter-tag", 2, 4, TAG,
         "put text that begins with ! between quotes"),
        ("---\na:\n- !!set {x}\n---\n", "front-matter-tag", 3, 3, TAG,
         "put text that begins with ! between quotes"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_place(  # noqa: PLR0913, PLR0917 - all that is told
    text: str, code: str, line: int, column: int, message: str, fix: str
) -> None:
    with pytest.raises(frontmatter.FrontMatterError) as error:
        frontmatter.read(text)
    found = error.value
    told = (found.code, found.line, found.column, str(found), found.fix)
    assert told == (code, line, column, message, fix)


def test_the_longest_front_matter_and_the_deepest_are_read() -> None:
    text = "x" * (frontmatter.MAX_CHARACTERS - len("title: "))
    assert frontmatter.read(f"---\ntitle: {text}\n---\n").fields["title"].value == text
    assert frontmatter.read(f"---\na: {DEEP[1:-1]}\n---\n").fields["a"].value == [[[[[[[["x"]]]]]]]]
    assert frontmatter.MAX_CHARACTERS == 65_536


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("Only text.\n\nMore.\n", {}, "Only text.\n\nMore.", 1),
        ("\ufeffOnly\r\ntext.\n", {}, "Only\ntext.", 1),
        ("\ufeff---\r\ntitle: T\r\n---\r\n\r\n\r\nA\r\nB\r\n\r\n",
         {"title": ("T", 2, 3)}, "A\nB", 6),
        ("--- \ntitle: T\n...  \nA\n---\nB", {"title": ("T", 2, 3)}, "A\n---\nB", 4),
        ("---\n---\n\n    code\nX\n", {}, "    code\nX", 4),
        ("    code\nX\n\n", {}, "    code\nX", 1),
        ("---\n---\nA", {}, "A", 3),
        ("---\n\n  \n---\nA", {}, "A", 5),
        ("---\n# only a remark\n---\nA", {}, "A", 4),
        (" ---\na: 1\n---\n", {}, " ---\na: 1\n---", 1),
        (
            "---\na: 1\nb:\n- x\n- y\n\n# remark\nc: >\n  long\n  text\n"  # noqa: ISC004
            "d: {e: f, g: [h]}\ni:\n  j: k\n  l:\n  - m\nn:\n---\n",
            {
                "a": ("1", 2, 3), "b": (["x", "y"], 3, 8), "c": ("long text\n", 8, 11),
                "d": ({"e": "f", "g": ["h"]}, 11, 12), "i": ({"j": "k", "l": ["m"]}, 12, 16),
                "n": ("", 16, 17),
            },
            "", 18,
        ),
        ("---\na: 'yes'\nb: no\nc: 2011-02-03\nd: 0x1F\ne: null\n---\n",
         {"a": ("yes", 2, 3), "b": ("no", 3, 4), "c": ("2011-02-03", 4, 5), "d": ("0x1F", 5, 6),
          "e": ("null", 6, 7)}, "", 8),
    ],
)  # fmt: skip
def test_what_is_read_and_the_lines_it_takes(
    text: str, fields: dict[str, tuple[Any, int, int]], body: str, line: int
) -> None:
    document = frontmatter.read(text)
    found = {key: (f.value, f.first, f.end) for key, f in document.fields.items()}
    assert found == fields
    assert (document.body, document.body_line) == (body, line)


def checked(header: str) -> tuple[Article | None, list[Problem]]:
    document = frontmatter.read(f"---\n{header}---\n\nText.\n")
    return frontmatter.to_article(document, "content/a.md", TOPICS)


@pytest.mark.parametrize(
    ("line", "code", "message", "fix"),
    [
        ("title:", "title-missing", "the article has no title", "add a line `title: ...`"),
        ("title: [a]", "front-matter-type", "`title` is not plain text", "write `title: text`"),
        ("author: {a: b}", "front-matter-type", "`author` is no name and no list", "write a list"),
        ("author: [[a]]", "front-matter-type", "`author` is no name and no list", "write a list"),
        ("date: 31.10.2024", "date-invalid", "`31.10.2024` is no date that sitegen reads",
         "write 2024-10-31, 2024-10, 2024, 2024~ (about), 2019/.. (or later), or nothing"),
        ("topic: sport", "topic-unknown", "`sport` is no topic of this archive",
         "use one of: health, politics"),
        ("slug: Not One", "slug-invalid", "`Not One` is no slug",
         "use a-z, 0-9 and single hyphens"),
        (f"slug: {'a' * 121}", "slug-invalid", f"`{'a' * 121}` is no slug",
         "use a-z, 0-9 and single hyphens"),
        ("aliases: [/a/../b]", "alias-invalid", "`/a/../b` is no earlier permalink",
         "write paths such as /articles/an-old-name/"),
        (f"aliases: /{'a' * 256}", "alias-invalid", f"`/{'a' * 256}` is no earlier permalink",
         "write paths such as /articles/an-old-name/"),
        ("copy_of: Nobody Here", "copy-of-invalid", "`Nobody Here` is no other article's slug",
         "write the slug of the article that this is a copy of, or none"),
        ("copy_of: itself\nslug: itself", "copy-of-invalid",
         "`itself` is no other article's slug",
         "write the slug of the article that this is a copy of, or none"),
        ("lang: en-XX", "lang-unknown", "`en-XX` is no language tag", "write en, de, fr, ar ..."),
        ("draft: perhaps", "front-matter-type", "`draft` is neither true nor false", "write true"),
        ("checked: yes", "front-matter-type", "`checked` is neither true nor false", "write true"),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_told_with_its_line(
    line: str, code: str, message: str, fix: str
) -> None:
    rest = "" if line.startswith("title") else "title: T\n"
    article, problems = checked(f"x: 1\n{line}\n{rest}")
    assert article is None
    own = [problem for problem in problems if problem.message != "the article has no title"]
    own = own if line != "title:" else problems
    assert own == [Problem("content/a.md", 3, 0, code, message, fix)]


def test_two_fields_of_a_wrong_kind_are_both_told_of() -> None:
    _, problems = checked("author: {a: b}\ntitle: [a]\naliases: {c: d}\nx: 1\nbio: [b]\n")
    assert [problem.line for problem in problems if problem.code == "front-matter-type"] == [
        2, 3, 4, 6,
    ]  # fmt: skip


def test_all_that_is_wrong_is_told_at_once_a_missing_title_in_line_one() -> None:
    _, problems = checked("date: never\ntopic: sport\nslug: A\ncopy_of: B\nlang: xx\ndraft: 1\n")
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "title-missing"), (2, "date-invalid"), (3, "topic-unknown"), (4, "slug-invalid"),
        (5, "copy-of-invalid"), (6, "lang-unknown"), (7, "front-matter-type"),
    ]  # fmt: skip


def test_every_field_is_read() -> None:
    article, problems = checked(
        'title: "A  title: of words "\nauthor: [" Ada  M ", "", Ben]\ndate: 2019/..\n'
        "topic: health\nslug: a-title\nlang: en\nsource: seeds/a.txt\nposted_by: x\nbio: b\n"
        f"summary: s\naliases: [/old/one/, two_2, {'/' + 'a' * 255}]\ncopy_of: none\n"
        "checked: true\ndraft: true\nshelf: 12\nboxes: [a, {b: c}]\n"
    )
    assert problems == []
    assert article == Article(
        "A title: of words", "Text.", ("Ada M", "Ben"), "2019/..", "health", "a-title", "en",
        "seeds/a.txt", "x", "b", "s", ("/old/one/", "two_2", "/" + "a" * 255), "none",
        checked=True, draft=True, extra={"shelf": "12", "boxes": ["a", {"b": "c"}]},
        path="content/a.md",
    )  # fmt: skip


def test_what_is_left_out_or_empty_is_empty() -> None:
    for header in (
        "title: T\n",
        "title: T\nauthor:\ndate:\ntopic:\nslug:\nlang:\naliases:\ncopy_of:\nchecked:\n"  # noqa: ISC004
        "draft: false\n",
    ):
        article, problems = checked(header)
        assert problems == []
        assert article == Article("T", "Text.", path="content/a.md")


def test_a_single_name_is_a_list_of_one_and_the_longest_slug_is_one() -> None:
    article, _ = checked(f"title: T\nauthor: Ada M\nslug: {'a' * 120}\naliases: /one\n")
    assert article
    assert (article.author, article.aliases) == (("Ada M",), ("/one",))
    assert article.slug == "a" * 120


WHOLE = Article(
    "T: a", "Text.\n\nMore.", ("Ada", "Ben"), "2019/..", "health", "a", "en", "seeds/a.txt", "x",
    "b # c", "s", ("/old/",), "other", checked=True, draft=True, extra={"k": ["v"], "a": "ä"},
)  # fmt: skip


def test_an_article_is_written_in_one_order_and_empty_fields_only_where_they_ask() -> None:
    assert frontmatter.write(WHOLE) == (
        "---\ntitle: 'T: a'\nauthor:\n- Ada\n- Ben\ndate: 2019/..\ntopic: health\nslug: a\n"
        "lang: en\nsource: seeds/a.txt\nposted_by: x\nbio: 'b # c'\nsummary: s\naliases:\n- /old/\n"
        "copy_of: other\nchecked: true\ndraft: true\nk:\n- v\na: ä\n---\n\nText.\n\nMore.\n"
    )
    assert frontmatter.write(Article("T", "B", ("Ada",))) == (
        "---\ntitle: T\nauthor: Ada\ndate:\ntopic:\nslug:\nlang:\nsource:\n---\n\nB\n"
    )
    long = "word " * 60
    assert f"title: {long.strip()}\n" in frontmatter.write(Article(long.strip(), ""))


PERSONS = (
    "---\n# mine\ntitle:   T   # said\nshelf: 12\nauthor:\n- Ada # she\n- Ben\nbio: >\n  two\n"
    "  lines\n---\n\n\nText.  \n\n"
)


def edited(text: str, body: str | None = None, **changes: str) -> str:
    document = frontmatter.read(text)
    wanted = replace(WHOLE, title="New", author=("Cy",), bio="", date="2020", body="New.\n\nBody.")
    lines = {name: frontmatter.field_lines(wanted, name) for name in changes}
    return frontmatter.edit(text, document, lines, document.body if body is None else body)


def test_an_edit_changes_what_it_must_and_no_other_byte() -> None:
    assert edited(PERSONS) == PERSONS
    assert edited(PERSONS, title="") == PERSONS.replace("title:   T   # said\n", "title: New\n")
    assert edited(PERSONS, author="") == PERSONS.replace(
        "author:\n- Ada # she\n- Ben\n", "author: Cy\n"
    )
    assert edited(PERSONS, bio="") == PERSONS.replace("bio: >\n  two\n  lines\n", "")
    assert edited(PERSONS, body="New.\n\nBody.") == (
        PERSONS[: PERSONS.index("\n\n\nText")] + "\n\nNew.\n\nBody.\n"
    )


def test_a_new_field_stands_below_the_last_that_comes_before_it() -> None:
    after_author = "- Ben\n"
    assert edited(PERSONS, date="", topic="") == PERSONS.replace(
        after_author, f"{after_author}date: 2020\ntopic: health\n"
    )
    assert edited(PERSONS, summary="") == PERSONS.replace("  lines\n", "  lines\nsummary: s\n")
    # Where none comes before it, at the end.
    assert edited("---\nshelf: 1\n---\nA", title="") == "---\nshelf: 1\ntitle: New\n---\nA"
    assert edited("---\n---\nA", title="", date="") == "---\ntitle: New\ndate: 2020\n---\nA"


def test_line_ends_of_a_person_are_those_of_what_is_written_too() -> None:
    text = PERSONS.replace("\n", "\r\n")
    assert edited(text) == text
    assert edited(text, author="", date="") == text.replace(
        "author:\r\n- Ada # she\r\n- Ben\r\n", "author: Cy\r\ndate: 2020\r\n"
    )
    assert edited(text, body="New.\n\nBody.") == (
        text[: text.index("\r\n\r\n\r\nText")] + "\r\n\r\nNew.\r\n\r\nBody.\r\n"
    )


def test_a_file_without_front_matter_is_left_alone() -> None:
    assert edited("Only text.\n", title="", body="Other.") == "Only text.\n"


_VALUES = st.one_of(
    st.sampled_from(["", '""', '"a b"', "a", "2024-01-02", "a b, c", "x:y", "a: b", "a #b", "'q'"]),
    st.sampled_from(["1958/..", "~", "null", "- a", "[a]", "&a", "*a", "!t", "?", "a ", " a", "|"]),
    st.sampled_from(
        ['"a\\"', '"a\\n"', '"a" b', "a\x85b", '"a\u2028b"', "\ufeffa", "é ü", "東京", "x\ty"]
    ),
    st.text(max_size=6),
    st.text(max_size=6).map(lambda text: f'"{text}"'),
)
_HEADERS = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["a", "title", "k_y", "K", " b", "- c", "#", "1"]),
              st.sampled_from([": ", ":", ":  ", " : "]), _VALUES),
    max_size=4,
).map("\n".join)  # fmt: skip


@settings(max_examples=3000)
@given(_HEADERS)
def test_simple_front_matter_is_read_as_yaml_reads_it(header: str) -> None:
    simple = frontmatter._simple(header)  # noqa: SLF001 - the short way beside the long one
    if simple is not None:
        events = yaml.parse(header, Loader=yaml.CBaseLoader)
        assert simple == frontmatter._mapping_at_top(events)  # noqa: SLF001 - the same


def test_what_sitegen_writes_is_simple_front_matter() -> None:
    article = Article("A title, long enough", "", ("Ann Other",), "2024-01", "", "a-title", "en")
    header = frontmatter.split(frontmatter.write(article))
    assert header is not None
    assert frontmatter._simple(header[0]) is not None  # noqa: SLF001 - the short way
