"""The story of a build, from end to end: read this first.

    seeds/ -> Seed -> Draft -> Article | Problem -> content/*.md
    content/*.md -> Archive -> Page -> Artifact -> public/

`build` tells it. `check` goes the same way without writing anything.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from sitegen import (
    archive,
    bodies,
    conversions,
    hosts,
    interface,
    links,
    pages,
    publish,
    render,
    search,
    seeds,
    settle,
    survey,
)
from sitegen.cache import Memo
from sitegen.config import Config
from sitegen.errors import UsageError
from sitegen.model import (
    Archive,
    Article,
    Artifact,
    Conversion,
    Entry,
    Page,
    Problem,
    Provenance,
    Seed,
    Severity,
    Site,
)
from sitegen.report import Progress, Report, Work, silent, timed
from sitegen.topics import IPTC

WORK_FOLDER = ".sitegen"


def build(config: Config, progress: Progress = silent) -> Report:
    """Convert the seeds, settle them with content/, and publish the site.

    Raises:
        SitegenError: nothing was published; the old site stands as it was.
    """
    report = Report()
    output = config.root / config.output
    _check_folders(config, output)
    with publish.only_builder(config.root / WORK_FOLDER):
        with Memo(config.root / WORK_FOLDER) as memo:
            work = Work(config.jobs, memo, progress)
            whole = _archive(config, work, report, write=True)[0]
        site = site_of(config)
        with publish.Stage(output) as stage:
            for artifact in _artifacts(config, whole, site, report, progress):
                stage.write(artifact)
            if config.search:
                report.problems += _unparted(whole)
                with timed("index", report):
                    progress("index", 0, 1)
                    search.index(whole, site, stage.folder)
                    progress("index", 1, 1)
            with timed("publish", report):
                stage.swap()
    report.output = output
    report.problems.sort()
    return report


def check(config: Config, progress: Progress = silent, *, built: bool = False) -> Report:
    """Say what is wrong with seeds, front matter, templates and links, without writing anything.

    Args:
        config: the archive's settings.
        progress: told of what is done.
        built: whether the links are those of the site that stands in the output folder, instead of
            those that it would have.

    Raises:
        SitegenError: nothing could be checked.
    """
    report = Report()
    _check_folders(config, config.root / config.output)
    work = Work(config.jobs, Memo(None), progress)
    whole, files = _archive(config, work, report, write=False)
    if built:
        artifacts = publish.read_site(config.root / config.output)
        sizes = {artifact.path: len(artifact.data) for artifact in artifacts}
    else:
        artifacts = list(_artifacts(config, whole, site_of(config), report, progress))
        sizes = {artifact.path: len(artifact.data) for artifact in artifacts}
        if config.search:
            # Pagefind makes a file of each article, and some more.
            sizes |= {f"pagefind/fragment/{entry.article.slug}": 0 for entry in whole.entries}
    report.problems += hosts.problems(sizes)
    sources = {
        f"{entry.url.lstrip('/')}index.html": (entry.article.path, files[entry.article.path])
        for entry in (*whole.entries, *(copy.entry for copy in whole.copies))
    }
    base_path = urlsplit(config.base_url).path.rstrip("/")
    report.problems += links.dead(artifacts, base_path, sources)
    report.problems.sort()
    return report


def _unparted(whole: Archive) -> list[Problem]:
    """Say that articles in scripts without spaces need another build of Pagefind."""
    count = search.unspaced(whole)
    if not count or search.has_extended():
        return []
    message = f"{count} article(s) in a script without spaces are found by whole sentences only"
    fix = "install what parts their words: pip install 'sitegen[cjk]'"
    return [Problem("sitegen.toml", 0, 0, "search-cjk", message, fix, Severity.WARNING)]


def clean(config: Config) -> list[Path]:
    """Delete the site and what sitegen keeps for itself; return what was deleted."""
    output, work = config.root / config.output, config.root / WORK_FOLDER
    removed = [output] if publish.remove_site(output) else []
    if work.is_dir() and not work.is_symlink():
        shutil.rmtree(work)
        removed.append(work)
    return removed


def topics(config: Config, *, relabel: bool) -> tuple[list[Article], survey.Survey, Report]:
    """Say how the archive's topics came about; with `relabel` decide them anew and write them.

    Works on content/ as it stands: seeds are not converted.
    """
    report = Report()
    lock_guard = publish.only_builder(config.root / WORK_FOLDER) if relabel else nullcontext()
    with lock_guard:
        files, lock = _content(config, report)
        articles, problems = archive.articles(files, _topic_ids(config), drafts=config.drafts)
        report.problems += problems
        with Memo(config.root / WORK_FOLDER if relabel else None) as memo:
            found = survey.take(
                articles, lock, config.topics, memo, config.jobs, relabel=relabel, words=True
            )
        if relabel:
            writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
            _write(config.root, writes)
            publish.write_file(config.root / settle.FILE_NAME, settle.write_lock(lock))
            report.changed = sorted(writes)
    report.problems.sort()
    return articles, found, report


def explain(config: Config, path: str) -> tuple[Seed, Conversion] | Problem:
    """Convert one seed and return it with every decision that was made on the way."""
    seed = seeds.load(config.root, path)
    return seed if isinstance(seed, Problem) else (seed, conversions.safely(seed, config.topics))


def site_of(config: Config) -> Site:
    """Return what every page may say about the site."""
    base_url = config.base_url.rstrip("/") + "/" if config.base_url else ""
    words = interface.load(render.theme_folders(config.root), config.language)
    return Site(
        config.title, config.description, config.language, base_url, config.per_page,
        config.search, _labels(config, words.get("topic", {})), words, config.licence,
        config.theme, config.portable, config.markdown,
    )  # fmt: skip


def _check_folders(config: Config, output: Path) -> None:
    root = config.root
    if not any((root / name).is_dir() for name in (seeds.FOLDER, archive.FOLDER)):
        raise UsageError(
            "there is neither a seeds/ nor a content/ folder here", str(root),
            "put saved articles into seeds/, or start with: sitegen init",
        )  # fmt: skip
    kept = [root / name for name in (seeds.FOLDER, archive.FOLDER, "templates", WORK_FOLDER)]
    place = output.resolve()
    if (
        place == root
        or place in root.parents
        or any(
            place == folder or folder in place.parents or place in folder.parents for folder in kept
        )
    ):
        raise UsageError(
            "the site would take the place of the archive itself", str(output),
            "give --output a folder of its own, such as public",
        )  # fmt: skip
    publish.check_output(output)


def _archive(
    config: Config, work: Work, report: Report, *, write: bool
) -> tuple[Archive, dict[str, str]]:
    """Settle seeds with content/ and read it; return the archive and the Markdown files."""
    files, lock = _content(config, report)
    old_files, old_lock = dict(files), settle.write_lock(lock)
    lock = _settled(config, files, lock, work, report)
    articles, problems = archive.articles(files, _topic_ids(config), drafts=config.drafts)
    report.problems += problems
    with timed("survey", report):
        found = survey.take(articles, lock, config.topics, work.memo, work.jobs)
    writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
    files.update(writes)
    report.assigned(articles, found)
    if write:
        _write(config.root, {p: t for p, t in files.items() if old_files.get(p) != t})
        if (text := settle.write_lock(lock)) != old_lock:
            publish.write_file(config.root / settle.FILE_NAME, text)
    articles = _with_earlier_permalinks(articles, lock)
    provenances = {e.slug: Provenance(e.source, e.seed, e.dropped) for e in lock if not e.removed}
    entries = _entries(articles, provenances, work, report)
    copies, problems = archive.copies(entries)
    report.problems += problems
    return archive.build(entries, site_of(config).topics, copies, found.related), files


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


def _write(root: Path, files: dict[str, str]) -> None:
    for path, text in sorted(files.items()):
        publish.write_file(root / path, text)


def _content(config: Config, report: Report) -> tuple[dict[str, str], list[settle.LockEntry]]:
    """Read content/ and sitegen.lock."""
    files, problems = archive.read_files(config.root)
    report.problems += problems
    lock_file = config.root / settle.FILE_NAME
    text = lock_file.read_text(encoding="utf-8") if lock_file.exists() else ""
    lock, problems = settle.read_lock(text)
    report.problems += problems
    return files, lock


def _settled(
    config: Config,
    files: dict[str, str],
    lock: list[settle.LockEntry],
    work: Work,
    report: Report,
) -> list[settle.LockEntry]:
    """Convert the seeds and settle them with the files, which follow; return the lock's entries."""
    with timed("convert", report):
        paths, problems = seeds.find(config.root)
        report.problems += problems
        report.seeds = len(paths)
        made = conversions.of(config.root, paths, config.topics, work)
        settlement = settle.settle(
            _noted(made, report), files, lock, frozenset(paths), _topic_ids(config)
        )
    if not paths and not files:
        report.problems.append(_nothing_yet())
    files.update(settlement.writes)
    report.new, report.changed = settlement.new, settlement.changed
    report.unchanged, report.removed = settlement.unchanged, settlement.removed
    report.problems += settlement.problems
    return settlement.lock


def _noted(made: Iterable[Conversion], report: Report) -> Iterator[Conversion]:
    """Pass conversions on, and note what was wrong with their seeds."""
    for conversion in made:
        report.problems += conversion.problems
        yield conversion


def _nothing_yet() -> Problem:
    return Problem(
        seeds.FOLDER, 0, 0, "no-seeds", "there is no article yet",
        "put saved articles (.txt, .md, .html) into seeds/ and build again",
    )  # fmt: skip


def _entries(
    articles: list[Article], provenances: Mapping[str, Provenance], work: Work, report: Report
) -> list[Entry]:
    """Render the articles' bodies, those that were not rendered before."""
    entries: list[Entry] = []
    with timed("load", report):
        for article, html in zip(articles, bodies.of(articles, work), strict=True):
            if html is None:
                report.problems.append(bodies.too_deep(article))
            else:
                entries.append(archive.entry(article, html, provenances.get(article.slug)))
    report.articles = len(entries)
    for name in ("author", "date", "topic"):
        lacking = sum(not getattr(entry.article, name) for entry in entries)
        if lacking:
            report.empty[name] = lacking
    return entries


def _artifacts(
    config: Config, whole: Archive, site: Site, report: Report, progress: Progress
) -> Iterator[Artifact]:
    renderer = render.Renderer(site, render.theme_folders(config.root))
    with timed("render", report):
        planned: list[Page] = list(pages.plan(whole, site))
        report.pages = len(planned)
        for done, page in enumerate(planned, start=1):
            yield renderer.render(page)
            progress("render", done, len(planned))
        yield from renderer.static_files()


def _topic_ids(config: Config) -> frozenset[str]:
    return frozenset(topic.id for topic in config.topics)


def _labels(config: Config, translated: Mapping[str, str]) -> dict[str, str]:
    """Return topic id -> label: the archive's own, else the translated one of the IPTC."""
    own = config.topics is not IPTC
    return {t.id: t.label if own else translated.get(t.id, t.label) for t in config.topics}
