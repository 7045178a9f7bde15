"""What stands at an end of the body and speaks of the article, instead of being it.

Who the author is, said in the third person, reads like the article to a model that sees paragraphs:
what gives it away is a name that stands by itself outside the body and nowhere else inside. Nor are
what a weblog says below an entry, and what lawyers have it say, part of what somebody wrote.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from sitegen.cleaning.edges import BYLINE
from sitegen.language.words import FUNCTION_WORDS, normal, plain
from sitegen.model import Block, Draft, Kind, Section

# Shares of the body's words that may stand beyond a bio below it and one above it, beyond one whose
# name stands nowhere else, and beyond a note; and the share that one of them may be.
_BELOW, _ABOVE, _LAST, _MOST = 0.1, 0.07, 0.03, 0.25
_NOTE_BELOW = 0.05
# Where the models are so certain that a paragraph is the article, it is.
_CERTAIN = 0.95
# Words of a bio, and of one whose name stands nowhere else; of a line that names somebody, besides
# the name, and with a word like "by" before; such a line's characters, and the parts of a name.
_FEWEST_WORDS, _MOST_WORDS, _SHORT = 6, 150, 50
_BESIDES, _LONGEST_BYLINE = 4, 14
_LINE, _MOST_PARTS = 120, 5
# How far behind the verb it is said what somebody is, and how long a note is, in characters.
_NEAR, _NOTE_LENGTH = 120, 700
_WORD = r"[^\W\d_][\w.'’-]*"
_WHO = re.compile(
    rf"""(?:(?:dr|prof|mr|ms|mrs)\.?\s+)?
    (?P<name>{_WORD}(?:\s+(?:\([^()]+\)\s+)?{_WORD}){{0,4}}?)
    (?:,\s[^.,]{{2,60}},)?\s+
    (?:is|was|has|writes|covers|works|lives|joined|serves|reports|teaches|currently|first
    |ist|war|schreibt|arbeitet|lebt|est|écrit|travaille|vit|es|escribe|trabaja|vive|è|scrive|lavora
    |é|escreve|trabalha|schrijft|werkt)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_JOB = re.compile(
    r"""\b(?:(?:co-?)?(?:writer|reporter|editor|correspondent|journalist|columnist|author|professor
    |lecturer|researcher|fellow|founder|director|manager|producer|analyst|consultant|copywriter
    |photographer|marketer|expert|specialist|developer|engineer|teacher|coach|blogger|contributor
    |officer|president|critic|economist|strategist|advis[eo]r|attorney|lawyer|artist|filmmaker
    |student|enthusiast|addict|traveler|freelancer)s?|ceo|cto|head\ of|staff|freelance
    |cover(?:s|ing)|writes|writing
    |(?:chef)?redakteur(?:in)?|autor(?:in|a)?|journalist(?:in|e)?|korrespondent(?:in)?|frei\ für
    |schriftsteller(?:in)?|professor(?:in|a)?|gründer(?:in)?|wissenschaftler(?:in)?
    |rédact(?:eur|rice)|auteure?|écrivaine?|professeure?|chercheu(?:r|se)|fondat(?:eur|rice)
    |periodista|redactora?|escritora?|profesora?|corresponsal|investigadora?|fundadora?
    |giornalista|redattrice|redattore|scritt(?:ore|rice)|autore|autrice|ricercat(?:ore|rice)
    |jornalista|redatora?|redacteur|schrijver|schrijfster|hoogleraar)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTE = re.compile(
    r"""^\W*filed\ under\b|\b(?:entry|posted|published)\b.{0,120}\bfiled\ under\b
    |\bbookmark\ the\ permalink\b|\btrackback\ url\b|\|\s*permalink\b
    |^\W*(?:tags?|tagged(?:\ with|\ as)?|labels|schlagw[oö]rte?r?)\s*:
    |\bposted\ on\ this\ day\b|\bcomments\ are\ closed\b
    |^\W*(?:a|an\ \w+)\ version\ of\ this\ (?:article|story|post|essay|column|piece)\b
    |\bcontributed\ to\ this\ (?:report|story|article)\b|\binformation\ for\ this\ report\b
    |\bfor\ (?:general\ )?informational\ purposes\b|\binformational\ purposes\ only\b
    |\blinks?\b.{0,160}\bearn\ (?:a\ |an\ )?(?:\w+\ )?commission\b
    |\bearn\ from\ qualifying\ purchases\b
    |\b(?:views?|opinions?)\ expressed\b.{0,80}\b(?:own|those\ of|not\ necessarily)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def clean(draft: Draft) -> Draft:
    """Put bios at the body's ends with the bios, and notes below it with the furniture."""
    blocks = list(draft.blocks)
    page = _Page(blocks)
    for row, below in page.ends():
        block = blocks[row]
        if page.is_bio(row, below):
            blocks[row] = block.placed(Section.BIO, "says who the author is")
        elif below < _NOTE_BELOW and len(block.text) <= _NOTE_LENGTH and _NOTE.search(block.text):
            blocks[row] = block.placed(Section.FURNITURE, "a note below the article")
    return replace(draft, blocks=tuple(blocks)) if blocks != list(draft.blocks) else draft


class _Page:
    """A page as far as its bios are concerned."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        body = [row for row, block in enumerate(blocks) if block.section is Section.BODY]
        self._body = {row: normal(blocks[row].text).split() for row in body}

    def ends(self) -> Iterator[tuple[int, float]]:
        """Yield the body's blocks at its ends, and what share of its words lies below each."""
        total, above = sum(map(len, self._body.values())) or 1, 0
        for row, words in self._body.items():
            below = 1 - (above + len(words)) / total
            if len(words) / total <= _MOST and (above / total < _ABOVE or below < _BELOW):
                yield row, below
            above += len(words)

    def is_bio(self, row: int, below: float) -> bool:
        """Whether a block at an end of the body says who the author is."""
        block = self._blocks[row]
        if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE) or block.prose >= _CERTAIN:
            return False
        if not _FEWEST_WORDS <= len(self._body[row]) <= _MOST_WORDS:
            return False
        text = plain(block.text).lstrip("_ ")
        who = None if text.endswith(":") else _WHO.match(text)
        if who is None or not _JOB.search(text[who.end("name") : who.end() + _NEAR]):
            return False
        if not _is_name(who["name"]):
            return False
        name = normal(who["name"])
        # Where the title or another paragraph speaks of them, the article is about them, too.
        surname = name.split()[-1]
        is_alone = self._paragraphs_with[surname] == 1 and surname not in self._title
        is_last = below < _LAST and len(self._body[row]) <= _SHORT
        return is_alone and (is_last or name in self._named)

    @cached_property
    def _paragraphs_with(self) -> Counter[str]:
        """Word -> how many of the body's blocks hold it."""
        return Counter(word for words in self._body.values() for word in set(words))

    @cached_property
    def _title(self) -> set[str]:
        """The words of the title and its repeats."""
        titles = (block for block in self._blocks if block.section is Section.TITLE)
        return {word for title in titles for word in normal(title.text).split()}

    @cached_property
    def _named(self) -> set[str]:
        """What may be a name in short lines outside the body, the title aside."""
        found: set[str] = set()
        for block in self._blocks:
            if block.section in (Section.BODY, Section.TITLE) or len(block.text) > _LINE:
                continue
            words = normal(block.text).split()
            by = len(words) <= _LONGEST_BYLINE and BYLINE.match(plain(block.text))
            for length in range(1, _MOST_PARTS + 1):
                if by or len(words) <= length + _BESIDES:
                    last = len(words) - length + 1
                    found.update(" ".join(words[at : at + length]) for at in range(last))
        return found


def _is_name(text: str) -> bool:
    parts = re.sub(r"\([^()]*\)", " ", text).split()
    return (
        bool(parts)
        and parts[0].lower() not in FUNCTION_WORDS
        and parts[0][0].isupper()
        and parts[-1][0].isupper()
        and sum(part[0].isupper() for part in parts) * 2 > len(parts)
    )
