"""Pages -> files of the staged site: each in a worker, and only if it is new."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen import disk, executors, pages, publish, remembered, render
from sitegen.bodies import Bodies, Source
from sitegen.inputs import Inputs
from sitegen.memory import Step
from sitegen.model import Archive, Page, Site
from sitegen.report import Report, Work, timed
from sitegen.urls import output_path

# A second process is worth its start from so many pages on.
_WORTH_A_POOL = 400
# Pages that a worker gets at once.
_CHUNK = 100
# What memory has of each page: the digest of what it is made from.
_STEP = Step[bytes]("page")


@dataclass
class Sheets:
    """The pages that are to be rendered, and what all of them need.

    Attributes:
        site: what every template gets.
        pages: those that are to be rendered.
        target: the folder in which the new site is put together.
    """

    site: Site
    pages: Sequence[Page]
    target: Path

    def __getstate__(self) -> tuple[Site, Sequence[Page], Path]:
        return self.site, self.pages, self.target

    def __setstate__(self, state: tuple[Site, Sequence[Page], Path]) -> None:
        self.site, self.pages, self.target = state

    @cached_property
    def renderer(self) -> render.Renderer:
        """Made once in each process."""
        return render.Renderer(self.site)

    def write(self, number: int, source: Source | None) -> tuple[int, str, disk.Stat]:
        """Render a page and write its file; return its number, its path, and what it became."""
        artifact = self.renderer.render(self.pages[number], source.body() if source else None)
        return number, artifact.path, disk.put(self.target, artifact)


class Pending:
    """The pages that are about to be written: each can be had at once, while the others wait.

    Attributes:
        gone: files of the site before that the new one will not have.
    """

    def __init__(self, sheets: Sheets, bodies: Bodies, gone: frozenset[str]) -> None:
        self.gone = gone
        self._site, self._pages, self._bodies = sheets.site, sheets.pages, bodies
        self._numbers = {output_path(page.url): n for n, page in enumerate(sheets.pages)}

    @property
    def paths(self) -> AbstractSet[str]:
        """Their files."""
        return self._numbers.keys()

    def page(self, path: str) -> bytes | None:
        """Return a file, or one of the theme's that they may need; None if it is none of them.

        Raises:
            TemplateError: a template is wrong.
        """
        number = self._numbers.get(path)
        if number is None:
            return render.static_file(self._site, path)
        page = self._pages[number]
        return self._renderer.render(page, self._bodies[page.body] if page.body else None).data

    @cached_property
    def _renderer(self) -> render.Renderer:
        return render.Renderer(self._site)


def write(  # noqa: PLR0913, PLR0917 - what is written, where to, and who is told
    archive: Archive,
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
        site: what every template gets.
        bodies: of the articles.
        stage: where the new site is put together.
        work: how it is done.
        report: told how many pages there are.
        told: gets the pages that are to be written, before they are.

    Raises:
        TemplateError: a template is wrong.
        PublishError: a file could not be written.
    """
    with timed("plan", report):
        frame = remembered.code_digest().encode() + render.frame_digest(site)
        inputs, known = Inputs(frame, site), work.memo.memory.of(_STEP)
        new: list[tuple[Page, bytes]] = []
        urls: set[str] = set()
        for page in pages.plan(archive, site):
            urls.add(page.url)
            key = known.get(page.url, page, site, frame)
            if key is None:
                key = inputs.of(page)
                known.put(page.url, key, page, site, frame)
            if not stage.keep(output_path(page.url), key):
                new.append((page, key))
        known.keep_only(urls)
        report.pages = len(urls)
        # What shows the whole archive takes longest, and must not be what everybody waits for.
        new.sort(key=lambda made: bool(made[0].body))
    with timed("render", report):
        sheets = Sheets(site, [page for page, _ in new], stage.folder)
        told(Pending(sheets, bodies, stage.left({output_path(page.url) for page, _ in new})))
        for number, path, stat in _written(sheets, bodies, work):
            stage.add(path, new[number][1], stat)
        for artifact in render.static_files(site):
            key = hashlib.sha256(artifact.data).digest()[:16]
            if not stage.keep(artifact.path, key):
                stage.write(artifact, key)


def _written(sheets: Sheets, bodies: Bodies, work: Work) -> Iterator[tuple[int, str, disk.Stat]]:
    """Render the pages into the staged site; yield number, path and file of each."""
    total = len(sheets.pages)
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
