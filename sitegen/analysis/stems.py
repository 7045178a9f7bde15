"""Words by their stems: Snowball (Porter 2001, <https://snowballstem.org>) where it knows them."""

from collections.abc import Callable

import Stemmer

# Language tag -> Snowball's name for its algorithm.
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


# Stemming takes the square of a word's length: what is longer is no word.
LONGEST = 100


def stemmer(lang: str) -> Callable[[str], str]:
    """Return what gives a lower-case word's stem; the word itself in a language not known."""
    name = _ALGORITHMS.get(lang.split("-", maxsplit=1)[0])
    if not name:
        return str
    # Without its own cache: the callers remember each word.
    stem: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return lambda word: stem(word) if len(word) <= LONGEST else word
