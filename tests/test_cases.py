"""Each cleaning step does what its file in `cases/` says: title, before, after.

`before` is a seed; `after` is what the steps up to and with this one made of it, a block a line.
`pytest --accept` writes what comes out now, for a person to read in the diff.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen import readers
from sitegen.cleaning import STEPS
from sitegen.model import Block, Draft, Seed

CASES = Path(__file__).with_name("cases")
_CASE = re.compile(
    r"## (?P<title>[^\n]+)\n\n~~~ before\n(?P<before>.*?)~~~\n\n~~~ after\n(?P<after>.*?)~~~\n",
    re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    """A case of a step."""

    step: str
    title: str
    before: str
    after: str


def cases() -> list[Case]:
    return [
        Case(step, found["title"], found["before"], found["after"])
        for step, _ in STEPS
        for found in _CASE.finditer((CASES / f"{step}.md").read_text(encoding="utf-8"))
    ]


def cleaned(step: str, text: str) -> str:
    draft = readers.read(Seed("seeds/case.txt", text.encode(), ""))
    assert isinstance(draft, Draft)
    for name, clean in STEPS:
        draft = clean(draft)
        if name == step:
            break
    return "".join(f"{_shown(block)}\n" for block in draft.blocks)


def _shown(block: Block) -> str:
    """`3-4 item body | text`: its lines, what it is where it is no paragraph, its section."""
    lines = str(block.first) if block.first == block.last else f"{block.first}-{block.last}"
    kind = "" if block.kind == "paragraph" else f" {block.kind}"
    return f"{lines}{kind} {block.section or '?'} | {block.text}"


def test_every_step_has_a_file_of_cases_and_every_file_a_step() -> None:
    assert {file.stem for file in CASES.glob("*.md")} == {step for step, _ in STEPS}
    assert {case.step for case in cases()} == {step for step, _ in STEPS}


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.step}: {case.title}")
def test_a_step_does_what_its_case_says(case: Case, *, accept: bool) -> None:
    after = cleaned(case.step, case.before)
    if accept:
        file = CASES / f"{case.step}.md"
        text = file.read_text(encoding="utf-8")
        was = f"~~~ before\n{case.before}~~~\n\n~~~ after\n{case.after}~~~\n"
        now = f"~~~ before\n{case.before}~~~\n\n~~~ after\n{after}~~~\n"
        file.write_text(text.replace(was, now), encoding="utf-8")
    assert after == case.after or accept
