"""A file format -> Draft. A new format is one module and one line in READERS."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sitegen.model import Draft, Problem, Seed
from sitegen.readers import html, markdown, text

READERS: Mapping[str, Callable[[Seed], Draft | Problem]] = MappingProxyType(
    {
        ".txt": text.read,
        ".text": text.read,
        ".md": markdown.read,
        ".markdown": markdown.read,
        ".html": html.read,
        ".htm": html.read,
    }
)


def read(seed: Seed) -> Draft | Problem:
    """Read a seed by its extension, which must be in READERS."""
    return READERS[suffix(seed.path)](seed)


def suffix(path: str) -> str:
    """Return the extension of a path, in lower case, with its dot."""
    name = path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem else ""
