"""The story of a build, from end to end: read this first.

    seeds/ -> Seed -> Draft -> Article | Problem -> content/*.md
    content/*.md -> Archive -> Page -> Artifact -> public/

`build` tells it. `check` goes the same way without writing anything.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen import folders, loading, pages
from sitegen.articles import lockfile, offers, settle, texts
from sitegen.articles import parsing as content
from sitegen.articles.offers import Offer
from sitegen.articles.texts import Texts
from sitegen.config import Config
from sitegen.conversion import conversions, seeds
from sitegen.errors import ChangedError, SitegenError, UsageError
from sitegen.incremental import intake, recalled, unchanged
from sitegen.loading import Loaded
from sitegen.model import (
    Archive,
    Article,
    Artifact,
    Conversion,
    Problem,
    Seed,
    Severity,
    Site,
)
from sitegen.report import Progress, Report, Session, Work, silent, timed
from sitegen.site import hosts, publish, render, rendering
from sitegen.storage import disk, spool
from sitegen.storage.cache import Memo
from sitegen.survey import surveying
from sitegen.workers import cluster as clusters
from sitegen.workers import executors

Told = Callable[[Loaded, rendering.Pending], None]

if TYPE_CHECKING:  # it takes long to load
    from sitegen import search
    from sitegen.search.merging import File

# From so many articles on that a build writes, and such a share of all, it costs little beside what
# they took to look once more, as the next build would.
_MANY, _SHARE = 100, 20
# Where somebody saves an article while it is about to be written, a build begins again so often.
_ATTEMPTS = 3


def build(
    config: Config, progress: Progress = silent, looked: unchanged.Look | None = None
) -> Report:
    """Convert the seeds, settle them with content/, and publish the site.

    Args:
        config: the archive's settings.
        progress: told of what is done.
        looked: what the archive looked like a moment ago, where somebody looked.

    Raises:
        SitegenError: nothing was published; the old site stands as it was.
    """
    report, _ = publish_site(config, progress, looked=looked)
    written = len(report.new) + len(report.changed)
    if written >= _MANY and written * _SHARE >= report.articles:
        # It found its own work in content/ only afterwards: the next one would look at all of it.
        with timed("settle", report), suppress(SitegenError):  # whatever is wrong, that one tells
            publish_site(config)
    return report


def publish_site(  # noqa: PLR0913 - what is wanted, and who is told
    config: Config,
    progress: Progress = silent,
    *,
    index: bool = True,
    doubts: bool = False,
    told: Told = lambda _found, _pending: None,
    looked: unchanged.Look | None = None,
    session: Session | None = None,
) -> tuple[Report, Loaded]:
    """Build, and return the archive that was published too.

    Args:
        config: the archive's settings.
        progress: told of what is done.
        index: whether the search index is brought up to date; else it stays as it is.
        doubts: whether to tell which topics are doubtful.
        told: gets the archive and its pages before they are written, as `rendering.write` says.
        looked: what the archive looked like a moment ago, where somebody looked.
        session: what the builds before left, and the next one will find.

    Raises:
        SitegenError: nothing was published; the old site stands as it was.
    """
    _check_folders(config, config.root / config.output)
    work = partial(
        _published, config, progress, index=index, doubts=doubts, told=told, session=session
    )
    try:
        for _ in range(_ATTEMPTS - 1):
            with suppress(ChangedError):
                return work(looked=looked)
            looked = None  # what stands there now is what to build from
        return work(looked=looked)
    except OSError as error:  # no more room even for what is noted beside the site
        raise disk.failed(error, config.root / folders.WORK) from error


def take_in(
    config: Config,
    names: Iterable[str],
    before: intake.Before,
    progress: Progress,
    session: Session,
) -> None:
    """Work out what a build will ask of some files of content/, before it begins.

    What is wrong with them, the build tells of.

    Args:
        config: the archive's settings.
        names: of the files, relative to the archive's folder; others are left alone.
        before: what stood there before.
        progress: told of what is done.
        session: what the build will find.
    """
    names = set(names)
    files = texts.some(config.root, names, session.memory)
    content.forget(names - files.keys(), session.memory)
    with Memo(config.root / folders.WORK, session.memory) as memo:
        work = Work(config.jobs, memo, progress, kept=session.workers)
        taken = intake.taken(files, config.topics, work, drafts=config.drafts, before=before)
        content.take_in(files, config.topic_ids, memo, taken.keys)


def ask_ahead(config: Config, session: Session, *, doubts: bool) -> None:
    """Begin to survey the archive, which a build will ask for, as what was taken in makes it.

    Args:
        config: the archive's settings.
        session: what the build will find.
        doubts: whether it will tell which topics are doubtful.
    """
    folder = config.root / folders.WORK
    # Nothing is forgotten for what may be half of a change.
    with closing(Memo(folder, session.memory)) as memo:
        work = Work(config.jobs, memo, silent, kept=session.workers)
        loading.ask_ahead(config, work, doubts=doubts)


def _published(  # noqa: PLR0913 - as above
    config: Config,
    progress: Progress,
    *,
    index: bool,
    doubts: bool,
    told: Told,
    looked: unchanged.Look | None,
    session: Session | None,
) -> tuple[Report, Loaded]:
    report = Report()
    output = config.root / config.output
    folder = config.root / folders.WORK
    with (
        publish.only_builder(folder),
        Memo(folder, session.memory if session else None) as memo,
        clusters.connected(config.cluster, config.root) as cluster,
        spool.folder_for(folder / "spool") as waiting,
    ):
        with timed("look", report):
            looked = _looked(config, looked, memo, fresh=session is None)
        workers = session.workers if session else None
        work = Work(config.jobs, memo, progress, cluster, waiting, workers)
        wanted = config.search and index
        new_site = publish.Stage(output, folder, memo, again=session is not None)
        last: list[search.Before] = []

        def meanwhile() -> None:
            if session is None:  # else somebody waits for the pages, not for the disk
                new_site.look()
            if wanted:
                last.append(_index_before(memo))

        found = loading.load(
            config, work, report, write=True, doubts=doubts, seen=looked.content,
            meanwhile=meanwhile, likely=partial(_ahead, new_site, memo),
        )  # fmt: skip
        with new_site as stage, ExitStack() as begun:
            # While Pagefind works on what is new, pages are rendered.
            files: Iterator[File] = iter(())
            if wanted:
                files = begun.enter_context(_indexing(found, work, *last))
            rendering.write(
                found.archive, found.related, found.site, found.bodies, stage, work, report,
                told=partial(told, found),
            )  # fmt: skip
            if wanted:
                report.problems += _unparted(found.archive)
                with timed("index", report):
                    _index(files, stage, work)
            elif config.search:
                stage.keep_folder(folders.INDEX)
            with timed("publish", report):
                stage.swap()
                report.written = stage.changed
                if session is None:
                    recalled.remember(config.topic_ids, memo)
                memo.save()
        report.output = output
        report.problems.sort()
        if index:
            with timed("look", report):
                unchanged.remember(config, looked, found.lock_text, report, memo)
        else:
            unchanged.forget(memo)
    return report, found


def _ahead(stage: publish.Stage, memo: Memo, whole: Archive, site: Site) -> None:
    """Render what can be while the archive is surveyed, if that is all there is to do."""
    if stage.changes_little:
        rendering.ahead(whole, site, stage, memo.memory)


def _looked(
    config: Config, looked: unchanged.Look | None, memo: Memo, *, fresh: bool
) -> unchanged.Look:
    """Look at all that a build reads; a fresh process recalls what others knew of it."""
    looked = looked or unchanged.begin(config)
    if fresh:
        executors.prepare(
            config.jobs, looked.files, looked.seeds, much=not unchanged.left(config, memo)
        )
        recalled.recall(looked.content, str(config.root), config.topic_ids, memo)
    return looked


def _index_before(memo: Memo) -> "search.Before":
    from sitegen import search

    return search.before(memo)


def _indexing(
    found: Loaded, work: Work, last: "search.Before"
) -> AbstractContextManager[Iterator["File"]]:
    """Begin to make the index of an archive; give its files."""
    from sitegen import search

    return search.begun(found.archive, found.site, found.bodies, work, last)


def _index(files: "Iterable[File]", stage: publish.Stage, work: Work) -> None:
    """Write those files of the index that differ from the ones before."""
    from sitegen import search

    new = (file for file in files if not stage.keep(f"{folders.INDEX}/{file.path}", file.key))
    for file, data in search.packed(new, work.jobs):
        stage.write(Artifact(f"{folders.INDEX}/{file.path}", data), file.key)


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
    with tempfile.TemporaryDirectory() as folder, Memo(Path(folder)) as memo:
        found = loading.load(config, Work(config.jobs, memo, progress), report, write=False)
    whole = found.archive
    if built:
        artifacts = publish.read_site(config.root / config.output)
        report.pages = sum(artifact.path.endswith(".html") for artifact in artifacts)
        sizes = {artifact.path: len(artifact.data) for artifact in artifacts}
    else:
        artifacts = list(_artifacts(found, report, progress))
        sizes = {artifact.path: len(artifact.data) for artifact in artifacts}
        if config.search:
            # Pagefind makes a file of each article, and some more.
            sizes |= {f"pagefind/fragment/{entry.article.slug}": 0 for entry in whole.entries}
    report.problems += hosts.problems(sizes)
    sources = {
        f"{entry.url.lstrip('/')}index.html": (entry.article.path, found.files[entry.article.path])
        for entry in (*whole.entries, *(copy.entry for copy in whole.copies))
    }
    base_path = urlsplit(config.base_url).path.rstrip("/")
    from sitegen.site import links

    report.problems += links.dead(artifacts, base_path, sources)
    report.problems.sort()
    return report


def _unparted(whole: Archive) -> list[Problem]:
    """Say that articles in scripts without spaces need another build of Pagefind."""
    from sitegen import search

    count = search.unspaced(whole)
    if not count or search.has_extended():
        return []
    message = f"{count} article(s) in a script without spaces are found by whole sentences only"
    fix = "install what parts their words: pip install 'sitegen[cjk]'"
    return [Problem("sitegen.toml", 0, 0, "search-cjk", message, fix, Severity.WARNING)]


def clean(config: Config) -> list[Path]:
    """Delete the site and what sitegen keeps for itself; return what was deleted."""
    output, work = config.root / config.output, config.root / folders.WORK
    removed = [output] if publish.remove_site(output) else []
    if work.is_dir() and not work.is_symlink():
        shutil.rmtree(work)
        removed.append(work)
    return removed


def topics(config: Config, *, relabel: bool) -> tuple[list[Article], surveying.Survey, Report]:
    """Say how the archive's topics came about; with `relabel` decide them anew and write them.

    Works on content/ as it stands: seeds are not converted.
    """
    report = Report()
    lock_guard = publish.only_builder(config.root / folders.WORK) if relabel else nullcontext()
    with lock_guard:
        files, lock, lock_text = loading.content_of(config, report)
        with Memo(config.root / folders.WORK if relabel else None) as memo:
            articles, problems = content.parsed(files, config.topic_ids, memo, drafts=config.drafts)
            report.problems += problems
            found = surveying.take(
                articles, lock, config.topics, memo, config.jobs, relabel=relabel, words=True
            )
        if relabel:
            writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
            loading.write_content(config.root, writes, files, lockfile.write(lock), lock_text)
            report.changed = sorted(writes)
    report.problems.sort()
    return articles, found, report


def offers_of(config: Config, progress: Progress = silent) -> tuple[list[Offer], Report]:
    """Return what seeds give where people's edits stand. Writes nothing."""
    report = Report()
    files, lock, _ = loading.content_of(config, report)
    memo = Memo(None)
    articles, problems = content.parsed(files, config.topic_ids, memo, drafts=True)
    report.problems += problems
    paths, problems = seeds.find(config.root)
    report.problems += problems
    work = Work(config.jobs, memo, progress)
    made = conversions.of(config.root, paths, config.topics, work)
    found = list(offers.found(made, articles, lock))
    report.problems.sort()
    return found, report


def accept(config: Config, path: str, names: frozenset[str]) -> list[Offer]:
    """Write what its seed gives into an article's file, in the place of a person's edits.

    Args:
        config: the archive's settings.
        path: the file, relative to the archive's folder.
        names: of the fields, or `body`; all that differ if empty.

    Raises:
        UsageError: the file has no such offer.
    """
    with publish.only_builder(config.root / folders.WORK):
        found, _ = offers_of(config)
        wanted = [o for o in found if o.path == path and (not names or o.name in names)]
        if not wanted or names - {offer.name for offer in wanted}:
            raise UsageError(
                "its seed gives nothing else there", path, "see what it gives: sitegen diff"
            )
        files, _, _ = loading.content_of(config, Report())
        articles, _ = content.parsed(
            Texts({path: files.data(path)}), config.topic_ids, Memo(None), drafts=True
        )
        text = offers.taken(files[path], articles[0], wanted)
        disk.edit_file(config.root / path, files[path], text)
    return wanted


def explain(config: Config, path: str) -> tuple[Seed, Conversion] | Problem:
    """Convert one seed and return it with every decision that was made on the way."""
    seed = seeds.load(config.root, path)
    return seed if isinstance(seed, Problem) else (seed, conversions.safely(seed, config.topics))


def _check_folders(config: Config, output: Path) -> None:
    root = config.root
    if not any((root / name).is_dir() for name in (folders.SEEDS, folders.CONTENT)):
        raise UsageError(
            "there is neither a seeds/ nor a content/ folder here", str(root),
            "put saved articles into seeds/, or start with: sitegen init",
        )  # fmt: skip
    kept = [
        root / name for name in (folders.SEEDS, folders.CONTENT, folders.TEMPLATES, folders.WORK)
    ]
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


def _artifacts(found: Loaded, report: Report, progress: Progress) -> Iterator[Artifact]:
    site = found.site
    renderer = render.Renderer(site)
    with timed("render", report):
        planned = list(pages.plan(found.archive, site, found.related))
        report.pages = len(planned)
        for done, page in enumerate(planned, start=1):
            yield renderer.render(page, found.bodies[page.body] if page.body else None)
            progress("render", done, len(planned))
        yield from render.static_files(site)
