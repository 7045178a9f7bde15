"""What open pages are told, and what a page missed while it was on its way."""

import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# So many of the last events are kept for pages that missed them.
_KEPT = 100

Said = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """One thing that pages are told.

    Attributes:
        name: `page` (files of the site look otherwise), `style` or `status`.
        said: what there is to say of it; JSON.
        now: names the state of the site that is told of, as `Events.now` does.
    """

    name: str
    said: Said
    now: str


Listener = Callable[[Event], None]


class Events:
    """Everything that is told, to everybody who listens."""

    def __init__(self) -> None:
        # Numbers begin anew with each preview: a page of another one knows nothing of this one.
        self._run, self._count = secrets.token_hex(4), 0
        self._kept: deque[tuple[int, Event]] = deque(maxlen=_KEPT)
        self._listeners: set[Listener] = set()
        # Who is told something may say something, or wish to hear no more.
        self._lock = threading.RLock()

    @property
    def now(self) -> str:
        """Name the site as it is told of by now: who has this missed nothing."""
        return f"{self._run}-{self._count}"

    def tell(self, name: str, said: Said) -> None:
        """Tell it everybody; all but a status also those who will say that they missed it."""
        with self._lock:
            if name != "status":
                self._count += 1
            event = Event(name, said, self.now)
            if name != "status":
                self._kept.append((self._count, event))
            for listener in list(self._listeners):
                listener(event)

    def listen(self, listener: Listener, since: str = "") -> None:
        """Have something told of every event, and first of those that it missed.

        Args:
            listener: is called from any thread, and must not take long.
            since: what `now` was when it got what it has; it missed nothing if empty.
        """
        with self._lock:
            for event in self._missed(since):
                listener(event)
            self._listeners.add(listener)

    def unlisten(self, listener: Listener) -> None:
        """Tell it no more."""
        with self._lock:
            self._listeners.discard(listener)

    def _missed(self, since: str) -> list[Event]:
        if not since or since == self.now:
            return []
        run, _, number = since.partition("-")
        first = self._kept[0][0] if self._kept else 0
        known = number.isdecimal() and len(number) < len(str(2**63))
        if run == self._run and known and first - 1 <= int(number) <= self._count:
            return [event for at, event in self._kept if at > int(number)]
        # Of a preview before this one, or too long ago: anything may look otherwise.
        return [Event("page", {"files": None}, self.now)]
