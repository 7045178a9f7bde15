"""Who owns which field, rule by rule: settling without an archive around it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.articles import frontmatter, lockfile, settle
from sitegen.articles.texts import Texts
from sitegen.model import Article, Conversion, Problem, Severity

START = '{"slug": "a", "source": "s", "seed": "d", "fields": {}, "body": "b"'
TOPICS = frozenset({"health", "politics"})
BODY = "The keeper climbed.\n\nHe counted."


def conversion(source: str = "seeds/a.txt", digest: str = "one", **fields: Any) -> Conversion:  # noqa: ANN401
    """Return what a seed became."""
    known = {"title": "The keeper", "body": BODY, "lang": "en", "source": source}
    article = Article(**known | fields)
    return Conversion(source, digest, article, (), (), (), {"furniture": 3})


@dataclass
class World:
    """content/ and the lock, through several runs."""

    files: dict[str, str] = field(default_factory=dict)
    lock: list[lockfile.LockEntry] = field(default_factory=list)

    def run(self, *made: Conversion, seeds: tuple[str, ...] = ()) -> settle.Settlement:
        """Settle, and write what comes of it."""
        found = frozenset(c.source for c in made) | frozenset(seeds)
        result = settle.settle(made, Texts.of(self.files), self.lock, found, TOPICS)
        self.files |= result.writes
        self.lock = result.lock
        return result

    def entry(self, slug: str = "the-keeper") -> lockfile.LockEntry:
        """Return what the lock knows of an article."""
        return next(entry for entry in self.lock if entry.slug == slug)

    def change(self, old: str, new: str, path: str = "content/the-keeper.md") -> None:
        """Edit a file as a person does."""
        assert old in self.files[path]
        self.files[path] = self.files[path].replace(old, new, 1)

    def article(self, path: str = "content/the-keeper.md") -> Article:
        """Read a file."""
        found, problems = frontmatter.to_article(frontmatter.read(self.files[path]), path, TOPICS)
        assert found, problems
        return found


@pytest.fixture
def world() -> World:
    made = World()
    made.run(conversion())
    return made


def test_a_new_article_is_written_and_the_lock_knows_every_field() -> None:
    world = World()
    result = world.run(
        conversion(
            author=("Ada", "Ben"), date="2011", topic="health", posted_by="x", bio="b", summary="s"
        )
    )
    assert result.new == ["content/the-keeper.md"]
    assert (result.changed, result.unchanged, result.removed, result.problems) == ([], [], [], [])
    assert world.files == {
        "content/the-keeper.md": "---\ntitle: The keeper\nauthor:\n- Ada\n- Ben\ndate: 2011\n"
        "topic: health\nslug: the-keeper\nlang: en\nsource: seeds/a.txt\nposted_by: x\nbio: b\n"
        f"summary: s\n---\n\n{BODY}\n"
    }
    digests = {
        "title": "The keeper", "author": ("Ada", "Ben"), "date": "2011", "topic": "health",
        "lang": "en", "source": "seeds/a.txt", "posted_by": "x", "bio": "b", "summary": "s",
    }  # fmt: skip
    assert world.entry() == lockfile.LockEntry(
        "the-keeper", "seeds/a.txt", "one", {k: lockfile.digest(v) for k, v in digests.items()},
        lockfile.digest(BODY), (), lockfile.SEED, {"furniture": 3}, removed=False,
    )  # fmt: skip
    assert world.entry().topic_from == "seed"


def test_digests_are_short_and_those_that_stand_in_locks_by_now() -> None:
    assert lockfile.digest("The keeper") == "17cd71516d37296c"
    assert lockfile.digest(("Ada", "Ben")) == lockfile.digest("Ada\nBen") == "7938f48934bb7a38"
    assert lockfile.digest("\ud800") != lockfile.digest("")


def test_the_lock_is_a_line_an_article_sorted_and_comes_back_as_it_was(world: World) -> None:
    world.run(conversion(), conversion("seeds/b.txt", "two", title="Ähren", topic="health"))
    removed = lockfile.LockEntry(
        "a-first", "seeds/ß.txt", "d", {}, "b", ("/articles/x/",), removed=True
    )
    text = lockfile.write([*world.lock, removed])
    assert text.splitlines()[0] == (
        '{"slug": "a-first", "source": "seeds/ß.txt", "seed": "d", "fields": {}, "body": "b", '
        '"permalinks": ["/articles/x/"], "removed": true}'
    )
    assert [line.split('"')[3] for line in text.splitlines()] == ["a-first", "ahren", "the-keeper"]
    assert '"topic_from": "seed", "dropped": {"furniture": 3}}' in text.splitlines()[1]
    assert '"topic_from"' not in text.splitlines()[2]
    assert '"removed"' not in text.splitlines()[2]
    names = list(json.loads(text.splitlines()[2])["fields"])
    assert names == sorted(settle.GENERATED)
    back, problems = lockfile.read(text)
    assert problems == []
    assert back == [removed, world.entry("ahren"), world.entry()]
    assert lockfile.write(back) == text


@given(st.text(), st.dictionaries(st.text(), st.text(), max_size=3))
@example('\ud800\x7f\u2028\b\f\x1f"\\/<é', {"b": "\udfff", "a": ""})
def test_lines_of_the_lock_are_what_json_makes_of_them(name: str, fields: dict[str, str]) -> None:
    entry = lockfile.LockEntry(name, "", name, fields, "", (name, ""), name)
    text = lockfile.write([entry])
    raw = {
        "slug": name, "source": "", "seed": name, "fields": dict(sorted(fields.items())),
        "body": "", "permalinks": [name, ""], **({"topic_from": name} if name else {}),
    }  # fmt: skip
    assert text == json.dumps(raw, ensure_ascii=False) + "\n"
    if "\u2028" not in text and "\x85" not in text and "\u2029" not in text:
        assert lockfile.read(text) == ([entry], [])


def test_dropped_sections_are_written_sorted() -> None:
    dropped = {"related": 2, "bio": 1, "furniture": 3}
    text = lockfile.write([lockfile.LockEntry("a", "s", "d", {}, "b", (), dropped=dropped)])
    assert '"dropped": {"bio": 1, "furniture": 3, "related": 2}' in text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ('{"slug": "a"}', "'source'"),
        ("[1]", "list indices must be integers or slices, not str"),
        (f'{START}, "permalinks": 1}}', "'int' object is not iterable"),
        (f'{START}, "permalinks": [], "dropped": 1}}', "'int' object has no attribute 'items'"),
    ],
)  # fmt: skip
def test_a_line_of_the_lock_that_cannot_be_read_is_named(line: str, why: str) -> None:
    good = json.dumps(
        {
            "slug": "g", "source": 1, "seed": 2, "fields": {"title": "t"}, "body": 3,
            "permalinks": ["p"], "dropped": {"bio": "2", "other": 4},
        }
    )  # fmt: skip
    entries, problems = lockfile.read(f"\n{good}\n  \n{line}\n{good}\n")
    known = lockfile.LockEntry("g", "1", "2", {"title": "t"}, "3", ("p",), "", {"bio": 2})
    assert entries == [known, known]
    assert problems == [
        Problem(
            "sitegen.lock", 4, 0, "lock-broken", f"this line cannot be read ({why})",
            "restore sitegen.lock from version control; until then its article is taken "
            "as edited by hand", Severity.ERROR,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "first", "then"),
    [
        ("title", "The keeper", "The other keeper"), ("author", ("Ada",), ("Ada", "Ben")),
        ("date", "2011", "2012-03-01"), ("topic", "health", "politics"), ("lang", "en", "de"),
        ("posted_by", "", "x"), ("bio", "A bio", ""), ("summary", "", "A summary"),
    ],
)  # fmt: skip
def test_a_field_follows_the_seed_until_a_person_writes_it(
    name: str,
    first: Any,  # noqa: ANN401 - text or names
    then: Any,  # noqa: ANN401
) -> None:
    world = World()
    world.run(conversion(**{name: first}))
    result = world.run(conversion(digest="two", **{name: then}))
    assert result.changed == ["content/the-keeper.md"]
    assert getattr(world.article(), name) == then
    assert world.entry().fields[name] == lockfile.digest(then)
    assert world.entry().seed == "two"
    assert world.run(conversion(digest="two", **{name: then})).unchanged == [
        "content/the-keeper.md"
    ]


def test_a_field_that_a_person_wrote_stays_and_its_digest_too(world: World) -> None:
    before = world.entry().fields
    world.change("author:\n", "author: [Ada,  Ben ]\n")
    result = world.run(conversion(author=("Cy",), title="Another"))
    assert world.article().author == ("Ada", "Ben")
    assert world.article().title == "Another"
    assert world.entry().fields["author"] == before["author"]
    assert world.entry().fields["title"] == lockfile.digest("Another")
    assert result.problems == []
    # Once the seed says the same, the field is sitegen's again.
    world.run(conversion(author=("Ada", "Ben"), title="Another"))
    assert world.entry().owns("author", ("Ada", "Ben"))
    world.run(conversion(author=("Cy",), title="Another"))
    assert world.article().author == ("Cy",)


def test_a_topic_that_stands_keeps_no_later_field_from_following() -> None:
    world = World()
    world.run(conversion(topic="health"))
    world.run(conversion(bio="A bio", lang="de"))
    assert (world.article().topic, world.article().bio) == ("health", "A bio")
    assert world.article().lang == "de"


def test_a_field_that_the_lock_does_not_know_is_the_persons_if_it_says_something(
    world: World,
) -> None:
    entry = world.entry()
    world.lock = [replace(entry, fields={k: v for k, v in entry.fields.items() if k != "bio"})]
    world.run(conversion(bio="A bio"))
    assert world.article().bio == "A bio"
    world.lock = [replace(world.entry(), fields={**entry.fields, "bio": lockfile.digest("other")})]
    world.run(conversion(bio="Another"))
    assert world.article().bio == "A bio"


def test_what_was_dropped_is_known_again_with_each_run(world: World) -> None:
    made = replace(conversion(), dropped={"bio": 2})
    world.run(made)
    assert world.entry().dropped == {"bio": 2}


def test_a_lost_lock_knows_no_topic_that_no_seed_names() -> None:
    world = World()
    world.run(conversion())
    assert world.entry().topic_from == ""


def test_white_space_in_a_field_is_no_edit(world: World) -> None:
    world.change("title: The keeper\n", 'title: "The  keeper "\n')
    assert world.run(conversion()).problems == []
    assert world.entry().owns("title", "The keeper")
    world.run(conversion(title="Another"))
    assert world.article().title == "Another"


def test_a_field_that_a_person_took_out_stays_out() -> None:
    world = World()
    world.run(conversion(bio="A bio", author=("Ada",)))
    world.change("bio: A bio\n", "")
    world.change("author: Ada\n", "")
    result = world.run(conversion(bio="Another bio", author=("Ben",)))
    assert result.unchanged == ["content/the-keeper.md"]
    assert (world.article().bio, world.article().author) == ("", ())


def test_an_edited_body_stays_and_is_told_of_when_the_seed_gives_another(world: World) -> None:
    world.change("He counted.", "He counted aloud.")
    known = world.entry().body
    assert world.run(conversion()).problems == []
    result = world.run(conversion(body="Another text.", author=("Ada",)))
    assert result.problems == [
        Problem(
            "content/the-keeper.md", 0, 0, "edit-kept",
            "its body was edited by hand, and seeds/a.txt now gives another text; the edit was "
            "kept",
            "see it: sitegen diff content/the-keeper.md; take it: sitegen accept "
            "content/the-keeper.md", Severity.WARNING,
        )
    ]  # fmt: skip
    assert result.changed == ["content/the-keeper.md"]
    assert world.article().body == "The keeper climbed.\n\nHe counted aloud."
    assert world.article().author == ("Ada",)
    assert world.entry().body == known
    # Once the seed gives what the person wrote, the body is sitegen's again.
    edited = world.article().body
    assert world.run(conversion(body=edited, author=("Ada",))).problems == []
    assert world.entry().body == lockfile.digest(edited)


def test_a_body_follows_the_seed(world: World) -> None:
    result = world.run(conversion(body="Another text."))
    assert world.article().body == "Another text."
    assert world.entry().body == lockfile.digest("Another text.")
    assert result.problems == []


def test_a_topic_that_the_archive_gave_stands_while_the_seed_names_none(world: World) -> None:
    article = world.article()
    given = settle.Assignment("health", "basis", "")
    writes, world.lock, articles = settle.assign(
        world.files, world.lock, [article], {"the-keeper": given}
    )
    world.files |= writes
    assert articles == [world.article()]
    assert world.article().topic == "health"
    assert world.entry().topic_from == "basis"
    assert world.run(conversion()).unchanged == ["content/the-keeper.md"]
    assert world.entry().topic_from == "basis"
    assert world.entry().owns("topic", "health")
    # A topic that is none of the archive's any more follows the seed.
    result = settle.settle(
        [conversion()],
        Texts.of(world.files),
        world.lock,
        frozenset({"seeds/a.txt"}),
        frozenset({"other"}),
    )
    assert "topic:\n" in result.writes["content/the-keeper.md"]
    world.run(conversion(topic="politics"))
    assert (world.article().topic, world.entry().topic_from) == ("politics", "seed")
    world.run(conversion())
    assert (world.article().topic, world.entry().topic_from) == ("politics", "")


def test_what_the_archive_says_is_written_only_where_sitegen_owns_it(world: World) -> None:
    world.run(conversion(), conversion("seeds/b.txt", "two", title="Other"))
    hand = "---\ntitle: Mine\nslug: mine\ntopic:\n---\n\nText.\n"
    world.files["content/mine.md"] = hand
    world.lock.append(lockfile.LockEntry("mine", "", "", {}, "", ("/articles/mine/",)))
    world.change("topic:\n", "topic: politics # mine\n")
    paths = ["content/the-keeper.md", "content/other.md", "content/mine.md"]
    articles = [world.article(path) for path in paths]
    given = {
        slug: settle.Assignment("health", "basis", "other")
        for slug in ("the-keeper", "mine", "nobody")
    }
    writes, lock, assigned = settle.assign(world.files, world.lock, articles, given)
    assert list(writes) == ["content/the-keeper.md"]
    assert "topic: politics # mine\n" in writes["content/the-keeper.md"]
    assert "copy_of: other\n" in writes["content/the-keeper.md"]
    assert [a.topic for a in assigned] == ["politics", "", ""]
    assert [a.copy_of for a in assigned] == ["other", "", ""]
    entries = {entry.slug: entry for entry in lock}
    assert entries["the-keeper"].fields["copy_of"] == lockfile.digest("other")
    assert entries["the-keeper"].fields["topic"] == lockfile.digest("")
    assert entries["the-keeper"].topic_from == "basis"
    assert entries["other"] == world.entry("other")
    assert entries["mine"] == world.entry("mine")
    # It is no copy any more: the lock says no more of it.
    files = world.files | writes
    back = {"the-keeper": settle.Assignment("health", "basis", "")}
    writes, lock, assigned = settle.assign(files, lock, assigned, back)
    assert "copy_of" not in writes["content/the-keeper.md"]
    assert "copy_of" not in {entry.slug: entry for entry in lock}["the-keeper"].fields
    assert settle.assign(files | writes, lock, assigned, back)[0] == {}


def test_in_an_article_that_a_person_wrote_sitegen_owns_nothing() -> None:
    entry = lockfile.LockEntry("mine", "", "", {"title": lockfile.digest("T")}, "", ())
    assert not entry.owns("title", "T")
    assert replace(entry, source="seeds/a.txt").owns("title", "T")
    assert replace(entry, source="seeds/a.txt").owns("topic", "")
    assert not replace(entry, source="seeds/a.txt").owns("topic", "health")


def test_an_article_whose_file_is_gone_was_removed_and_can_come_back(world: World) -> None:
    text = world.files.pop("content/the-keeper.md")
    result = world.run(conversion())
    assert (result.removed, result.writes) == (["seeds/a.txt"], {})
    assert world.entry().removed
    assert world.run(conversion()).removed == ["seeds/a.txt"]
    world.files["content/the-keeper.md"] = text
    assert world.run(conversion()).unchanged == ["content/the-keeper.md"]


def test_a_seed_under_another_name_keeps_its_article(world: World) -> None:
    result = world.run(conversion("seeds/moved.txt"))
    assert (result.new, result.changed) == ([], ["content/the-keeper.md"])
    assert world.article().source == world.entry().source == "seeds/moved.txt"
    # The same text a second time is another article.
    result = world.run(conversion("seeds/moved.txt"), conversion("seeds/copy.txt"))
    assert result.new == ["content/the-keeper-2.md"]


def test_a_seed_of_an_article_that_was_removed_stays_removed_under_another_name(
    world: World,
) -> None:
    del world.files["content/the-keeper.md"]
    world.run(conversion())
    result = world.run(conversion("seeds/moved.txt"))
    assert result.removed == ["seeds/moved.txt"]
    assert world.entry().source == "seeds/moved.txt"


def test_an_article_under_another_slug_is_followed_by_its_source(world: World) -> None:
    text = world.files.pop("content/the-keeper.md")
    world.lock = [replace(world.entry(), permalinks=("/articles/the-keeper/",))]
    world.files["content/light.md"] = text.replace("slug: the-keeper", "slug: light")
    result = world.run(conversion(author=("Ada",)))
    assert result.changed == ["content/light.md"]
    assert [entry.slug for entry in world.lock] == ["light"]
    assert world.entry("light").permalinks == ("/articles/the-keeper/",)
    assert world.article("content/light.md").author == ("Ada",)


def test_a_slug_that_is_another_seeds_is_not_taken_over(world: World) -> None:
    world.run(conversion(), conversion("seeds/b.txt", "two", title="Other"))
    del world.files["content/other.md"]
    world.change("slug: the-keeper\n", "slug: other\n")
    result = world.run(conversion(), conversion("seeds/b.txt", "two", title="Other"))
    assert result.removed == ["seeds/a.txt"]


def test_a_lost_lock_makes_what_differs_a_persons(world: World) -> None:
    world.change("author:\n", "author: Ada\n")
    world.change("slug: the-keeper\n", "slug: light\n")
    world.lock = [lockfile.LockEntry("light", "", "", {}, "", ("/articles/light/",))]
    result = world.run(conversion(author=("Cy",), bio="b", topic="health"))
    assert result.new == []
    entry = world.entry("light")
    assert entry.permalinks == ("/articles/light/",)
    assert (entry.source, entry.seed, entry.topic_from) == ("seeds/a.txt", "one", "seed")
    assert world.article().author == ("Ada",)
    assert entry.fields["author"] == lockfile.digest(("Cy",))
    assert entry.dropped == {"furniture": 3}


def test_a_lost_line_of_the_lock_makes_what_differs_a_persons(world: World) -> None:
    world.change("author:\n", "author: Ada\n")
    world.lock = []
    world.run(conversion(author=("Cy",)))
    assert world.article().author == ("Ada",)
    assert world.entry().permalinks == ()


def test_what_has_broken_front_matter_is_not_touched(world: World) -> None:
    world.change("title: The keeper\n", "title: [\n")
    before = dict(world.files)
    entry = world.entry()
    result = world.run(conversion(author=("Ada",)))
    assert result.unchanged == ["content/the-keeper.md"]
    assert world.files == before
    assert world.entry() == entry


def test_two_seeds_of_one_title_are_told_of_once() -> None:
    world = World()
    result = world.run(
        conversion(), conversion("seeds/b.txt", "two", title="THE KEEPER"),
        conversion("seeds/c.txt", "three", title="Other"),
    )  # fmt: skip
    assert result.problems == [
        Problem(
            "seeds/b.txt", 0, 0, "title-twice", "has the same title as seeds/a.txt",
            "both are published; delete one seed and its article if they are the same text",
            Severity.WARNING,
        )
    ]  # fmt: skip
    assert result.new == [
        "content/the-keeper.md", "content/the-keeper-2.md", "content/other.md",
    ]  # fmt: skip


def test_a_seed_without_an_article_settles_nothing(world: World) -> None:
    lock = list(world.lock)
    nothing = Conversion("seeds/a.txt", "two", None, (), (), ())
    assert world.run(nothing) == settle.Settlement(lock=lock)


@pytest.mark.parametrize(
    ("files", "lock", "slug"),
    [
        ({}, [], "the-keeper"),
        ({"content/the-keeper.md": "---\nslug: other\n---\n"}, [], "the-keeper-2"),
        ({"content/x.md": "---\nslug: the-keeper\n---\n"}, [], "the-keeper-2"),
        ({"content/sub/the-keeper.md": "---\n[\n"}, [], "the-keeper-2"),
        ({}, [lockfile.LockEntry("the-keeper", "", "", {}, "", ())], "the-keeper-2"),
        ({}, [lockfile.LockEntry("x", "", "", {}, "", ("/articles/the-keeper/",))], "the-keeper-2"),
        ({}, [lockfile.LockEntry("x", "", "", {}, "", ("/other/the-keeper-2/", "/a/the-keeper"))],
         "the-keeper-3"),
    ],
)  # fmt: skip
def test_a_new_slug_is_one_that_nobody_has_or_had(
    files: Mapping[str, str], lock: list[lockfile.LockEntry], slug: str
) -> None:
    world = World(dict(files), lock)
    assert world.run(conversion()).new == [f"content/{slug}.md"]
    assert world.entry(slug).slug == slug
    assert world.article(f"content/{slug}.md").slug == slug


def test_a_slug_that_the_seed_names_is_taken_where_it_is_one() -> None:
    world = World()
    result = world.run(
        conversion(slug="chosen"),
        conversion("seeds/b.txt", "two", title="B", slug="Not One"),
        conversion("seeds/c.txt", "0123456789", title="☃"),
        conversion("seeds/d.txt", "four", title="D", slug="chosen"),
        conversion("seeds/e.txt", "five", title="E", slug="chosen"),
    )
    assert [path[8:-3] for path in result.new] == [
        "chosen", "b", "article-01234567", "chosen-2", "chosen-3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: T\nslug: s\nsource: seeds/a.txt\n---\n", ("s", "seeds/a.txt")),
        ("---\ntitle: T\n---\n", ("file", "")),
        ("---\nslug:\nsource: [a]\n---\n", ("file", "")),
        ("---\nslug: [a]\n---\n", ("file", "")),
        ("---\nslug: [\n", ("file", "")),
        ("No front matter.", ("file", "")),
    ],
)
def test_a_file_says_who_it_is(text: str, told: tuple[str, str]) -> None:
    assert list(settle.identity("content/sub/file.md", text)) == [told]


def test_of_two_files_with_one_slug_or_source_the_first_counts(world: World) -> None:
    world.files["content/zzz.md"] = world.files["content/the-keeper.md"]
    world.lock = []
    result = world.run(conversion(author=("Ada",), bio="b"))
    assert result.unchanged + result.changed == ["content/the-keeper.md"]
