"""A body's HTML as its page shows it, and what it tells: how it begins, how long it is."""

import re

from sitegen.language.languages import UNSPACED
from sitegen.markdown import text_of
from sitegen.model import Heading, Outline
from sitegen.urls import relative

# The most characters of a body that say how it begins.
BEGINNING = 220
# Words that an adult reads in a minute: Brysbaert 2019, "How many words do we read per minute?"
_WORDS_A_MINUTE = 238
# Languages without spaces are counted in characters; Chinese readers do about 260 a minute.
_CHARACTERS_A_MINUTE = 260
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
# A link from the site's root, which a person wrote: `[x](/articles/y/#z)`.
_FROM_ROOT = re.compile(r'(href|src)="(/(?:[^"/#?][^"#?]*)?)((?:[#?][^"]*)?)"')


def of(converted: tuple[str, str], url: str, lang: str) -> tuple[str, Outline]:
    """Return a body as the HTML of the page at `url`, and its outline.

    Args:
        converted: the body as HTML and as plain text, of `markdown.converted`.
        url: its page's.
        lang: its language.
    """
    html, text = converted
    count = words(text, lang)
    html, headings = _without_gaps(html)
    if '="/' in html:
        html = _FROM_ROOT.sub(lambda link: f'{link[1]}="{relative(url, link[2])}{link[3]}"', html)
    return html, Outline(beginning(text), count, minutes(count, lang), headings)


def words(text: str, lang: str) -> int:
    """Return how many words a body's text has, characters in languages without spaces."""
    if lang in UNSPACED:
        return len(re.findall(r"\w", text))
    return text.count(" ") + bool(text)  # each stands alone by now


def minutes(words: int, lang: str) -> int:
    """Return how many minutes reading so many words takes, at least one."""
    a_minute = _CHARACTERS_A_MINUTE if lang in UNSPACED else _WORDS_A_MINUTE
    return max(1, round(words / a_minute))


def _without_gaps(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Return a body whose subheads skip no level, since whoever hears a page goes by them; them."""
    open_levels: list[int] = []
    headings: list[Heading] = []

    def renumbered(found: re.Match[str]) -> str:
        level, name, inner = int(found[1]), found[2], found[3]
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        new = min(len(open_levels) + 1, 6)
        headings.append(Heading(new, name, text_of(inner)))
        return f'<h{new} id="{name}">{inner}</h{new}>'

    return _HEADING.sub(renumbered, html), tuple(headings)


def beginning(text: str) -> str:
    """Return how a body's text begins."""
    if len(text) <= BEGINNING:
        return text
    cut = text[:BEGINNING]
    return cut.rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
