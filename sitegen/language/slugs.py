"""Slugs: the last part of a permalink, the same on every machine and safe on every file system."""

import re
from collections.abc import Callable

MAX_LENGTH = 80
# Most titles and nearly all subheads: words, and nothing that sounds different from how it looks.
_SIMPLE = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
# Names that Windows keeps for devices, whatever their extension or case.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{digit}" for digit in range(10)}
    | {f"lpt{digit}" for digit in range(10)}
)
# `C`, `C++` and `C#` are three titles and must be three slugs.
_SPOKEN = [
    ["++", " plus plus "],
    ["#", " sharp "],
    ["&", " and "],
    ["@", " at "],
    ["%", " percent "],
]


def slug_of(text: str, fallback: str) -> str:
    """Make a slug of `[a-z0-9-]`, never empty, of at most `MAX_LENGTH` characters.

    Transliteration is done here with text-unidecode, because python-slugify would use Unidecode
    instead wherever that happens to be installed, and the same title would get two slugs.

    Args:
        text: usually a title.
        fallback: what to use where no letter or digit is left (a title of emoji); a valid slug.
    """
    if len(text) <= MAX_LENGTH and _SIMPLE.fullmatch(text):
        return _usable(text.lower().replace(" ", "-"))  # as the library would
    # Loaded when a title is first met that needs them.
    from slugify import slugify  # noqa: PLC0415
    from text_unidecode import unidecode  # noqa: PLC0415

    # Nothing beyond this many characters can matter for the first MAX_LENGTH of a slug.
    ascii_text = unidecode(text[: MAX_LENGTH * 8])
    slug = slugify(
        ascii_text, max_length=MAX_LENGTH, word_boundary=True, replacements=_SPOKEN, entities=False
    )
    return _usable(slug or fallback)


def _usable(slug: str) -> str:
    return f"{slug}-article" if slug in _DEVICES else slug


def unique(slug: str, taken: Callable[[str], bool], number: int = 1) -> tuple[str, int]:
    """Return `slug`, or the first of `slug-2`, `slug-3` ... that is not taken, and its number.

    Args:
        slug: what is wanted.
        taken: whether a slug is.
        number: of the first to try; all before it are taken.
    """
    while True:
        found = slug if number == 1 else f"{slug}-{number}"
        if not taken(found):
            return found, number
        number += 1
