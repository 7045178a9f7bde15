"""The theme's own words: one file a language, `words/<tag>.toml`, beside its templates.

What a language's file lacks is said in English. An archive's own `templates/words/` goes before the
default theme's, word by word.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from sitegen.errors import TemplateError

FOLDER = "words"
_FALLBACK = "en"
# The same few numbers and phrases stand on every page.
_REMEMBERED = 8192
Words = Mapping[str, Any]


def load(folders: Iterable[Path], language: str) -> Words:
    """Return the words of a language.

    Args:
        folders: of the themes, the archive's own before the default.
        language: a known tag.

    Raises:
        TemplateError: a file cannot be read, or holds something else than words.
    """
    found: dict[str, Any] = {}
    for tag in dict.fromkeys((language, language.split("-", maxsplit=1)[0], _FALLBACK)):
        for folder in folders:
            file = folder / FOLDER / f"{tag}.toml"
            if file.is_file():
                for key, value in _read(file).items():
                    found.setdefault(key, value)
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        words = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise TemplateError(
            f"cannot be read: {error}", str(file), "write it like the default theme's words/en.toml"
        ) from error
    for key, value in words.items():
        parts = value.values() if isinstance(value, dict) else [value]
        if not all(isinstance(part, str) for part in parts):
            raise TemplateError(
                f"`{key}` is no text", str(file), 'write `key = "text"`, or a table of plural forms'
            )
    return words


class Phrases:
    """Says the theme's words: `phrases("n_articles", n=3)`.

    Args:
        language: of the words, for numbers and plural forms.
        words: as `load` gives them.
    """

    def __init__(self, language: str, words: Words) -> None:
        self._language, self._words = language, words
        self._fixed: dict[tuple[object, ...], Markup] = {}

    def __call__(self, key: str, **values: object) -> Markup:
        """Return a phrase with its values filled in, escaped unless they are markup.

        Raises:
            KeyError: there is no such phrase.
        """
        # Those that hold nothing, or nothing but numbers.
        if not all(isinstance(value, int) for value in values.values()):
            return self._said(key, values)
        place = (key, *values.items())
        if place not in self._fixed:
            self._fixed[place] = self._said(key, values)
        return self._fixed[place]

    def _said(self, key: str, values: Mapping[str, object]) -> Markup:
        text = self._words[key]
        if isinstance(text, dict):
            number = int(str(values["n"]))
            form = "zero" if number == 0 and "zero" in text else _plural(self._language, number)
            text = text.get(form) or text["other"]
        filled = {
            name: number_of(value, self._language) if isinstance(value, int) else value
            for name, value in values.items()
        }
        # The words are the theme's, which is trusted like its templates; the values are escaped.
        if filled and (pieces := _pieces(text)) is not None:
            parts = [before + escape(filled[name]) if name else before for before, name in pieces]
            return Markup("").join(parts)
        phrase = Markup(text)  # noqa: S704 - see above
        return phrase.format(**filled) if filled else phrase


@lru_cache(maxsize=_REMEMBERED)
def number_of(value: int, language: str) -> str:
    """Return a whole number as a language writes it."""
    return str(format_decimal(value, locale=_locale(language)))


@cache
def _pieces(text: str) -> list[tuple[Markup, str]] | None:
    """Return a phrase as pieces, and the name of the value behind each; None if it says more."""
    pieces: list[tuple[Markup, str]] = []
    for before, name, form, conversion in Formatter().parse(text):
        if form or conversion or (name is not None and not name.isidentifier()):
            return None
        pieces.append((Markup(before), name or ""))  # noqa: S704 - the theme's, which is trusted
    return pieces


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def _plural(language: str, number: int) -> str:
    return str(_locale(language).plural_form(number))
