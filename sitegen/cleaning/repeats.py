"""A passage that a page holds twice, as of a layout for phones and one for desks, is kept once.

A sentence that is set large beside the text, a refrain and a heading may well be said again: only
what follows itself for as long as several paragraphs is a copy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.language.words import normal, width
from sitegen.model import Draft, Section

# Blocks that follow each other both times, and their width in columns: some hundred words.
_BLOCKS, _LONG = 3, 600


def clean(draft: Draft) -> Draft:
    """Put passages of the body that stand in it already with the furniture."""
    body = [row for row, block in enumerate(draft.blocks) if block.section is Section.BODY]
    texts = [normal(draft.blocks[row].text) for row in body]
    again = {body[at] for copy in _copies(texts) for at in copy}
    blocks = tuple(
        block.placed(Section.FURNITURE, "stands above already") if row in again else block
        for row, block in enumerate(draft.blocks)
    )
    return replace(draft, blocks=blocks) if again else draft


def _copies(texts: Sequence[str]) -> Iterator[range]:
    """Yield the runs of texts that follow each other as they did before."""
    first: dict[str, int] = {}
    at = 0
    while at < len(texts):
        before = first.setdefault(texts[at], at)
        end = at
        while (
            end < len(texts) and before + end - at < at and texts[end] == texts[before + end - at]
        ):
            end += 1
        if end - at >= _BLOCKS and sum(map(width, texts[at:end])) >= _LONG:
            yield range(at, end)
        at = max(at + 1, end)
