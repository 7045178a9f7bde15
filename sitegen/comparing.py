"""All articles' terms -> which articles are like which, and which topics they are on.

That is most of what a survey takes, and needs nothing of the articles but their terms: so it can be
done in another process, beside whatever needs no survey. Only the process that does it loads SciPy.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sitegen import counting
from sitegen.analysis import lexicon
from sitegen.analysis.neighbours import Neighbours, joined
from sitegen.cache import Memo
from sitegen.topics import Topic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.analysis import matrix
    from sitegen.analysis.topics import Verdict

# From so many articles on, memory is worth more than time.
_SIDE_BY_SIDE = 30_000
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
                return answered(question, counting.remembered(question.keys, memo, _terms))
            return answered(question, counting.remembered(question.keys, memo))
        except KeyError:
            return None


def answered(question: Question, found: Iterable[bytes]) -> Answer:
    """Answer from the articles' terms, packed."""
    from sitegen.analysis import matrix

    whole = matrix.stack(found)
    langs = np.array(question.langs)
    # Neither needs the other, and both spend their time in loops that run side by side.
    with ThreadPoolExecutor(1) as other:
        if not question.judge:
            return _neighbours(whole, langs), None
        if len(langs) > _SIDE_BY_SIDE:
            verdict = _judged(whole, question)
            return _neighbours(whole, langs), verdict
        judgement = other.submit(_judged, whole, question)
        return _neighbours(whole, langs), judgement.result()


def _neighbours(whole: "matrix.Stack", langs: "NDArray[np.str_]") -> Neighbours:
    """Return the articles' neighbours: of their language, or of any where they have none there."""
    from sitegen.analysis import matrix, related

    weighed = matrix.weighed(whole)
    found: list[Neighbours] = []
    for lang in sorted(set(langs.tolist())):
        rows = np.flatnonzero(langs == lang)
        found.append(related.neighbours(weighed, rows, rows))
    everyone = np.arange(len(langs))
    lonely = np.setdiff1d(everyone, np.concatenate([everyone[:0], *(near.ours for near in found)]))
    if len(lonely) and len(found) > 1:
        found.append(related.neighbours(weighed, everyone, lonely))
    return joined(found)


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
