"""The story of a build, from end to end: read this first.

    seeds/ -> Seed -> Draft -> Article | Problem -> content/*.md
    content/*.md -> Archive -> Page -> Artifact -> public/

`build` tells it. `check` goes the same way without writing anything.
"""

import functools
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from sitegen import (
    archive,
    convert,
    executors,
    hosts,
    interface,
    links,
    markdown,
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
from sitegen.topics import IPTC, Topic

WORK_FOLDER = ".sitegen"
# Called with a stage's name, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Report:
    """What a build or a check came to.

    Attributes:
        output: the site's folder; None where nothing was published.
        articles: how many are published.
        pages: how many pages the site has.
        seeds: how many seeds there are.
        new: files in content/ that were made.
        changed: files in content/ that follow a changed seed or a better conversion.
        unchanged: files in content/ that were left as they are.
        removed: seeds whose article a person deleted.
        copies: articles that are other copies of one.
        empty: name of a field -> how many published articles lack it.
        problems: every fault, by file and line.
        seconds: name of a stage -> its duration.
    """

    output: Path | None = None
    articles: int = 0
    pages: int = 0
    seeds: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    copies: int = 0
    empty: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def assigned(self, articles: list[Article], found: survey.Survey) -> None:
        """Note what the survey found."""
        self.copies = len(found.copies)
        # Two copies of one text have one title, and that is said already.
        known = {a.source for a in articles if a.slug in found.copies and a.source}
        known |= {a.source for a in articles if a.slug in found.copies.values() and a.source}
        self.problems = [p for p in self.problems if p.code != "title-twice" or p.path not in known]

    def failed(self, *, strict: bool) -> bool:
        """Whether there is an error, or, if strict, any problem."""
        return any(strict or p.severity is Severity.ERROR for p in self.problems)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


def build(config: Config, progress: Progress = silent) -> Report:
    """Convert the seeds, settle them with content/, and publish the site.

    Raises:
        SitegenError: nothing was published; the old site stands as it was.
    """
    report = Report()
    output = config.root / config.output
    _check_folders(config, output)
    with publish.only_builder(config.root / WORK_FOLDER):
        whole = _archive(config, report, progress, write=True)[0]
        site = site_of(config)
        with publish.Stage(output) as stage:
            for artifact in _artifacts(config, whole, site, report, progress):
                stage.write(artifact)
            if config.search:
                report.problems += _unparted(whole)
                with _timed("index", report):
                    progress("index", 0, 1)
                    search.index(whole, site, stage.folder)
                    progress("index", 1, 1)
            with _timed("publish", report):
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
    whole, files = _archive(config, report, progress, write=False)
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
    return seed if isinstance(seed, Problem) else (seed, _safely(seed, config.topics))


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
    config: Config, report: Report, progress: Progress, *, write: bool
) -> tuple[Archive, dict[str, str]]:
    """Settle seeds with content/ and read it; return the archive and the Markdown files."""
    files, lock = _content(config, report)
    old_files, old_lock = dict(files), settle.write_lock(lock)
    lock = _settled(config, files, lock, report, progress)
    articles, problems = archive.articles(files, _topic_ids(config), drafts=config.drafts)
    report.problems += problems
    with _timed("survey", report), Memo(config.root / WORK_FOLDER if write else None) as memo:
        found = survey.take(articles, lock, config.topics, memo, config.jobs)
    writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
    files.update(writes)
    report.assigned(articles, found)
    if write:
        _write(config.root, {p: t for p, t in files.items() if old_files.get(p) != t})
        if (text := settle.write_lock(lock)) != old_lock:
            publish.write_file(config.root / settle.FILE_NAME, text)
    provenances = {e.slug: Provenance(e.source, e.seed, e.dropped) for e in lock if not e.removed}
    entries = _entries(config, articles, provenances, report, progress)
    copies, problems = archive.copies(entries)
    report.problems += problems
    return archive.build(entries, site_of(config).topics, copies, found.related), files


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
    report: Report,
    progress: Progress,
) -> list[settle.LockEntry]:
    """Convert the seeds and settle them with the files, which follow; return the lock's entries."""
    with _timed("convert", report):
        paths, problems = seeds.find(config.root)
        report.problems += problems
        report.seeds = len(paths)
        conversions = _conversions(config, paths, report, progress)
        settlement = settle.settle(conversions, files, lock, frozenset(paths), _topic_ids(config))
    if not paths and not files:
        report.problems.append(_nothing_yet())
    files.update(settlement.writes)
    report.new, report.changed = settlement.new, settlement.changed
    report.unchanged, report.removed = settlement.unchanged, settlement.removed
    report.problems += settlement.problems
    return settlement.lock


def _nothing_yet() -> Problem:
    return Problem(
        seeds.FOLDER, 0, 0, "no-seeds", "there is no article yet",
        "put saved articles (.txt, .md, .html) into seeds/ and build again",
    )  # fmt: skip


def _conversions(
    config: Config, paths: list[str], report: Report, progress: Progress
) -> Iterator[Conversion]:
    work = functools.partial(_convert, config.root, config.topics)
    with executors.processes(config.jobs, len(paths)) as executor:
        for done, result in enumerate(executors.ordered(executor, work, paths), start=1):
            progress("convert", done, len(paths))
            report.problems += result.problems
            yield result


def _convert(root: Path, topics: tuple[Topic, ...], path: str) -> Conversion:
    """Read and convert one seed; runs in a worker, so only what settling needs comes back."""
    seed = seeds.load(root, path)
    if isinstance(seed, Problem):
        return Conversion(path, "", None, (), (), (seed,))
    return replace(_safely(seed, topics), claims=(), blocks=())


def _safely(seed: Seed, topics: tuple[Topic, ...]) -> Conversion:
    try:
        return convert.convert(seed, topics)
    except Exception as error:  # noqa: BLE001 - whatever one seed does, the others go on
        return convert.crashed(seed, error)


def _entries(
    config: Config,
    articles: list[Article],
    provenances: Mapping[str, Provenance],
    report: Report,
    progress: Progress,
) -> list[Entry]:
    """Render the articles' bodies."""
    with _timed("load", report):
        entries: list[Entry] = []
        with executors.processes(config.jobs, len(articles)) as executor:
            results = executors.ordered(executor, _entry, articles)
            for done, result in enumerate(results, start=1):
                progress("load", done, len(articles))
                if isinstance(result, Problem):
                    report.problems.append(result)
                else:
                    found = provenances.get(result.article.slug)
                    entries.append(replace(result, provenance=found))
    report.articles = len(entries)
    for name in ("author", "date", "topic"):
        lacking = sum(not getattr(entry.article, name) for entry in entries)
        if lacking:
            report.empty[name] = lacking
    return entries


def _entry(article: Article) -> Entry | Problem:
    try:
        return archive.entry(article, markdown.to_html(article.body))
    except RecursionError:
        return Problem(
            article.path, 0, 0, "markdown-depth", "its lists or quotes are nested too deep",
            "flatten them: more than a few levels cannot be read anyway",
        )  # fmt: skip


def _artifacts(
    config: Config, whole: Archive, site: Site, report: Report, progress: Progress
) -> Iterator[Artifact]:
    renderer = render.Renderer(site, render.theme_folders(config.root))
    with _timed("render", report):
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


class _timed:  # noqa: N801 - reads as a word in `with`
    """Notes how long a stage took."""

    def __init__(self, stage: str, report: Report) -> None:
        self._stage, self._report = stage, report

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._report.seconds[self._stage] = time.perf_counter() - self._started
