"""Seed -> Conversion: read, clean, describe, put together as Markdown. Pure; runs in workers."""

from collections import Counter
from functools import cache

from threadpoolctl import threadpool_limits

from sitegen import cleaning, metadata, readers
from sitegen.markdown import escape, escape_start
from sitegen.model import Article, Block, Claim, Conversion, Draft, Kind, Problem, Section, Seed
from sitegen.model.topics import Topic

# Pages with less text than this hold no article: a menu, an error, a login.
_LEAST_TEXT = 140
# What is loaded when it is first asked for, a page like this one asks for.
_PAGE = """A Walk along the Harbour

By Ada Lindgren

3 May 2019

The harbour wakes before the town does. On most mornings the first boats are out by five, and the
gulls follow them as far as the breakwater, where they turn and wait on the railing.

"Nobody comes here to be early," says the keeper of the ice house. Yet there they are, a dozen of
them or more, with their hands in their pockets and nothing to say until the sun is up.

Share this page"""


@cache
def prepare(suffix: str) -> None:
    """Load what converting needs: a second that is no seed's own, and counts against none's limits.

    Args:
        suffix: the extension of the seeds; it must be in `readers.READERS`.
    """
    # A page's matrices are small: threads would spend more on waiting for each other than on them.
    threadpool_limits(1, user_api="blas")
    metadata.prepare()  # goes on beside the rest
    page = _PAGE
    if readers.READERS[suffix] == "html":
        page = f"<p>{page.replace(chr(10) * 2, '</p><p>')}</p>"
    convert(Seed(f"seeds/page{suffix}", page.encode(), ""), ())


def convert(seed: Seed, topics: tuple[Topic, ...]) -> Conversion:
    """Convert one seed.

    Args:
        seed: the raw file; its extension must be in `readers.READERS`.
        topics: the vocabulary for `topic`.
    """
    draft = readers.read(seed)
    if isinstance(draft, Problem):
        return Conversion(seed.path, seed.digest, None, (), (), (draft,))
    draft = cleaning.clean(draft)
    problems = [*draft.problems]
    body = compose(draft)
    if not draft.finished and _size(draft) < _LEAST_TEXT:
        problems.append(_no_article(seed, draft))
        return Conversion(seed.path, seed.digest, None, (), draft.blocks, tuple(problems))
    claims = metadata.describe(draft, topics)
    article = _article(seed, body, claims, {topic.id for topic in topics})
    if not article.title:
        problems.append(
            Problem(
                seed.path, 0, 0, "title-missing", "no title was found",
                "write one as the first line of the seed",
            )
        )  # fmt: skip
        return Conversion(seed.path, seed.digest, None, claims, draft.blocks, tuple(problems))
    sections = Counter(
        str(b.section) for b in draft.blocks if b.section not in (None, Section.BODY)
    )
    return Conversion(
        seed.path, seed.digest, article, claims, draft.blocks, tuple(problems), dict(sections)
    )


def crashed(seed: Seed, error: Exception) -> Conversion:
    """Say that a seed made the conversion fail: our fault, named, and no other seed's concern."""
    message = f"converting it failed: {type(error).__name__}: {error}"
    problem = Problem(
        seed.path, 0, 0, "conversion-failed", message,
        "this is a fault of sitegen; please report it, with the seed if you can",
    )  # fmt: skip
    return Conversion(seed.path, seed.digest, None, (), (), (problem,))


def _size(draft: Draft) -> int:
    return sum(len(block.text) for block in draft.blocks if block.section is Section.BODY)


def _no_article(seed: Seed, draft: Draft) -> Problem:
    count = len(draft.blocks)
    return Problem(
        seed.path, 0, 0, "seed-no-article",
        f"no article was found among its {count} block(s) of text",
        f"see what was dropped and why: sitegen explain {seed.path}",
    )  # fmt: skip


def _article(seed: Seed, body: str, claims: tuple[Claim, ...], topics: set[str]) -> Article:
    claimed: dict[str, list[str]] = {}
    for claim in claims:
        if claim.claimed and claim.value.strip():
            claimed.setdefault(claim.field, []).append(claim.value.strip())
    first = {field: values[0] for field, values in claimed.items()}
    topic = first.get("topic", "")
    return Article(
        title=" ".join(first.get("title", "").split()),
        body=body,
        author=tuple(dict.fromkeys(claimed.get("author", []))),
        date=first.get("date", ""),
        topic=topic if topic in topics else "",
        slug=first.get("slug", ""),
        lang=first.get("lang", ""),
        source=seed.path,
        posted_by=first.get("posted_by", ""),
        bio=first.get("bio", ""),
        summary=first.get("summary", ""),
        draft=first.get("draft", "") == "true",
    )


def compose(draft: Draft) -> str:
    """Return the body as Markdown: paragraphs apart, items of one list together."""
    pieces: list[str] = []
    before: Block | None = None
    for block in draft.blocks:
        if block.section is not Section.BODY:
            continue
        tight = before is not None and before.kind is Kind.ITEM and block.kind is Kind.ITEM
        if before is not None:
            pieces.append("\n" if tight else "\n\n")
        pieces.append(markdown_of(block))
        before = block
    return "".join(pieces)


def markdown_of(block: Block) -> str:
    """Return a block as it stands in the body."""
    if block.kind is Kind.CODE:
        return block.text
    text = block.text if block.markup else escape(block.text)
    match block.kind:
        case Kind.HEADING:
            # The page's title is the only heading of level 1.
            return f"{'#' * max(2, min(block.level, 6))} {text.rstrip('#').strip()}"
        case Kind.ITEM:
            return f"{block.marker or '-'} {escape_start(text)}"
        case Kind.QUOTE:
            return f"> {escape_start(text)}"
        case _:
            return escape_start(text)
