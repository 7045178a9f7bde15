"""Function words and sentence ends: how prose looks in the languages that we meet most."""

import re
from functools import cache, lru_cache
from itertools import chain

from sitegen.language import letters

# The commonest function words of English, German, French, Spanish, Italian, Portuguese, Dutch,
# Swedish, Polish, Russian and Arabic. Prose is full of them, menus have few.
FUNCTION_WORDS = frozenset(
    """
    the of and to in a is that for it was on with as be at by this have from or had not but are were
    which their they he she his her you we i an if who what when would there been has its will more
    than so no about up out into them can could our my me your do did how
    der die das und zu den von ist des sich mit dem ein eine nicht auch es auf für an er sie im als
    war wie bei oder aber aus nach noch wird sind einer einem einen dass zum zur über um hat wir ich
    le la les de des du et un une en que qui dans pour il elle est pas par sur plus ne se ce son sa
    au aux avec sont ont mais ou nous vous cette été leur ses
    el los las y del al se lo por con no una su para es más como pero sus ha fue este entre porque
    il di che è per non sono della del dei alla con nel si ma anche come più le gli
    o os e um uma em da do das dos não com mais foi ao pela pelo são seu sua
    het een van dat op te zijn met voor niet aan er maar om ook
    och att det som av är på för med den inte ett var jag har
    i w na z nie się jest że do jak ale po od za przez
    и в не на я что он с как это по но из у за от так же то для а бы мы вы они все
    في من على إلى أن عن هذا هذه التي الذي كان مع ما لا هو هي قد كل بين
    """.split()
)
TERMINAL = frozenset(".!?…。！？؟।:")
_CLOSING = "\"'”’»)]*_›」』）"
SENTENCE_END = re.compile(r"[.!?…؟।。！？](?:(?<=[。！？])|[\"'”’»)\]]?(?=\s|$))")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WIDE = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_UNSPACED = "[\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
# What does the work of function words in Japanese, Chinese and Korean, and what it weighs beside
# them, so that prose comes out alike.
_KANA = re.compile("[のにはをがでとてたしいるれもか]")
_HAN = re.compile("[的了在是和有不这這为為以与與也就说說们們个個]")
_HANGUL = "[가-힣]"
_PARTICLE = "[가-힣](?:은|는|이|가|을|를|의|에|에서|으로|로|과|와|도|다|고|한|며)$"
_HAN_WEIGHT, _PARTICLE_WEIGHT = 2.0, 0.6
# A word, or one character of a script that puts no spaces between words.
_TOKENS = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
_UNSPACED_LETTER = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
# What separates words: every sign but letters and digits, which are in lower case afterwards;
# beyond ASCII `letters` sees to that.
SPACED = bytes(c if c > 127 or chr(c).isalnum() else 32 for c in range(256)).lower()  # noqa: PLR2004 - ASCII
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
# What separates words whose case matters: every sign but letters, and what may stand in `don't`.
_APART = bytes(c if c > 127 or chr(c).isalpha() or chr(c) == "'" else 32 for c in range(256))  # noqa: PLR2004 - ASCII
# Marks of Markdown that stand within words, too.
MARKS = b"[\\*"
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
# One character of a script without spaces says about as much as this many Latin ones.
WIDE_FACTOR = 1.5


# Several models ask about the same lines of a page, and many pages of a site have the same lines.
REMEMBERED = 8192
# What is longer is no line of a site.
_LINE = 500


@cache
def _late(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first asked: whole scripts take some milliseconds."""
    return re.compile(pattern)


def plain(text: str) -> str:
    """Return Markdown text without its link targets and marks, good enough to measure it."""
    return _plain_line(text) if len(text) <= _LINE else _plain(text)


def _plain(text: str) -> str:
    return without_marks(without_targets(text))


def without_marks(text: str) -> str:
    """Return Markdown text without its marks."""
    for mark in MARKS.decode("ascii"):
        text = text.replace(mark, "")
    return text


def without_targets(text: str) -> str:
    """Return Markdown text without its link targets, with its marks."""
    return _LINK_TARGET.sub("", text) if "](" in text else text


_plain_line = lru_cache(maxsize=REMEMBERED)(_plain)


@lru_cache(maxsize=REMEMBERED)
def normal(text: str) -> str:
    """Return letters and digits only, case and accents folded: equal texts look alike."""
    return b" ".join(letters.folded(text).translate(SPACED).split()).decode()


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, as WORD tells them: digits are left out."""
    pieces = letters.parted(text).translate(_APART).decode().split()
    if any(mark in text for mark in letters.APOSTROPHES):
        parts = ((piece,) if piece.isalpha() else WORD.findall(piece) for piece in pieces)
        return tuple(chain.from_iterable(parts))
    return tuple(pieces)


def tokens(text: str) -> list[str]:
    """Return words and numbers in lower case; characters in scripts without spaces."""
    return _late(_TOKENS).findall(text.lower())


def spaced(text: str) -> list[bytes]:
    """Return words and numbers in lower case, split at every sign, as UTF-8."""
    # A table of bytes is many times as fast as one of characters, and bytes are split sooner.
    return lowered(text).translate(SPACED).split()


def lowered(text: str) -> bytes:
    """Return a text as UTF-8 of which `SPACED` leaves words in lower case, and spaces."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) == len(text):
        return data
    if any(character.lower() != character for character in letters.foreign(data)):
        text = text.lower()
    return letters.spaced(text)


def count(text: str) -> int:
    """Return how many words and numbers a text has; characters in scripts without spaces."""
    return len(tokens(text)) if has_unspaced(text) else len(spaced(text))


def has_unspaced(text: str) -> bool:
    """Whether a text holds words of a script that puts no spaces between them."""
    return not text.isascii() and bool(_late(_UNSPACED_LETTER).search(text))


def has_particles(text: str) -> bool:
    """Whether a text has what does the work of function words in Japanese, Chinese and Korean."""
    return holds_unspaced(text) or (not text.isascii() and bool(_late(_HANGUL).search(text)))


@lru_cache(maxsize=REMEMBERED)
def function_share(text: str) -> float:
    """Return the share of function words among a text's words: some .4 in prose, little in menus.

    Scripts without spaces have function characters instead; Korean puts particles behind words.
    """
    found = words(text)
    if not found:
        return 0.0
    share = sum(map(FUNCTION_WORDS.__contains__, map(str.lower, found))) / len(found)
    if text.isascii():
        return share
    unspaced = count_unspaced(text)
    if unspaced * 2 > len(text):
        return min(
            1.0, (len(_KANA.findall(text)) + _HAN_WEIGHT * len(_HAN.findall(text))) / unspaced
        )
    if not _late(_HANGUL).search(text):
        return share
    korean = sum(bool(_late(_PARTICLE).search(word)) for word in found) / len(found)
    return max(share, _PARTICLE_WEIGHT * korean)


def width(text: str) -> float:
    """Return the length of a text in Latin characters, or what comes to the same."""
    if text.isascii():
        return float(len(text))
    return len(text) + WIDE_FACTOR * len(_late(_WIDE).findall(text))


def is_wide(character: str) -> bool:
    """Whether a character takes two columns of a terminal."""
    return bool(_late(_WIDE).match(character))


def extent(text: str) -> int:
    """Return how many columns of a terminal a text takes: characters of some scripts take two."""
    return len(text) if text.isascii() else len(text) + len(_late(_WIDE).findall(text))


def joint(before: str, after: str) -> str:
    """Return what stands between two pieces of a text: nothing in scripts without spaces."""
    return "" if _late(_UNSPACED).match(before[-1:]) and _late(_UNSPACED).match(after[:1]) else " "


def starts_unspaced(text: str) -> bool:
    """Whether a text begins in a script that puts no spaces between words."""
    return not text.isascii() and bool(_late(_UNSPACED).match(text))


def holds_unspaced(text: str) -> bool:
    """Whether any character of a text is of a script that puts no spaces between words."""
    return not text.isascii() and bool(_late(_UNSPACED).search(text))


def count_unspaced(text: str) -> int:
    """Return how many characters of a text are of scripts that put no spaces between words."""
    return 0 if text.isascii() else len(_late(_UNSPACED).findall(text))


def count_alphanumeric(text: str) -> int:
    """Return how many letters and digits a text has."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _ASCII_SIGNS))
    return sum(map(str.isalnum, text))


@lru_cache(maxsize=REMEMBERED)
def sentences(text: str) -> int:
    """Return how many sentences end in a text."""
    return len(SENTENCE_END.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    core = text.rstrip(_CLOSING)
    return bool(core) and core[-1] in TERMINAL
