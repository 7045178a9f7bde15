"""What conversion and Markdown gave before, as the memo keeps it.

Keys hold the digest of all that goes in: the seed or the body, the vocabulary, and sitegen's own
code and weights, so that another version of sitegen finds nothing. Values are JSON, MessagePack or
plain numbers: whoever can write the memo's file can change what the site says, but run nothing.
"""

import dataclasses
import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from sitegen.model import Article, Claim, Conversion, Problem, Severity
from sitegen.model.topics import Topic

CONVERSION, ARTICLE = "convert@2", "article@4"
OUTLINE, LOOKS, NEAR = "outline@1", "looks@3", "near@1"
SITE, LAST = "site@2", "last@1"
VOLUME, SEARCH_FILE, INDEX = "volume@1", "search-file@1", "index@1"
_TUPLES = ("author", "aliases")


@cache
def code_digest() -> str:
    """Return a digest of sitegen's own modules and weights, and of what is installed with them."""
    whole = hashlib.sha256(sys.version.encode())
    for folder in sorted({Path(place) for place in sys.path if Path(place).is_dir()}):
        for name in sorted(path.name for path in folder.glob("*.dist-info")):
            whole.update(f"{name}\n".encode("utf-8", "surrogateescape"))
    package = Path(__file__).parent.parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.npz")]):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def key(*parts: str | bytes) -> bytes:
    """Return the key of what goes into a step, besides sitegen itself."""
    whole = _begun().copy()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()[:16]


def sign(topics: frozenset[str]) -> bytes:
    """Return the memo's key of the sign that a process left what it knew of files.

    What it left of each file stands under this and the file's path. With other topics, files say
    something else.

    Args:
        topics: ids that an article's topic may have.
    """
    return key("looks", *sorted(topics))


@cache
def _begun() -> "hashlib._Hash":
    return hashlib.sha256(code_digest().encode())


@cache
def vocabulary(topics: tuple[Topic, ...]) -> str:
    """Return a text that tells one vocabulary from another."""
    return repr(topics)


def packed(conversion: Conversion) -> bytes:
    """Return a conversion, blocks aside, as bytes."""
    value = {
        "article": _fields(conversion.article) if conversion.article else None,
        "problems": [dataclasses.asdict(problem) for problem in conversion.problems],
        "dropped": dict(conversion.dropped),
        "claims": [dataclasses.asdict(claim) for claim in conversion.claims],
    }
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def _fields(article: Article) -> dict[str, Any]:
    return {f.name: getattr(article, f.name) for f in dataclasses.fields(article) if f.init}


def unpacked(data: bytes, source: str, digest: str) -> Conversion:
    """Return the conversion that `packed` gave, of a seed with that path and digest."""
    value: dict[str, Any] = json.loads(data.decode("ascii"))
    article = value["article"]
    if article:
        article |= {name: tuple(article[name]) for name in _TUPLES}
    problems = tuple(
        Problem(**problem | {"severity": Severity(problem["severity"])})
        for problem in value["problems"]
    )
    made = Article(**article) if article else None
    claims = tuple(Claim(**claim) for claim in value["claims"])
    return Conversion(source, digest, made, claims, (), problems, value["dropped"])
