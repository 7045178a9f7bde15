"""What one build leaves in memory for the next one of the same process.

The memo spares working out again what did not change; only to ask it of ten thousand articles takes
a second. Here a thing is found again as long as it is asked for of what it was made from; nearly
always that is the very same objects, since a text is the same one while its file looks as it did.
With an empty memory a build gives the same.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator
from operator import is_
from typing import Any, Generic, TypeVar

from sitegen.storage.tree import looks_of

Thing = TypeVar("Thing")

# A file that changed within so many seconds of when it was looked at may have changed again since,
# unseen: clocks of file systems are coarse.
BLINK = 0.05


class Same:
    """Things that are the same only if they are the very same objects, as equal ones may not be.

    A mapping equals another one whose keys are in another order.
    """

    def __init__(self, *things: object) -> None:
        self._things = things

    def __eq__(self, other: object) -> bool:
        """Whether these are the objects of the other."""
        if not isinstance(other, Same) or len(other._things) != len(self._things):
            return False
        return all(map(is_, self._things, other._things))

    def __hash__(self) -> int:
        """Return the same for all that are as many."""
        return len(self._things)


class Recollection(Generic[Thing]):
    """What a step gave, by the name of what it was done for."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[Any, ...], Thing]] = {}

    def get(self, name: Hashable, *sources: Any) -> Thing | None:  # noqa: ANN401 - whatever it is
        """Return what was made of the same sources; None if they were others, or none."""
        known = self._made.get(name)
        # Tuples look first whether it is the same objects: that takes no time.
        return known[1] if known is not None and known[0] == sources else None

    def put(self, name: Hashable, thing: Thing, *sources: Any) -> None:  # noqa: ANN401 - as above
        """Remember what was made of some sources, instead of what was made before."""
        self._made[name] = (sources, thing)

    def of(self, make: Callable[..., Thing], name: Hashable, *sources: Any) -> Thing:  # noqa: ANN401
        """Return what is made of the sources; it is made if it is not known."""
        found = self.get(name, *sources)
        if found is None:
            found = make(*sources)
            self.put(name, found, *sources)
        return found

    def made(self, name: Hashable) -> tuple[tuple[Any, ...], Thing] | None:
        """Return what was made last for a name, behind its sources; None if nothing was."""
        return self._made.get(name)

    def all(self) -> Iterator[tuple[Hashable, Thing]]:
        """Yield all that is remembered, by its names."""
        return ((name, thing) for name, (_, thing) in self._made.items())

    def forget(self, name: Hashable) -> None:
        """Forget what belongs to a name."""
        self._made.pop(name, None)

    def keep_only(self, names: Collection[Hashable]) -> None:
        """Forget what belongs to other names."""
        if len(self._made) > len(names):
            wanted = set(names)
            self._made = {name: made for name, made in self._made.items() if name in wanted}


class Reading(Generic[Thing]):
    """Reads files, each only if it does not look as it did when it was read before.

    Args:
        known: what was read before.

    Attributes:
        known: as given; what is read now comes to it.
    """

    def __init__(self, known: Recollection[Thing]) -> None:
        self.known = known
        # What changed in this moment may go on changing without looking any different.
        self._settled = int((time.time() - BLINK) * 1e9)

    def of(
        self, name: str, found: os.stat_result, read: Callable[[str], Thing], path: str
    ) -> Thing:
        """Return what a file holds.

        Args:
            name: of the file.
            found: what it looks like now.
            read: reads it.
            path: where it stands.
        """
        looks = looks_of(found)
        thing = self.known.get(name, looks)
        if thing is None:
            thing = read(path)
            if found.st_ctime_ns < self._settled:
                self.known.put(name, thing, looks)
        return thing


class Step(Generic[Thing]):
    """A step of a build, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name


class Memory:
    """What the steps of a build gave.

    Attributes:
        late: step -> key -> value, of what the memo is to be told when nobody waits any more.
    """

    def __init__(self) -> None:
        self.late: defaultdict[str, dict[bytes, bytes]] = defaultdict(dict)
        self._steps: defaultdict[str, Recollection[Any]] = defaultdict(Recollection)

    def of(self, step: Step[Thing]) -> Recollection[Thing]:
        """Return what one of them gave."""
        return self._steps[step.name]
