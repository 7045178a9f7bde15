"""Limits of time and memory, so that one hostile text cannot hold up the rest."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

# Bytes that a process may take beyond what it has: prose takes a hundred times its length.
_BYTES, _BYTES_A_BYTE = 1_000_000_000, 400

_STATM = "/proc/self/statm"


class TookTooLong(Exception):  # noqa: N818 - says what happened
    """Something was stopped at its limit of time."""


def hold() -> bool:
    """Say whether limits hold here: in the main thread of a process, where alarm clocks ring."""
    return threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")


@contextmanager
def at_most(seconds: float, size: int) -> Iterator[None]:
    """Stop what goes on inside after so many seconds, and give it no more memory than it may need.

    An alarm clock does the first, which reaches Python's own code and its regular expressions, and
    which goes only while this process works: on a busy machine, texts have as long as on any. The
    system does the second. Where `hold` says no, nothing is stopped.

    Args:
        seconds: of the processor's time that it may take.
        size: of what is worked on, in bytes; a gigabyte, and some hundred times this, may be taken.

    Raises:
        TookTooLong: it was stopped.
        MemoryError: there was no memory left for it.
    """
    if not hold():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        with _memory(_BYTES + _BYTES_A_BYTE * size):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _memory(more: int) -> Iterator[None]:
    """Give this process so many bytes beyond what it has by now."""
    taken = _taken()
    if resource is None or not taken:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = taken + more
    for other in (soft, hard):
        if other != resource.RLIM_INFINITY:
            limit = min(limit, other)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _taken() -> int:
    """Return the bytes of data that this process has (Linux tells), 0 if nobody knows."""
    try:
        with open(_STATM, "rb", buffering=0) as file:  # noqa: PTH123 - for every article anew
            pages = int(file.read().split()[5])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()
