"""What a person's name looks like, in running text and after a word like "by"."""

import re

from sitegen.language import dates

_PARTICLES = (
    "de|del|della|di|da|dos|du|la|le|van|von|der|den|zu|zur|ten|ter|bin|ibn|al|el|y|e|af|av"
)
_INITIAL = r"(?:[^\W\d_a-zà-ÿ]\.){1,3}"
_CAPITALISED = r"(?:(?:O|D|L|Mc|Mac|Al-|El-)['’]?)?[A-ZÀ-ÖØ-ÞА-ЯĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*"
_OTHER_SCRIPT = r"[\u0590-\u06ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7af]+"
# In these scripts a whole name is often one word.
_ALONE = re.compile(_OTHER_SCRIPT)
_TOKEN = rf"(?:{_INITIAL}|{_CAPITALISED}|{_OTHER_SCRIPT})"
NAME = re.compile(rf"{_TOKEN}(?:\s+(?:(?:{_PARTICLES})\s+){{0,2}}{_TOKEN}){{0,4}}")
_AND = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|en|og|och|и|و)\s+|,|;|&|/|\s+(?:and|und|et|y|e|en|og|och|и)\s+|\s+و)\s*"
)
_STOP = re.compile(
    r"\s+(?:[|•·–—-]|for|in|on|at|is|was|has|für|pour|published|updated|posted|last)(?:\s.*|$)|\s*[|•·(\[].*"
    r"|\s+[–—-]\s.*|\s{2,}.*|@.*",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s+[A-Z]{2,}\b.*")
# What people do who write, in words that are no part of a name.
OFFICES = frozenset(
    "staff editor editors reporter reporters contributor contributors correspondent "
    "writer columnist journalist producer "
    "redakteur redakteurin korrespondent korrespondentin autor autorin "
    "rédacteur rédactrice journaliste correspondant correspondante "
    "redactor redactora periodista corresponsal "
    "redattore redattrice giornalista corrispondente "
    "jornalista correspondente redacteur".split()
)
# Words that stand where a name would and are none.
NO_NAME = OFFICES | frozenset(
    "admin administrator editorial reuters associated press team guest redaktion rédaction redacción redazione redactie news "
    "agency agencies wire the about times post daily magazine journal media online network blog group "
    "company inc ltd university institute center centre department office service services home contact "
    "menu search share comments comment read more photo image getty images follow subscribe newsletter "
    "facebook twitter instagram linkedin google youtube january february march april may june july august "
    "september october november december monday tuesday wednesday thursday friday saturday sunday "
    "privacy policy terms copyright all rights reserved world politics business sports science health "
    "united states new york "
    "published updated posted reviewed edited related recent posts "
    "key takeaways details updates "
    "erstellt aktualisiert "
    "veröffentlicht symbolbild foto "
    "publié publicado actualizado pubblicato aggiornato atualizado gepubliceerd bijgewerkt".split()
)
LONGEST = 60
_TITLES = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Herr|Frau|Mme|M)\.?\s+(?=\S+\s)")


def listed(text: str) -> list[str]:
    """Return the names in what follows a "by": `Ada Lovelace and Charles Babbage | Science`."""
    found = dates.find(text)
    if found:
        text = text[: found[0].start]
    text = _STOP.sub("", " " + text)[1:]
    names: list[str] = []
    for part in _AND.split(text):
        candidate = _TITLES.sub("", part.strip(" .,:;"))
        match = NAME.match(candidate)
        name = _before_no_name(match[0]) if match else ""
        if not name:
            break
        names.append(name)
        if len(name) < len(candidate):
            break
    return names


def _before_no_name(text: str) -> str:
    """Return a name as far as a word that no name has: `Ida Tveit The Associated Press`."""
    parts = text.split()
    end = next((i for i, part in enumerate(parts) if part.lower() in NO_NAME), len(parts))
    name = " ".join(parts[:end])
    return name if is_name(name) else ""


def are_several(text: str) -> bool:
    """Whether a text may be a list of names: something in it would separate them."""
    return bool(_AND.search(text))


def parted(text: str) -> list[str]:
    """Return the pieces of a list of names, whatever they are."""
    return [part.strip(" .,:;") for part in _AND.split(text)]


def within(text: str) -> list[tuple[int, str]]:
    """Return the names of two words or more in a text, each with the index where it begins.

    Words that no name has part names: `Reporter Ida Tveit`, `Ida Tveit Staff Writer`.
    """
    found: list[tuple[int, str]] = []
    for match in NAME.finditer(text):
        whole = _ACRONYM.sub("", match[0]) if not match[0].isupper() else match[0]
        for start, name in _parted_by_no_name(whole):
            if is_name(name):
                found.append((match.start() + start, name))
    return found


def _parted_by_no_name(text: str) -> list[tuple[int, str]]:
    """Return what stands between words that no name has, each with the index where it begins."""
    if NO_NAME.isdisjoint(text.lower().split()):
        return [(0, text)]
    found: list[tuple[int, str]] = []
    start = end = 0
    for word in re.finditer(r"\S+|$", text):
        if word[0] and word[0].lower() not in NO_NAME:
            end = word.end()
            continue
        if end > start:
            found.append((start, text[start:end]))
        start = end = min(word.end() + 1, len(text))
    return found


def leading(text: str) -> str:
    """Return the name that a text begins with; empty if it begins with none."""
    match = NAME.match(_TITLES.sub("", text))
    if not match:
        return ""
    name = _ACRONYM.sub("", match[0])
    return name if is_name(name) and len(name.split()) > 1 else ""


def is_name(text: str) -> bool:
    """Whether a match of NAME has the length of a name, and no word that no name has."""
    parts = text.split()
    if len(text) > LONGEST or any(part.lower() in NO_NAME for part in parts):
        return False
    return len(parts) > 1 or bool(_ALONE.fullmatch(text))
