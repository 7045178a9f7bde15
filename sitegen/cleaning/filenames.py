"""What a seed's file name says of its title: people name files by titles, or by their slugs.

`inside-the-dyke.txt`, `Inside the Dyke - Harbour Gazette.html`, `2019-04-02 inside-the-dy.txt`; but
not `page-3970fc2f91.txt`, which only a machine can read.
"""

import re
from collections.abc import Sequence

from sitegen.language.slugs import slug_of

# A name of fewer words may be that of a section, or of a link in a menu.
_LEAST_WORDS = 2
# A title is found in a longer name if it has so many words, so many of them of so many letters, and
# in one that was cut where it grew long if so many letters are left.
_WORDS_FOUND, _LONG_WORDS, _LONG = 3, 2, 4
_LETTERS_FOUND = 16
# Names often leave out what a title begins with.
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|ein|eine|les?|la|une?|el|los|las|il|lo|gli|o|os|as|de|het|een)-"
)
# So many words are a title by themselves, where a page has none.
_WORDS_TOLD = 4
# What stands before a title in a name: a date, a running number.
_BEFORE = re.compile(r"^(?:(?:19|20)\d\d(?:[-_.]?[01]\d(?:[-_.]?[0-3]\d)?)?|0\d*)[\W_]+")
_BETWEEN = re.compile(r"[-_\s.]+")
# How a name fits a title: it is all of it, that and a site, or its beginning.
_ALL, _HOLDS, _CUT = 3, 2, 1
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
    is_enough = sum(map(str.isalpha, name.split())) >= _WORDS_TOLD
    return name[0].upper() + name[1:] if is_enough else ""


def named(name: str, titles: Sequence[tuple[int, str]]) -> int | None:
    """Return which of some titles a file is named after; None if after none.

    Of `Title | Site` and its pieces, all of which a file may be named after, it is the first.

    Args:
        name: what `words` gave.
        titles: each with the number of its line, in the order in which they are preferred.
    """
    fits = [fit(name, title) for _, title in titles]
    if not any(fits):
        return None
    best = max(range(len(titles)), key=lambda i: (fits[i], len(titles[i][1]), -i))
    line, least = titles[best][0], min(fits[best], _HOLDS)
    return next(i for i, how in enumerate(fits) if titles[i][0] == line and how >= least)


def is_all(name: str, title: str) -> bool:
    """Whether a file name's words are all that a title says."""
    return fit(name, title) == _ALL


def fit(name: str, title: str) -> int:
    """Return how well a file name's words fit a title: the more the better, 0 for not at all."""
    wanted, slug = _slug(name), _slug(title)
    if not slug or slug == wanted:
        return _ALL if slug else 0
    if f"-{slug}-" in f"-{wanted}-" and (wanted.startswith(slug) or wanted.endswith(slug)):
        return _HOLDS if _says_enough(slug.split("-")) else 0
    return _CUT if len(wanted) >= _LETTERS_FOUND and slug.startswith(wanted) else 0


def _slug(text: str) -> str:
    slug = slug_of(text, "")
    article = _ARTICLE.match(slug)
    return slug[article.end() :] if article else slug


def _says_enough(found: list[str]) -> bool:
    return len(found) >= _WORDS_FOUND and sum(len(word) >= _LONG for word in found) >= _LONG_WORDS
