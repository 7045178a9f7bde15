"""How work is spread: any `concurrent.futures.Executor`, fed a bounded number of chunks ahead."""

import gc
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from multiprocessing import forkserver, get_context, parent_process
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it brings.
_WORTH_A_POOL = 48
_CHUNK = 24
# Chunks in flight for each worker: enough to keep it busy, few enough to bound memory.
_AHEAD = 3


# What every worker imports; the server from which they are forked does it once.
_PRELOADED = ["sitegen.survey", "sitegen.conversions", "sitegen.rendering", "sitegen.articles"]


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
) -> AbstractContextManager[Executor | None]:
    """Return a pool for so many items; None in it where one process does best.

    Args:
        jobs: worker processes; 0 for one a core.
        items: how many items are to be worked on.
        worth: from how many on a second process brings more than it costs.
        shared: what every worker gets once, for `ordered`.
        apart: whether even a few items need a process of their own.
        cluster: where to work instead, if there is more than a little to do.
    """
    if cluster is not None and items >= worth:
        return cluster.executor(shared)
    workers = _workers(jobs)
    if not items or (not apart and (workers < 2 or items < worth)):  # noqa: PLR2004 - one is this
        return nullcontext(None)
    return pool(min(workers, items), shared)


def prepare(jobs: int) -> None:
    """Have what workers need loaded by the time they are wanted, while something else is done."""
    if _workers(jobs) > 1:
        get_context("forkserver").set_forkserver_preload(_PRELOADED)
        forkserver.ensure_running()


def _workers(jobs: int) -> int:
    return jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0, 1])


def pool(workers: int, shared: Any = None) -> ProcessPoolExecutor:  # noqa: ANN401
    """Return so many processes to work in, which end when this one ends."""
    # Fresh processes, so that no lock or open file of this one is inherited.
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    # As bytes: else it would be packed once for every worker.
    return ProcessPoolExecutor(workers, context, _receive, (pickle.dumps(shared, -1),))


def ordered(
    executor: Executor | None,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    chunk_size: int = _CHUNK,
    *,
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Apply `work` to every item and yield the results in the items' order.

    Args:
        executor: where; None for this process.
        work: what.
        items: on what.
        chunk_size: how many items travel together: the less work each is, the more.
        lost: gives the result for an item that ends the process which works on it (it ran out of
            memory, it was killed); without it, that ends everything.
    """
    if executor is None:
        yield from map(work, items)
        return
    source = iter(items)
    waiting: deque[tuple[list[Item], Future[list[Result]] | None]] = deque()
    ahead = _AHEAD * getattr(executor, "_max_workers", 4)
    while True:
        while len(waiting) < ahead and (chunk := list(islice(source, chunk_size))):
            try:
                waiting.append((chunk, executor.submit(_apply, work, chunk)))
            except BrokenExecutor:
                waiting.append((chunk, None))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        try:
            yield from _result(future)
        except BrokenExecutor:
            if lost is None:
                raise
            yield from (_alone(work, item, lost) for item in chunk)


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


def _receive(shared: bytes) -> None:
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
