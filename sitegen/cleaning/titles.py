"""The title among the lines above the body, and its repeats."""

import re
from collections import Counter
from dataclasses import replace

from sitegen import dates
from sitegen.cleaning.words import FUNCTION_WORDS, normal, plain, sentences, width, words
from sitegen.model import Block, Draft, Kind, Section

# Titles are looked for this far above the body, and among its first blocks.
_ABOVE, _WITHIN = 40, 3
_SHORTEST, _LONGEST = 12, 160
_USUAL = (20, 130)
_MIN_SCORE = 0.5
_SUFFIX = re.compile(r"\s+(?:[|·•»«—–-]|::)\s+")
# A site's name behind the title is short beside it.
_SUFFIX_SHARE = 0.6
# Above the title there is furniture, not this much of the body.
_BODY_ABOVE = 0.34


def clean(draft: Draft) -> Draft:
    """Mark the title, its repeats, and what stands above it."""
    first = next((i for i, b in enumerate(draft.blocks) if b.section is Section.BODY), None)
    if first is None:
        return draft
    chosen = _choose(draft, first)
    if chosen is None:
        return draft
    title = title_text(draft.blocks, chosen)
    return replace(draft, blocks=_mark(draft.blocks, chosen, title, first))


def title_text(blocks: tuple[Block, ...], index: int) -> str:
    """Return a block's text as a title: without the site's name behind it, if it carries one."""
    text = blocks[index].text
    head = without_site(text)
    if head == text:
        return text
    # Two pieces can be a title of two parts. The site's name stands elsewhere on the page as well,
    # or the head stands alone somewhere.
    tail = normal(text[len(head) :])
    near = blocks[: index + _ABOVE]
    alone = any(normal(block.text) == normal(head) for block in near)
    named = any(normal(block.text) == tail for block in blocks if block.text != text)
    return head if alone or named or "|" in text[len(head) :] else text


def without_site(text: str) -> str:
    """Return the part of `Title | Site` or `Title - Site` before the site's name."""
    cut = list(_SUFFIX.finditer(text))
    if not cut:
        return text
    head, tail = text[: cut[-1].start()], text[cut[-1].end() :]
    return head if len(tail) <= len(head) * _SUFFIX_SHARE and len(head) >= _SHORTEST else text


def _choose(draft: Draft, first: int) -> int | None:
    blocks = draft.blocks
    hints = {normal(hint.value) for hint in draft.hints if hint.field == "title"}
    body_words = {
        word.lower()
        for block in blocks[first:]
        if block.section is Section.BODY
        for word in words(block.text)
    }
    counts = Counter(normal(without_site(block.text)) for block in blocks if len(block.text) < 300)  # noqa: PLR2004 - no title is longer
    low, high = max(0, first - _ABOVE), min(len(blocks), first + _WITHIN)
    best, best_score = None, _MIN_SCORE
    for i in range(low, high):
        block = blocks[i]
        if block.kind is Kind.CODE or not _possible(block):
            continue
        value = _score(block, counts, body_words, hints) - 0.06 * abs(first - i)
        if i > first and block.kind is not Kind.HEADING:
            value -= 1
        if value > best_score:
            best, best_score = i, value
    return best


def _possible(block: Block) -> bool:
    text = plain(block.text)
    length = width(text)
    if not _SHORTEST <= length <= _LONGEST * 1.5 or block.section in (Section.CREDIT, Section.BIO):
        return False
    if (
        block.section is Section.FURNITURE
        and "stands" not in block.rule
        and "outside" not in block.rule
    ):
        return False
    found = dates.find(text)
    outside_dates = len(text) - sum(f.end - f.start for f in found)
    return outside_dates >= _SHORTEST and sentences(text) <= 2  # noqa: PLR2004 - a title is brief


def _score(block: Block, counts: Counter[str], body_words: set[str], hints: set[str]) -> float:
    text = plain(without_site(block.text))
    simple = normal(text)
    title_words = [word.lower() for word in words(text)]
    content = [word for word in title_words if word not in FUNCTION_WORDS and len(word) > 2]  # noqa: PLR2004 - `to`, `my`
    value = 0.0
    if counts[simple] > 1:
        value += 1.5
    if block.kind is Kind.HEADING:
        value += 2.2 if block.level == 1 else 1.0
    elif block.kind is Kind.ITEM:
        value -= 1.0
    if _USUAL[0] <= width(text) <= _USUAL[1]:
        value += 0.8
    if len(title_words) <= 2 and text.isascii():  # noqa: PLR2004 - mostly names of sections
        value -= 1.0
    if text.endswith((".", ":", ",")):
        value -= 1.0
    if content:
        value += 1.6 * sum(word in body_words for word in content) / len(content)
    if any(hint in (simple, normal(block.text)) for hint in hints):
        value += 3.0
    if block.likely == 1.0 and block.kind is not Kind.HEADING:
        value -= 0.5
    return value


def _mark(blocks: tuple[Block, ...], chosen: int, title: str, first: int) -> tuple[Block, ...]:
    simple = normal(title)
    body_total = sum(len(b.text) for b in blocks if b.section is Section.BODY)
    above = sum(len(b.text) for b in blocks[:chosen] if b.section is Section.BODY)
    cut = chosen if above <= body_total * _BODY_ABOVE else first
    marked: list[Block] = []
    for i, block in enumerate(blocks):
        if i == chosen:
            marked.append(replace(block, section=Section.TITLE, rule="the title"))
        elif _repeats(block, simple, title) and (
            i < chosen or block.section is not Section.BODY or i < first + _WITHIN
        ):
            marked.append(replace(block, section=Section.TITLE, rule="the title again"))
        elif i < cut and block.section is Section.BODY:
            marked.append(replace(block, section=Section.FURNITURE, rule="above the title"))
        else:
            marked.append(block)
    return tuple(marked)


def _repeats(block: Block, simple: str, title: str) -> bool:
    if len(block.text) > len(title) * 2 + 20:
        return False
    return normal(block.text) == simple or normal(without_site(block.text)) == simple
