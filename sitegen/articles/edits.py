"""What was known of an article before an edit -> its terms and its outline after it.

People, and branches, change a title here and a paragraph there. Where what changed is prose, the
terms and the outline of the whole are those before, without what the old words gave and with what
the new ones give, which takes a fraction of the time. What comes out is what working out the whole
would: `tests/test_edits.py` compares the two. Where that is not sure, nothing comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.analysis import terms
from sitegen.analysis.vocabulary import MOST_WORDS, Vocabulary
from sitegen.language.words import plain, spaced
from sitegen.markdown import one_line, outline, paragraphs
from sitegen.model import Outline

# Beside the words that changed, each word that a phrase may have more is looked for in so many
# characters.
_A_WORD = 24
# Every second character may be a word, and no text has more of those than are counted.
_LONGEST = 2 * MOST_WORDS
# What stands between two blocks.
_BETWEEN = "\n\n"
# Characters of Markdown that are surely more than an outline's beginning.
_ENOUGH = 2 * outline.BEGINNING


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of an article.

    Attributes:
        title: its title.
        body: Markdown.
        lang: its language.
        terms: as `terms.packed` gives them.
        outline: what its body told.
    """

    title: str
    body: str
    lang: str
    terms: bytes
    outline: Outline


@dataclass(frozen=True, slots=True)
class Edit:
    """An article that was known, and what became of it.

    Attributes:
        known: what was known of it.
        title: its title now.
        body: Markdown, as it is now.
        start: where the first word begins that is another one now, in both bodies.
        end: where the last such word ends in the body that was.
    """

    known: Known
    title: str
    body: str
    start: int
    end: int

    @classmethod
    def of(cls, known: Known, title: str, body: str) -> "Edit":
        """Find out where two bodies differ: in at least one word."""
        old = known.body
        start = old.rfind(" ", 0, _alike(old, body)) + 1
        alike = _alike_at_end(old, body, min(len(old), len(body)) - start)
        end = old.find(" ", len(old) - alike)
        return cls(known, title, body, start, len(old) if end < 0 else end)

    @property
    def words(self) -> tuple[str, str]:
        """What stood between start and end, and what stands there now."""
        return self._between(self.start, self.end)

    @property
    def blocks(self) -> tuple[str, str]:
        """The blocks in which words differ, as they were and as they are."""
        old = self.known.body
        start = old.rfind(_BETWEEN, 0, self.start)
        end = old.find(_BETWEEN, self.end)
        return self._between(
            0 if start < 0 else start + len(_BETWEEN), len(old) if end < 0 else end
        )

    def _between(self, start: int, end: int) -> tuple[str, str]:
        old = self.known.body
        return old[start:end], self.body[start : len(self.body) - len(old) + end]


def _alike(one: str, other: str) -> int:
    """Return with how many characters two texts begin alike."""
    low, high = 0, min(len(one), len(other)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _alike_at_end(one: str, other: str, most: int) -> int:
    """Return with how many characters two texts end alike; no more than `most`."""
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle
    return low


def terms_after(edits: Sequence[Edit], vocabulary: Vocabulary) -> list[bytes | None]:
    """Return the terms of edited articles, packed; None where they are to be counted anew.

    Args:
        edits: of articles in one language.
        vocabulary: of that language.
    """
    texts = [_differing(edit, vocabulary.longest - 1) for edit in edits]
    sure = [(edit, text) for edit, text in zip(edits, texts, strict=True) if text is not None]
    # Both at once: short texts are counted the sooner the more they are.
    less = [(edit.known.title, old) for edit, (old, _) in sure]
    more = [(edit.title, new) for edit, (_, new) in sure]
    counted = list(terms.of([*less, *more], vocabulary))
    before = [edit.known.terms for edit, _ in sure]
    found = iter(terms.changed(before, counted[: len(sure)], counted[len(sure) :]))
    return [None if text is None else next(found) for text in texts]


def _differing(edit: Edit, near: int) -> tuple[str, str] | None:
    """Return what differs, with at least so many words, if there are, beside it."""
    known = edit.known
    if max(len(known.title) + len(known.body), len(edit.title) + len(edit.body)) > _LONGEST:
        return None
    size = _A_WORD * max(near, 0)
    before = known.body[max(0, edit.start - size) : edit.start]
    after = known.body[edit.end : edit.end + size]
    # No word, and no target of a link, goes on beyond a space.
    if edit.start > size:
        before = before.partition(" ")[2]
        if len(spaced(plain(before))) < near:
            return None
    if edit.end + size < len(known.body):
        after = after.rpartition(" ")[0]
        if len(spaced(plain(after))) < near:
            return None
    old, new = edit.words
    return before + old + after, before + new + after


def outline_after(edit: Edit) -> Outline | None:
    """Return what an edited body tells; None where it is to be worked out anew.

    Paragraphs of prose in the place of others leave all that stands around them as it was, for the
    reason for which `paragraphs.taken` may take them out.
    """
    known, body = edit.known, edit.body
    if body == known.body:
        return known.outline
    old, new = edit.blocks
    # All that is not in the one is in the other.
    for text in (old, body):
        if paragraphs.is_strange(text) or _BETWEEN + "\n" in text:
            return None
    less, more = _words(old, known.lang), _words(new, known.lang)
    begins = _beginning(body)
    if less is None or more is None or begins is None:
        return None
    words = known.outline.words - less + more
    minutes = outline.minutes(words, known.lang)
    return replace(known.outline, beginning=begins, words=words, minutes=minutes)


def _words(text: str, lang: str) -> int | None:
    """Return how many words some blocks have; None where one of them is no paragraph of prose."""
    texts = list(map(paragraphs.text, text.split(_BETWEEN)))
    return None if None in texts else outline.words(one_line("\n".join(filter(None, texts))), lang)


def _beginning(body: str) -> str | None:
    """Return how a body begins; None where that is not all prose."""
    end = body.find(_BETWEEN, _ENOUGH)
    made = paragraphs.whole(body if end < 0 else body[:end], str)  # names of subheads do not show
    text = "" if made is None else one_line(made[1])
    if made is None or (len(text) <= outline.BEGINNING and end >= 0):
        return None
    return outline.beginning(text)
