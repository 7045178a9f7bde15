"""Words that speak for each topic, written by hand; a `*` stands for any ending.

A new language is one module and one line in LEXICONS.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.metadata.lexicon import arabic, english, french, german, spanish

# Language tag -> topic id -> words, separated by spaces.
LEXICONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ar": arabic.WORDS,
        "de": german.WORDS,
        "en": english.WORDS,
        "es": spanish.WORDS,
        "fr": french.WORDS,
    }
)
