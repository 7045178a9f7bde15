"""What a person wrote in content/ stays; what sitegen wrote follows the seed."""

import re

import pytest
from conftest import OTHER_PROSE as OTHER
from conftest import PROSE, Archive

PATH = "content/the-keeper-of-the-light.md"
LATER = (
    PROSE + "\nA third paragraph came later, and it is as long as a paragraph ought to be here.\n"
)


def change(archive: Archive, old: str, new: str, path: str = PATH) -> None:
    text = archive.read(path)
    assert old in text
    archive.write(path, text.replace(old, new, 1))


def test_building_twice_changes_nothing(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    before = archive.files("content") | archive.files("public")
    lock = archive.read("sitegen.lock")
    archive.build()
    assert archive.files("content") | archive.files("public") == before
    assert archive.read("sitegen.lock") == lock


def test_an_edited_field_stays_while_the_body_follows_the_seed(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "author:\n", "author: Ada Marlowe # from her letters\nshelf: 12\n")
    archive.seed("a.txt", text=LATER)
    assert archive.build().code == 0
    text = archive.read(PATH)
    assert "author: Ada Marlowe # from her letters\nshelf: 12\n" in text
    assert "A third paragraph" in text


def test_an_edited_body_is_kept_and_said_so_while_fields_follow(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "grow old", "grow older")
    archive.seed("a.txt", text=f"By Ada Marlowe\n\n{LATER}")
    run = archive.build()
    text = archive.read(PATH)
    assert "grow older" in text
    assert "A third paragraph" not in text
    assert "author: Ada Marlowe" in text
    assert "(edit-kept)" in run.err


def test_a_field_that_was_emptied_stays_empty(archive: Archive) -> None:
    archive.seed("a.txt", text=f"By Ada Marlowe\n\n{PROSE}")
    archive.build()
    change(archive, "author: Ada Marlowe\n", "author:\n")
    archive.build()
    assert "author:\n" in archive.read(PATH)


def test_line_ends_and_comments_of_a_person_keep_their_bytes(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    archive.write(
        PATH, archive.read(PATH).replace("---\n", "---\n# mine\n", 1).replace("\n", "\r\n")
    )
    archive.seed("a.txt", text=f"By Ada Marlowe\n\n{PROSE}")
    archive.build()
    data = (archive.root / PATH).read_bytes()
    assert b"# mine\r\n" in data
    assert b"author: Ada Marlowe\r\n" in data
    assert not re.search(rb"[^\r]\n", data)


def test_a_deleted_article_stays_deleted(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.seed("b.txt", title="Another light", text=PROSE.replace("keeper", "warden"))
    archive.build()
    (archive.root / PATH).unlink()
    run = archive.build()
    assert not (archive.root / PATH).exists()
    page = archive.read("public/articles/the-keeper-of-the-light/index.html")
    assert "no longer here" in page
    assert "two hundred steps" not in page
    assert "/articles/the-keeper-of-the-light/ / 302" in archive.read("public/_redirects")
    assert "not published: seeds/a.txt" in run.out
    archive.build()
    assert not (archive.root / PATH).exists()


def test_a_renamed_seed_keeps_its_article(archive: Archive) -> None:
    seed = archive.seed("a.txt")
    archive.build()
    change(archive, "author:\n", "author: Ada Marlowe\n")
    seed.rename(archive.root / "seeds/b.txt")
    archive.build()
    assert [p.name for p in (archive.root / "content").iterdir()] == ["the-keeper-of-the-light.md"]
    assert "source: seeds/b.txt" in archive.read(PATH)
    assert "author: Ada Marlowe" in archive.read(PATH)


def test_a_changed_title_keeps_the_permalink(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    archive.seed("a.txt", title="The light and its keeper")
    archive.build()
    assert "title: The light and its keeper\n" in archive.read(PATH)
    assert (archive.root / "public/articles/the-keeper-of-the-light/index.html").is_file()


def test_a_lost_lock_loses_no_edit(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "author:\n", "author: Ada Marlowe\n")
    (archive.root / "sitegen.lock").unlink()
    archive.build()
    assert "author: Ada Marlowe" in archive.read(PATH)
    assert len(list((archive.root / "content").iterdir())) == 1
    archive.seed("a.txt", text=LATER)
    archive.build()
    assert "A third paragraph" in archive.read(PATH)


def test_a_broken_line_in_the_lock_is_reported_and_loses_no_edit(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "grow old", "grow older")
    archive.write("sitegen.lock", "<<<<<<< HEAD\n" + archive.read("sitegen.lock"))
    run = archive.build()
    assert "sitegen.lock:1" in run.err
    assert "grow older" in archive.read(PATH)


def test_a_removed_seed_leaves_its_article(archive: Archive) -> None:
    seed = archive.seed("a.txt")
    archive.build()
    before = archive.read(PATH)
    seed.unlink()
    archive.build()
    assert archive.read(PATH) == before
    assert (archive.root / "public/articles/the-keeper-of-the-light/index.html").is_file()


def test_an_article_written_by_hand_needs_no_seed(archive: Archive) -> None:
    archive.write("content/by-hand.md", "---\ntitle: By hand\n---\n\nText.\n")
    assert archive.build().code == 0
    assert archive.read("content/by-hand.md") == "---\ntitle: By hand\n---\n\nText.\n"
    assert (archive.root / "public/articles/by-hand/index.html").is_file()


@pytest.mark.parametrize("name", ["con", "the-keeper-of-the-light"])
def test_a_new_slug_takes_nobodys_place(archive: Archive, name: str) -> None:
    archive.write(f"content/{name}.md", "---\ntitle: Mine\n---\n\nMine.\n")
    archive.seed("a.txt")
    archive.build()
    assert archive.read(f"content/{name}.md") == "---\ntitle: Mine\n---\n\nMine.\n"
    assert len(list((archive.root / "content").iterdir())) == 2


def test_an_article_whose_slug_was_changed_is_followed_and_its_old_address_forwards(
    archive: Archive,
) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "slug: the-keeper-of-the-light", "slug: the-keeper")
    (archive.root / PATH).rename(archive.root / "content/the-keeper.md")
    archive.seed("a.txt", text=LATER)
    assert archive.build().code == 0
    assert [p.name for p in (archive.root / "content").iterdir()] == ["the-keeper.md"]
    assert "A third paragraph" in archive.read("content/the-keeper.md")
    old = archive.read("public/articles/the-keeper-of-the-light/index.html")
    assert 'content="0; url=../the-keeper/"' in old
    redirects = archive.read("public/_redirects")
    assert "/articles/the-keeper-of-the-light/ /articles/the-keeper/ 301" in redirects
    before = archive.files("public") | archive.files("content")
    archive.build()
    assert archive.files("public") | archive.files("content") == before


def test_an_article_that_moves_twice_forwards_from_both_places(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    for old, new in (("the-keeper-of-the-light", "keeper"), ("keeper", "the-last-keeper")):
        change(archive, f"slug: {old}", f"slug: {new}")
        archive.build()
    for place in ("the-keeper-of-the-light", "keeper"):
        page = archive.read(f"public/articles/{place}/index.html")
        assert "the-last-keeper" in page


def test_an_article_that_was_deleted_can_come_back(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    text = archive.read(PATH)
    (archive.root / PATH).unlink()
    archive.build()
    archive.write(PATH, text)
    assert archive.build().code == 0
    page = archive.read("public/articles/the-keeper-of-the-light/index.html")
    assert "two hundred steps" in page
    assert archive.read("public/_redirects") == "# nothing moved\n"


def test_an_article_written_by_hand_is_followed_by_its_text(archive: Archive) -> None:
    archive.write("content/mine.md", "---\ntitle: Mine\n---\n\nNobody else's words.\n")
    archive.build()
    (archive.root / "content/mine.md").rename(archive.root / "content/still-mine.md")
    assert archive.build().code == 0
    assert "../still-mine/" in archive.read("public/articles/mine/index.html")
    (archive.root / "content/still-mine.md").unlink()
    archive.build()
    for slug in ("mine", "still-mine"):
        assert "no longer here" in archive.read(f"public/articles/{slug}/index.html")


def test_an_article_whose_seed_is_gone_is_followed_too(archive: Archive) -> None:
    seed = archive.seed("a.txt")
    archive.build()
    seed.unlink()
    change(archive, "slug: the-keeper-of-the-light", "slug: keeper")
    assert archive.build().code == 0
    assert "../keeper/" in archive.read("public/articles/the-keeper-of-the-light/index.html")


def test_a_draft_that_was_never_published_leaves_no_trace(archive: Archive) -> None:
    archive.write("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\n\nNot yet.\n")
    archive.seed("a.txt")
    archive.build()
    public = archive.files("public")
    assert not any(b"secret" in path.encode() + data for path, data in public.items())
    change(archive, "slug: the-keeper", "draft: true\nslug: the-keeper")
    assert archive.build().code == 0
    page = archive.read("public/articles/the-keeper-of-the-light/index.html")
    assert "no longer here" in page


def test_a_build_that_would_break_a_permalink_fails_and_names_it(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.seed("b.txt", title="Another light", text=OTHER)
    archive.build()
    before = archive.files("public")
    change(archive, "date:", "date: the day before yesterday")
    run = archive.build()
    assert run.code == 1
    assert "/articles/the-keeper-of-the-light/ was published before" in run.err
    assert f"{PATH}:4" in run.err
    assert "(permalink)" in run.err
    assert archive.files("public") == before
    change(archive, "date: the day before yesterday", "date:")
    assert archive.build().code == 0


def test_a_new_article_takes_no_former_address(archive: Archive) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "slug: the-keeper-of-the-light", "slug: keeper")
    archive.build()
    archive.seed("b.txt", text=OTHER)
    archive.build()
    assert "../keeper/" in archive.read("public/articles/the-keeper-of-the-light/index.html")
    assert (archive.root / "public/articles/the-keeper-of-the-light-2/index.html").is_file()


def test_what_a_seed_gives_now_is_offered_beside_an_edit_and_taken_when_asked_for(
    archive: Archive,
) -> None:
    archive.seed("a.txt")
    archive.build()
    change(archive, "title: The keeper of the light", "title: The last keeper")
    change(archive, "counted them aloud", "sang them")
    mine = archive.read(PATH)
    archive.seed("a.txt", text=LATER)
    run = archive.build()
    assert "sitegen diff" in run.err
    assert archive.read(PATH) == mine
    before = archive.files()
    run = archive.run("diff")
    assert run.code == 0
    assert "-The last keeper" in run.out
    assert "+A third paragraph" in run.out
    assert archive.files() == before
    assert archive.run("accept", PATH, "--field", "date").code == 2
    assert archive.run("accept", PATH, "--field", "body").code == 0
    assert "A third paragraph" in archive.read(PATH)
    assert "title: The last keeper" in archive.read(PATH)
    assert archive.build().code == 0
    archive.seed("a.txt", text=LATER + "\nA fourth one, which is taken without being asked for.\n")
    archive.build()
    assert "A fourth one" in archive.read(PATH)
    assert "title: The last keeper" in archive.read(PATH)
    archive.run("accept", PATH)
    assert "title: The keeper of the light" in archive.read(PATH)
    assert "nothing that you edited" in archive.run("diff").out
