"""What a seed's file name says of its title: people name files by titles, or by their slugs.

`inside-the-dyke.txt`, `Inside the Dyke - Harbour Gazette.html`, `2019-04-02 inside-the-dy.txt`; but
not `page-3970fc2f91.txt`, which only a machine can read.
"""

import re

from sitegen.language.slugs import slug_of

# A name of fewer words may be that of a section, or of a link in a menu.
_LEAST_WORDS = 2
# A title is found in a longer name if it has so many words, and in one that was cut where it grew
# long if so many letters are left.
_WORDS_FOUND, _LETTERS_FOUND = 3, 20
# So many words are a title by themselves, where a page has none.
_WORDS_TOLD = 4
# What stands before a title in a name: a date, a running number.
_BEFORE = re.compile(r"^(?:(?:19|20)\d\d(?:[-_.]?[01]\d(?:[-_.]?[0-3]\d)?)?|0\d*)[\W_]+")
_BETWEEN = re.compile(r"[-_\s.]+")
# How a name fits a title: it is all of it, more than that, or its beginning.
_ALL, BEGUN_WITH, _CUT = 3, 2, 1
# More than a file system lets a name have.
_LONGEST = 255


def words(path: str) -> str:
    """Return the words of a seed's file name, with a space between them; empty if it has none.

    Args:
        path: the seed's path, with `/` between its parts.
    """
    stem = path.rpartition("/")[2].rpartition(".")[0][:_LONGEST]
    parts = [part for part in _BETWEEN.split(_BEFORE.sub("", stem)) if part]
    spoken = sum(len(part) > 1 and part.isalpha() for part in parts)
    is_spoken = spoken >= _LEAST_WORDS and spoken * 2 >= len(parts)
    return " ".join(parts) if is_spoken else ""


def told(name: str) -> str:
    """Return the title that a file name's words are by themselves; empty if they are too few."""
    return name[0].upper() + name[1:] if len(name.split()) >= _WORDS_TOLD else ""


def is_all(name: str, title: str) -> bool:
    """Whether a file name's words are all that a title says."""
    return fit(name, title) == _ALL


def fit(name: str, title: str) -> int:
    """Return how well a file name's words fit a title: the more the better, 0 for not at all."""
    wanted, slug = slug_of(name, ""), slug_of(title, "")
    if not slug or slug == wanted:
        return _ALL if slug else 0
    if wanted.startswith(f"{slug}-"):
        return BEGUN_WITH if slug.count("-") + 1 >= _WORDS_FOUND else 0
    return _CUT if len(wanted) >= _LETTERS_FOUND and slug.startswith(wanted) else 0
