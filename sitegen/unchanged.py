"""Whether anything changed since the last build: if not, there is nothing to do.

What a build reads is looked at from outside only: names, sizes, times and numbers of files, the
settings, sitegen's own code. If all of that is as it was before and after the last build, and every
file of the site looks as it did when it was written, a build would give the same.
"""

import hashlib
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from typing import NamedTuple

from sitegen import publish, remembered, seeds, texts, tree
from sitegen.cache import Memo
from sitegen.config import FILE_NAME, Config
from sitegen.lockfile import FILE_NAME as LOCK
from sitegen.memory import BLINK
from sitegen.model import Problem, Severity
from sitegen.render import theme_folders
from sitegen.report import Report
from sitegen.tree import Seen, looks_of

WORK_FOLDER = ".sitegen"
_LAST = b"last"


class Look(NamedTuple):
    """What all that a build reads looked like.

    Attributes:
        state: a digest of it.
        seen: seconds of the clock; what changed later may have changed unseen.
        content: what stands in content/.
    """

    state: str
    seen: float
    content: Sequence[Seen]


def report(config: Config) -> Report | None:
    """Return the last build's report if another build would come to the same, else None."""
    folder = config.root / WORK_FOLDER
    if not (folder / "cache.sqlite").is_file():
        return None
    started = time.perf_counter()
    with Memo(folder) as memo:
        last = memo.get(remembered.LAST, [_LAST]).get(_LAST)
        if last is None:
            return None
        known = json.loads(last)
        output = config.root / config.output
        if known["state"] != state(config)[0] or not publish.stands(output, memo):
            return None
    found = known["report"]
    found["problems"] = [
        Problem(**problem | {"severity": Severity(problem["severity"])})
        for problem in found["problems"]
    ]
    seconds = {"look": time.perf_counter() - started}
    return replace(Report(**found), output=output, seconds=seconds)


def remember(config: Config, before: Look, found: Report, memo: Memo) -> None:
    """Keep a build's report for as long as nothing changes.

    Args:
        config: the archive's settings.
        before: what `begin` gave before anything was read.
        found: what the build came to.
        memo: where it is kept.
    """
    after, latest = state(config)
    if after != before.state or latest > before.seen:
        forget(memo)
        return
    value = asdict(replace(found, output=None, seconds={}, written=[]))
    data = json.dumps({"state": after, "report": value}, ensure_ascii=True)
    memo.put(remembered.LAST, {_LAST: data.encode("ascii")})


def forget(memo: Memo) -> None:
    """See to it that the next build looks for itself."""
    memo.put(remembered.LAST, {_LAST: b'{"state": ""}'})


def begin(config: Config) -> Look:
    """Look at all that a build reads, before it reads it."""
    found = _all_that_is_read(config)
    content = [seen for folder, some in found for seen in some if folder == texts.FOLDER]
    return Look(_digest(config, found)[0], time.time() - BLINK, content)


def state(config: Config) -> tuple[str, float]:
    """Return a digest of what all that a build reads looks like, and when that changed last."""
    return _digest(config, _all_that_is_read(config))


def _all_that_is_read(config: Config) -> list[tuple[str, list[Seen]]]:
    """Return what stands in each folder that a build reads, by the folder's name."""
    single: list[Seen] = []
    for path in [config.root / FILE_NAME, config.root / LOCK]:
        with suppress(OSError):
            single.append((str(path), path.lstat()))
    folders = [config.root / name for name in (seeds.FOLDER, texts.FOLDER)]
    folders += theme_folders(config.root)
    return [("", single), *((folder.name, list(tree.below(str(folder)))) for folder in folders)]


def _digest(config: Config, found: list[tuple[str, list[Seen]]]) -> tuple[str, float]:
    whole = hashlib.sha256(f"{remembered.code_digest()}\0{config!r}".encode("utf-8", "replace"))
    latest = 0
    for _, some in found:
        for name, looks in some:
            latest = max(latest, looks.st_ctime_ns)
            whole.update(f"{name}\0{looks_of(looks)}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest(), latest / 1e9
