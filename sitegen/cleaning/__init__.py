"""Which lines of a seed are the article.

A step takes a Draft and returns a Draft: it joins blocks, or decides on the section of blocks that
no earlier step decided on. A new step is one module and one line in STEPS. Nothing is removed:
every block is there at the end, with its section and the rule that put it there.
"""

from collections.abc import Callable
from dataclasses import replace

from msgspec import structs

from sitegen.cleaning import (
    classify,
    contents,
    edges,
    endings,
    furniture,
    headings,
    leads,
    rejoin,
    repeats,
    sections,
    titles,
)
from sitegen.model import Draft, Section

STEPS: tuple[tuple[str, Callable[[Draft], Draft]], ...] = (
    ("leads", leads.clean),
    ("rejoin", rejoin.clean),
    ("furniture", furniture.clean),
    ("sections", sections.clean),
    ("classify", classify.clean),
    ("repeats", repeats.clean),
    ("contents", contents.clean),
    ("titles", titles.clean),
    ("endings", endings.clean),
    ("edges", edges.clean),
    ("headings", headings.clean),
)


def clean(draft: Draft) -> Draft:
    """Run every step; afterwards each block has a section. A draft where each has one stays."""
    if draft.finished or all(block.section for block in draft.blocks):
        return draft
    for _name, step in STEPS:
        draft = step(draft)
    return replace_undecided(draft)


def replace_undecided(draft: Draft) -> Draft:
    """Put what no step decided on with the furniture; of Markdown, let the marks stand."""
    blocks = tuple(
        block if block.section else block.placed(Section.FURNITURE, "outside the article")
        for block in draft.blocks
    )
    if draft.markup:
        blocks = tuple(structs.replace(block, markup=True) for block in blocks)
    return replace(draft, blocks=blocks)
