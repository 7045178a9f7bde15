"""What a seed now gives where a person's edit stands: offered beside it, never put over it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sitegen.articles import frontmatter
from sitegen.articles.lockfile import LockEntry, digest
from sitegen.articles.settle import GENERATED
from sitegen.model import Article, Conversion

BODY = "body"


@dataclass(frozen=True, slots=True)
class Offer:
    """One field or body that differs.

    Attributes:
        path: the article's file.
        source: its seed.
        name: of the field, or `body`.
        mine: what stands in the file.
        theirs: what the seed gives.
    """

    path: str
    source: str
    name: str
    mine: Any
    theirs: Any

    def lines(self) -> list[str]:
        """Return the difference, as `diff -u` shows it."""
        mine, theirs = _lines(self.mine), _lines(self.theirs)
        names = (f"{self.path} ({self.name})", f"{self.source} ({self.name})")
        return list(difflib.unified_diff(mine, theirs, *names, lineterm="", n=2))


def _lines(value: Any) -> list[str]:  # noqa: ANN401 - text or names
    return list(value) if isinstance(value, tuple) else str(value).split("\n")


def found(
    conversions: Iterable[Conversion], articles: Iterable[Article], lock: Iterable[LockEntry]
) -> Iterator[Offer]:
    """Yield what could be taken, by file and field."""
    by_slug = {article.slug: article for article in articles}
    by_source = {entry.source: entry for entry in lock if entry.source and not entry.removed}
    for conversion in conversions:
        entry = by_source.get(conversion.source)
        article = by_slug.get(entry.slug) if entry else None
        if entry is None or article is None or conversion.article is None:
            continue
        given = conversion.article
        for name in GENERATED:
            mine, theirs = getattr(article, name), getattr(given, name)
            if theirs and mine != theirs and not entry.owns(name, mine):
                yield Offer(article.path, conversion.source, name, mine, theirs)
        if article.body != given.body and digest(article.body) != entry.body:
            yield Offer(article.path, conversion.source, BODY, article.body, given.body)


def taken(text: str, article: Article, offers: Iterable[Offer]) -> str:
    """Return a file's text with what its seed gives in the place of the edits."""
    values: Mapping[str, Any] = {offer.name: offer.theirs for offer in offers}
    after = replace(article, **values)
    changes = {n: frontmatter.field_lines(after, n) for n in values if n != BODY}
    return frontmatter.edit(text, frontmatter.read(text), changes, after.body)
