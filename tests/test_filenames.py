"""What a seed's file name says of its title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cleaning import filenames
from sitegen.conversion.convert import convert
from sitegen.model import Article, Seed

PROSE = (
    "The herring came late that year, and they came to the wrong side of the island. A quay was"
    " wanted where there had never been one, and it was wanted by Thursday."
)


def article(name: str, *above: str) -> Article:
    page = "\n".join(
        ["Harbour Gazette", "Home", *above, PROSE, f"It was not. {PROSE}", "Share on Facebook"]
    )
    made = convert(Seed(f"seeds/{name}", page.encode(), ""), ())
    assert made.article, made.problems
    return made.article


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("seeds/inside-the-dyke.txt", "inside the dyke"),
        ("seeds/1953/Inside the Dyke - Harbour Gazette.html", "Inside the Dyke Harbour Gazette"),
        ("seeds/2019-04-02-inside_the_dyke.md", "inside the dyke"),
        ("seeds/20190402 Inside the dyke.txt", "Inside the dyke"),
        ("seeds/007. Inside the dyke.txt", "Inside the dyke"),
        ("seeds/10-ways-to-mend-a-net.txt", "10 ways to mend a net"),
        ("seeds/Как чинить сети.txt", "Как чинить сети"),
        ("seeds/dyke.txt", ""),
        ("seeds/page-3970fc2f91.txt", ""),
        ("seeds/000_42fe6bc2669c9ac6.txt", ""),
        ("seeds/scan 12 of 20 3.txt", ""),
        ("seeds/New Text Document (2).txt", "New Text Document (2)"),
        ("seeds/.txt", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_name(path: str, words: str) -> None:
    assert filenames.words(path) == words


@pytest.mark.parametrize(
    ("name", "title", "fit"),
    [
        ("inside the dyke", "Inside the Dyke!", 3),
        ("uber die deiche", "Über die Deiche", 3),
        ("inside the dyke harbour gazette", "Inside the Dyke", 2),
        ("inside the dyke harbour gazette", "Inside the", 0),
        ("www example com inside the dyke", "Inside the Dyke", 2),
        ("www example com inside the dyke", "Example com inside", 0),
        ("inside the dykes of the gazette", "Inside the Dyke", 0),
        ("inside the dyke that nobo", "Inside the dyke that nobody owned", 1),
        ("inside the dyke", "Inside the dyke that nobody owned", 0),
        ("inside the dyke", "***", 0),
        ("inside the dyke", "Outside the dyke", 0),
        ("bench on the corner", "THE BENCH ON THE CORNER", 3),
        ("bench on the corner", "ON THE CORNER", 0),
        ("the quay and its owners", "Quay and its owners", 3),
    ],
)
def test_how_well_a_name_fits_a_title(name: str, title: str, fit: int) -> None:
    assert filenames.fit(name, title) == fit


def test_a_name_is_a_title_by_itself_if_it_has_words_enough() -> None:
    assert filenames.told("inside the old dyke") == "Inside the old dyke"
    assert filenames.told("New Text Document (2)") == ""


def test_the_line_that_a_file_is_named_after_is_the_title() -> None:
    above = ("A letter from the islands, by our correspondent", "The quay that nobody owned")
    for name in (
        "the-quay-that-nobody-owned.txt",
        "The quay that nobody owned - Harbour Gazette.txt",
        "Harbour Gazette - The quay that nobody owned.txt",
        "1953-02-01 the-quay-that-nobody-o.txt",
    ):
        assert article(name, *above).title == above[1]
    assert article("a-letter-from-the-islands-by-our.txt", *above).title == above[0]


def test_a_name_that_holds_the_sites_too_leaves_it_out() -> None:
    line = "The quay that nobody owned | Harbour Gazette"
    made = article("The quay that nobody owned - Harbour Gazette.txt", line)
    assert made.title == "The quay that nobody owned"


def test_a_page_without_a_title_has_its_files() -> None:
    page = "\n".join([PROSE, f"It was not. {PROSE}", f"It was. {PROSE}"])
    made = convert(Seed("seeds/the-quay-that-nobody-owned.txt", page.encode(), ""), ())
    assert made.article
    claim = next(claim for claim in made.claims if claim.field == "title")
    assert made.article.title == "The quay that nobody owned"
    assert claim.rule == "the file's name"


def test_a_name_that_only_a_machine_can_read_changes_nothing() -> None:
    above = ("The quay that nobody owned", "A letter from the islands")
    assert article("000_42fe6bc2669c9ac6.txt", *above).title == above[0]


@given(st.text(max_size=80))
def test_any_name_is_read(name: str) -> None:
    words = filenames.words(f"seeds/{name}.txt")
    assert words == " ".join(words.split())
    if words:
        assert filenames.fit(words, words) in (0, 3)
        assert filenames.told(words).split()[1:] in ([], words.split()[1:])
