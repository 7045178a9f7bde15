"""Bodies -> HTML and outlines: each in a worker, and only if it is new.

What a body tells (`Outline`) is kept in the memo. Its HTML is not: it waits in the spool for the
page that shows it, and a page that is made anew in a later build makes it anew too, which takes
less than a row of the memo does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

from sitegen import markdown
from sitegen.errors import PublishError
from sitegen.markdown import outline
from sitegen.model import Article, Body, Heading, Outline, Problem
from sitegen.report import Work
from sitegen.storage import remembered, spool
from sitegen.storage.memory import Step
from sitegen.workers import executors, limits

# A body may take so long, a long one so long for each million characters: prose takes a hundredth.
_SECONDS, _A_MILLION = 1.5, 1.2
# So many results are written to the memo together.
_AT_ONCE = 500
# What memory has of each article: the memo's key of its outline, and the outline.
OUTLINE = Step[tuple[bytes, Outline]]("outline")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a body comes from; small enough to travel.

    Attributes:
        place: of its HTML in the spool, if it is there.
        article: whose body it is; its text may be missing where only the HTML is wanted.
    """

    place: spool.Place | None
    article: Article | None

    def body(self) -> Body:
        """Return the body.

        Raises:
            PublishError: somebody deleted it from the spool, and there is no text to make it from.
        """
        data = spool.get(self.place) if self.place else None
        if data is not None:
            html = data.decode("utf-8", "surrogatepass")
        elif self.article is not None:
            html = _rendered(self.article)[0]
        else:
            where = self.place.file if self.place else ""
            raise PublishError(
                "what waited here for its page is gone; the site was left as it was", where,
                "leave .sitegen/ alone while a build runs, and build again",
            )  # fmt: skip
        return Body(self.article.body if self.article else "", html)


class Bodies(Mapping[str, Body]):
    """Slug -> body, of articles that can be rendered."""

    def __init__(
        self,
        articles: Sequence[Article],
        work: Work,
        waiting: Mapping[bytes, spool.Place] | None = None,
    ) -> None:
        """Render the bodies that were not rendered before.

        Args:
            articles: whose they are.
            work: how it is done.
            waiting: key -> place in the spool, of bodies that were rendered a moment ago.
        """
        self._memo = work.memo
        self._articles = {article.slug: article for article in articles}
        self._waiting = waiting or {}
        self._places: dict[str, spool.Place] = {}
        self.outlines = self._outlined(work)

    def __getitem__(self, slug: str) -> Body:
        return self.source(slug, text=True).body()

    def __iter__(self) -> Iterator[str]:
        return iter(self.outlines)

    def __contains__(self, slug: object) -> bool:
        return slug in self.outlines

    def __len__(self) -> int:
        return len(self.outlines)

    def told(self) -> Iterator[tuple[Article, Outline]]:
        """Yield each article, and what its body tells."""
        return ((self._articles[slug], outline) for slug, outline in self.outlines.items())

    def source(self, slug: str, *, text: bool) -> Source:
        """Say where a body comes from.

        Args:
            slug: its article's.
            text: whether its Markdown is wanted too.
        """
        place = self._places.get(slug)
        return Source(place, self._articles[slug] if text or not place else None)

    def _outlined(self, work: Work) -> dict[str, Outline]:
        found: dict[str, Outline] = {}
        memory = work.memo.memory.of(OUTLINE)
        keys: dict[str, bytes] = {}
        new: dict[str, Article] = {}
        for slug, article in self._articles.items():
            before = memory.get(slug, article)
            if before is None:
                keys[slug], new[slug] = key_of(article), article
            else:
                keys[slug], found[slug] = before
        known = self._memo.get(remembered.OUTLINE, (keys[slug] for slug in new))
        missing = [article for slug, article in new.items() if keys[slug] not in known]
        outlines: dict[bytes, bytes] = {}
        step = partial(spooled, "" if work.cluster else work.spool)
        with (
            executors.processes(
                work.jobs, len(missing), apart=not limits.hold(), cluster=work.cluster,
                kept=work.kept,
            ) as executor,
            closing(executors.ordered(executor, step, missing, lost=lambda _: None)) as rendered,
        ):  # fmt: skip
            for done, (slug, article) in enumerate(new.items(), start=1):
                work.progress("load", done, len(new))
                key = keys[slug]
                if key in known:
                    found[slug] = outline_of(json.loads(known[key]))
                    if key in self._waiting:
                        self._places[slug] = self._waiting[key]
                else:
                    made = next(rendered)
                    if made is None:
                        continue
                    place, found[slug] = made
                    if place is not None:
                        self._places[slug] = place
                    outlines[key] = packed(found[slug])
                    if len(outlines) >= _AT_ONCE:
                        self._memo.put(remembered.OUTLINE, outlines)
                        outlines = {}
                memory.put(slug, (key, found[slug]), article)
        self._memo.put(remembered.OUTLINE, outlines)
        self._memo.keep_only(remembered.OUTLINE, keys.values(), returning=True)
        memory.keep_only(keys)
        return {slug: found[slug] for slug in keys if slug in found}


def _url(article: Article) -> str:
    return f"/articles/{article.slug}/"


def _rendered(article: Article) -> tuple[str, Outline]:
    return _told(article, markdown.converted(article.body))


def _told(article: Article, converted: tuple[str, str]) -> tuple[str, Outline]:
    return outline.of(converted, _url(article), article.lang)


def key_of(article: Article) -> bytes:
    """Return the memo's key of a body's outline."""
    return remembered.key(article.body_digest, _url(article), article.lang)


def spooled(folder: str, article: Article) -> tuple[spool.Place | None, Outline] | None:
    """Put the HTML of an article's body into the spool, if there is a folder; None as `safely`."""
    made = safely(article)
    return made and (spool.put(folder, made[0].encode("utf-8", "surrogatepass")), made[1])


def safely(article: Article) -> tuple[str, Outline] | None:
    """Return the HTML of an article's body and its outline; None if that takes too much."""
    body = article.body
    made = markdown.prose(body)
    if made is not None:  # what takes one pass needs no limits
        return _told(article, made)
    size = len(body)
    if markdown.too_deep(body):
        return None
    try:
        with limits.at_most(max(_SECONDS, _A_MILLION * size / 1e6), size):
            return _told(article, markdown.mixed(body))
    except (RecursionError, limits.TookTooLong, MemoryError):
        return None


def packed(found: Outline) -> bytes:
    """Return an outline as the memo keeps it."""
    headings = [(heading.level, heading.id, heading.text) for heading in found.headings]
    value = [found.beginning, found.words, found.minutes, headings]
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def outline_of(value: Sequence[Any]) -> Outline:
    """Return the outline that `packed` gave, as JSON's values."""
    beginning, words, minutes, headings = value
    return Outline(beginning, words, minutes, tuple([Heading(*heading) for heading in headings]))


def too_hard(article: Article) -> Problem:
    """Say that an article's Markdown could not be rendered within its limits."""
    return Problem(
        article.path, 0, 0, "markdown-limits",
        "its Markdown is nested too deep, or takes too long to be read",
        "flatten its lists and quotes, and close its brackets",
    )  # fmt: skip
