"""Pages -> files of the staged site: each in a worker, and only if it is new."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sitegen import pages
from sitegen.errors import TemplateError
from sitegen.model import Archive, Artifact, Page, Related, Site
from sitegen.pages.article import Articles
from sitegen.report import Report, Work, timed
from sitegen.site import publish, render
from sitegen.site.bodies import Bodies, Source
from sitegen.site.inputs import Inputs
from sitegen.storage import disk, remembered
from sitegen.storage.memory import Memory, Same, Step
from sitegen.urls import output_path
from sitegen.workers import executors

# A second process is worth its start from so many pages on.
_WORTH_A_POOL = 400
# Pages that a worker gets at once.
_CHUNK = 100
# What memory has of each page: the digest of what it is made from.
_STEP = Step[bytes]("page")
# And the pages that do not show what is like what; those of them that were rendered already.
_BESIDES, _READY = Step[list[Page]]("pages besides"), Step[Artifact]("page ready")


@dataclass
class Sheets:
    """The pages that are to be rendered, and what all of them need.

    Attributes:
        site: what every template gets.
        pages: those that are to be rendered.
        target: the folder in which the new site is put together.
        ready: permalink -> what was rendered already; it does not travel to workers.
    """

    site: Site
    pages: Sequence[Page]
    target: Path
    ready: Mapping[str, Artifact] = field(default_factory=dict)

    def __getstate__(self) -> tuple[Site, Sequence[Page], Path]:
        return self.site, self.pages, self.target

    def __setstate__(self, state: tuple[Site, Sequence[Page], Path]) -> None:
        self.site, self.pages, self.target = state
        self.ready = {}

    @cached_property
    def renderer(self) -> render.Renderer:
        """Made once in each process."""
        return render.Renderer(self.site)

    def write(self, number: int, source: Source | None) -> tuple[int, str, disk.Stat]:
        """Render a page and write its file; return its number, its path, and what it became."""
        page = self.pages[number]
        artifact = self.ready.get(page.url)
        if artifact is None:
            artifact = self.renderer.render(page, source.body() if source else None)
        return number, artifact.path, disk.put(self.target, artifact)


class Pending:
    """The pages that are about to be written: each can be had at once, while the others wait.

    Args:
        site: what every template gets.
        articles: their pages.
        besides: the other pages.
        bodies: of the articles.

    Attributes:
        paths: their files.
        differing: those files of them that are not as in the site before; None as long as nobody
            knows.
        gone: files of the site before that the new one will not have.
    """

    def __init__(
        self, site: Site, articles: Articles, besides: Iterable[Page], bodies: Bodies
    ) -> None:
        self._site, self._articles, self._bodies = site, articles, bodies
        self._besides = {output_path(page.url): page for page in besides}
        self._urls = {output_path(url): url for url in articles.urls}
        self.paths = frozenset(self._besides) | self._urls.keys()
        self.differing: frozenset[str] | None = None
        self.gone = frozenset[str]()
        self._keys: Mapping[str, bytes | None] = {}

    def compared(self, keys: Mapping[str, bytes | None], stage: publish.Stage) -> None:
        """Find out which files the site before does not have as they will be.

        Args:
            keys: permalink -> digest of what the page is made from; None as long as that is not
                known.
            stage: knows the site before.
        """
        self._keys = keys
        paths = {output_path(url): key for url, key in keys.items()}
        self.differing = frozenset(
            path for path, key in paths.items() if not key or not stage.has(path, key)
        )

    def looks_as(self, other: "Pending", path: str) -> bool:
        """Whether it is known that a file is the same here and there."""
        key = self._key(path)
        return key is not None and key == other._key(path)  # noqa: SLF001 - of its own kind

    def _key(self, path: str) -> bytes | None:
        page = self._besides.get(path)
        return self._keys.get(page.url if page else self._urls.get(path, ""))

    def page(self, path: str) -> bytes | None:
        """Return a file, or one of the theme's that they may need; None if it is none of them.

        Raises:
            TemplateError: a template is wrong.
        """
        page = self._besides.get(path)
        if path in self._urls:
            page = self._articles.page(self._urls[path])
        if page is None:
            return render.static_file(self._site, path)
        if self.differing is not None and path not in self.differing:
            return None
        return self._renderer.render(page, self._bodies[page.body] if page.body else None).data

    @cached_property
    def _renderer(self) -> render.Renderer:
        return render.Renderer(self._site)


def foreseen(archive: Archive, site: Site, memory: Memory) -> list[Page]:
    """Return the pages that do not show what is like what; the same ones for the same archive.

    They can be planned while that is still being found out.
    """
    sources = Same(archive, site)
    return memory.of(_BESIDES).of(lambda _: list(pages.besides(archive, site)), "", sources)


def ahead(archive: Archive, site: Site, stage: publish.Stage, memory: Memory) -> None:
    """Render those pages that do not show what is like what, while that is still being found out.

    Where many are new, it is left to workers; where a template is wrong, to `write` to say so.

    Args:
        archive: what the pages show, most likely.
        site: what every template gets.
        stage: knows the site before.
        memory: has them then.
    """
    frame = _frame(site)
    inputs, known, ready = Inputs(frame, site), memory.of(_STEP), memory.of(_READY)
    new: list[Page] = []
    for page in foreseen(archive, site, memory):
        key = inputs.of(page)
        known.put(page.url, key, page, site, frame)
        if not page.body and not stage.has(output_path(page.url), key):
            new.append(page)
    if len(new) < _WORTH_A_POOL:
        renderer = render.Renderer(site)
        with suppress(TemplateError):
            for page in new:
                ready.put(page.url, renderer.render(page), page, site, frame)


def _frame(site: Site) -> bytes:
    """Return a digest of what every page is made from."""
    return remembered.code_digest().encode() + render.frame_digest(site)


def write(  # noqa: PLR0913, PLR0917 - what is written, where to, and who is told
    archive: Archive,
    related: Related,
    site: Site,
    bodies: Bodies,
    stage: publish.Stage,
    work: Work,
    report: Report,
    *,
    told: Callable[[Pending], None] = lambda _: None,
) -> None:
    """Write those files of a site that differ from the site before.

    Args:
        archive: what the pages show.
        related: which of its entries are like which.
        site: what every template gets.
        bodies: of the articles.
        stage: where the new site is put together.
        work: how it is done.
        report: told how many pages there are.
        told: gets the pages before they are written: as soon as they can be had, and again when it
            is known which differ from those of the site before.

    Raises:
        TemplateError: a template is wrong.
        PublishError: a file could not be written.
    """
    with timed("plan", report):
        articles = Articles(archive, site, related)
        besides = foreseen(archive, site, work.memo.memory)
        pending = Pending(site, articles, besides, bodies)
        pending.gone = stage.left(pending.paths)
        told(pending)
        planned = [*articles, *besides]
        frame = _frame(site)
        known = work.memo.memory.of(_STEP)
        keys = {page.url: known.get(page.url, page, site, frame) for page in planned}
        other = [page for page in planned if keys[page.url] is None]
        # Where memory knows most pages, which others there are is known long before their digests.
        early = len(other) < len(planned)
        if early:
            pending.compared(keys, stage)
            told(pending)
        inputs = Inputs(frame, site)
        for done, page in enumerate(other):
            if done % _CHUNK == 0:
                work.progress("plan", done, len(other))  # somebody may have other plans by now
            keys[page.url] = key = inputs.of(page)
            known.put(page.url, key, page, site, frame)
        work.progress("plan", len(other), len(other))
        known.keep_only(keys)
        report.pages = len(planned)
        made = [(page, found) for page in planned if (found := keys[page.url]) is not None]
        new = [(page, key) for page, key in made if not stage.keep(output_path(page.url), key)]
        # What shows the whole archive takes longest, and must not be what everybody waits for.
        new.sort(key=lambda item: bool(item[0].body))
    with timed("render", report):
        known_ready = work.memo.memory.of(_READY)
        ready = {
            page.url: artifact for page, _ in new
            if (artifact := known_ready.get(page.url, page, site, frame))
        }  # fmt: skip
        known_ready.keep_only(())
        sheets = Sheets(site, [page for page, _ in new], stage.folder, ready)
        if not early:
            pending.compared(keys, stage)
            told(pending)
        stage.expect(output_path(page.url) for page in sheets.pages)
        for number, path, stat in _written(sheets, bodies, work):
            stage.add(path, new[number][1], stat)
        for artifact in render.static_files(site):
            key = hashlib.sha256(artifact.data).digest()[:16]
            if not stage.keep(artifact.path, key):
                stage.write(artifact, key)


def _written(sheets: Sheets, bodies: Bodies, work: Work) -> Iterator[tuple[int, str, disk.Stat]]:
    """Render the pages into the staged site; yield number, path and file of each."""
    total = len(sheets.pages)
    work.progress("render", 0, total)
    with executors.processes(
        work.jobs, total, _WORTH_A_POOL, sheets, cluster=work.cluster
    ) as executor:
        written: Iterator[tuple[int, str, disk.Stat]]
        if executor is None:
            written = (sheets.write(*item) for item in _with_bodies(sheets, bodies))
        else:
            written = executors.ordered(executor, _write, _with_bodies(sheets, bodies), _CHUNK)
        for done, result in enumerate(written, start=1):
            yield result
            work.progress("render", done, total)


def _write(item: tuple[int, Source | None]) -> tuple[int, str, disk.Stat]:
    sheets: Sheets = executors.received()
    return sheets.write(*item)


def _with_bodies(sheets: Sheets, bodies: Bodies) -> Iterator[tuple[int, Source | None]]:
    for number, page in enumerate(sheets.pages):
        yield number, bodies.source(page.body, text=sheets.site.markdown) if page.body else None
