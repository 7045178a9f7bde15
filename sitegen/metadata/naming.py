"""Authors' names as people write them, whatever the page did to them."""

import re
from collections.abc import Iterable

from sitegen.cleaning import agencies
from sitegen.metadata.names import OFFICES

# What stands beside a name in a list of authors and is what somebody does, or where.
_OFFICES = OFFICES | frozenset(
    "bureau chief director editor-at-large engineer founder manager officer photographer "
    "president specialist".split()
)
# Who these are the page does not say.
_NOBODY = re.compile(
    r"(?:(?:follow|the)\s+)?(?:admin|administrator|author|root|user|webmaster)", re.IGNORECASE
)
_AGENCY = re.compile(
    rf"\s*(?:,\s*(?:{agencies.NEWS})|/\s*[\w-]+\.(?:com|net|org|de|co\.uk))$", re.IGNORECASE
)
_PARTICLES = frozenset(
    "bin da de del della den der di dos du e ibn la le ten ter van von y zu zur".split()
)
_NUMERAL = re.compile(r"[IVX]+")
_PIECE = re.compile(r"[^\W\d_]+")
# A surname in capitals behind a first name that is not; what is shorter may be an acronym.
_SURNAME = 4
_INITIALS = 2


def people(names: Iterable[str]) -> list[str]:
    """Return the names of a list's people as they are written; empty if it names nobody."""
    found = [cased(_AGENCY.sub("", name)) for name in names if not _NOBODY.fullmatch(name)]
    named = [name for name in found if _OFFICES.isdisjoint(name.lower().split())]
    return named or found


def cased(name: str) -> str:
    """Return a name without the capitals that a page set it in: `IDA TVEIT`, `Ida TVEIT`."""
    parts = name.split()
    if len(parts) == 1 or "," in name:
        return name
    if not any(map(str.islower, name)):
        return " ".join(_cased(part, first=i == 0) for i, part in enumerate(parts))
    if parts[-1].isupper() and len(parts[-1]) >= _SURNAME:
        parts[-1] = _cased(parts[-1], first=False)
    return " ".join(parts)


def _cased(part: str, *, first: bool) -> str:
    if _NUMERAL.fullmatch(part) or "." in part:
        return part
    if not first and part.lower() in _PARTICLES:
        return part.lower()
    return _PIECE.sub(lambda piece: _capitalised(piece[0]), part)


def _capitalised(word: str) -> str:
    is_initials = not re.search("[AEIOUY]", word) or (len(word) == _INITIALS and word[-1] == "J")
    if word.isascii() and is_initials:  # `TJ`, `AJ`, and `NBC` too
        return word
    if word.startswith("MC") and len(word) > _SURNAME:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
