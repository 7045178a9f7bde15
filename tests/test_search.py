"""An index that was made in volumes is the one that Pagefind makes of everything at once."""

import base64
import functools
import gzip
import hashlib
import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
from conftest import ROOT, Archive
from hypothesis import given, settings
from hypothesis import strategies as st
from pagefind_bin import get_executable

from sitegen import build, config
from sitegen import search as searching
from sitegen.errors import SearchError
from sitegen.search import layout, lexicon, merging, volumes
from sitegen.search.packing import MAGIC
from sitegen.search.records import Record
from sitegen.search.service import Service

WORDS = (
    "The café's naïve Résumé cafe resume rivers river running Straße l’homme R2-D2 and the".split()
)


def records(number: int) -> list[Record]:
    """Make records of different lengths, languages, days, fields and filters."""
    made = []
    for i in range(number):
        words = " ".join(WORDS[(i * k) % len(WORDS)] for k in range(1, 5 + i % 9))
        title = f"{WORDS[i % 14]} {i}"
        made.append(
            Record(
                f"/articles/a-{i}/",
                f"2001{i % 12 + 1:02d}01" if i % 5 else "",
                "fr" if i % 4 == 3 else "en",
                (("topic", f"T {i % 3}"), ("topic", f"U  {i % 2}")),
                (("title", title), *([("when", f"May {i}")] if i % 3 else [])),
                f"<h1>{title}</h1><p>{words}</p>",
            )
        )
    return made


def page(record: Record) -> str:
    """Return a record as a page by itself, as whoever uses Pagefind alone would write it."""
    tags = "".join(
        f'<meta data-pagefind-{kind}="{name}[content]" content="{html.escape(value)}">'
        for kind, pairs in (("meta", record.meta), ("filter", record.filters))
        for name, value in pairs
    )
    return (
        f'<!doctype html><html lang="{record.lang}"><head><meta charset="utf-8">{tags}</head>'
        f"<body data-pagefind-body>{record.html}</body></html>"
    )


def files(parts: list[list[Record]]) -> dict[str, bytes]:
    """Return the index of some volumes: path -> what it holds."""
    made = [volumes.make(get_executable(), part) for part in parts]
    known = {name: data for _, some in made for name, data in some.items()}
    # What the memo keeps of a volume is all of it.
    kept = [volumes.from_bytes(volumes.to_bytes(volume)) for volume, _ in made]
    merged = merging.merged(kept, known.__getitem__)
    return {file.path: data for file, data in searching.packed(merged, 1)}


def article(number: int, words: Sequence[str]) -> Record:
    """Make a record of some words; one in four is French."""
    text = " ".join(words)
    lang = "fr" if number % 4 == 3 else "en"
    html = f"<p>{text}</p>"
    return Record(f"/articles/a-{number}/", "", lang, (), (("title", str(number)),), html)


@functools.cache
def volume(some: tuple[Record, ...]) -> tuple[volumes.Volume, dict[str, bytes]]:
    """Make a volume, once."""
    return volumes.make(get_executable(), some)


def digest(some: tuple[Record, ...]) -> str:
    return hashlib.sha256(repr(some).encode()).hexdigest()


def laid(
    parts: Sequence[tuple[Record, ...]],
    before: tuple[layout.Layout, dict[str, volumes.Volume]] | None = None,
) -> tuple[dict[str, bytes], layout.Layout, int]:
    """Return the index of some volumes, its layout, and how many of its files were taken over."""
    made = [volume(part) for part in parts]
    known = {name: data for _, some in made for name, data in some.items()}
    kept = [one for one, _ in made]
    keys = [digest(part) for part in parts]
    standing = {}
    if before:
        old = before[1]
        standing = layout.stretches(
            layout.unpacked(before[0].packed()), keys, kept, lambda names: [old[n] for n in names]
        )
    found = {}
    merging_it = merging.merged(kept, known.__getitem__, standing)
    taken = 0
    while True:
        try:
            file = next(merging_it)
        except StopIteration as end:
            chunks = end.value
            break
        found[file.path] = file.read()
        taken += file.path.startswith("index/") and callable(file.data)
    return found, layout.Layout(keys, layout.pages_of(kept), chunks), taken


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever Pagefind writes
    return cbor2.loads(gzip.decompress(data).removeprefix(MAGIC))


def meaning(index: dict[str, bytes]) -> dict[str, Any]:
    """Return what an index says, whatever its pages' numbers and its files' names are."""
    said: dict[str, Any] = {}
    for lang, facts in json.loads(index["pagefind-entry.json"])["languages"].items():
        _, pages, chunks, filters, _, fields = unpacked(index[f"pagefind.{facts['hash']}.pf_meta"])
        shown = [
            json.loads(gzip.decompress(index[f"fragment/{page}.pf_fragment"])[12:])
            for page, _ in pages
        ]
        urls = [value["url"] for value in shown]

        def placed(
            found: list[Any], urls: list[str] = urls, names: list[str] = fields
        ) -> dict[str, Any]:
            pages = accumulate(distance for distance, _, _ in found)
            return {
                urls[page]: (places, [names[-1 - at] if at < 0 else at for at in meta])
                for page, (_, places, meta) in zip(pages, found, strict=True)
            }

        said[lang] = {
            "pages": {url: count for url, (_, count) in zip(urls, pages, strict=True)},
            "shown": {value["url"]: value for value in shown},
            "words": {
                word: (placed(found), {form: placed(places) for form, places in spellings})
                for _, _, chunk in chunks
                for word, found, spellings in unpacked(index[f"index/{chunk}.pf_index"])[0]
            },
            "filters": {
                name: {value: sorted(urls[page] for page in found) for value, found in values}
                for _, chunk in filters
                for name, values in [unpacked(index[f"filter/{chunk}.pf_filter"])]
            },
        }
    return said


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
@pytest.mark.filterwarnings("ignore::pytest.PytestWarning")
def test_parts_make_the_whole_to_the_byte(sizes: list[int]) -> None:
    everything = records(sum(sizes))
    ends = [*accumulate(sizes)]
    starts = [0, *ends]
    parts = [everything[start:end] for start, end in zip(starts, ends, strict=False)]
    assert files(parts) == files([everything])


MORE_WORDS = [*WORDS, "aardvark", "mid", "zyzzyva", "éclair", "eclair"]
TEXTS = st.lists(st.sampled_from(MORE_WORDS), min_size=1, max_size=6)
CHANGES = st.lists(st.tuples(st.integers(0, 11), TEXTS), min_size=1, max_size=3)


@given(st.lists(TEXTS, min_size=12, max_size=12), st.lists(CHANGES, min_size=1, max_size=3))
@settings(max_examples=12)
def test_an_index_that_takes_files_over_is_the_one_that_is_made_anew(
    texts: list[list[str]], builds: list[list[tuple[int, list[str]]]]
) -> None:
    def parts() -> list[tuple[Record, ...]]:
        some = [article(number, words) for number, words in enumerate(texts)]
        return [tuple(some[at : at + 2]) for at in range(0, 12, 2)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_CHUNK", 20)
        patch.setattr(merging, "_ONE_IN", 2)
        patch.setattr(layout, "_FEW", 1)
        before = None
        old: dict[str, volumes.Volume] = {}
        for changes in [[], *builds]:
            for number, words in changes:
                texts[number] = words
            now = parts()
            found, plan, _ = laid(now, before)
            assert found == laid(now)[0]
            old |= {digest(part): volume(part)[0] for part in now}
            before = plan, old


def test_a_word_that_changes_in_one_article_leaves_most_files_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merging, "_CHUNK", 20)
    monkeypatch.setattr(merging, "_ONE_IN", 1)
    parts = [(article(4 * number, WORDS),) for number in range(8)]
    _, plan, taken = laid(parts)
    assert not taken
    old = {digest(part): volume(part)[0] for part in parts}
    parts[3] = (article(12, [*WORDS, "zyzzyva"]),)
    found, after, taken = laid(parts, (plan, old))
    assert found == laid(parts)[0]
    # Only the last one differs: the new word is at the end of it.
    assert taken == len(plan.chunks["en"]) - 1 > 3
    # Where an article comes or goes, pages are numbered anew.
    assert laid(parts[1:], (after, old))[2] == 0


def test_the_index_says_what_pagefinds_own_says() -> None:
    some = records(40)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for record in some:
            file = folder / "site" / record.url.strip("/") / "index.html"
            file.parent.mkdir(parents=True)
            file.write_text(page(record), encoding="utf-8")
        command = [get_executable(), "--site", str(folder / "site"), "--quiet"]
        subprocess.run([*command, "--output-path", str(folder / "out")], check=True)
        theirs = {
            path.relative_to(folder / "out").as_posix(): path.read_bytes()
            for path in (folder / "out").rglob("*")
            if path.is_file()
        }
    assert meaning(files([some[:11], some[11:30], some[30:]])) == meaning(theirs)


SIGNS = "aeéßñ中文字かな한글абвعرب0123456789 \t\n\u00a0\u200b.,;:!?…-–—_'’\"“”()[]{}&<>/@#%+=|*~^`"
TAGS = ("p", "p", "h2", "h4", "li", "pre", "blockquote", "em", "a", "td", "span")
MADE = st.lists(
    st.tuples(
        st.sampled_from(TAGS),
        st.text(
            st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs", "Cc"]), max_size=40
        )
        | TEXTS.map(" ".join),
    ),
    min_size=1,
    max_size=5,
)


def made(number: int, lang: str, blocks: list[tuple[str, str]]) -> Record:
    """Make a record of blocks, of which the first gives its title, too."""
    title = f"{blocks[0][1]} T".strip()  # Pagefind leaves out a page without a word
    text = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in [("h1", title), *blocks])
    day = ("day", "20010203"), ("when", blocks[-1][1].strip() or "-")
    fields = (("title", title), *(day if number % 2 else ()))
    return Record(f"/articles/a-{number}/", "", lang, (("topic", title),), fields, text)


@given(st.lists(st.tuples(st.sampled_from(["en", "fr", "de", "zh", "xx"]), MADE), max_size=6))
def test_whatever_articles_say_comes_out_as_pagefind_makes_it(
    given_: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    some = [made(number, lang, blocks) for number, (lang, blocks) in enumerate(given_)]
    with Service(get_executable()) as service:
        for record in some:
            service.add(record.url, page(record))
        theirs = service.files()
    if some:
        assert meaning(files([some])) == meaning(theirs)


def test_what_was_asked_before_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    some = records(12)
    known = files([some])
    monkeypatch.setattr(lexicon, "_MOST", 0)  # every volume asks about all of its words
    assert files([some]) == known


def test_a_word_that_pagefind_takes_for_more_words_is_found_under_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    understood = getattr(lexicon, "_understood")  # noqa: B009 - it is private

    def mixed(out: dict[str, bytes], words: Sequence[lexicon.Asked]) -> lexicon.Answer:
        if any(word.text == "odd" for word in words):
            raise getattr(lexicon, "_MixedError")  # noqa: B009 - it is private
        answer: lexicon.Answer = understood(out, words)
        return answer

    whole = meaning(files([[article(0, ["a", "word", "odd", "enough"])]]))["en"]
    monkeypatch.setattr(lexicon, "_MOST", 0)
    monkeypatch.setattr(lexicon, "_understood", mixed)
    found = meaning(files([[article(0, ["a", "word", "odd", "enough"])]]))["en"]
    assert whole["words"].keys() - found["words"].keys() == {"odd"}
    assert all(whole["words"][word] == places for word, places in found["words"].items())
    assert found["shown"] == whole["shown"]


def test_one_language_in_two_spellings_loses_no_article() -> None:
    some = [
        replace(record, lang=lang)
        for record, lang in zip(records(3), ("en", "EN", "En"), strict=True)
    ]
    assert len(meaning(files([some]))["en"]["pages"]) == len(some)


def test_an_image_is_told_of_by_its_words(archive: Archive) -> None:
    archive.write("content/a.md", "---\ntitle: A\nslug: a\n---\n\nOn ![the *mole* > b](/m.png)\n")
    archive.run("build")
    index = archive.files("public/pagefind")
    said = meaning(index)["en"]
    (shown,) = said["shown"].values()
    assert shown["meta"]["image"] == "../../m.png"  # from the page
    assert shown["meta"]["image_alt"] == "the *mole* > b"
    assert list(said["words"]["mole"][0].values()) == [([], ["image_alt", 1])]


def test_the_newest_and_the_oldest_come_first_and_the_undated_last() -> None:
    some = records(12)
    index = files([some[:5], some[5:]])
    entry = json.loads(index["pagefind-entry.json"])["languages"]["en"]
    sorts = dict(unpacked(index[f"pagefind.{entry['hash']}.pf_meta"])[4])
    days = [record.day for record in some if record.lang == "en"]
    oldest = [days[page] for page in sorts["oldest"]]
    newest = [days[page] for page in reversed(sorts["newest"])]
    dated = sorted(filter(None, days))
    undated = [""] * days.count("")
    assert oldest == dated + undated
    assert newest == dated[::-1] + undated


def test_two_fragments_never_share_a_name() -> None:
    digests = ["abcdef0000000000", "abcdef1111111111", "0123456789abcdef"]
    names = merging._names(digests)  # noqa: SLF001 - collisions are too rare to wait for
    assert names == {digests[0]: digests[0], digests[1]: digests[1], digests[2]: "012345"}


def test_two_builds_make_the_same_index_and_a_changed_article_only_its_volume(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_SMALLEST", 3)
    monkeypatch.setattr(searching, "_ONE_IN", 2)
    for path in sorted((ROOT / "content").glob("*.md")):
        archive.write(f"content/{path.name}", path.read_bytes())
    archive.write("sitegen.toml", "jobs = 1\n")
    found = config.load(archive.root / "sitegen.toml", {}, {})
    build.build(found)
    first = archive.files("public/pagefind")
    build.clean(found)
    build.build(found)
    assert archive.files("public/pagefind") == first
    indexed: list[int] = []
    make = volumes.make

    def counted(command: str, some: Sequence[Record]) -> tuple[volumes.Volume, dict[str, bytes]]:
        indexed.append(len(some))
        return make(command, some)

    monkeypatch.setattr(searching, "make", counted)
    file = min((archive.root / "content").glob("*.md"))
    file.write_text(file.read_text("utf-8") + "\nA word nobody wrote before: zyzzyva.\n", "utf-8")
    build.build(found)
    assert len(indexed) == 1
    assert 0 < indexed[0] < 25
    warm = archive.files("public/pagefind")
    build.clean(found)
    build.build(found)
    assert archive.files("public/pagefind") == warm != first


def program(folder: Path, text: str) -> str:
    """Return a command that does something else than Pagefind."""
    file = folder / "pagefind"
    file.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def answering(**answer: object) -> str:
    """Return a program that gives one answer, whatever it is asked."""
    message = base64.b64encode(json.dumps(answer).encode()).decode()
    first = f"import sys; sys.stdin.buffer.read(9); print('{message}', end=',', flush=True)"
    return f"{first}; sys.stdin.buffer.read()"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import sys; sys.exit('no index today')", "it ended: no index today"),
        ("import sys; sys.stdin.buffer.read(9); sys.exit(3)", "it ended"),
        (answering(message_id=1, payload={"type": "Error", "message": "too hot"}), "too hot"),
        (answering(message_id=7, payload={"type": "NewIndex"}), "it answered something else"),
    ],
)
def test_a_pagefind_that_fails_is_told_with_what_it_said(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SearchError, match=said) as error:
        volumes.make(program(tmp_path, text), records(2))
    assert error.value.fix == "build with --no-search to go on"
    with pytest.raises(SearchError, match="cannot be started"):
        volumes.make(str(tmp_path / "none"), records(2))
