"""Bytes -> text, whatever the encoding; binary files are told apart from text."""

import codecs
import re

from charset_normalizer import from_bytes

from sitegen.model import Problem, Seed, Severity

# Detection reads this much; a page in one encoding shows it long before.
_SAMPLE = 200_000
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text has; a file with more than one in a thousand is no text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.001
# Left out of the text: control characters, and marks that are invisible wherever they stand.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]")
# The same in HTML, by name and by number.
_INVISIBLE_REFERENCE = re.compile(
    r"&(?:shy|ZeroWidthSpace|NoBreak|#(?:173|8203|8288|65279|[xX](?:0*[aA][dD]|200[bB]|2060|[fF]{2}[eE][fF])));"
)
# Where a word was parted at a line's end, and is no longer.
_SOFT_AT_END = re.compile("\xad(?=[ \t]*\n)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(seed: Seed, declared: str = "") -> tuple[str, tuple[Problem, ...]] | Problem:
    """Return the seed's text with Unix line ends, or the problem that keeps it from being read.

    Args:
        seed: the file.
        declared: the encoding that the file itself names, tried after UTF-8.
    """
    if not seed.data.strip():
        return Problem(
            seed.path, 0, 0, "seed-empty", "the seed is empty", "delete it, or save the page again"
        )
    found = _decoded(seed.data, declared)
    if found is None or _is_binary(found[0]):
        return Problem(
            seed.path, 0, 0, "seed-binary", "the seed is not text",
            "save the article as .txt, .md or .html; PDF and Word files are not read",
        )  # fmt: skip
    text = found[0]
    problems: tuple[Problem, ...] = ()
    if found[1]:
        message, fix = found[1], "check the accents in the article; better, save the seed as UTF-8"
        line = text.count("\n", 0, text.find("\ufffd")) + 1 if "\ufffd" in text else 0
        problems = (Problem(seed.path, line, 0, "seed-encoding", message, fix, Severity.WARNING),)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\f", "\n")
    if "\xad" in text:
        text = _SOFT_AT_END.sub("-", text)
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text)), problems


def without_references(text: str) -> str:
    """Return HTML without references to what `decode` leaves out of a text."""
    return _INVISIBLE_REFERENCE.sub("", text) if "&" in text else text


def _decoded(data: bytes, declared: str) -> tuple[str, str] | None:
    """Return the text and what a person should know about how it was read."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, _lost(text, encoding)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        broken = error
    if b"\x00" in data[:_SAMPLE]:
        return None
    # A few bad bytes in good UTF-8 (a cut-off character) are no other encoding.
    replaced = data.decode("utf-8", errors="replace")
    bad, beyond_ascii = replaced.count("\ufffd"), sum(byte > 0x7F for byte in data)  # noqa: PLR2004 - ASCII ends there
    if bad * 20 < beyond_ascii:
        return replaced, f"{bad} byte(s) are not UTF-8, the first at offset {broken.start}"
    for encoding in (declared, _detected(data)):
        try:
            codecs.lookup(encoding)
            return data.decode(encoding), f"the seed is not UTF-8; it was read as {encoding}"
        except (LookupError, UnicodeError, ValueError):
            continue
    return replaced, _lost(replaced, "UTF-8")


def _detected(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _lost(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    return f"{count} character(s) could not be read as {encoding}" if count else ""


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    control = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return control > max(4, len(sample) * _MAX_CONTROL_SHARE) and control * 50 > len(sample)
