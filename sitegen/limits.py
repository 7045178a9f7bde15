"""Limits of time, so that one hostile text cannot hold up the rest."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(Exception):  # noqa: N818 - says what happened
    """Something was stopped at its limit."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what goes on inside after so many seconds.

    An alarm clock does it, which reaches Python's own code and its regular expressions. It rings in
    the main thread of a process only: elsewhere nothing is stopped.

    Raises:
        TookTooLong: it was stopped.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
