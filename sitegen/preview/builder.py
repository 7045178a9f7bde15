"""Builds whenever something changed, and tells open pages what came of it.

Several things make a change visible, each slower and surer than the one before: a *glance* renders
the one page of a saved article from what the last build knew (where many were saved together, when
somebody asks for it); a build that knows which pages are to change renders those that somebody asks
for before their turn; when it is done the whole site is up to date; a second one brings the search
index up to date. What the file system reports is a hint: what counts is how the tree looks, which
is looked at after each hint and every few seconds.
"""

import gc
import math
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import watchfiles

from sitegen import build, folders
from sitegen.articles import parsing as content
from sitegen.articles.texts import Texts
from sitegen.config import FILE_NAME, Config
from sitegen.errors import BusyError, ChangedError, SitegenError
from sitegen.incremental import unchanged
from sitegen.loading import Loaded
from sitegen.model import Body, Entry
from sitegen.pages.article import Articles, with_entry
from sitegen.preview import faults
from sitegen.preview.events import Events
from sitegen.report import Report, Session
from sitegen.site import archive as archives
from sitegen.site import bodies, render
from sitegen.site.rendering import Pending
from sitegen.storage.cache import Memo
from sitegen.urls import output_path
from sitegen.workers import executors

# Seconds between two looks at the tree where nothing was reported, and before another try where
# another sitegen is building.
_LOOK_AGAIN, _BUSY = 1.5, 0.5
# Seconds without a hint before a build begins, after how many times that it does in any case, and
# seconds without one before it writes anything.
_MOMENT, _MOMENTS, _BREATH = 0.05, 60, 0.2
# Milliseconds without a report that end a burst of them, and that a burst may last; and after which
# it is looked whether the folders that are watched are still there, and no others.
_QUIET, _BURST, _FOLDERS = 15, 50, 200
# Seconds between two looks whether somebody still waits for an answer, and how many such looks.
_ANSWER, _ANSWERS = 0.005, 100
# Builds are given up for newer changes for so many seconds; then one is finished.
_PATIENCE = 3.0
# More changed pages than this are not named one by one.
_MOST_NAMED = 300
# More files that were saved together, as by a change of branch, are not rendered before somebody
# asks for them.
_MOST_GLANCED = 8

Result = TypeVar("Result")
Told = Callable[[Report | SitegenError], None]


class _Superseded(Exception):  # noqa: N818 - no error: there is something newer to build
    """Something changed while a build went on."""


class Preview:
    """The site as it stands, and the thread that keeps it up to date.

    Args:
        load: reads the configuration.
        told: is called after every build with its report, or the error that stopped it.
    """

    def __init__(self, load: Callable[[], Config], told: Told) -> None:
        self._load, self._told = load, told
        self.config = load()
        # What is newer than the site on disk: file -> bytes, and what a build is about to write.
        self._ahead: dict[str, bytes] = {}
        # File -> article, of those that changed and are rendered when somebody asks for them.
        self._due: dict[str, str] = {}
        self._pending: Pending | None = None
        # What was shown when it came, whether open pages were told of it, and since when it is.
        self._glanced, self._announced, self._shown = dict[str, bytes](), False, ""
        # What a build that was given up was about to write: shown while the ones after it fail.
        self._given_up_pages: Pending | None = None
        self.status: dict[str, Any] = {"building": True, "search": "behind", "faults": []}
        self.loaded: Loaded | None = None
        # Articles that changed, and that no build has looked at yet.
        self._fresh: set[str] = set()
        # File -> entry, and their pages, as the last build published them.
        self._entries: dict[str, Entry] = {}
        self._articles: Articles | None = None
        self._renderer: render.Renderer | None = None
        self.events = Events()
        self._stop, self._wake = threading.Event(), threading.Event()
        self._newer = threading.Event()
        # When the last hint came, and when the first build began that none has finished since.
        self._hinted, self._behind_since = 0.0, 0.0
        self._glancing = threading.Lock()
        # The threads that render a page for somebody who asked for it.
        self._answering: set[int] = set()
        # Texts are worked on in another process, where limits hold.
        self._worker = executors.Kept(1)
        # Those among which builds spread their work are there when the next one begins.
        self._session = Session(executors.Kept(self.config.jobs))
        self._threads = [
            threading.Thread(target=self._keep_building, name="sitegen-build", daemon=True),
            threading.Thread(target=self._watch, name="sitegen-watch", daemon=True),
        ]

    def start(self) -> None:
        """Begin to build and to watch."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both; a build that goes on is given up, and the site stays as it was."""
        self._stop.set()
        self._newer.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(timeout=2)
        for kept in (self._worker, self._session.workers):
            ending = threading.Thread(target=kept.stop, daemon=True)
            ending.start()
            ending.join(timeout=1)
        # For one that has not ended by now nobody waits any more.
        for worker in multiprocessing.active_children():
            worker.kill()

    def noticed(self, paths: Iterable[Path | str]) -> None:
        """Take a hint: these files may have changed."""
        self._hinted = time.monotonic()
        changed = set(map(self._name, paths))
        fresh = {name for name in changed if name.startswith("content/") and name.endswith(".md")}
        self._fresh = self._fresh | fresh  # another one: the thread that builds may be at the last
        # First of all: a build that began before must not take away what is shown now.
        self._newer.set()
        if len(changed) <= _MOST_GLANCED:
            for name in sorted(changed):
                with suppress(OSError, ValueError, SitegenError, BrokenExecutor):
                    self._glance(name)
        else:
            self._put_off(changed)
        self._wake.set()

    def ahead(self, path: str) -> bytes | None:
        """Return a file of the site that is newer than the one on disk; None where none is."""
        if path in self._due:
            with suppress(OSError, ValueError, KeyError, SitegenError, BrokenExecutor):
                self._look_at(path)
        pending = self._pending  # the thread that builds may take it away at any time
        if (data := self._ahead.get(path)) is not None or pending is None:
            return data
        self._answering.add(threading.get_ident())
        try:
            return _rendered(pending, path)
        finally:
            self._answering.discard(threading.get_ident())

    def is_gone(self, path: str) -> bool:
        """Whether a file still stands on disk that the site has no more."""
        pending = self._pending
        return pending is not None and path in pending.gone

    def apart(self, work: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401
        """Work on a text in another process, where limits of time and memory hold.

        Raises:
            BrokenExecutor: the text ended that process; the next one gets a new one.
        """
        return self._worker.pool().submit(work, *arguments).result()

    def _name(self, path: Path | str) -> str:
        """Return a path relative to the archive's folder."""
        # Much quicker than `Path` does it, for the thousands of a branch.
        return str(path).removeprefix(f"{self.config.root}{os.sep}").replace(os.sep, "/")

    def _now(self, **status: object) -> None:
        self.status = self.status | status
        self.events.tell("status", self.status)

    def _watch(self) -> None:
        while not self._stop.is_set():
            places = self._places()
            try:
                for changes in watchfiles.watch(
                    *places, watch_filter=_is_read, stop_event=self._stop, step=_QUIET,
                    debounce=_BURST, rust_timeout=_FOLDERS, yield_on_timeout=True,
                    raise_interrupt=False,
                ):  # fmt: skip
                    if changes:
                        self.noticed(path for _, path in changes)
                    if self._places() != places:
                        self.noticed(())
                        break
            except Exception:  # noqa: BLE001 - whatever the watcher dies of, the tree is looked at
                self._stop.wait(_LOOK_AGAIN)

    def _places(self) -> list[Path]:
        root = self.config.root
        names = (folders.SEEDS, folders.CONTENT, folders.TEMPLATES, FILE_NAME)
        return [root / name for name in names if (root / name).exists()]

    def _keep_building(self) -> None:
        seen, hinted = "", True
        while not self._stop.is_set():
            self._wake.clear()
            self._newer.clear()
            try:
                self.config = self._load()
                now = unchanged.begin(self.config)
                if now.state != seen and not hinted:
                    # In the midst of a change: its hint is on its way, or this is the only one.
                    self._hinted = time.monotonic()
                    self._let_settle()
                    hinted = True
                    continue
                if now.state != seen:
                    with _no_garbage():
                        seen = self._build(now)
            except (BusyError, ChangedError):
                self._stop.wait(_BUSY)
                continue
            except SitegenError as error:
                if self._changes_soon():  # what was wrong may have been half of a change
                    continue
                seen = self._failed(error, seen)
            except Exception as error:  # noqa: BLE001 - a fault of ours must not end the preview
                seen = self._failed(SitegenError(f"{type(error).__name__}: {error}"), seen)
            hinted = self._wake.wait(_LOOK_AGAIN)
            if hinted:
                self._let_settle()

    def _let_settle(self) -> None:
        """Wait for a moment in which nothing changes: a change of branch takes a while.

        What many files need is worked out meanwhile, since the build will want it of any that stay
        as they are now.
        """
        taken = False
        for _ in range(_MOMENTS):
            self._wake.clear()
            with _no_garbage():
                taken = self._take_in() or taken
            rest = self._hinted + _MOMENT - time.monotonic()
            if not self._wake.wait(max(0.0, rest)) or self._stop.is_set():
                break
        if taken:
            with _no_garbage(), self._told_of_faults():
                build.ask_ahead(self.config, self._session, doubts=True)

    def _changes_soon(self) -> bool:
        """Wait for a breath without a change: who saved may save again; whether somebody did."""
        return self._newer.wait(max(0.0, self._hinted + _BREATH - time.monotonic()))

    def _take_in(self) -> bool:
        """Take in what changed; return whether it was much."""
        names, self._fresh = self._fresh, set()
        if len(names) <= _MOST_GLANCED or self.loaded is None:
            return False
        told = self.loaded.bodies.told()
        before = {article.path: (article, outline) for article, outline in told}

        def progress(_stage: str, _done: int, _total: int) -> None:
            if self._stop.is_set():
                raise _Superseded

        with self._told_of_faults():
            build.take_in(self.config, names, before, progress, self._session)
        return True

    @contextmanager
    def _told_of_faults(self) -> Iterator[None]:
        """Leave what is wrong with files to the build that follows; tell of what is our fault."""
        try:
            with suppress(OSError, SitegenError, BrokenExecutor, _Superseded):
                yield
        except Exception as error:  # noqa: BLE001 - it must not end the preview
            self._told(SitegenError(f"{type(error).__name__}: {error}"))

    def _failed(self, error: SitegenError, seen: str) -> str:
        """Keep the site as it is, and say what is wrong, once for each state of the tree."""
        try:
            now = unchanged.state(self.config)[0]
        except OSError:
            now = seen
        self._pending, self._behind_since = self._given_up_pages, 0.0
        said = faults.of_error(self.config.root, error)
        if said != self.status["faults"]:
            self._told(error)
        self._now(building=False, faults=said)
        return now

    def _build(self, now: unchanged.Look) -> str:
        """Bring the site up to date, then the index; return the state that it is of."""
        self._now(building=True)
        searched = self.config.search
        self._behind_since = self._behind_since or time.monotonic()
        try:
            report, lock = self._publish(index=not searched, looked=now)
            self._behind_since = 0.0
            if searched:
                self._now(building=False, search="behind")
                report, lock = self._publish(index=True)
        except _Superseded:
            return ""
        self._now(building=False, search="current" if searched else "off")
        self._told(report)
        return now.with_lock(lock).state

    def _publish(self, *, index: bool, looked: unchanged.Look | None = None) -> tuple[Report, str]:
        """Build; return what came of it, and what the lock holds now."""
        # Nobody waits for the index as for pages; what was indexed is kept when it is given up.
        since = math.inf if index and self.config.search else self._behind_since
        patient_until = (since or time.monotonic()) + _PATIENCE

        def progress(stage: str, done: int, _total: int) -> None:
            # Up to here nothing was written: what is read in the midst of a change harms nobody.
            newer = self._changes_soon() if stage == "survey" and not done else self._newer.is_set()
            if self._stop.is_set() or (newer and time.monotonic() < patient_until):
                raise _Superseded
            if stage == "render":
                self._let_answer()

        self._given_up_pages = self._pending
        report, loaded = build.publish_site(
            self.config,
            progress,
            index=index,
            doubts=True,
            told=self._expect,
            looked=looked,
            session=self._session,
        )
        self._show(report, loaded)
        return report, loaded.lock_text

    def _let_answer(self) -> None:
        """Let those go first who asked for a page: one thread of Python's works at a time."""
        for _ in range(_ANSWERS):
            if not self._answering or self._stop.wait(_ANSWER):
                return

    def _expect(self, loaded: Loaded, pending: Pending) -> None:
        """Show what a build is about to write."""
        if pending.differing is None:
            with self._glancing:
                # More than can be named: that is known without looking at each.
                self._announced = len(self._due) > _MOST_NAMED
                self._glanced = self._ahead.copy()
                self.loaded, self._pending = loaded, pending
                if not self._newer.is_set():
                    self._ahead.clear()
                    self._due.clear()
            # Who opens a page from now on need not be told of what is found to differ.
            self._shown = self.events.shown()
            if not self._announced:
                return
            self.events.tell("page", {"files": None}, self._shown)
        elif self._announced:
            return
        else:
            # Whoever asks for a page need not wait until it is known which look the same.
            same = {p for p, data in self._glanced.items() if _rendered(pending, p) == data}
            if (before := self._given_up_pages) is not None:
                new = pending.differing - self._glanced.keys()
                same |= {path for path in new if pending.looks_as(before, path)}
            self._tell_of(set(pending.differing | pending.gone) - same, self._shown)
        # Open pages ask at once.
        self._stop.wait(_MOMENT)
        self._let_answer()

    def _tell_of(self, files: set[str], since: str = "") -> None:
        shown = sorted(path for path in files if not path.startswith("pagefind/"))
        if shown and all(path.endswith(".css") for path in shown):
            self.events.tell("style", {}, since)
        elif shown:
            named = shown if len(shown) <= _MOST_NAMED else None
            self.events.tell("page", {"files": named}, since)

    def _show(self, report: Report, loaded: Loaded) -> None:
        entries = {entry.article.path: entry for entry in loaded.archive.entries}
        articles = Articles(loaded.archive, loaded.site, loaded.related)
        output = self.config.root / self.config.output
        # Templates are made into code when they are first used: before somebody waits for it.
        renderer = render.Renderer(loaded.site)
        self.apart(len, ())
        for entry in loaded.archive.entries[:1]:
            if page := articles.page(entry.url):
                with suppress(SitegenError):
                    renderer.render(page, loaded.bodies[entry.article.slug])
        with self._glancing:
            self.loaded, self._renderer = loaded, renderer
            self._entries, self._articles = entries, articles
            # A page that looks as at a glance is not shown anew.
            same = {
                path for path, data in self._ahead.items()
                if (output / path).is_file() and (output / path).read_bytes() == data
            }  # fmt: skip
            changed = set(report.written)
            if self._pending is not None:  # these were shown before
                changed -= (self._pending.differing or frozenset()) | self._pending.gone
            changed = (changed | self._ahead.keys()) - same
            self._pending = None
            if not self._newer.is_set():
                self._ahead.clear()
                self._due.clear()
        root = self.config.root
        self._now(faults=[faults.of_problem(root, problem) for problem in report.problems])
        self._tell_of(changed)

    def _glance(self, name: str) -> None:
        """Show a saved article or style sheet at once, as far as it stands for itself."""
        path = self.config.root / name
        with self._glancing:
            if name.startswith("templates/static/") and name.endswith(".css"):
                self._ahead[name.removeprefix("templates/")] = path.read_bytes()
                event, said = "style", {}
            elif name in self._entries:
                file, data = self._rendered(name, path.read_text("utf-8"))
                if data == self._shows(file):  # a hint of what a build wrote, or has taken in
                    return
                self._ahead[file] = data
                event, said = "page", {"files": [file]}
            else:
                return
        self.events.tell(event, said)

    def _shows(self, file: str) -> bytes | None:
        """Return a page as it is shown by now."""
        pending, output = self._pending, self.config.root / self.config.output
        found = self._ahead.get(file) or (pending and _rendered(pending, file))
        with suppress(FileNotFoundError):
            return found or (output / file).read_bytes()
        return None

    def _put_off(self, changed: set[str]) -> None:
        """Show each of many changed articles as at a glance, but only once somebody asks for it."""
        with self._glancing:
            entries = self._entries
            due = {output_path(entries[name].url): name for name in changed & entries.keys()}
            self._due |= due
            for file in due:
                self._ahead.pop(file, None)
        self._tell_of(set(due))

    def _look_at(self, file: str) -> None:
        with self._glancing:
            name = self._due.pop(file)
            text = (self.config.root / name).read_text("utf-8")
            self._ahead[file] = self._rendered(name, text)[1]

    def _rendered(self, name: str, text: str) -> tuple[str, bytes]:
        before = self._entries[name]
        page = self._articles.page(before.url) if self._articles else None
        found, problems = content.parsed(
            Texts.of({name: text}), self.config.topic_ids, Memo(None), drafts=self.config.drafts
        )
        if problems or not found or found[0].slug != before.article.slug:
            message = "it needs a build"
            raise ValueError(message)
        if self._renderer is None or page is None:
            raise ValueError
        article = replace(found[0], aliases=before.article.aliases)
        rendered = self.apart(bodies.safely, article)
        if rendered is None:
            message = "its Markdown takes too much"
            raise ValueError(message)
        html, drawn = rendered
        entry = archives.entry(article, drawn, before.provenance)
        artifact = self._renderer.render(with_entry(page, entry), Body(article.body, html))
        return output_path(page.url), artifact.data


def _is_read(_change: watchfiles.Change, path: str) -> bool:
    """Whether a file may concern the site: editors leave hidden ones and copies beside theirs."""
    return not path.endswith("~") and not path.rpartition(os.sep)[2].startswith(".")


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage: what is made meanwhile stays, and looking takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rendered(pending: Pending, path: str) -> bytes | None:
    try:
        return pending.page(path)
    except SitegenError:  # the build that is about to render it tells of it
        return None
