"""What Pagefind makes of words: under which ones each is found, and what that weighs.

Pagefind takes most of its time to find, and to pack, every place of every word. What it makes of a
word does not depend on the place, though, so it is asked about each one once, and the places are
put together by `postings.py`. A word is what stands between two spaces, with its punctuation:
`day-to-day` is found under `daytoday`, `day` and `to`.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import chain, count, takewhile
from typing import Any, NamedTuple

import cbor2

from sitegen.errors import SearchError
from sitegen.search.packing import unzipped
from sitegen.search.service import Service

# The release whose files are understood here.
FORMAT = "1.5."
# Words of metadata are found, too, by rules of their own; levels from 0 to 6 are those of headings.
META = 7
_LEVELS = 8
# Stands behind the words of each level: what is found under it is nobody's.
_LAST = "x"
# In scripts without spaces a dictionary tells words apart; this stands before each but the first.
_BORDER = "\u200b"
# A lexicon that knows so many words is begun anew: memory has an end.
_MOST = 200_000


class Asked(NamedTuple):
    """A word that is asked about, with its number."""

    level: int
    text: str
    number: int


class Found(NamedTuple):
    """A word, or one of its spellings, under which another word is found.

    Attributes:
        word: as the index has it: a stem.
        form: its spelling with accents, if it has any.
        weight: of the place; 0 in metadata.
        offset: at which of the places of the other word it stands.
    """

    word: str
    form: str
    weight: int
    offset: int


class _MixedError(ValueError):
    """Pagefind took some words for more words, or for fewer."""


@dataclass(slots=True)
class Answer:
    """What Pagefind says of words.

    Attributes:
        lang: its name for their language.
        runtime: the script's and WebAssembly's files: name -> file.
        characters: what it takes for a letter besides letters.
        found: number of a word -> under which words it is found.
        shown: number -> how it is shown in an excerpt, and how many places it takes there.
    """

    lang: str = ""
    runtime: dict[str, bytes] = field(default_factory=dict)
    characters: list[str] = field(default_factory=list)
    found: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[int, tuple[str, int]] = field(default_factory=dict)


class Lexicon:
    """What Pagefind makes of the words of a language; it learns.

    Args:
        executable: Pagefind's command.
        lang: by whose rules.

    Attributes:
        name: Pagefind's, for the language.
        runtime: the script's and WebAssembly's files: name -> file.
        characters: what Pagefind takes for a letter besides letters.
        shown: how word number n is shown in an excerpt.
        sizes: how many places it takes.
        is_parted: whether one takes several, since a dictionary tells words apart.
        counts: under how many words it is found.
        starts: where in `spellings`, `weights` and `offsets` those begin.
        spellings: numbers of the words and forms under which words are found, in `spelled`.
        weights: of their places.
        offsets: at which of a word's places.
        spelled: words of the index, each with its form.
    """

    def __init__(self, executable: str, lang: str) -> None:
        self._executable, self._lang = executable, lang
        numbers = count()
        self._numbers = [defaultdict[str, int](numbers.__next__) for _ in range(_LEVELS)]
        self.name, self.runtime, self.characters = lang, dict[str, bytes](), list[str]()
        self.shown: list[str] = []
        self.is_parted = False
        self.sizes, self.counts, self.starts = array("q"), array("q"), array("q")
        self.spellings, self.weights, self.offsets = array("q"), array("q"), array("q")
        self.spelled: list[tuple[str, str]] = []
        self._spelled: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self.shown)

    def numbers(self, level: int, words: Iterable[str]) -> list[int]:
        """Return the numbers of words at a level; `learn` is for those that are new."""
        return list(map(self._numbers[level].__getitem__, words))

    def learn(self) -> None:
        """Ask Pagefind about all words that have a number and are not known yet.

        Raises:
            SearchError: it failed, or is a release whose files are not known.
        """
        new = [
            Asked(level, text, number)
            for level, numbers in enumerate(self._numbers)
            # What has a number longest is known.
            for text, number in reversed(
                list(takewhile(lambda item: item[1] >= len(self), reversed(numbers.items())))
            )
        ]
        if not new and self.shown:
            return
        answer = _asked(self._executable, self._lang, new)
        if answer.runtime:
            self.name, self.characters = answer.lang, answer.characters
            self.runtime = answer.runtime
        for number in range(len(self.shown), len(self.shown) + len(new)):
            shown, size = answer.shown[number]
            found = answer.found.get(number, ())
            self.shown.append(shown)
            self.sizes.append(size)
            self.is_parted |= size > 1
            self.starts.append(len(self.spellings))
            self.counts.append(len(found))
            for word, form, weight, offset in found:
                spelling = self._spelled.setdefault((word, form), len(self.spelled))
                if spelling == len(self.spelled):
                    self.spelled.append((word, form))
                self.spellings.append(spelling)
                self.weights.append(weight)
                self.offsets.append(offset)

    def content(self, stretches: Sequence[Sequence[str]], numbers: Sequence[int]) -> str:
        """Return words as excerpts are cut from them.

        Args:
            stretches: the words.
            numbers: theirs.
        """
        if self.is_parted and any(self.sizes[number] > 1 for number in set(numbers)):
            return f" {_BORDER}".join([self.shown[number] for number in numbers])
        return " ".join(chain.from_iterable(stretches))


@lru_cache(maxsize=8)
def _lexicon(executable: str, lang: str) -> Lexicon:
    return Lexicon(executable, lang)


def lexicon(executable: str, lang: str) -> Lexicon:
    """Return this process's lexicon of a language."""
    known = _lexicon(executable, lang)
    if len(known) > _MOST:
        _lexicon.cache_clear()
        known = _lexicon(executable, lang)
    return known


def _asked(executable: str, lang: str, words: Sequence[Asked]) -> Answer:
    with Service(executable) as service:
        service.add("/", _page(lang, words))
        out = service.files()
    try:
        return _understood(out, words)
    except _MixedError:
        # Nothing that is known does that, but a text is anybody's: without that word they go on.
        if len(words) == 1:
            return Answer(lang.lower(), shown={one.number: (one.text, 1) for one in words})
    half = len(words) // 2
    some, others = _asked(executable, lang, words[:half]), _asked(executable, lang, words[half:])
    known = some if some.runtime else others
    known.found, known.shown = some.found | others.found, some.shown | others.shown
    return known


def _page(lang: str, words: Sequence[Asked]) -> str:
    """Return a page of words: of each level in a block of its own, those of metadata in a title."""
    *texts, title = [
        escape(" ".join([*(word.text for word in words if word.level == level), _LAST]))
        for level in range(_LEVELS)
    ]
    tags = ["p", *(f"h{level}" for level in range(1, META))]
    blocks = "".join(f"<{tag}>{text}</{tag}>" for tag, text in zip(tags, texts, strict=True))
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f'<meta data-pagefind-meta="title[content]" content="{title}"></head>'
        f"<body data-pagefind-body>{blocks}</body></html>"
    )


def _understood(out: Mapping[str, bytes], words: Sequence[Asked]) -> Answer:
    whole = json.loads(out["pagefind-entry.json"])
    if not whole["version"].startswith(FORMAT):
        raise SearchError(
            f"Pagefind {whole['version']} writes files that are not known here", "",
            "install the release that is: pip install 'pagefind-bin<1.6'",
        )  # fmt: skip
    ((lang, facts),) = whole["languages"].items()
    names = ["pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind"]
    if facts["wasm"]:
        names.append(f"wasm.{facts['wasm']}.pagefind")
    answer = Answer(lang, {name: out[name] for name in names}, whole["include_characters"])
    _, ((page, total),), chunks, *_ = _read(out[f"pagefind.{facts['hash']}.pf_meta"])
    said = json.loads(unzipped(out[f"fragment/{page}.pf_fragment"]))
    *in_text, in_meta = [
        [*(word for word in words if word.level == level), None] for level in range(_LEVELS)
    ]
    standing = list(chain.from_iterable(in_text))
    places = _shown(answer, said["content"].split(" "), standing, total)
    if len(said["meta"]["title"].split(" ")) != len(in_meta):
        raise _MixedError
    answer.shown |= {word.number: (word.text, 1) for word in in_meta if word}
    meta = [(word, 0) for word in in_meta]
    for _, _, chunk in chunks:
        for word, postings, forms in _read(out[f"index/{chunk}.pf_index"])[0]:
            for form, pages in (("", postings), *forms):
                for _, text, title in pages:
                    for weight, place in _placed(text):
                        _put(answer, places[place], word, form, weight)
                    for _, place in _placed(title):
                        _put(answer, meta[place], word, form, 0)
    return answer


# What stands at a place, if it is anybody's, and at which of its places.
_Place = tuple[Asked | None, int]


def _shown(
    answer: Answer, pieces: Sequence[str], standing: Sequence[Asked | None], total: int
) -> list[_Place]:
    """Say how words are shown; return which one stands at each place.

    Args:
        answer: gets it.
        pieces: as they are shown.
        standing: the word that each of them is.
        total: how many places there are.
    """
    is_parted = total > len(pieces)
    shown = [piece.removeprefix(_BORDER) if is_parted else piece for piece in pieces]
    sizes = [piece.count(_BORDER) + 1 if is_parted else 1 for piece in shown]
    if len(pieces) != len(standing) or sum(sizes) != total:
        raise _MixedError
    places: list[_Place] = []
    for word, piece, size in zip(standing, shown, sizes, strict=True):
        places += ((word, i) for i in range(size))
        if word:
            answer.shown[word.number] = piece if is_parted else word.text, size
    return places


def _put(answer: Answer, place: _Place, word: str, form: str, weight: int) -> None:
    asked, offset = place
    if asked:
        answer.found[asked.number].append(Found(word, form, weight, offset))


def _placed(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield weight and place of each: negative numbers name weights, others are distances."""
    weight = place = 0
    for number in places:
        if number < 0:
            weight, place = -1 - number, 0
        else:
            place += number
            yield weight, place


def _read(data: bytes) -> Any:  # noqa: ANN401 - what Pagefind wrote
    return cbor2.loads(unzipped(data))
