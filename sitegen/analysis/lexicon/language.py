"""What a lexicon of one language is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that speak for each topic in one language, written by hand.

    Words are separated by white space and stand in any of their forms: they are compared by stem.
    `_` joins the words of a phrase (`prime_minister`); `*` at an end stands for any letters
    (`fußball*`, `*minister`).

    Attributes:
        words: topic id -> words of articles on it.
        sections: topic id -> names that sections and tags of such articles have.
    """

    words: Mapping[str, str]
    sections: Mapping[str, str]
