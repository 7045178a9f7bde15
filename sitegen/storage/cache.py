"""A memo of pure steps in one SQLite file, keyed by digests of what goes in.

Nothing depends on it but time: without it, or with a broken one, a build gives the same bytes. A
step names itself with its version, so that a step that changed finds nothing of what it was.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sitegen.storage.memory import Memory

FILE_NAME = "cache.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS memo (
    step TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (step, key)
)
"""
# Bytes. Values are some thousand long: larger pages and a table in order of arrival write them in a
# fifth of the time, and read them in half of it.
_PAGE = 16_384
# SQLite takes at least 999 values in one statement.
_AT_ONCE = 900
# So many values may wait in memory to be written, some thousand bytes each.
_MOST_LATE = 20_000


class Memo:
    """What steps gave for what they got.

    Args:
        folder: where the file stands; None to remember nothing.
        memory: of the builds before in this process.

    Attributes:
        folder, memory: as given.
        new: whether nothing was done before.
    """

    def __init__(self, folder: Path | None, memory: Memory | None = None) -> None:
        self.folder = folder
        self.memory = memory or Memory()
        self.new = folder is None or not (folder / FILE_NAME).exists()
        self._connection = _opened(folder / FILE_NAME) if folder else None
        # Step -> the keys whose values stay, and how many others may.
        self._kept: dict[str, tuple[set[bytes], int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._connection is None:
            return
        if kind is None:
            for step, (keys, most) in self._kept.items():
                self._forget(self._connection, step, keys, most)
        self.close()

    def close(self) -> None:
        """Be done with it; whatever was to be forgotten is not."""
        if self._connection is not None:
            self._connection.close()

    @property
    def remembers(self) -> bool:
        """Whether what is put here can be got again."""
        return self._connection is not None

    def get(self, step: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return key -> value for those keys that are known."""
        found: dict[bytes, bytes] = {}
        if late := self.memory.late[step]:
            keys = set(keys)
            found = {key: late[key] for key in keys & late.keys()}
            keys -= found.keys()
        if self._connection is None:
            return found
        source = iter(keys)
        while some := list(islice(source, _AT_ONCE)):
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value FROM memo WHERE step = ? AND key IN ({marks})"  # noqa: S608 - marks only
            with contextlib.suppress(sqlite3.Error):  # what is not found is worked out again
                found.update(self._connection.execute(query, (step, *some)))
        return found

    def all(self, step: str) -> dict[bytes, bytes]:
        """Return key -> value for all keys that are known; quicker than to ask for each."""
        found = dict(self.memory.late[step])
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                query = "SELECT key, value FROM memo WHERE step = ?"
                found.update(self._connection.execute(query, (step,)))
        return found

    def keys(self, step: str) -> set[bytes]:
        """Return all keys that are known."""
        found = set(self.memory.late[step])
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                rows = self._connection.execute("SELECT key FROM memo WHERE step = ?", (step,))
                found.update(key for (key,) in rows)
        return found

    def missing(self, step: str, keys: Iterable[bytes]) -> set[bytes]:
        """Return those keys that are not known."""
        wanted = set(keys)
        return wanted - self.keys(step) if wanted else wanted

    def late(self, step: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return key -> value for those keys whose values nobody else can get yet."""
        late = self.memory.late[step]
        return {key: late[key] for key in keys if key in late} if late else {}

    def put(self, step: str, values: Mapping[bytes, bytes]) -> None:
        """Remember values; where that fails, they are worked out again next time."""
        self.put_all({step: values})

    def put_all(self, steps: Mapping[str, Mapping[bytes, bytes]]) -> None:
        """Remember what several steps gave, all at once, which takes less."""
        if self._connection is None or not any(steps.values()):
            return
        rows = (
            (step, key, value) for step, values in steps.items() for key, value in values.items()
        )
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?, ?)", rows)

    def put_late(self, steps: Mapping[str, Mapping[bytes, bytes]]) -> None:
        """Remember what several steps gave in memory, where somebody waits and writing takes time.

        Others get it once it is saved.
        """
        late = self.memory.late
        for step, values in steps.items():
            late[step].update(values)
        if sum(map(len, late.values())) > _MOST_LATE:
            self.save()

    def save(self) -> None:
        """Write what was put late."""
        self.put_all(self.memory.late)
        self.memory.late.clear()

    def keep_only(self, step: str, keys: Iterable[bytes], *, returning: bool = False) -> None:
        """Forget what a step gave for other keys, and what other versions of it gave.

        That is done at the end, if all went well: nobody waits for it.

        Args:
            step: its name.
            keys: whose values stay.
            returning: whether what is gone may come back as it was, as with a branch or an undone
                deletion: then nothing is forgotten until it is more than what stays.
        """
        kept = set(keys)
        self._kept[step] = kept, len(kept) if returning else 0

    @staticmethod
    def _forget(connection: sqlite3.Connection, step: str, kept: set[bytes], most: int) -> None:
        name = step.partition("@")[0]
        with contextlib.suppress(sqlite3.Error), connection:
            query = "SELECT COUNT(*) FROM memo WHERE step = ?"
            (count,) = connection.execute(query, (step,)).fetchone()
            # All that is to be kept is there as a rule; then this tells without a look at any.
            if count - len(kept) > most or not most:
                rows = connection.execute("SELECT key FROM memo WHERE step = ?", (step,))
                gone = [(step, key) for (key,) in rows if key not in kept]
                if len(gone) > most:
                    connection.executemany("DELETE FROM memo WHERE step = ? AND key = ?", gone)
            # Names are in order: every version of this step stands between these two.
            connection.execute(
                "DELETE FROM memo WHERE step > ? AND step < ? AND step != ?",
                (f"{name}@", f"{name}A", step),
            )


def _opened(file: Path) -> sqlite3.Connection | None:
    """Open the file; a broken one is begun anew, and where that fails there is none."""
    for _ in range(2):
        connection = None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(file)
            # It holds nothing that cannot be worked out again, so it need not reach the disk.
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_SCHEMA)
        except (sqlite3.Error, OSError):
            if connection is not None:
                connection.close()
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
        else:
            return connection
    return None
