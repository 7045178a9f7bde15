"""Whether anything changed since the last build: if not, there is nothing to do.

What a build reads is looked at from outside only: names, sizes, times and numbers of files, the
settings, sitegen's own code. If all of that is as it was before and after the last build, and every
file of the site looks as it did when it was written, a build would give the same. The lock alone is
looked into: a build writes it itself, and knows what it then holds.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from typing import NamedTuple

from sitegen import folders
from sitegen.articles.lockfile import FILE_NAME as LOCK
from sitegen.config import FILE_NAME, Config
from sitegen.model import Problem, Severity
from sitegen.report import Report
from sitegen.site import publish
from sitegen.storage import remembered, tree
from sitegen.storage.cache import Memo
from sitegen.storage.memory import BLINK
from sitegen.storage.tree import Seen, looks_of

_LAST = b"last"


class Look(NamedTuple):
    """What all that a build reads looked like.

    Attributes:
        others: a digest of what all but the lock looks like.
        lock: a digest of what the lock holds.
        seen: seconds of the clock; what changed later may have changed unseen.
        content: what stands in content/.
        seeds: how many files stand in seeds/.
    """

    others: str
    lock: str
    seen: float
    content: Sequence[Seen]
    seeds: int

    @property
    def files(self) -> int:
        """How many files stand in seeds/ and content/."""
        return self.seeds + len(self.content)

    @property
    def state(self) -> str:
        """All of it in one word."""
        return f"{self.others} {self.lock}"

    def with_lock(self, text: str) -> "Look":
        """Return how it looks once the lock holds this."""
        return self._replace(lock=_digest(text.encode("utf-8")))


class Last(NamedTuple):
    """What the last build came to.

    Attributes:
        report: its report if another build would come to the same, else None.
        looked: what all that a build reads looks like, if that was looked at.
        much: whether nothing of what it knew is left, so that much is to be done.
    """

    report: Report | None
    looked: Look | None
    much: bool = True


def report(config: Config) -> Last:
    """Return what the last build came to, and whether another one would come to the same."""
    folder = config.root / folders.WORK
    if not (folder / "cache.sqlite").is_file():
        return Last(None, begin(config))
    started = time.perf_counter()
    with Memo(folder) as memo:
        last = memo.get(remembered.LAST, [_LAST]).get(_LAST)
        if last is None:
            return Last(None, begin(config))
        known = json.loads(last)
        looked = begin(config)
        output = config.root / config.output
        if known["state"] != looked.state or not publish.stands(output, memo):
            return Last(None, looked, not left(config, memo))
    found = known["report"]
    found["problems"] = [
        Problem(**problem | {"severity": Severity(problem["severity"])})
        for problem in found["problems"]
    ]
    seconds = {"look": time.perf_counter() - started}
    return Last(replace(Report(**found), output=output, seconds=seconds), looked)


def left(config: Config, memo: Memo) -> bool:
    """Whether another process left what it knew of the archive's files."""
    sign = remembered.sign(config.topic_ids)
    return sign in memo.get(remembered.LOOKS, [sign])


def remember(config: Config, before: Look, lock: str, found: Report, memo: Memo) -> None:
    """Keep a build's report for as long as nothing changes.

    Args:
        config: the archive's settings.
        before: what `begin` gave before anything was read.
        lock: what the build wrote into the lock.
        found: what the build came to.
        memo: where it is kept.
    """
    after, latest = state(config)
    if after != before.with_lock(lock).state or latest > before.seen:
        forget(memo)
        return
    value = asdict(replace(found, output=None, seconds={}, processor={}, written=[]))
    data = json.dumps({"state": after, "report": value}, ensure_ascii=True)
    memo.put(remembered.LAST, {_LAST: data.encode("ascii")})


def forget(memo: Memo) -> None:
    """See to it that the next build looks for itself."""
    memo.put(remembered.LAST, {_LAST: b'{"state": ""}'})


def begin(config: Config) -> Look:
    """Look at all that a build reads, before it reads it."""
    return _look(config)[0]


def state(config: Config) -> tuple[str, float]:
    """Return in a word what all that a build reads looks like, and when that changed last."""
    look, latest = _look(config)
    return look.state, latest


def _look(config: Config) -> tuple[Look, float]:
    """Look; return also when what is looked at from outside changed last."""
    lock = b""
    with suppress(OSError):
        lock = (config.root / LOCK).read_bytes()
    whole = hashlib.sha256(f"{remembered.code_digest()}\0{config!r}".encode("utf-8", "replace"))
    latest, content, seeds = 0, list[Seen](), 0
    for folder, some in _seen(config):
        if folder == folders.CONTENT:
            content = some
        if folder == folders.SEEDS:
            seeds += len(some)
        for name, looks in some:
            latest = max(latest, looks.st_ctime_ns)
            whole.update(f"{name}\0{looks_of(looks)}\n".encode("utf-8", "surrogateescape"))
    seen = time.time() - BLINK
    return Look(whole.hexdigest(), _digest(lock), seen, content, seeds), latest / 1e9


def _seen(config: Config) -> Iterator[tuple[str, list[Seen]]]:
    """Yield what stands in each folder that a build reads, and the folder's name."""
    single = config.root / FILE_NAME
    with suppress(OSError):
        yield "", [(str(single), single.lstat())]
    own = [config.root / name for name in (folders.SEEDS, folders.CONTENT)]
    for folder in (*own, *folders.of_theme(config.root)):
        yield folder.name, list(tree.below(str(folder)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
