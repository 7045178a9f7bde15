"""What a build or a check came to, and what it tells while it works."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.model import Article, Problem, Severity
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Memory
from sitegen.workers.executors import Elsewhere, Kept

if TYPE_CHECKING:  # it takes long to import
    from sitegen.survey.surveying import Survey

# Called with a stage's name, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Session:
    """What stays from one build to the next of the same process.

    Attributes:
        workers: processes that have loaded what they need.
        memory: of what did not change.
    """

    workers: Kept
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Work:
    """How work is done: in how many processes, with what memo, and who is told.

    Attributes:
        jobs: worker processes; 0 for one a core.
        memo: of what was done before.
        progress: told of what is done.
        cluster: other machines to convert and to render on.
        spool: a folder for what waits for its page; '' if there is none.
        kept: worker processes that stay when this is done; None where none do.
    """

    jobs: int
    memo: Memo
    progress: Progress
    cluster: Elsewhere | None = None
    spool: str = ""
    kept: Kept | None = None


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
        written: files of the site that differ from those of the site before.
        seconds: name of a stage -> its duration.
        processor: name of a stage -> seconds of the processor's time in this process.
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
    written: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    def assigned(self, articles: list[Article], found: "Survey") -> None:
        """Note what the survey found."""
        self.copies = len(found.copies)
        # Two copies of one text have one title, and that is said already.
        known = {a.source for a in articles if a.slug in found.copies and a.source}
        known |= {a.source for a in articles if a.slug in found.copies.values() and a.source}
        self.problems = [p for p in self.problems if p.code != "title-twice" or p.path not in known]

    def failed(self, *, strict: bool) -> bool:
        """Whether there is an error, or, if strict, any problem."""
        return any(strict or p.severity is Severity.ERROR for p in self.problems)


class timed:  # noqa: N801 - reads as a word in `with`
    """Notes how long a stage took; of one with several parts, all together."""

    def __init__(self, stage: str, report: Report) -> None:
        self._stage, self._report = stage, report

    def __enter__(self) -> None:
        self._started, self._worked = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        report, stage = self._report, self._stage
        took, worked = time.perf_counter() - self._started, time.process_time() - self._worked
        report.seconds[stage] = report.seconds.get(stage, 0.0) + took
        report.processor[stage] = report.processor.get(stage, 0.0) + worked
