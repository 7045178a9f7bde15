"""How work is spread: any `concurrent.futures.Executor`, fed a bounded number of chunks ahead."""

import gc
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from multiprocessing import forkserver, get_context, parent_process
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it brings.
_WORTH_A_POOL = 48
_CHUNK = 24
# So many files are many.
_LARGE = 1000
# Chunks in flight for each worker: enough to keep it busy, few enough to bound memory.
_AHEAD = 3
# How much others go before what nobody waits for.
_NICE = 10
# Seconds between two signs that somebody waits.
_SIGN = 0.05


# What workers import for what they do; the server from which they are forked does it once, before
# it forks the first of them.
_CONVERTING = [
    "sitegen.conversion.convert",
    *(f"sitegen.readers.{name}" for name in ("text", "markdown", "html")),
]
_RENDERING = ["sitegen.incremental.intake", "sitegen.site.rendering"]
_COMPARING = ["sitegen.survey.comparing", "sitegen.analysis.increments", "sitegen.analysis.topics"]
_preloaded = [*_RENDERING, *_CONVERTING]


class Elsewhere(Protocol):
    """Other machines to work on."""

    def executor(self, shared: Any) -> AbstractContextManager[Executor]:  # noqa: ANN401
        """Return an executor whose workers get `shared` once."""


def processes(  # noqa: PLR0913 - how much there is, and where it may be done
    jobs: int,
    items: int,
    worth: int = _WORTH_A_POOL,
    shared: Any = None,  # noqa: ANN401
    *,
    apart: bool = False,
    cluster: "Elsewhere | None" = None,
    kept: "Kept | None" = None,
) -> AbstractContextManager[Executor | None]:
    """Return a pool for so many items; None in it where one process does best.

    Args:
        jobs: worker processes; 0 for one a core.
        items: how many items are to be worked on.
        worth: from how many on a second process brings more than it costs.
        shared: what every worker gets once, for `ordered`.
        apart: whether even a few items need a process of their own.
        cluster: where to work instead, if there is more than a little to do.
        kept: a pool that is there already, for what shares nothing.
    """
    if cluster is not None and items >= worth:
        return cluster.executor(shared)
    workers = _workers(jobs)
    if not items or (not apart and (workers < 2 or items < worth)):  # noqa: PLR2004 - one is this
        return nullcontext(None)
    if kept is not None and shared is None:
        return nullcontext(kept.pool())
    return pool(min(workers, items), shared)


def alone(
    jobs: int, items: int, worth: int, kept: "Kept | None" = None
) -> AbstractContextManager[Executor | None]:
    """Return one process for a long piece of work beside others; None as of `processes`."""
    if items < worth or _workers(jobs) < 2:  # noqa: PLR2004 - one is this
        return nullcontext(None)
    return nullcontext(kept.alone()) if kept else pool(1)


@contextmanager
def patient(jobs: int, items: int, worth: int) -> Iterator[Executor | None]:
    """Return a pool for what nobody waits for: others go before it, and it can be given up at once.

    Args:
        jobs: worker processes; 0 for one a core.
        items: how many items are to be worked on.
        worth: from how many on a process of its own brings more than it costs; None below.
    """
    workers = _workers(jobs)
    if not items or workers < 2 or items < worth:  # noqa: PLR2004 - one is this
        yield None
        return
    executor = pool(min(workers, items), nice=_NICE)
    try:
        yield executor
    except BaseException:
        # What its processes are at may take seconds. Python 3.14 can end them by itself.
        running = list((executor._processes or {}).values())  # noqa: SLF001 - see above
        executor.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.kill()
        raise
    executor.shutdown()


def prepare(jobs: int, files: int, seeds: int, *, much: bool) -> None:
    """Have what workers need loaded by the time they are wanted, while something else is done.

    Args:
        jobs: worker processes; 0 for one a core.
        files: in the archive; of few, no worker is needed so soon.
        seeds: how many of them are seeds.
        much: whether much may be new; if not, all that a worker has to do is to compare articles.
    """
    _preloaded[:] = [*_RENDERING, *(_CONVERTING if seeds else [])]
    if _workers(jobs) > 1 and files >= _LARGE:
        get_context("forkserver").set_forkserver_preload(_preloaded if much else _COMPARING)
        forkserver.ensure_running()


def _workers(jobs: int) -> int:
    return jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0, 1])


def pool(workers: int, shared: Any = None, nice: int = 0) -> ProcessPoolExecutor:  # noqa: ANN401
    """Return so many processes to work in, which end when this one ends.

    Args:
        workers: how many.
        shared: what every worker gets once.
        nice: how much others go before them.
    """
    # Fresh processes, so that no lock or open file of this one is inherited.
    context = get_context("forkserver")
    context.set_forkserver_preload(_preloaded)
    # As bytes: else it would be packed once for every worker.
    return ProcessPoolExecutor(workers, context, _receive, (pickle.dumps(shared, -1), nice))


class Kept:
    """A pool that stays from one build to the next: its processes have loaded what they need.

    Args:
        jobs: worker processes; 0 for one a core.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._alone: ProcessPoolExecutor | None = None

    def pool(self) -> ProcessPoolExecutor:
        """Return the pool, a new one where a process of it was ended."""
        self._pool = _unbroken(self._pool) or pool(_workers(self._jobs))
        return self._pool

    def alone(self) -> ProcessPoolExecutor:
        """Return a process besides, for what must not wait behind all that the pool has to do."""
        self._alone = _unbroken(self._alone) or pool(1)
        return self._alone

    def stop(self) -> None:
        """End its processes once they are done with what they are at."""
        for some in filter(None, (self._pool, self._alone)):
            some.shutdown(cancel_futures=True)
        self._pool = self._alone = None


def _unbroken(some: ProcessPoolExecutor | None) -> ProcessPoolExecutor | None:
    """Return a pool that can be worked in; None where there is none, or a process was ended."""
    try:
        if some is not None:
            some.submit(int)
    except BrokenExecutor:
        return None
    return some


class ordered(Iterator[Result]):  # noqa: N801 - reads like `map`, which it is like
    """Applies `work` to every item and gives the results in the items' order.

    Args:
        executor: where; None for this process, which works when it is asked for a result.
        work: what.
        items: on what.
        chunk_size: how many items travel together: the less work each is, the more.
        lost: gives the result for an item that ends the process which works on it (it ran out of
            memory, it was killed); without it, that ends everything.
        ahead: how many chunks are under way at once; 0 for enough to keep the workers busy. So
            many begin before a result is asked for.
        waiting: is called every now and then while a result is waited for, with how many there
            were.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is done, on what, and how
        self,
        executor: Executor | None,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        chunk_size: int = _CHUNK,
        lost: Callable[[Item], Result] | None = None,
        ahead: int = 0,
        waiting: Callable[[int], None] | None = None,
    ) -> None:
        self._waiting: deque[tuple[list[Item], Future[list[Result]] | None]] = deque()
        self._results: Iterator[Result] = map(work, items)
        if executor is None:
            return
        chunks = _chunks(items, chunk_size)
        most = ahead or _AHEAD * getattr(executor, "_max_workers", 4)

        def send() -> None:
            for chunk in islice(chunks, most - len(self._waiting)):
                try:
                    self._waiting.append((chunk, executor.submit(_apply, work, chunk)))
                except BrokenExecutor:
                    self._waiting.append((chunk, None))

        def results() -> Iterator[Result]:
            given = 0
            while self._waiting:
                chunk, future = self._waiting.popleft()
                while waiting is not None and future is not None and not _comes(future):
                    waiting(given)
                given += len(chunk)
                try:
                    yield from _result(future)
                except BrokenExecutor:
                    if lost is None:
                        raise
                    yield from (_alone(work, item, lost) for item in chunk)
                send()

        send()
        self._results = results()

    def __next__(self) -> Result:
        return next(self._results)

    def close(self) -> None:
        """Have nobody begin with what nobody wants any more."""
        for _, future in self._waiting:
            if future is not None:
                future.cancel()


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _comes(future: Future[Any]) -> bool:
    """Wait a moment for a result; return whether it is there."""
    return bool(wait([future], _SIGN).done)


def _result(future: Future[list[Result]] | None) -> list[Result]:
    if future is None:
        raise BrokenExecutor
    return future.result()


def _alone(work: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    """Work on an item in a process of its own, since one of several ended theirs."""
    with pool(1) as executor:
        try:
            return executor.submit(work, item).result()
        except BrokenExecutor:
            return lost(item)


def received() -> Any:  # noqa: ANN401
    """Return what all workers of this pool share."""
    return _received[0]


_received: list[Any] = [None]


def receive(shared: Any) -> None:  # noqa: ANN401
    """Note what all workers share."""
    _received[0] = shared


def _receive(shared: bytes, nice: int) -> None:
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    # What is shared lives as long as the worker: looking for garbage in it is lost time.
    gc.disable()
    receive(pickle.loads(shared))  # noqa: S301 - of the process that this one works for
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 100)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that it works for was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _apply(work: Callable[[Item], Result], chunk: list[Item]) -> list[Result]:
    return [work(item) for item in chunk]
