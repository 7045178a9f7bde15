"""A command's seconds and memory, all of its processes together."""

import os
import subprocess
import threading
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

# Seconds between two looks at the memory.
_LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        seconds: from its start to its end.
        memory: the most bytes that it and its children had at once: proportional set sizes, so
            that what they share counts once; looked at a few times a second.
    """

    seconds: float
    memory: int

    def __add__(self, after: "Cost") -> "Cost":
        """Return what one command takes and another one after it."""
        return Cost(self.seconds + after.seconds, max(self.memory, after.memory))


def cost(command: list[str], folder: Path, right: Container[int] = (0,)) -> Cost:
    """Run a command in a folder.

    Args:
        command: with its arguments.
        folder: where it runs.
        right: exit codes that are no failure.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    most, ended = 0, threading.Event()
    started = perf_counter()
    # What is installed has its modules as code already; a checkout keeps them, too.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:

        def watch() -> None:
            nonlocal most
            while not ended.wait(_LOOK):
                most = max(most, sum(map(_memory, _family(process.pid))))

        watching = threading.Thread(target=watch)
        watching.start()
        _, said = process.communicate()
        seconds = perf_counter() - started
        ended.set()
        watching.join()
    if process.returncode not in right:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Cost(seconds, most)


def _family(number: int) -> list[int]:
    """Return a process and all below it."""
    found = [number]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text("ascii").split())
            except OSError:  # it has ended
                continue
    return found


def _memory(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
