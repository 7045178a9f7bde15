"""HTML as the plain text that eight common converters make of it.

A page that was saved as text by one converter teaches little about the others. Pages whose HTML is
at hand are rendered by all of them, so that the classifier sees the same page in eight kinds of
mess. lynx and w3m are programs of the system, the others Python packages (extra `train`).
"""

import re
import subprocess
import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType

import html2text
import inscriptis
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

# Some pages begin with an XML declaration; they are HTML all the same.
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
_LINE_BREAKS = re.compile(r"\n{3,}")
_BLOCK_TAGS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "select", "head")
_SECONDS = 30


def inscriptis_text(html: str) -> str:
    """Return what inscriptis makes of a page."""
    return str(inscriptis.get_text(html))


def html2text_text(html: str) -> str:
    """Return what html2text makes of a page: Markdown marks, no links, no wraps."""
    converter = html2text.HTML2Text(bodywidth=0)
    converter.ignore_links = True
    converter.ignore_images = True
    return str(converter.handle(html))


def bs4_text(html: str) -> str:
    """Return every text node of a page on a line of its own: sentences break at each link."""
    tree = BeautifulSoup(html, "lxml")
    for tag in tree(["script", "style", "noscript"]):
        tag.decompose()
    return str(tree.get_text("\n", strip=True))


def blocks_text(html: str) -> str:
    """Return one line for each block element of a page."""
    tree = BeautifulSoup(html, "lxml")
    for tag in tree(list(_SILENT)):
        tag.decompose()
    for tag in tree(list(_BLOCK_TAGS)):
        tag.insert_before("\n")
        tag.insert_after("\n")
    lines = (" ".join(line.split()) for line in tree.get_text().split("\n"))
    return "\n".join(line for line in lines if line)


def resiliparse_text(html: str) -> str:
    """Return what resiliparse makes of a whole page."""
    return str(extract_plain_text(HTMLTree.parse(html), main_content=False))


def resimain_text(html: str) -> str:
    """Return what resiliparse takes for the main content of a page: loose, with much around it."""
    tree = HTMLTree.parse(html)
    return str(
        extract_plain_text(tree, main_content=True, alt_texts=False, preserve_formatting=True)
    )


def lynx_text(html: str) -> str:
    """Return what lynx shows of a page."""
    command = ["lynx", "-stdin", "-dump", "-nolist", "-force_html", "-assume_charset=utf-8"]
    return _run([*command, "-display_charset=utf-8", "-width=1000"], html)


def w3m80_text(html: str) -> str:
    """Return what w3m shows of a page, hard-wrapped at 80 columns."""
    return _run(
        ["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", "80"], html
    )


def _run(command: list[str], html: str) -> str:
    done = subprocess.run(  # noqa: S603 - a fixed command, the page goes in by its standard input
        command, input=html.encode(), capture_output=True, timeout=_SECONDS, check=True
    )
    return _LINE_BREAKS.sub("\n\n", done.stdout.decode("utf-8", "replace"))


RENDERINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "inscriptis": inscriptis_text,
        "html2text": html2text_text,
        "bs4": bs4_text,
        "blocks": blocks_text,
        "resiliparse": resiliparse_text,
        "resimain": resimain_text,
        "lynx": lynx_text,
        "w3m80": w3m80_text,
    }
)
