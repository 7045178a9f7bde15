"""Bodies -> HTML and outlines: each in a worker, and only if it is new."""

import json
from collections.abc import Iterator, Mapping, Sequence

from sitegen import executors, limits, outline, remembered
from sitegen.model import Article, Body, Heading, Outline, Problem
from sitegen.report import Work

# A body may take so long, and so long for each million characters: prose takes a hundredth.
_SECONDS = 1.5
# So many results are written to the memo together.
_AT_ONCE = 500


class Bodies(Mapping[str, Body]):
    """Slug -> body, of articles that can be rendered; HTML comes out of the memo when asked for."""

    def __init__(self, articles: Sequence[Article], work: Work) -> None:
        """Render the bodies that were not rendered before."""
        self._memo = work.memo
        self._articles = {article.slug: article for article in articles}
        self._keys = {
            slug: remembered.key(article.body, _url(article), article.lang)
            for slug, article in self._articles.items()
        }
        self._html: dict[bytes, bytes] = {}
        self.outlines = self._outlined(work)

    def __getitem__(self, slug: str) -> Body:
        return self.some([slug])[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.outlines)

    def __contains__(self, slug: object) -> bool:
        return slug in self.outlines

    def __len__(self) -> int:
        return len(self.outlines)

    def some(self, slugs: Sequence[str]) -> list[Body]:
        """Return several bodies at once."""
        keys = [self._keys[slug] for slug in slugs]
        known = self._memo.get(remembered.HTML, [key for key in keys if key not in self._html])
        found = []
        for slug, key in zip(slugs, keys, strict=True):
            article = self._articles[slug]
            data = self._html.get(key) or known.get(key)
            # What the memo lost meanwhile is rendered like what it never had.
            html = data.decode("utf-8", "surrogatepass") if data else _rendered(article)[0]
            found.append(Body(article.body, html))
        return found

    def _outlined(self, work: Work) -> dict[str, Outline]:
        found: dict[str, Outline] = {}
        known = self._memo.get(remembered.OUTLINE, self._keys.values())
        missing = [a for slug, a in self._articles.items() if self._keys[slug] not in known]
        html: dict[bytes, bytes] = {}
        outlines: dict[bytes, bytes] = {}
        apart = not limits.hold()
        with executors.processes(
            work.jobs, len(missing), apart=apart, cluster=work.cluster
        ) as executor:
            rendered = executors.ordered(executor, safely, missing, lost=lambda _: None)
            for done, (slug, key) in enumerate(self._keys.items(), start=1):
                work.progress("load", done, len(self._keys))
                if key in known:
                    found[slug] = _unpacked(known[key])
                    continue
                made = next(rendered)
                if made is None:
                    continue
                html[key] = made[0].encode("utf-8", "surrogatepass")
                found[slug] = made[1]
                outlines[key] = _packed(made[1])
                if len(html) >= _AT_ONCE:
                    self._keep(html, outlines)
                    html, outlines = {}, {}
        self._keep(html, outlines)
        for step in (remembered.HTML, remembered.OUTLINE):
            self._memo.keep_only(step, self._keys.values())
        return found

    def _keep(self, html: dict[bytes, bytes], outlines: dict[bytes, bytes]) -> None:
        self._memo.put(remembered.OUTLINE, outlines)
        self._memo.put(remembered.HTML, html)
        if not self._memo.remembers:
            self._html.update(html)


def _url(article: Article) -> str:
    return f"/articles/{article.slug}/"


def _rendered(article: Article) -> tuple[str, Outline]:
    return outline.of(article.body, _url(article), article.lang)


def safely(article: Article) -> tuple[str, Outline] | None:
    """Return the HTML of an article's body and its outline; None if that takes too much."""
    size = len(article.body)
    try:
        with limits.at_most(max(_SECONDS, _SECONDS * size / 1e6), size):
            return _rendered(article)
    except (RecursionError, limits.TookTooLong, MemoryError):
        return None


def _packed(found: Outline) -> bytes:
    headings = [(heading.level, heading.id, heading.text) for heading in found.headings]
    value = [found.beginning, found.words, found.minutes, headings]
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def _unpacked(data: bytes) -> Outline:
    beginning, words, minutes, headings = json.loads(data)
    return Outline(beginning, words, minutes, tuple(Heading(*heading) for heading in headings))


def too_hard(article: Article) -> Problem:
    """Say that an article's Markdown could not be rendered within its limits."""
    return Problem(
        article.path, 0, 0, "markdown-limits",
        "its Markdown is nested too deep, or takes too long to be read",
        "flatten its lists and quotes, and close its brackets",
    )  # fmt: skip
