"""Letters and signs beyond ASCII: what a text becomes where only its words count.

Each function gives UTF-8 in which the characters of ASCII stand as they did: a table of bytes does
the rest for whoever asks, many times as fast as one of characters.
"""

import unicodedata
from collections.abc import Callable

# What may stand within a word, as in `don't`.
APOSTROPHES = "'’"
_ASCII = bytes(range(128))
# A text has no more different characters beyond ASCII than this, or is in another script.
_FEW = 30


def folded(text: str) -> bytes:
    """Return a text with case and accents folded, and a space for each sign."""
    return _translated(text, _FOLDED)


def parted(text: str) -> bytes:
    """Return a text with a space for each sign and digit; apostrophes stay."""
    return _translated(text, _PARTED)


def spaced(text: str) -> bytes:
    """Return a text with a space for each sign."""
    return _translated(text, _SPACED)


def foreign(data: bytes) -> set[str]:
    """Return the characters of a text in UTF-8 that are beyond ASCII."""
    return set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


class _Table(dict[int, str]):
    """What becomes of a character beyond ASCII, found out when it is first met."""

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__((code, chr(code)) for code in _ASCII)
        self._tell = tell

    def __missing__(self, code: int) -> str:
        self[code] = self._tell(chr(code))
        return self[code]


def _fold(character: str) -> str:
    whole = unicodedata.normalize("NFKD", character).casefold()
    parts = (part for part in whole if not unicodedata.combining(part))
    return "".join(map(_space, parts))


def _part(character: str) -> str:
    is_letter = character.isalnum() and not character.isdecimal()
    return character if is_letter or character in APOSTROPHES else " "


def _space(character: str) -> str:
    return character if character.isalnum() else " "


_FOLDED, _PARTED, _SPACED = _Table(_fold), _Table(_part), _Table(_space)


def _translated(text: str, table: _Table) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) == len(text):
        return data
    different = foreign(data)
    if len(different) > _FEW:  # to replace each would go through the text as often
        return text.translate(table).encode("utf-8")
    for character in different:
        if (made := table[ord(character)]) != character:
            text = text.replace(character, made)
    return text.encode("utf-8")
