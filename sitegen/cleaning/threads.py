"""Threads of comments: lines that say who wrote and when, over and over, with what they wrote.

The models judge a block by what stands around it, and a comment that is well written reads like the
article. What gives it away is the page: five and more lines that say in one and the same form who
wrote and when come out of a loop, and nobody writes an article in one. Nor is what such a line says
the day of the article, or its author.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from sitegen.language import dates
from sitegen.language.words import ends_sentence
from sitegen.learned.odds import Matrix
from sitegen.model import Block, Section

# A line that says when somebody wrote is short. So many of one form are a thread, if no more blocks
# than that lie between one and the next; then there may be a longer comment, where they name the
# time of day. Where they do not, what lies between may be the article between teasers.
_LENGTH, _FEWEST, _GAP, _LONG_GAP = 110, 5, 14, 60
# A thread follows an article: words that are expected to belong to one, before it begins.
_ARTICLE = 40
# The text before the second of these lines is the article, not a comment, if it is so many times as
# long as the others.
_LONGER = 3
# With so many names, it does not matter who wrote how often.
_MANY = 6
# Kinds of lines: where one names no time of day, the same days stand in many of more lines.
_TIMED, _DAY, _SINCE, _SAID = "time ", "day ", "since ", "said "
_FEWEST_DAYS = 8
# Words beside the day, those of a name or number above, and how many such lines there may be.
_WORDS_BESIDES, _NAME, _ABOVE = 10, 4, 2
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
# The heads of letters that an article quotes.
_MAIL = re.compile(r"\W*(?:date|sent|datum|gesendet|envoyé|fecha|enviado)\s*:", re.IGNORECASE)
_AGO = re.compile(
    r"""\b\d{1,3}\s(?:second|minute|hour|day|week|month|year)s?\sago\b
    |\bvor\s\d{1,3}\s(?:sekunde|minute|stunde|tag|woche|monat|jahr)e?n?\b
    |\bil\sy\sa\s\d{1,3}\s(?:seconde|minute|heure|jour|semaine|mois|an)s?\b
    |\bhace\s\d{1,3}\s\w+|\bhá\s\d{1,3}\s\w+|\b\d{1,3}\s\w+\s(?:fa|geleden|назад|atrás)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = re.compile(
    r".{2,50}\b(?:says?|said|wrote|writes|commented|replied|schrieb|sagt|dit|dijo|dice)\s*[:.…]*",
    re.IGNORECASE,
)
# What such a line ends with: most lines do not, and to see that is quicker.
_SAYING = tuple("say says said wrote writes commented replied schrieb sagt dit dijo dice".split())
# The first of these lines may be the article's own, where that stands below it.
_FIRST, _RULE = "begins a thread of comments", "in a thread of comments"
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+")


def rows(blocks: Sequence[Block], likely: Matrix, sizes: Matrix) -> list[range]:
    """Return which blocks are threads of comments.

    Args:
        blocks: of a page.
        likely: the probability that each belongs to the article, shape (blocks,).
        sizes: words of each, shape (blocks,).
    """
    expected = np.concatenate([[0], np.cumsum(likely.astype(float) * sizes)]).tolist()
    words = np.concatenate([[0], np.cumsum(sizes.astype(float))]).tolist()
    found = []
    for run in _runs(blocks):
        # The first of these lines may be the article's own.
        thread = [row for row in run if expected[row] >= _ARTICLE]
        lengths = [words[after] - words[row] for row, after in pairwise(thread)]
        if len(lengths) >= _FEWEST and lengths[0] > _LONGER * median(lengths[1:]):
            thread = thread[1:]
        if len(thread) < _FEWEST or _is_chronicle(thread, blocks):
            continue
        if _are_by_many(thread, blocks):
            found.append(_whole(thread, blocks))
    return found


def place(blocks: list[Block], thread: range) -> None:
    """Give the blocks of a thread their place on the page."""
    first = next((row for row in thread if _form(blocks[row].text)), thread.stop)
    for row in thread:
        rule = _FIRST if row <= first else _RULE
        blocks[row] = blocks[row].placed(Section.COMMENTS, rule)


def holds(block: Block) -> bool:
    """Whether a block stands in a thread, behind its first line."""
    return block.rule == _RULE


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield lines of one form that follow each other at no great distance."""
    forms: dict[str, list[int]] = defaultdict(list)
    for row, block in enumerate(blocks):
        if form := _form(block.text):
            forms[form].append(row)
    for form, places in forms.items():
        longest = _LONG_GAP if form.startswith(_TIMED) else _GAP
        run = places[:1]
        for row in places[1:]:
            if row - run[-1] > (_GAP if len(run) < _FEWEST else longest):
                yield run
                run = []
            run.append(row)
        yield run


def _form(text: str) -> str:
    """Return the form in which a line says when, or that, somebody wrote; '' if it does not."""
    if len(text) > _LENGTH or _MAIL.match(text):
        return ""
    kind, when = _when(text)
    if not kind or len(_WORD.findall(text)) - len(_WORD.findall(when)) > _WORDS_BESIDES:
        return ""
    return kind + _LETTERS.sub("a", _DIGITS.sub("0", when))


def _when(text: str) -> tuple[str, str]:
    """Return how a line says when somebody wrote, and the words of it that do."""
    if not _DIGITS.search(text):
        return (_SAID, "") if _says(text) else ("", "")
    timed = bool(_CLOCK.search(text))
    if ago := _AGO.search(text):
        return _TIMED if timed else _SINCE, ago[0]
    found = dates.find(text)
    if len(found) == 1:
        return _TIMED if timed else _DAY, text[found[0].start : found[0].end]
    return (_SAID, "") if not found and _says(text) else ("", "")


def _says(text: str) -> bool:
    """Whether a line says that somebody wrote, and no more."""
    return text.rstrip(": .…").lower().endswith(_SAYING) and bool(_SAYS.fullmatch(text))


def _is_chronicle(thread: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether lines that name no more than a day are those of an article: each has another day."""
    if not _form(blocks[thread[0]].text).startswith(_DAY):
        return False
    days = {_when(blocks[row].text)[1] for row in thread}
    return len(thread) < _FEWEST_DAYS or len(days) * 2 > len(thread)


def _are_by_many(thread: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether these lines name several people, themselves or in the line above."""
    said = [set(_LETTERS.findall(blocks[row].text.lower())) for row in thread]
    often = Counter(word for words in said for word in words)
    shared = {word for word, count in often.items() if count * 2 > len(thread)}
    names = set()
    for row, words in zip(thread, said, strict=True):
        above = blocks[row - 1].text if row else ""
        named = words - shared or set(_LETTERS.findall(above if _is_name(above) else ""))
        names.add(" ".join(sorted(named)))
    return len(names - {""}) >= min(len(thread) / 2, _MANY)


def _whole(thread: Sequence[int], blocks: Sequence[Block]) -> range:
    """Return a thread with what belongs to its first line and to its last one."""
    first = thread[0]
    while first and thread[0] - first < _ABOVE and _is_name(blocks[first - 1].text):
        first -= 1
    usual = int(median(after - row for row, after in pairwise(thread)))
    if _when(blocks[thread[0]].text)[0] == _SINCE:
        # Below the last teaser stands the article, not what somebody wrote.
        usual = max(1, usual - (thread[0] - first))
    end = min(len(blocks), thread[-1] + usual)
    # What a heading calls comments is taken at its word where there are some.
    while first and blocks[first - 1].section is Section.COMMENTS:
        first -= 1
    while end < len(blocks) and blocks[end].section is Section.COMMENTS:
        end += 1
    return range(first, end)


def _is_name(text: str) -> bool:
    return len(text.split()) <= _NAME and not ends_sentence(text)
