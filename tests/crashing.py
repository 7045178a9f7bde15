"""Runs `sitegen` and stops it, or has a call fail, at the N-th call that changes something on disk.

Usage: python crashing.py kill|fail N FOLDER ARGUMENT ...
Prints the number of such calls when N is larger than that. Calls below FOLDER count: what Python's
audit hooks see (PEP 578: files opened to be written, renamed, linked, made, removed), and writing
and syncing.
"""

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

MODE, WANTED, FOLDER = sys.argv[1], int(sys.argv[2]), os.path.realpath(sys.argv[3])
_EVENTS = ("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
calls = 0


def counted(name: str, path: object) -> None:
    """Count a call; at the wanted one, die or fail."""
    global calls  # noqa: PLW0603 - an audit hook has no other place for it
    where = os.fspath(path) if isinstance(path, str | bytes | os.PathLike) else ""
    where = os.fsdecode(where)
    inside = not where or FOLDER in str(Path.cwd() / where)
    if not inside or "cache.sqlite" in where or where.endswith("/lock"):
        return
    calls += 1
    if calls != WANTED:
        return
    sys.stderr.write(f"[{MODE} at {name} {where}]\n")
    sys.stderr.flush()
    if MODE == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), where or None)


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    """See what Python is about to do."""
    if (
        event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    ) or event in _EVENTS:
        counted(event, arguments[0])


def watched(name: str) -> None:
    """Count calls of a function of `os` that no audit event tells of."""
    real = getattr(os, name)

    def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as it is
        if arguments and isinstance(arguments[0], int) and arguments[0] > 2:
            counted(name, "")
        return real(*arguments, **options)

    setattr(os, name, call)


def main() -> None:
    """Run the command line with the hooks in place."""
    from sitegen import cli, publish  # noqa: PLC0415 - the hooks see what sitegen does, not imports

    # These two end in calls of C, which no hook sees.
    real_exchange, real_sync = publish._exchange, publish._sync  # noqa: SLF001

    def exchange(*arguments: Any) -> None:  # noqa: ANN401
        counted("exchange", "")
        real_exchange(*arguments)
        if MODE == "kill":
            counted("exchanged", "")

    def sync(*arguments: Any) -> None:  # noqa: ANN401
        counted("sync", "")
        real_sync(*arguments)

    vars(publish).update(_exchange=exchange, _sync=sync)
    for name in ("write", "fsync"):
        watched(name)
    sys.addaudithook(hook)
    sys.argv = ["sitegen", *sys.argv[4:]]
    try:
        cli.main()
    finally:
        sys.stderr.write(f"[{calls} calls]\n")


if __name__ == "__main__":
    main()
