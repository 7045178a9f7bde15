"""Dates in running text -> EDTF, and back into words, in the languages that CLDR (Babel) knows."""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, get_month_names

from sitegen.model import edtf

# In this order where two languages share an abbreviation.
_LANGUAGES = "en de fr es it pt nl ru ar sv da nb fi pl cs uk tr ro hu el id ca".split()
# A month and a day that could each be the other: these languages write the month first.
_MONTH_FIRST = frozenset({"en"})
_EARLIEST, _LATEST = 1500, 2100
# Patterns that begin with a digit are quicker to look for than those that look back first.
_ISO = re.compile(r"(\d(?<![\w-]\d)\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])")
# Dumps glue a date to the word or the time beside it: `by Ida Tveit28.04.2023-19:20`.
_NUMERIC = re.compile(
    r"(\d(?<![\d./-]\d)\d?)([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/]|[.-]\d(?!\d?:))"
)
_HAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?")
# What stands before a month's name in Catalan.
_OF = re.compile("de |d’")
_MONTH, _YEAR = r"([^\W\d_]+)\.?(?![^\W\d_])", r"(\d{4})(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|\.)?"
_GAP = r"(?:\s*,\s+|\s+)"
_COMMA, _OF_THE = r"(?:\s*,\s*|\s*)", r"(?:del?\s+|d[’']|of\s+)?"
_JOINT = rf"(?:{_COMMA}{_OF_THE}|-)"
# Dates with a month's name: the pattern, and which of its groups are month, year and day. Any word
# may stand where the name does; the names of twenty languages in one pattern are slow.
_NAMED = tuple(
    (re.compile(pattern, re.IGNORECASE), month, year, day)
    for pattern, month, year, day in (
        (rf"(\d(?<!\d\d)\d?){_ORDINAL}{_JOINT}{_MONTH}{_JOINT}{_YEAR}", 2, 3, 1),
        (rf"(?<![^\W\d_]){_MONTH}\s*(\d{{1,2}}){_ORDINAL}{_GAP}{_YEAR}", 1, 3, 2),
        (rf"(?<![^\W\d_]){_MONTH}{_GAP}{_OF_THE}{_YEAR}", 1, 2, 0),
    )
)
_MAX_MONTH = 12
# Without a year, or numbers in a row, there is no date.
_NUMBERS = re.compile(r"\d(?:\d{3}|[./-]\s?\d{1,2}[./-])")
# Several models ask about the same lines of a page.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text.

    Attributes:
        start: index of its first character.
        end: index after its last.
        value: the date.
        sure: False where day and month could be the other way round.
    """

    start: int
    end: int
    value: edtf.Edtf
    sure: bool = True


@lru_cache(maxsize=_REMEMBERED)
def find(text: str, lang: str = "") -> tuple[Found, ...]:
    """Return the days and months named in a text, in order, none overlapping another.

    Args:
        text: plain text.
        lang: its language, which decides between 03/04/2024 as March and as April.
    """
    found: list[Found] = []
    if not _NUMBERS.search(text):
        return ()
    for candidate in sorted(_candidates(text, lang), key=lambda f: (f.start, f.start - f.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return tuple(found)


@cache
def month_names() -> frozenset[str]:
    """Return the names of months in the languages that we know, in lower case."""
    return frozenset(_months())


def _candidates(text: str, lang: str) -> Iterator[Found]:
    for match in _ISO.finditer(text):
        yield from _made(match, int(match[1]), int(match[3]), int(match[4]))
    for match in _HAN.finditer(text):
        yield from _made(match, int(match[1]), int(match[2]), int(match[3] or 0))
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, lang)
    for pattern, month, year, day in _NAMED:
        for match in pattern.finditer(text):
            number = _months().get(_key(match[month]))
            if number:
                yield from _made(match, int(match[year]), number, int(match[day]) if day else 0)


def _numeric(match: re.Match[str], lang: str) -> Iterator[Found]:
    first, second, year_text = int(match[1]), int(match[3]), match[4]
    year = int(year_text)
    if len(year_text) == 2:  # noqa: PLR2004 - a year of two digits
        if match[2] == "-":
            return
        year += 2000 if year < 70 else 1900  # noqa: PLR2004 - POSIX's rule for two-digit years
    if first > _MAX_MONTH or second > _MAX_MONTH:
        day, month = (first, second) if first > _MAX_MONTH else (second, first)
        yield from _made(match, year, month, day)
        return
    month_first = match[2] == "/" and (lang in _MONTH_FIRST or not lang)
    day, month = (second, first) if month_first else (first, second)
    # Only English is written both ways; a dot means the day stands first.
    sure = first == second or match[2] == "." or lang not in ("", "en")
    yield from _made(match, year, month, day, sure=sure)


def _made(
    match: re.Match[str], year: int, month: int, day: int, *, sure: bool = True
) -> Iterator[Found]:
    if not _EARLIEST <= year <= _LATEST or not month:
        return
    text = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    value = edtf.parse(text)
    if value:
        yield Found(match.start(), match.end(), value, sure)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower().rstrip(".")


@cache
def _months() -> dict[str, int]:
    """Every month's names in lower case, without a final dot -> 1 to 12."""
    months: dict[str, int] = {}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for form in ("wide", "abbreviated"):
                for number, name in get_month_names(form, context, language).items():
                    if not name[0].isdigit():
                        months.setdefault(_OF.sub("", _key(name)), number)
    return months | {"sept": 9, "märz": 3, "maerz": 3, "jänner": 1, "janv": 1, "févr": 2}


def in_words(date: edtf.Edtf, language: str, words: Mapping[str, str]) -> str:
    """Return a date as readers of a language write it: `14 March 2011`, `2019 or later`.

    Args:
        date: the date.
        language: of its readers.
        words: how that language says `or_later` and so on, with `{date}` in its place.
    """
    if date.is_point and date.start:
        return _point_in_words(date.start, language, words)
    if date.start is None and date.end:
        return words["or_earlier"].format(date=_point_in_words(date.end, language, words))
    if date.end is None and date.start:
        return words["or_later"].format(date=_point_in_words(date.start, language, words))
    if date.start and date.end:
        first, last = (_point_in_words(p, language, words) for p in (date.start, date.end))
        return words["date_between"].format(first=first, last=last)
    return ""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def _point_in_words(point: edtf.Point, language: str, words: Mapping[str, str]) -> str:
    day = datetime.date(point.year, point.month or 1, point.day or 1)
    form = "d MMMM y" if point.day else "MMMM y" if point.month else "y"
    text = str(format_date(day, form, locale=_locale(language)))
    if point.qualifier in ("~", "%"):
        text = words["date_about"].format(date=text)
    if point.qualifier in ("?", "%"):
        text = words["date_uncertain"].format(date=text)
    return text
