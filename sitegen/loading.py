"""seeds/ and content/ -> the archive that is about to be published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import (
    archive,
    conversions,
    interface,
    permalinks,
    publish,
    render,
    seeds,
    settle,
    survey,
)
from sitegen import articles as content
from sitegen.bodies import Bodies, too_deep
from sitegen.config import Config
from sitegen.errors import PermalinkError
from sitegen.model import Archive, Article, Claim, Conversion, Entry, Problem, Provenance, Site
from sitegen.report import Report, Work, timed
from sitegen.topics import IPTC


@dataclass(frozen=True, slots=True)
class Loaded:
    """An archive as it is about to be published.

    Attributes:
        archive: its entries, and what they are listed under.
        bodies: of its entries.
        files: path -> text, of the Markdown files in content/.
        site: what every page may say.
        lock: what sitegen knows of its articles.
        suggestions: seed -> the answers that were not certain enough to be written.
        doubts: slug -> what the survey says, of the articles whose topic is doubtful.
    """

    archive: Archive
    bodies: Bodies
    files: Mapping[str, str]
    site: Site
    lock: Sequence[settle.LockEntry]
    suggestions: Mapping[str, tuple[Claim, ...]]
    doubts: Mapping[str, survey.Label]


def load(config: Config, work: Work, report: Report, *, write: bool) -> Loaded:
    """Settle the seeds with content/ and read it.

    Args:
        config: the archive's settings.
        work: how it is done.
        report: told of what is wrong.
        write: whether content/ and the lock are brought up to date on disk too.
    """
    files, lock = content_of(config, report)
    old_files, old_lock = dict(files), settle.write_lock(lock)
    suggestions: dict[str, tuple[Claim, ...]] = {}
    lock = _settled(config, files, lock, work, report, suggestions)
    everything, problems = content.parsed(files, topic_ids(config), work.memo, drafts=True)
    report.problems += problems
    articles = [article for article in everything if config.drafts or not article.draft]
    with timed("survey", report):
        found = survey.take(articles, lock, config.topics, work.memo, work.jobs)
    writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
    files.update(writes)
    report.assigned(articles, found)
    hidden = _hidden(files, articles)
    lock = permalinks.followed(lock, articles, frozenset(hidden))
    if write:
        write_files(config.root, {p: t for p, t in files.items() if old_files.get(p) != t})
        if (text := settle.write_lock(lock)) != old_lock:
            publish.write_file(config.root / settle.FILE_NAME, text)
    articles = _with_earlier_permalinks(articles, lock)
    provenances = {e.slug: Provenance(e.source, e.seed, e.dropped) for e in lock if not e.removed}
    with timed("load", report):
        bodies = Bodies(articles, work)
        entries = _entries(articles, provenances, bodies, report)
    copies, problems = archive.copies(entries)
    report.problems += problems
    site = site_of(config)
    # A file that cannot be read is no article that is gone: its address must not be lost to it.
    faulty = {path for path in files if path not in {a.path for a in everything}}
    kept = [a for a in articles if a.slug in bodies.outlines]
    unread = {slug for slug, path in hidden.items() if path in faulty}
    gone = permalinks.gone([e for e in lock if e.slug not in unread], kept)
    whole = archive.build(entries, site.topics, copies, found.related, gone)
    _refuse_broken(permalinks.broken(lock, whole, hidden), report)
    doubts = {article.slug: label for article, label in found.doubtful(articles)}
    return Loaded(whole, bodies, files, site, lock, suggestions, doubts)


def _hidden(files: Mapping[str, str], articles: list[Article]) -> dict[str, str]:
    """Return slug -> path of the files that are not published: drafts, and what has a fault."""
    published = {article.path for article in articles}
    return {
        slug: path
        for path, text in files.items()
        if path not in published
        for slug, _source in settle.identity(path, text)
    }


def _refuse_broken(broken: list[tuple[str, str]], report: Report) -> None:
    """Stop where an address that was given would lead nowhere."""
    if not broken:
        return
    link, path = broken[0]
    more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
    error = PermalinkError(
        f"{link} was published before and would lead nowhere{more}; the site was left as it was",
        path, "mend the article, or delete its file: its address then says that it is gone",
    )  # fmt: skip
    error.problems = sorted(report.problems)
    raise error


def _with_earlier_permalinks(
    articles: list[Article], lock: list[settle.LockEntry]
) -> list[Article]:
    """Add the permalinks that articles had before to those that people name; all forward."""
    earlier = {entry.slug: entry.permalinks for entry in lock}
    found = []
    for article in articles:
        now = f"/articles/{article.slug}/"
        known = [link for link in earlier.get(article.slug, ()) if link != now]
        aliases = tuple(dict.fromkeys((*article.aliases, *known)))
        found.append(replace(article, aliases=aliases) if known else article)
    return found


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write files of content/, each whole or not at all."""
    for path, text in sorted(files.items()):
        publish.write_file(root / path, text)


def content_of(config: Config, report: Report) -> tuple[dict[str, str], list[settle.LockEntry]]:
    """Read content/ and sitegen.lock."""
    files, problems = content.read_files(config.root)
    report.problems += problems
    lock_file = config.root / settle.FILE_NAME
    text = lock_file.read_text(encoding="utf-8") if lock_file.exists() else ""
    lock, problems = settle.read_lock(text)
    report.problems += problems
    return files, lock


def _settled(  # noqa: PLR0913, PLR0917 - what is settled, how, and who is told
    config: Config,
    files: dict[str, str],
    lock: list[settle.LockEntry],
    work: Work,
    report: Report,
    suggestions: dict[str, tuple[Claim, ...]],
) -> list[settle.LockEntry]:
    """Convert the seeds and settle them with the files, which follow; return the lock's entries."""
    with timed("convert", report):
        paths, problems = seeds.find(config.root)
        report.problems += problems
        report.seeds = len(paths)
        made = conversions.of(config.root, paths, config.topics, work)
        settlement = settle.settle(
            _noted(made, report, suggestions), files, lock, frozenset(paths), topic_ids(config)
        )
    if not paths and not files:
        report.problems.append(_nothing_yet())
    files.update(settlement.writes)
    report.new, report.changed = settlement.new, settlement.changed
    report.unchanged, report.removed = settlement.unchanged, settlement.removed
    report.problems += settlement.problems
    return settlement.lock


def _noted(
    made: Iterable[Conversion], report: Report, suggestions: dict[str, tuple[Claim, ...]]
) -> Iterator[Conversion]:
    """Pass conversions on, and note what was wrong with their seeds or uncertain."""
    for conversion in made:
        if found := tuple(claim for claim in conversion.claims if not claim.claimed):
            suggestions[conversion.source] = found
        report.problems += conversion.problems
        yield conversion


def _nothing_yet() -> Problem:
    return Problem(
        seeds.FOLDER, 0, 0, "no-seeds", "there is no article yet",
        "put saved articles (.txt, .md, .html) into seeds/ and build again",
    )  # fmt: skip


def _entries(
    articles: list[Article], provenances: Mapping[str, Provenance], bodies: Bodies, report: Report
) -> list[Entry]:
    entries: list[Entry] = []
    for article in articles:
        outline = bodies.outlines.get(article.slug)
        if outline is None:
            report.problems.append(too_deep(article))
        else:
            entries.append(archive.entry(article, outline, provenances.get(article.slug)))
    report.articles = len(entries)
    for name in ("author", "date", "topic"):
        lacking = sum(not getattr(entry.article, name) for entry in entries)
        if lacking:
            report.empty[name] = lacking
    return entries


def site_of(config: Config) -> Site:
    """Return what every page may say about the site."""
    base_url = config.base_url.rstrip("/") + "/" if config.base_url else ""
    folders = render.theme_folders(config.root)
    words = interface.load(folders, config.language)
    return Site(
        config.title, config.description, config.language, base_url, config.per_page,
        config.search, _labels(config, words.get("topic", {})), words, config.licence,
        config.theme, config.portable, config.markdown, tuple(map(str, folders)),
    )  # fmt: skip


def topic_ids(config: Config) -> frozenset[str]:
    """Return the ids of the archive's topics."""
    return frozenset(topic.id for topic in config.topics)


def _labels(config: Config, translated: Mapping[str, str]) -> dict[str, str]:
    """Return topic id -> label: the archive's own, else the translated one of the IPTC."""
    own = config.topics is not IPTC
    return {t.id: t.label if own else translated.get(t.id, t.label) for t in config.topics}
