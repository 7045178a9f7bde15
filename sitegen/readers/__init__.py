"""A file format -> Draft. A new format is one module and one line in READERS."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType

from sitegen.model import Draft, Problem, Seed

# The module that reads seeds of an extension: it is loaded when there is one, since what reads HTML
# takes longer to load than many a build.
READERS: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
    }
)


def read(seed: Seed) -> Draft | Problem:
    """Read a seed by its extension, which must be in READERS."""
    reader = import_module(f"{__name__}.{READERS[suffix(seed.path)]}")
    draft: Draft | Problem = reader.read(seed)
    return draft if isinstance(draft, Problem) else replace(draft, path=seed.path)


def suffix(path: str) -> str:
    """Return the extension of a path, in lower case, with its dot."""
    name = path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem else ""
