"""The corpus as training data: its rows, and each page as the drafts that a build would see."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy import fold_of
from sitegen import readers
from sitegen.model import Draft, Problem, Seed
from training.renderings import RENDERINGS


@dataclass(frozen=True, slots=True)
class Example:
    """One page in one rendering.

    Attributes:
        row: the page's line in gold.jsonl.
        converter: which program made the text; `html` for the page itself.
        real: whether this is the seed that the corpus ships, not a rendering of ours.
        text: the seed's text.
    """

    row: dict[str, Any]
    converter: str
    real: bool
    text: str

    @property
    def measured(self) -> bool:
        """Whether it is one that figures are measured on."""
        return self.real or self.converter == "html"

    @property
    def fold(self) -> int:
        """Its part in cross-validation, the same for all pages of a site."""
        return fold_of(self.row["site"])

    def draft(self) -> Draft:
        """Return the text as the reader gives it to the cleaning steps."""
        name = "seeds/page.html" if self.converter == "html" else "seeds/page.txt"
        draft = readers.read(Seed(name, self.text.encode(), ""))
        return Draft((), ()) if isinstance(draft, Problem) else draft


def rows(corpus: Path) -> list[dict[str, Any]]:
    """Return the lines of gold.jsonl."""
    with (corpus / "gold.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def examples(corpus: Path, row: dict[str, Any]) -> list[Example]:
    """Return a page's seed and its HTML; a page to learn from in all other renderings too."""
    seed = (corpus / row["seed_file"]).read_text(encoding="utf-8", errors="replace")
    found = [Example(row, row["converter"], real=True, text=seed)]
    if row.get("html_file"):
        html = gzip.decompress((corpus / row["html_file"]).read_bytes()).decode("utf-8", "replace")
        found.append(Example(row, "html", real=False, text=html))
        others = [name for name in RENDERINGS if name != row["converter"]] if row["train"] else []
        if not row["gold"].get("body"):
            # Nothing to learn about bodies; a few are enough for the fields.
            others = others[len(seed) % 3 :: 3]
        found += [Example(row, name, real=False, text=RENDERINGS[name](html)) for name in others]
    return found
