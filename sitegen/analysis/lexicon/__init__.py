"""Words that speak for each of the IPTC topics, written by hand.

A new language is one module and one line in LEXICONS. Topics that an archive names itself bring
their own words; where one has the id of an IPTC topic, it has that one's words too.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from sitegen.analysis.lexicon.arabic import ARABIC
from sitegen.analysis.lexicon.english import ENGLISH
from sitegen.analysis.lexicon.french import FRENCH
from sitegen.analysis.lexicon.german import GERMAN
from sitegen.analysis.lexicon.language import Lexicon
from sitegen.analysis.lexicon.spanish import SPANISH
from sitegen.language.words import normal
from sitegen.model.topics import Topic

# Language tag -> its lexicon.
LEXICONS: Mapping[str, Lexicon] = MappingProxyType(
    {"ar": ARABIC, "de": GERMAN, "en": ENGLISH, "es": SPANISH, "fr": FRENCH}
)


@cache
def entries(topics: tuple[Topic, ...], lang: str) -> Mapping[str, tuple[str, ...]]:
    """Return topic id -> the entries that speak for it in a language, none twice.

    Entries are as `Lexicon` describes them. Most topics have none in a language without a lexicon.
    """
    words = LEXICONS[lang].words if lang in LEXICONS else {}
    found = {}
    for topic in topics:
        own = ("_".join(word.split()) for word in topic.words)
        found[topic.id] = tuple(dict.fromkeys([*own, *words.get(topic.id, "").split()]))
    return found


@cache
def sections(topics: tuple[Topic, ...]) -> Mapping[str, str]:
    """Return the normal form of a section's or tag's name -> the id of its topic, in all languages.

    A name that stands for several topics stands for none.
    """
    owners: dict[str, set[str]] = {}
    for topic in topics:
        for name in (topic.id, topic.label, *_names(topic.id)):
            owners.setdefault(normal(name.replace("_", " ")), set()).add(topic.id)
    return {name: min(ids) for name, ids in owners.items() if name and len(ids) == 1}


def _names(topic: str) -> Iterator[str]:
    for lexicon in LEXICONS.values():
        yield from lexicon.sections.get(topic, "").split()
