"""seeds/ and content/ -> the archive that is about to be published."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from sitegen import folders
from sitegen.articles import lockfile, permalinks, settle, texts
from sitegen.articles import parsing as content
from sitegen.articles.texts import Texts
from sitegen.config import Config
from sitegen.conversion import conversions, seeds
from sitegen.errors import PermalinkError
from sitegen.incremental import intake
from sitegen.model import Archive, Article, Claim, Conversion, Entry, Problem, Related, Site
from sitegen.model.topics import IPTC
from sitegen.report import Report, Work, timed
from sitegen.site import archive, arranging, interface, rendering
from sitegen.site.bodies import Bodies, too_hard
from sitegen.storage import disk, spool
from sitegen.storage.memory import Memory, Step
from sitegen.storage.tree import Seen
from sitegen.survey import surveying

# Says what is about to be written to content/ and the lock.
_NOTE = "note.json"
# What memory has: the lock's entries, made from its text; its text, made from its entries; and what
# every page may say.
_LOCK = Step[tuple[list[lockfile.LockEntry], list[Problem]]]("lock")
_SITE = Step[Site]("site")
_LOCK_TEXT = Step[str]("lock text")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An archive as it is about to be published.

    Attributes:
        archive: its entries, and what they are listed under.
        related: which of the entries are like which.
        bodies: of its entries.
        files: path -> text, of the Markdown files in content/.
        site: what every page may say.
        lock: what sitegen knows of its articles.
        lock_text: the same as the file says it.
        suggestions: seed -> the answers that were not certain enough to be written.
        doubts: slug -> what the survey says, of the articles whose topic is doubtful; all that
            are, if that was asked for.
    """

    archive: Archive
    related: Related
    bodies: Bodies
    files: Mapping[str, str]
    site: Site
    lock: Sequence[lockfile.LockEntry]
    lock_text: str
    suggestions: Mapping[str, tuple[Claim, ...]]
    doubts: Mapping[str, surveying.Label]


class _Surveyed(NamedTuple):
    """Articles that are being surveyed.

    Attributes:
        everything: all that can be read, drafts too.
        articles: those that are to be published.
        lock: the lock's entries, which follow articles that were moved.
        places: of the bodies that were rendered a moment ago, in the spool.
        found: waits for the survey.
    """

    everything: list[Article]
    articles: list[Article]
    lock: list[lockfile.LockEntry]
    places: Mapping[bytes, spool.Place]
    found: Callable[[], surveying.Survey]


def load(  # noqa: PLR0913 - what is loaded, how, and who is told
    config: Config,
    work: Work,
    report: Report,
    *,
    write: bool,
    doubts: bool = False,
    seen: Sequence[Seen] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    likely: Callable[[Archive, Site], None] = lambda _archive, _site: None,
) -> Loaded:
    """Settle the seeds with content/ and read it.

    Args:
        config: the archive's settings.
        work: how it is done.
        report: told of what is wrong.
        write: whether content/ and the lock are brought up to date on disk too.
        doubts: whether to tell which topics are doubtful.
        seen: what stands in content/, where somebody looked a moment ago.
        meanwhile: done while the archive is surveyed.
        likely: gets the archive as it will be unless the survey says otherwise, while it goes on.
    """
    with timed("read", report):
        files, lock, lock_text = content_of(config, report, work.memo.memory, seen)
    old_files = files.copy()
    suggestions: dict[str, tuple[Claim, ...]] = {}
    lock = _settled(config, files, lock, work, report, suggestions)
    with _surveyed(config, files, lock, work, report, doubts=doubts) as being:
        articles, lock = being.articles, being.lock
        # Beside the survey, which is taken in another process where articles are many.
        meanwhile()
        with timed("load", report):
            bodies = Bodies(articles, work, being.places)
            site = site_of(config, work.memo.memory)
            drafts = frozenset(article.slug for article in being.everything if article.draft)
            arrange = partial(
                arranging.arranged, files, bodies, drafts, site.topics, work.memo.memory
            )
            # Nearly always it stays like that whatever the survey says, which goes on meanwhile.
            foreseen = arrange(articles, lock)
            if write:
                _lock_text(foreseen.lock, work.memo.memory)
                rendering.foreseen(foreseen.archive, site, work.memo.memory)
                likely(foreseen.archive, site)
        work.progress("survey", 0, len(articles))
        with timed("survey", report):
            found = being.found()
        work.progress("survey", len(articles), len(articles))
        writes, lock, articles = settle.assign(files, lock, articles, found.assignments)
        files.update(writes)
        report.assigned(articles, found)
    report.problems += [too_hard(a) for a in articles if a.slug not in bodies]
    with timed("arrange", report):
        arranged = arrange(articles, lock)
    text = _lock_text(arranged.lock, work.memo.memory)
    if write:
        with timed("write", report):
            changed = files.changed_since(old_files)
            write_content(config.root, changed, old_files, text, lock_text)
            _know(arranged.lock, text, work.memo.memory)
    _refuse_broken(arranged.broken, report)
    _count(arranged.entries, report)
    report.problems += arranged.problems
    related = archive.related_in(arranged.archive, found.related)
    doubtful = {article.slug: label for article, label in found.doubtful(arranged.articles)}
    return Loaded(
        arranged.archive, related, bodies, files, site, arranged.lock, text, suggestions, doubtful
    )


@contextmanager
def _surveyed(  # noqa: PLR0913 - what there is, how it is read, and who is told
    config: Config,
    files: Texts,
    lock: list[lockfile.LockEntry],
    work: Work,
    report: Report,
    *,
    doubts: bool,
) -> Iterator[_Surveyed]:
    """Read the articles and begin to survey them, which goes on inside."""
    work.progress("parse", 0, len(files))
    with timed("take in", report):
        taken = intake.taken(files, config.topics, work, drafts=config.drafts)
    with timed("parse", report):
        everything, problems = content.parsed(
            files, config.topic_ids, work.memo, drafts=True, keys=taken.keys
        )
    report.problems += problems
    hidden = frozenset(arranging.hidden(files, everything))
    with ExitStack() as begun:
        with timed("survey", report):
            articles, lock, asked = _asked(config, everything, hidden, lock, work, doubts=doubts)
            found = begun.enter_context(asked)
        yield _Surveyed(everything, articles, lock, taken.places, found)


def ask_ahead(config: Config, work: Work, *, doubts: bool) -> None:
    """Begin to survey the archive as memory has it.

    A moment later, when it was looked at and read, `load` asks the same and finds the answer on its
    way; where it asks something else, this was in vain.
    """
    lock, _ = _lock_of(config, Report(), work.memo.memory)
    known = content.known(work.memo.memory)
    with _asked(config, known, frozenset(), lock, work, doubts=doubts)[2]:
        pass  # workers that are kept go on with it


def _asked(  # noqa: PLR0913 - what there is, and how it is read
    config: Config,
    everything: list[Article],
    hidden: frozenset[str],
    lock: list[lockfile.LockEntry],
    work: Work,
    *,
    doubts: bool,
) -> tuple[
    list[Article], list[lockfile.LockEntry], AbstractContextManager[Callable[[], surveying.Survey]]
]:
    """Return the articles that are surveyed, the lock's entries, and what begins the survey."""
    lock = permalinks.moved(lock, everything, hidden)
    articles = [article for article in everything if config.drafts or not article.draft]
    begun = surveying.begun(
        articles, lock, config.topics, work.memo, work.jobs, kept=work.kept, doubts=doubts
    )
    return articles, lock, begun


def _know(lock: list[lockfile.LockEntry], text: str, memory: Memory) -> None:
    """Have the next build find the entries instead of reading what this one wrote."""
    entries = sorted(lock, key=attrgetter("slug"))
    memory.of(_LOCK).put("", (entries, []), text)


def _lock_text(lock: list[lockfile.LockEntry], memory: Memory) -> str:
    return memory.of(_LOCK_TEXT).of(lockfile.write, "", tuple(lock))


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


def write_content(
    root: Path,
    files: Mapping[str, str],
    old_files: Mapping[str, str],
    lock: str,
    old_lock: str,
) -> None:
    """Write files of content/ and the lock, each whole or not at all.

    What is about to be written is noted first: a build that dies in between must not leave files
    that the lock does not know, since they would pass for a person's work.

    Args:
        root: the archive's folder.
        files: path -> text, of those that change.
        old_files: path -> what the files held when they were read.
        lock: what it is to hold.
        old_lock: what it held when it was read.

    Raises:
        ChangedError: somebody changed one of them since; theirs stands, and what was written before
            it is noted as if the build had died there.
        PublishError: one could not be written.
    """
    note = root / folders.WORK / _NOTE
    if files:
        digests = {path: lockfile.digest(new) for path, new in sorted(files.items())}
        disk.write_file(note, json.dumps({"files": digests, "lock": lock}))
    for path, new in sorted(files.items()):
        disk.edit_file(root / path, old_files.get(path, ""), new)
    if lock != old_lock:
        disk.edit_file(root / lockfile.FILE_NAME, old_lock, lock)
    disk.remove(note)


def _caught_up(
    root: Path, files: Mapping[str, str], lock: list[lockfile.LockEntry]
) -> list[lockfile.LockEntry]:
    """Return the lock as it would be, had the last build not died between content/ and it."""
    try:
        noted = json.loads((root / folders.WORK / _NOTE).read_text(encoding="utf-8"))
        entries = {entry.slug: entry for entry in lockfile.read(noted["lock"])[0]}
        written = {
            slug
            for path, digest in noted["files"].items()
            if path in files and lockfile.digest(files[path]) == digest
            for slug, _source in settle.identity(path, files[path])
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return lock  # there is no note, or none that helps
    new = {slug: entry for slug, entry in entries.items() if slug in written}
    # Where a person renamed an article, its entry stands under another slug by now.
    sources = {entry.source for entry in new.values() if entry.source}
    kept = [e for e in lock if e.slug not in new and e.source not in sources]
    return [*kept, *new.values()]


def content_of(
    config: Config,
    report: Report,
    memory: Memory | None = None,
    seen: Sequence[Seen] | None = None,
) -> tuple[Texts, list[lockfile.LockEntry], str]:
    """Read content/ and sitegen.lock: path -> text, the lock's entries, and its text."""
    memory = memory or Memory()
    files, problems = texts.read(config.root, memory, seen)
    report.problems += problems
    lock, text = _lock_of(config, report, memory)
    return files, _caught_up(config.root, files, lock), text


def _lock_of(
    config: Config, report: Report, memory: Memory
) -> tuple[list[lockfile.LockEntry], str]:
    file = config.root / lockfile.FILE_NAME
    # As it stands, line ends and all: it is compared before it is written.
    text = file.read_bytes().decode("utf-8") if file.exists() else ""
    lock, problems = memory.of(_LOCK).of(lockfile.read, "", text)
    report.problems += problems
    return lock, text


def _settled(  # noqa: PLR0913, PLR0917 - what is settled, how, and who is told
    config: Config,
    files: Texts,
    lock: list[lockfile.LockEntry],
    work: Work,
    report: Report,
    suggestions: dict[str, tuple[Claim, ...]],
) -> list[lockfile.LockEntry]:
    """Convert the seeds and settle them with the files, which follow; return the lock's entries."""
    with timed("convert", report):
        paths, problems = seeds.find(config.root)
        report.problems += problems
        report.seeds = len(paths)
        made = conversions.of(config.root, paths, config.topics, work)
        settlement = settle.settle(
            _noted(made, report, suggestions),
            files,
            lock,
            frozenset(paths),
            config.topic_ids,
            work.memo.memory,
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
        folders.SEEDS, 0, 0, "no-seeds", "there is no article yet",
        "put saved articles (.txt, .md, .html) into seeds/ and build again",
    )  # fmt: skip


def _count(entries: list[Entry], report: Report) -> None:
    report.articles = len(entries)
    for name in ("author", "date", "topic"):
        lacking = sum(not getattr(entry.article, name) for entry in entries)
        if lacking:
            report.empty[name] = lacking


def site_of(config: Config, memory: Memory | None = None) -> Site:
    """Return what every page may say about the site; the same one as long as it says the same."""
    base_url = config.base_url.rstrip("/") + "/" if config.base_url else ""
    theme = folders.of_theme(config.root)
    words = interface.load(theme, config.language)
    site = Site(
        config.title, config.description, config.language, base_url, config.per_page,
        config.search, _labels(config, words.get("topic", {})), words, config.licence,
        config.theme, config.portable, config.markdown, tuple(map(str, theme)),
    )  # fmt: skip
    return (memory or Memory()).of(_SITE).of(lambda _: site, "", repr(site))


def _labels(config: Config, translated: Mapping[str, str]) -> dict[str, str]:
    """Return topic id -> label: the archive's own, else the translated one of the IPTC."""
    own = config.topics is not IPTC
    return {t.id: t.label if own else translated.get(t.id, t.label) for t in config.topics}
