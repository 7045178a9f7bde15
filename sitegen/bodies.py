"""Bodies -> HTML: each in a worker, and only if it is new."""

from collections.abc import Iterator

from sitegen import executors, markdown, remembered
from sitegen.model import Article, Problem
from sitegen.report import Work


def of(articles: list[Article], work: Work) -> Iterator[str | None]:
    """Yield the articles' bodies as HTML; None for one that is nested too deep."""
    memo = work.memo
    keys = [remembered.key(article.body) for article in articles]
    known = memo.get(remembered.BODY, keys)
    missing = [a.body for a, key in zip(articles, keys, strict=True) if key not in known]
    made: dict[bytes, bytes] = {}
    with executors.processes(work.jobs, len(missing)) as executor:
        rendered = executors.ordered(executor, _html, missing)
        for done, key in enumerate(keys, start=1):
            work.progress("load", done, len(keys))
            if key in known:
                yield known[key].decode("utf-8")
                continue
            html = next(rendered)
            if html is not None:
                made[key] = html.encode("utf-8", "surrogatepass")
            yield html
    memo.put(remembered.BODY, made)
    memo.keep_only(remembered.BODY, keys)


def _html(body: str) -> str | None:
    try:
        return markdown.to_html(body)
    except RecursionError:
        return None


def too_deep(article: Article) -> Problem:
    """Say that an article's lists or quotes are nested too deep."""
    return Problem(
        article.path, 0, 0, "markdown-depth", "its lists or quotes are nested too deep",
        "flatten them: more than a few levels cannot be read anyway",
    )  # fmt: skip
