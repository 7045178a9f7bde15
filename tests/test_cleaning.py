"""What the cleaner decides on whole pages, and on what grounds: block by block, with every figure.

The weights were learned on these features as they are: one that comes out otherwise makes them
wrong without a word. `pytest --accept` writes what comes out now, for a person to read in the diff.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import ROOT

from sitegen import cleaning, learned, readers
from sitegen.cleaning import classify, features, lexical, titles
from sitegen.model import Block, Draft, Seed

PAGES = Path(__file__).with_name("pages")
OURS = sorted(path for path in PAGES.iterdir() if path.suffix in {".txt", ".md", ".html"})
SAMPLE = sorted(path for path in (ROOT / "seeds").iterdir() if path.is_file())


def read(path: Path) -> Draft:
    draft = readers.read(Seed(f"seeds/{path.name}", path.read_bytes(), ""))
    assert isinstance(draft, Draft)
    return draft


def up_to(draft: Draft, last: str) -> Draft:
    """Return a draft as it is before a step."""
    for name, step in cleaning.STEPS:
        if name == last:
            return draft
        draft = step(draft)
    raise AssertionError(last)


def decision(block: Block) -> str:
    """`3-4 item body 0.98 because it ... | its text`."""
    lines = f"{block.first}-{block.last}" if block.last > block.first else str(block.first)
    kind = f"{block.kind}{block.level or ''}"
    flags = f"{'' if block.spaced else ' close'}{f' {block.marker}' if block.marker else ''}"
    likely = "" if block.likely is None else f" likely {block.likely:.2f}"
    return (
        f"{lines} {kind}{flags}{likely} {block.section} {block.prose:.3f} "
        f"({block.rule}) | {block.text}"
    )


def figures(names: Iterable[str], row: Iterable[float]) -> str:
    """Return those that are not 0, each with its name."""
    return "; ".join(
        f"{name} {value:.4g}" for name, value in zip(names, row, strict=True) if round(value, 6)
    )


def decisions(path: Path) -> list[str]:
    return [decision(block) for block in cleaning.clean(read(path)).blocks]


def grounds(path: Path) -> list[str]:
    """What the models are told of a page, and what they say."""
    draft = up_to(read(path), "classify")
    rows = features.with_words(features.of(draft), lexical.scores(draft.blocks))
    sure = learned.trees("body").probabilities(rows)
    told = [
        f"{block.text[:60]} -> {p:.3f}\n    {figures((*features.NAMES, *features.WORDS), row)}"
        for block, p, row in zip(draft.blocks, sure.tolist(), rows.tolist(), strict=True)
    ]
    draft = classify.clean(draft)
    found = titles.candidates(draft)
    asked = titles.features(draft, found)
    told += [
        f"title? {candidate.text[:60]} ({candidate.form})\n    {figures(titles.NAMES, row)}"
        for candidate, row in zip(found, asked.tolist(), strict=True)
    ]
    told += [f"title: {candidate.text} {p:.3f}" for candidate, p in titles.ranked(draft)[:3]]
    return told


@pytest.mark.parametrize(
    ("path", "told", "what"),
    [
        *((path, decisions, "decisions") for path in [*OURS, *SAMPLE]),
        *((path, grounds, "grounds") for path in OURS),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else None,
)
def test_a_page_is_decided_on_as_before_and_on_the_same_grounds(
    path: Path, told: Callable[[Path], list[str]], what: str, *, accept: bool
) -> None:
    file = PAGES / what / f"{path.name}.txt"
    now = "".join(f"{line}\n" for line in told(path))
    if accept:
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    assert now.splitlines() == file.read_text(encoding="utf-8").splitlines()
