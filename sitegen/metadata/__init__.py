"""Title, author, date, language, topic: each answers with Claims, best first.

A field is one module and one line in FIELDS. Whether an answer is written into front matter or
only suggested is decided in one place: THRESHOLDS.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from sitegen.cleaning import titles, trimming
from sitegen.language.words import plain
from sitegen.metadata import author, date, language, title, topic
from sitegen.model import Block, Claim, Draft, Section
from sitegen.model.topics import Topic

# An answer below its field's threshold is suggested, not claimed.
THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "title": 0.0,
        "author": 0.5,
        "posted_by": 0.5,
        "bio": 0.5,
        "date": 0.4,
        "lang": 0.5,
        "topic": 0.5,
    }
)
# Fields that may have several values at once.
_MANY = frozenset({"author"})


@dataclass(frozen=True)
class Reading:
    """A cleaned seed, as the describers see it.

    Attributes:
        draft: its cleaned draft.
        lang: the language found so far; empty if none.
        topics: the vocabulary.
    """

    draft: Draft
    topics: tuple[Topic, ...]
    lang: str = ""

    @cached_property
    def texts(self) -> list[str]:
        """The plain text of each block."""
        return [plain(block.text) for block in self.draft.blocks]

    def blocks(self, *sections: Section) -> list[Block]:
        """Return the blocks of some sections, in order."""
        return [block for block in self.draft.blocks if block.section in sections]


# Language comes first, since others ask for it.
FIELDS: tuple[tuple[str, Callable[..., list[Claim]]], ...] = (
    ("lang", language.claims),
    ("title", title.claims),
    ("author", author.claims),
    ("date", date.claims),
    ("topic", topic.claims),
)


def prepare() -> None:
    """Begin to load what tells languages, beside what is done before that is asked."""
    language.prepare()


def describe(draft: Draft, topics: tuple[Topic, ...]) -> tuple[Claim, ...]:
    """Return the answers for every field; at most one is claimed for each, but for authors."""
    reading = Reading(draft, topics)
    answers: list[Claim] = []
    for name, claims in FIELDS:
        # What a person prepared is taken at its word; a topic's name must be looked up first.
        prepared = draft.finished and name != "topic"
        hints = [hint for hint in draft.hints if hint.field == name and prepared]
        found = hints or claims(reading)
        answers.extend(_settled(found))
        if name == "lang":
            lang = next((a.value for a in answers if a.field == "lang" and a.claimed), "")
            reading = replace(reading, lang=lang)
    authors = {answer.value for answer in answers if answer.field == "author" and answer.claimed}
    answers = [a for a in answers if a.field != "posted_by" or a.value not in authors]
    if not draft.finished:
        answers = [_without_author(answer, authors) for answer in answers]
    described = {answer.field for answer in answers}
    answers.extend(h for h in draft.hints if draft.finished and h.field not in described)
    return tuple(answers)


def _without_author(answer: Claim, authors: set[str]) -> Claim:
    """Return a title without the author's name at its end, unless the file has it too."""
    if answer.field != "title" or answer.rule == titles.NAMED_AFTER:
        return answer
    return replace(answer, value=trimming.without_author(answer.value, authors))


def _settled(found: list[Claim]) -> list[Claim]:
    """Claim the first answer of each field that is sure enough; the rest are suggestions."""
    best: dict[str, Claim] = {}
    for claim in found:
        if claim.claimed and claim.confidence >= THRESHOLDS.get(claim.field, 0.0):
            best.setdefault(claim.field, claim)
    return [replace(claim, claimed=claim.claimed and _is_of(claim, best)) for claim in found]


def _is_of(claim: Claim, best: dict[str, Claim]) -> bool:
    """Whether a claim is its field's best, or stands beside it: an author among several."""
    chosen = best.get(claim.field)
    beside = chosen and claim.field in _MANY and claim.rule == chosen.rule
    return chosen is claim or bool(beside)
