"""Runs `sitegen` again and again, and stops it, or has a call fail, where it is told to.

`Crashes` is for tests: it talks to a process that has sitegen loaded and forks for each run, so
that a run costs no start. As a script this file is that process.

Calls below the archive's folder count: what Python's audit hooks see (PEP 578: files opened to be
written, renamed, linked, made, removed), and writing, syncing and swapping.
"""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

_EVENTS = ("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Seconds after which a run is taken for one that hangs.
_HANGS = 120.0


@dataclass(frozen=True)
class Stopped:
    """What a run came to: its exit code (negative: the signal that ended it), and what it said."""

    code: int
    err: str

    @property
    def calls(self) -> int:
        """How many calls that write something it made, where it was not stopped."""
        return int(re.findall(r"\[(\d+) calls\]", self.err)[-1])


class Crashes:
    """Runs of sitegen that are stopped. To be used in a `with` statement."""

    def __enter__(self) -> Self:
        # One thread only: it forks.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SITEGEN_")}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            encoding="utf-8", env=environment | {"OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def _asked(self, **question: Any) -> list[Stopped]:  # noqa: ANN401 - what JSON can say
        asked, answer = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answer is not None
        asked.write(json.dumps(question) + "\n")
        asked.flush()
        return [Stopped(*run) for run in json.loads(answer.readline())]

    def build(self, root: Path) -> Stopped:
        """Build an archive, and let it end."""
        return self.at_call(root, "count", 0)

    def at_call(self, root: Path, mode: str, call: int) -> Stopped:
        """Build an archive, and kill it at a call that writes something, or have that call fail.

        Args:
            root: the archive's folder.
            mode: `kill`, `fail`, or `count`: neither.
            call: the first call is 1.
        """
        return self._asked(root=str(root), runs=[{"mode": mode, "call": call}])[0]

    def after(self, root: Path, *seconds: float) -> list[Stopped]:
        """Start builds of one archive at once; kill each after so many seconds, 0 for never."""
        runs = [{"mode": "count", "call": 0, "seconds": limit} for limit in seconds]
        return self._asked(root=str(root), runs=runs)


class _Watch:
    """Counts calls in a process that is about to build, and stops it at one of them."""

    def __init__(self, mode: str, wanted: int, folder: str) -> None:
        self._mode, self._wanted, self._folder = mode, wanted, os.path.realpath(folder)
        self.calls = 0

    def start(self) -> None:
        """See everything from now on."""
        from sitegen.storage import disk  # noqa: PLC0415 - the process that only asks needs none of it

        # These end in calls of C, which no hook sees.
        exchange, sync = disk.exchange, disk.sync

        def exchanged(*arguments: Any) -> None:  # noqa: ANN401
            self._counted("exchange", "")
            exchange(*arguments)
            if self._mode == "kill":
                self._counted("exchanged", "")

        def synced(*arguments: Any) -> None:  # noqa: ANN401
            self._counted("sync", "")
            sync(*arguments)

        vars(disk).update(exchange=exchanged, sync=synced)
        for name in ("write", "fsync"):
            self._see(name)
        sys.addaudithook(self._hook)

    def _counted(self, name: str, path: object) -> None:
        where = os.fspath(path) if isinstance(path, str | bytes | os.PathLike) else ""
        where = os.fsdecode(where)
        inside = not where or self._folder in str(Path.cwd() / where)
        if not inside or "cache.sqlite" in where or where.endswith("/lock"):
            return
        self.calls += 1
        if self.calls != self._wanted:
            return
        sys.stderr.write(f"[{self._mode} at {name} {where}]\n")
        sys.stderr.flush()
        if self._mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._mode == "fail":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), where or None)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        ) or event in _EVENTS:
            self._counted(event, arguments[0])

    def _see(self, name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as it is
            if arguments and isinstance(arguments[0], int) and arguments[0] > 2:
                self._counted(name, "")
            return real(*arguments, **options)

        setattr(os, name, call)


def _started(root: str, mode: str, call: int, said: IO[bytes]) -> int:
    """Fork a process that builds; return its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code: object = 1
    watch = _Watch(mode, call, root)
    try:
        from sitegen import cli  # noqa: PLC0415

        os.dup2(said.fileno(), 2)
        os.dup2(said.fileno(), 1)
        os.chdir(root)
        sys.argv = ["sitegen", "build", "--no-search", "--jobs", "1"]
        watch.start()
        cli.main()
    except SystemExit as error:
        code = error.code
    except BaseException:  # noqa: BLE001 - it is told, and looked for
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.write(f"[{watch.calls} calls]\n")
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


def _ended(child: int, seconds: float) -> int:
    """Wait for a process, and kill it after so many seconds; return its exit code."""
    limit = time.monotonic() + (seconds or _HANGS)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= limit:
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        time.sleep(0.0005)


def _warm_up() -> None:
    """Build once, so that weights, word lists and templates are there for every run."""
    from conftest import OTHER_PROSE, PROSE, Archive  # noqa: PLC0415 - only asking needs none of it

    from sitegen import build, cli, config  # noqa: F401, PLC0415

    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive")
        archive.write("sitegen.toml", "search = false\njobs = 1\n")
        archive.seed("a.txt")
        archive.seed("b.txt", title="The mill", text=PROSE + OTHER_PROSE)
        build.build(config.load(archive.root / "sitegen.toml", {}, {}))


def main() -> None:
    """Answer questions until there are no more."""
    _warm_up()
    for line in sys.stdin:
        question = json.loads(line)
        runs = question["runs"]
        texts = [tempfile.TemporaryFile() for _ in runs]  # noqa: SIM115 - closed below
        children = [
            _started(question["root"], run["mode"], run["call"], text)
            for run, text in zip(runs, texts, strict=True)
        ]
        codes = [
            _ended(child, run.get("seconds", 0.0))
            for child, run in zip(children, runs, strict=True)
        ]
        answer = []
        for code, text in zip(codes, texts, strict=True):
            text.seek(0)
            answer.append((code, text.read().decode("utf-8", "replace")))
            text.close()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
