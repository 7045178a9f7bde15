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
        # Each with its number, and the one since which pages show what it tells of.
        self._kept: deque[tuple[int, int, Event]] = deque()
        self._forgotten = 0
        # Listener -> number of the state that its page shows.
        self._listeners: dict[Listener, int] = {}
        # Who is told something may say something, or wish to hear no more.
        self._lock = threading.RLock()

    @property
    def now(self) -> str:
        """Name the site as it is by now: a page that shows this missed nothing."""
        return f"{self._run}-{self._count}"

    def shown(self) -> str:
        """Name the state of a site that is shown from now on, though nobody was told of it yet."""
        with self._lock:
            self._count += 1
            return self.now

    def tell(self, name: str, said: Said, since: str = "") -> None:
        """Tell it everybody; all but a status also those who will say that they missed it.

        Args:
            name: as in `Event`.
            said: as in `Event`.
            since: the state of the site that shows it already, if it is not new: who has a page of
                that one or of a later one need not know.
        """
        with self._lock:
            if name != "status":
                self._count += 1
            event, number = Event(name, said, self.now), self._count
            begun = number if (known := self._number(since)) is None else known
            if name != "status":
                self._kept.append((number, begun, event))
                if len(self._kept) > _KEPT:
                    self._forgotten = self._kept.popleft()[0]
            for listener, shows in list(self._listeners.items()):
                if name == "status" or shows < begun:
                    listener(event)

    def listen(self, listener: Listener, since: str = "", heard: str = "") -> None:
        """Have something told of every event, and first of those that it missed.

        Args:
            listener: is called from any thread, and must not take long.
            since: what `now` was when it got what it has; it missed nothing if empty.
            heard: what the last event that it was told said of `now`, if there was one.
        """
        with self._lock:
            shows = self._number(since)
            for event in self._missed(shows, heard or since):
                listener(event)
            self._listeners[listener] = -1 if shows is None else shows

    def unlisten(self, listener: Listener) -> None:
        """Tell it no more."""
        with self._lock:
            self._listeners.pop(listener, None)

    def _missed(self, shows: int | None, heard: str) -> list[Event]:
        if not heard:
            return []
        last = self._number(heard)
        if shows is None or last is None or last < self._forgotten:
            # Of a preview before this one, or too long ago: anything may look otherwise.
            return [Event("page", {"files": None}, self.now)]
        return [event for number, begun, event in self._kept if number > last and begun > shows]

    def _number(self, state: str) -> int | None:
        run, _, number = state.partition("-")
        known = run == self._run and number.isdecimal() and len(number) < len(str(2**63))
        return int(number) if known and int(number) <= self._count else None
