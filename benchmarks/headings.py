"""How many subheads are found: python -m benchmarks.headings --corpus DIR [--weights DIR] [--html].

DIR holds `gold.jsonl`, `seeds/` and `html/`. A seed as plain text has the words of the subheads;
the page it was made from says which lines they are. Printed by converter: how many of the body's
lines that are headings on the page are headings in the article, how many of its headings are some
on the page, and how many at least look like one there (a line of its own in bold, or in an element
whose class says so). With `--json` the first of these figures and the last. Weights are those of
`benchmarks.accuracy`.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import lxml.html

from benchmarks.accuracy import fold_of
from sitegen import learned
from sitegen.conversion.convert import convert, prepare
from sitegen.language.words import normal, plain
from sitegen.model import Block, Kind, Section, Seed

_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
# Bold lines in these are headings of nothing.
_CELLS = frozenset({"li", "td", "th", "a"})
_CLASSES = ("heading", "subhead", "headline", "title", "question", "header")
_LONGEST = 200
_NUMBER = re.compile(r"\d+ ")


class Headings(NamedTuple):
    """A page's headings, as `normal` has their text.

    Attributes:
        marked: those that the page marks as such, and how often.
        likely: lines that look like one, and are not marked.
    """

    marked: Counter[str]
    likely: frozenset[str]


def on_page(html: str) -> Headings:
    """Return the headings of a page, given its source; none if it cannot be read."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml.html.fromstring(html.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:  # it is empty
        return Headings(Counter(), frozenset())
    marked: Counter[str] = Counter()
    likely: set[str] = set()
    for element in tree.iter():
        if not isinstance(element, lxml.html.HtmlElement):
            continue  # a comment
        text = element.text_content()
        if element.tag in _TAGS or element.get("role") == "heading":
            marked[normal(text)] += 1
        elif len(text) <= _LONGEST and _looks_like_one(element):
            likely.add(normal(text))
    del marked[""]
    return Headings(marked, frozenset(likely - marked.keys() - {""}))


def _looks_like_one(element: lxml.html.HtmlElement) -> bool:
    classes = (element.get("class") or "").lower()
    if element.tag in {"dt", "summary"} or any(word in classes for word in _CLASSES):
        return True
    around = element.getparent()
    if element.tag not in _BOLD or around is None:
        return False
    if around.tag not in _CELLS and normal(around.text_content()) == normal(element.text_content()):
        return True
    below = element.getnext()
    first = around[0] is element and not (around.text or "").strip()
    broken = below is not None and below.tag == "br" and not (element.tail or "").strip()
    return first and broken and around.tag in {"p", "div"}


def marked(blocks: Sequence[Block], there: Headings) -> list[bool]:
    """Return which of a seed's blocks are headings on the page.

    Where more lines say the same than there are headings that do, the last ones are the headings:
    a table of contents stands above them.
    """
    left = there.marked.copy()
    found: list[bool] = []
    for block in reversed(blocks):
        text = next((text for text in _texts(block) if left[text] > 0), None)
        found.append(text is not None)
        if text is not None:
            left[text] -= 1
    return found[::-1]


def likely(block: Block, there: Headings) -> bool:
    """Whether a block looks like a heading on the page."""
    return any(text in there.likely for text in _texts(block))


def _texts(block: Block) -> tuple[str, str]:
    """Return what a block may be called on the page, as `normal` has it.

    A list numbers its items by itself, as headings can be, and a dump writes the numbers out.
    """
    text = normal(plain(f"{block.marker} {block.text}"))
    return text, _NUMBER.sub("", text, count=1)


def count(job: tuple[Path, dict[str, str], str, str]) -> tuple[str, Counter[str]]:
    """Convert one row's file and count: (corpus, row, which file, weights) -> converter, counts."""
    corpus, row, source, weights = job
    suffix = ".html" if source == "html_file" else ".txt"
    prepare(suffix)
    if weights:
        learned.WEIGHTS = Path(weights)
    html = gzip.decompress((corpus / row["html_file"]).read_bytes())
    data = html if suffix == ".html" else (corpus / row["seed_file"]).read_bytes()
    there = on_page(html.decode("utf-8", "replace"))
    counts: Counter[str] = Counter()
    blocks = convert(Seed(f"seeds/{row['id']}{suffix}", data, ""), ()).blocks
    for block, is_marked in zip(blocks, marked(blocks, there), strict=True):
        if block.section is Section.BODY:
            made = block.kind is Kind.HEADING
            counts["there"] += is_marked
            counts["found"] += made and is_marked
            counts["made"] += made
            counts["likely"] += made and (is_marked or likely(block, there))
    return row["converter"] if suffix == ".txt" else "html", counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--weights", type=Path, help="folder of cross-validation's weights")
    parser.add_argument("--json", action="store_true", help="print the figures for machines")
    options = parser.parse_args()
    source = "html_file" if options.html else "seed_file"
    rows = [json.loads(line) for line in (options.corpus / "gold.jsonl").open(encoding="utf-8")]
    jobs = [
        (
            options.corpus, row, source,
            str(options.weights / str(fold_of(row["site"]))) if options.weights else "",
        )
        for row in rows
        if row["tier"] in {"gold", "silver"} and row.get("html_file") and row.get(source)
    ]  # fmt: skip
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor() as pool:
        for converter, counts in pool.map(count, jobs, chunksize=16):
            found[converter] += counts
            found["all"] += counts
    if options.json:
        of = found["all"]
        figures = {
            "subheads found": of["found"] / of["there"],
            "subheads right": of["likely"] / of["made"],
        }
        print(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))
        return
    print("converter    on the page  found  made  of them marked  look like one")
    for converter, of in found.items():
        print(
            f"{converter:12} {of['there']:11} {of['found'] / (of['there'] or 1):6.3f}"
            f" {of['made']:5} {of['found'] / (of['made'] or 1):15.3f}"
            f" {of['likely'] / (of['made'] or 1):14.3f}"
        )


if __name__ == "__main__":
    main()
