"""What a dump glued to a title: the time it was published, the words of buttons, its author."""

import re

# A title has at least so many words; of what would leave fewer nothing is cut.
_LEAST_WORDS = 2
_LONGEST_TAIL = 60
# What a title neither begins nor ends with; and what it does not where something was cut.
_DRAWN, _SEPARATORS = " |·•", " |·•–—-,"
_DAY = r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?"
_TIME = rf"{_DAY},?\s(?:-\s)?\d{{1,2}}:\d\d"
_HEAD = re.compile(
    rf"{_TIME}(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}}\b)?[\s|–—-]+", re.IGNORECASE
)
_BUTTON = (
    r"(?:(?:save|print|e-?mail|share|tweet|text|pdf|comments?|(?:bigger|smaller|larger)\s?text"
    r"|printable\s?version)[\s|,]*)"
)
_TAILS = (
    re.compile(
        r"""\s(?:erschienen|veröffentlicht|aktualisiert|published|posted|updated|publié|publicado|actualizado|pubblicato)
        (?:\s(?:am|on|le|el|il|em))?\s?:?\s\d.*$""",
        re.VERBOSE | re.IGNORECASE,
    ),
    re.compile(rf"\s(?:www\.\S+\s)?{_TIME}.*$"),
    re.compile(rf"(?:\s*[|·•]\s*{_BUTTON}{{2,}}|\s+{_BUTTON}{{3,}})$", re.IGNORECASE),
)  # fmt: skip


def trimmed(title: str) -> str:
    """Return a title without the time and the buttons that stand at its ends."""
    left = _HEAD.sub("", title, count=1) if _HEAD.match(title) else title
    for tail in _TAILS:
        found = tail.search(left, max(0, len(left) - _LONGEST_TAIL))
        if found:
            left = left[: found.start()].rstrip(_SEPARATORS)
    left = left.strip(_DRAWN)
    return left if len(left.split()) >= _LEAST_WORDS and not left.endswith(":") else title


def without_author(title: str, authors: set[str]) -> str:
    """Return a title without the ` by Ida Tveit` at its end, where the article is by Ida Tveit."""
    for author in sorted(authors):
        tail = rf"(?:\s+by\s+|\s*[|–—]\s*|\s+-\s+){re.escape(author)}$"
        found = re.search(tail, title, re.IGNORECASE)
        if found and len(title[: found.start()].split()) >= _LEAST_WORDS:
            return title[: found.start()]
    return title
