"""All articles' terms -> which articles are like which, and which topics they are on.

That is most of what a survey takes, and needs nothing of the articles but their terms: so it can be
done in another process, beside whatever needs no survey. Only the process that does it loads SciPy.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zipfile import BadZipFile

import numpy as np

from sitegen.analysis import lexicon
from sitegen.analysis.neighbours import Neighbours
from sitegen.model.topics import Topic
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.survey import counting

if TYPE_CHECKING:
    from sitegen.analysis import increments, matrix
    from sitegen.analysis.topics import Verdict

# From so many articles on, memory is worth more than time.
_SIDE_BY_SIDE = 30_000
# Where a comparison leaves what the next one begins with.
FILE = "compared.npz"
# Bytes of what tells whether it is whole.
_SIGN = 32
# Of a process that stays: the articles' terms by their keys.
_terms: dict[bytes, bytes] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all articles; they are named by their rows.

    Attributes:
        keys: of their terms.
        langs: their languages.
        topics: the vocabulary.
        judge: whether to judge topics at all.
        everything: whether to judge what stands already too.
        given: row -> topic that a person or the seed gave.
        kept: row -> topic that was decided before.
    """

    keys: Sequence[bytes]
    langs: Sequence[str]
    topics: tuple[Topic, ...]
    judge: bool
    everything: bool
    given: Mapping[int, str]
    kept: Mapping[int, str]


# The neighbours, and the verdict on topics where one was asked for.
Answer: TypeAlias = "tuple[Neighbours, Verdict | None]"


def answered_from(
    folder: Path, question: Question, late: Mapping[bytes, bytes], *, stays: bool
) -> "Answer | None":
    """Answer in another process, from the memo in that folder; None where it lacks terms.

    Args:
        folder: where the memo's file stands.
        question: what is asked.
        late: terms by their keys, of those that are not written yet.
        stays: whether this process will be asked again.
    """
    with Memo(folder) as memo:
        try:
            if stays:
                _terms.update(late)
                terms = counting.remembered(question.keys, memo, _terms)
            else:
                terms = counting.remembered(question.keys, memo)
            return answered(question, terms, folder / FILE)
        except KeyError:
            return None


def answered(question: Question, found: Iterable[bytes], file: Path | None = None) -> Answer:
    """Answer from the articles' terms, packed.

    Args:
        question: what is asked.
        found: the terms.
        file: what the last answer left there is made use of, and this one leaves the same.
    """
    from sitegen.analysis import matrix

    whole = matrix.stack(found)
    # Neither needs the other, and both spend their time in loops that run side by side.
    with ThreadPoolExecutor(1) as other:
        if not question.judge:
            return _neighbours(whole, question, file), None
        if len(question.keys) > _SIDE_BY_SIDE:
            verdict = _judged(whole, question)
            return _neighbours(whole, question, file), verdict
        judgement = other.submit(_judged, whole, question)
        return _neighbours(whole, question, file), judgement.result()


def _neighbours(whole: "matrix.Stack", question: Question, file: Path | None) -> Neighbours:
    from sitegen.analysis import increments

    before = left(file) if file else None
    after, near = increments.compared(whole, question.keys, np.array(question.langs), before)
    if file:
        leave(after, file)
    return near


def left(file: Path) -> "increments.Compared | None":
    """Return what the last comparison left; None if there is none that can be made use of."""
    from sitegen.analysis import increments

    try:
        with file.open("rb") as data:
            sign = data.read(_SIGN)
            if sign != _sign(data):
                return None
            data.seek(_SIGN)
            with np.load(data) as arrays:
                return increments.Compared.of(arrays)
    except (OSError, ValueError, KeyError, IndexError, TypeError, BadZipFile):
        return None


def leave(after: "increments.Compared", file: Path) -> None:
    """Leave a comparison in a file for the next one, whole or not at all."""
    new = file.with_suffix(".new")
    try:
        with new.open("w+b") as data:
            data.write(bytes(_SIGN))
            np.savez(data, allow_pickle=False, **after.arrays())
            data.seek(_SIGN)
            sign = _sign(data)
            data.seek(0)
            data.write(sign)
        new.replace(file)
    except OSError:  # the next one does without
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _sign(data: BufferedIOBase) -> bytes:
    """Return what tells whether this version of sitegen left the rest of a file, and all of it."""
    sign = hashlib.file_digest(data, lambda: hashlib.sha256(remembered.code_digest().encode()))
    return sign.digest()


def _judged(whole: "matrix.Stack", question: Question) -> "Verdict":
    from sitegen.analysis import topics as judging

    topics = question.topics
    languages = {
        lang: judging.Language(lexicon.entries(topics, lang), counting.vocabulary(topics, lang))
        for lang in set(question.langs)
    }
    known = judging.Known(question.given, question.kept)
    ids = [topic.id for topic in topics]
    return judging.judge(
        whole, question.langs, languages, known, ids, everything=question.everything
    )
