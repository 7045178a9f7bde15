"""The language of the body, by py3langid (Lui & Baldwin 2012, <https://aclanthology.org/P12-3005/>)."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sitegen.language.languages import known
from sitegen.model import Claim, Section

if TYPE_CHECKING:
    from sitegen.metadata import Reading

# The beginning of a text tells its language, and of that the first, middle and last characters do:
# more makes the answer no better. Some pages begin with a notice or a summary in another language.
_ENOUGH, _PIECES, _PIECE = 6000, 3, 333
# Below this much text nothing is claimed.
_LEAST = 40


@cache
def prepare() -> "Future[LanguageIdentifier]":
    """Begin to load the model, once: half a second, most of it unpacking, beside other work."""
    thread = ThreadPoolExecutor(1)
    coming = thread.submit(LanguageIdentifier.from_model_file, MODEL_FILE, norm_probs=True)
    thread.shutdown(wait=False)
    return coming


def claims(reading: "Reading") -> list[Claim]:
    """Return the language, if there is enough text to tell."""
    text = ""
    for block in reading.blocks(Section.BODY):
        text += block.text + "\n"
        if len(text) >= _ENOUGH:
            break
    if len(text) < _LEAST:
        return []
    tag, probability = prepare().result().classify(_sample(text[:_ENOUGH]))
    lang = known(tag)
    return [Claim("lang", lang, "letters of the body", float(probability))] if lang else []


def _sample(text: str) -> str:
    """Return pieces of a text, at equal distances from its first character to its last."""
    if len(text) <= _PIECES * _PIECE:
        return text
    step = (len(text) - _PIECE) / (_PIECES - 1)
    return "\n".join(text[int(i * step) :][:_PIECE] for i in range(_PIECES))
