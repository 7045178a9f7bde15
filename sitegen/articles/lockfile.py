"""sitegen.lock: what sitegen knows of each article, a line each; the lock is under version control.

It keeps the digest of every field and of the body as generated, so that what a person changed can
be told from what sitegen wrote.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from sitegen.model import Problem, Section

FILE_NAME = "sitegen.lock"
# What a topic was decided from that the seed itself names.
SEED = "seed"
# Of a SHA-256 in hexadecimal, so many digits tell one value from another.
DIGITS = 16
_END = "\n"
_SECTIONS = frozenset(map(str, Section))


@dataclass(frozen=True, slots=True)
class LockEntry:
    """What sitegen knows of an article that it generated, or that was published.

    Attributes:
        slug: the last part of its permalink.
        source: its seed's path; empty for one that a person wrote, in which sitegen owns nothing.
        seed: the seed's digest.
        fields: name of a generated field -> digest of its value as generated.
        body: digest of the body as generated.
        permalinks: every permalink under which it was ever published.
        topic_from: what its topic was decided from, so that it is decided anew only if that
            changes: SEED, or a digest that `sitegen.survey` gives.
        dropped: section -> how many blocks of the seed were left out as such.
        removed: whether a person deleted its file.
    """

    slug: str
    source: str
    seed: str
    fields: Mapping[str, str]
    body: str
    permalinks: tuple[str, ...]
    topic_from: str = ""
    dropped: Mapping[str, int] = field(default_factory=dict)
    removed: bool = False

    def owns(self, name: str, value: Any) -> bool:  # noqa: ANN401 - text or names
        """Whether a field's value is the one that sitegen wrote: no person changed it."""
        return bool(self.source) and digest(value) == self.fields.get(name, digest(""))


def digest(value: Any) -> str:  # noqa: ANN401 - text or names
    """Return a short digest of a field's value or of a body."""
    text = "\n".join(value) if isinstance(value, tuple) else str(value)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


# Made once: there are as many lines as articles.
_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(list[LockEntry])


def read(text: str) -> tuple[list[LockEntry], list[Problem]]:
    """Read sitegen.lock; a line that cannot be read is a problem and is not lost in silence."""
    try:
        # As one list, which is read in a tenth of the time.
        entries = _DECODER.decode(f"[{text.strip().replace(_END, ',')}]")
    except (msgspec.DecodeError, UnicodeEncodeError):
        return _read_line_by_line(text)
    return [
        entry if _SECTIONS.issuperset(entry.dropped)
        else replace(entry, dropped=_dropped(entry.dropped))
        for entry in entries
    ], []  # fmt: skip


def _read_line_by_line(text: str) -> tuple[list[LockEntry], list[Problem]]:
    """Read what can be read, and tell of the rest."""
    entries: list[LockEntry] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            entries.append(
                LockEntry(
                    str(raw["slug"]), str(raw["source"]), str(raw["seed"]), dict(raw["fields"]),
                    str(raw["body"]), tuple(raw["permalinks"]), str(raw.get("topic_from", "")),
                    _dropped(raw.get("dropped", {})),
                    bool(raw.get("removed")),
                )
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(
                Problem(
                    FILE_NAME, number, 0, "lock-broken", f"this line cannot be read ({error})",
                    "restore sitegen.lock from version control; until then its article is taken "
                    "as edited by hand",
                )
            )  # fmt: skip
    return entries, problems


def _dropped(raw: Mapping[str, Any]) -> dict[str, int]:
    """Return what was left out of a seed; a section that we do not know is none."""
    return {name: int(count) for name, count in raw.items() if name in _SECTIONS}


def write(entries: Iterable[LockEntry]) -> str:
    """Return sitegen.lock's text: one article a line, sorted by slug."""
    lines = []
    for entry in sorted(entries, key=lambda entry: entry.slug):
        raw: dict[str, Any] = {
            "slug": entry.slug,
            "source": entry.source,
            "seed": entry.seed,
            "fields": dict(sorted(entry.fields.items())),
            "body": entry.body,
            "permalinks": list(entry.permalinks),
        }
        if entry.topic_from:
            raw["topic_from"] = entry.topic_from
        if entry.dropped:
            raw["dropped"] = dict(sorted(entry.dropped.items()))
        if entry.removed:
            raw["removed"] = True
        lines.append(_line(raw))
    return _END.join([*lines, ""])


def _line(raw: Mapping[str, Any]) -> str:
    try:
        # Quick, and the same to the byte.
        return msgspec.json.format(_ENCODER.encode(raw), indent=0).decode()
    except UnicodeEncodeError:  # half of a character, which UTF-8 cannot say
        return json.dumps(raw, ensure_ascii=False)
