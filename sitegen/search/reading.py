"""An article's HTML -> the words that Pagefind reads in it, in their order.

The HTML is our own: `markdown.py` lets no other tags through than those that are told apart here.
"""

import re
from html import unescape
from typing import NamedTuple
from unicodedata import category

# Where one of these begins or ends, a word does, too; where it ends, so does a sentence.
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul li td div".split())
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
# Pagefind takes it out: in an excerpt it would stand for the end of a word.
_NO_WIDTH = "\u200b"
_HEADING = re.compile(r"h([1-6])")


class Stretch(NamedTuple):
    """Words of one weight: those of headings of a level, which is 0 where there is no heading."""

    level: int
    words: list[str]


def read(html: str) -> list[Stretch]:
    """Return the words of an article, punctuation and all.

    Like Pagefind, end a block as a sentence ends: excerpts run over it.
    """
    stretches = [Stretch(0, [])]
    text: list[str] = []
    # How many words there were when each open block began.
    begun: list[int] = []
    number = 0
    parts = [*_TAG.split(html), "", ""]
    for piece, slash, name in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        text.append(piece)
        if name and name not in _BLOCKS:
            if name == "br":
                text.append(" ")
            continue
        raw = unescape("".join(text))
        found = raw.replace(_NO_WIDTH, "").split()
        text.clear()
        words = stretches[-1].words
        words += found
        number += len(found)
        if slash and begun and begun.pop() < number and _is_open(raw[-1:] or words[-1][-1]):
            words[-1] += "."
        if not slash:
            begun.append(number)
        if heading := _HEADING.fullmatch(name):
            stretches.append(Stretch(0 if slash else int(heading[1]), []))
    return [stretch for stretch in stretches if stretch.words]


def _is_open(last: str) -> bool:
    """Whether a sentence that ends with this character lacks its end, as Pagefind sees it."""
    kind = category(last)
    is_word = kind[0] in "LM" or kind in {"Nd", "Nl", "Pc"} or "\u24b6" <= last <= "\u24e9"
    return is_word or last in "$)*\u200c\u200d"
