"""How the time of a conversion grows with its seed: python -m benchmarks.growth [--most BYTES].

Prints for ordinary and hostile texts the time of each size and the slope of the line through them
on logarithmic axes: 1 is linear, 2 square. A seed twice as long should take twice the time.
"""

import argparse
import hashlib
import math
import random
import re
import statistics
import time
from collections.abc import Callable

from sitegen.conversion.convert import convert, prepare
from sitegen.model import Seed
from sitegen.model.topics import IPTC

_WORDS = (
    "the harbour and its keeper of salt had been written in a book that no one but she would read "
    "for it was late when they came over water to sell herring, wool, tar. Then"
).split()
_LEAST = 16_000


def prose(size: int) -> str:
    """Return paragraphs of prose."""
    choose = random.Random(1)  # noqa: S311 - the same text in every run
    lines: list[str] = []
    length = 0
    while length < size:
        line = " ".join(choose.choices(_WORDS, k=choose.randint(4, 90))).capitalize() + "."
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines)


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "hard-wrapped prose": lambda size: re.sub("(.{72})", r"\1\n", prose(size)),
    "one line": lambda size: prose(size).replace("\n", " "),
    "short lines": lambda size: "Home\nNews\n" * (size // 10),
    "single letters": lambda size: "a\n" * (size // 2),
    "only brackets": lambda size: "[" * size,
    "bracketed lines": lambda size: "[[]](()){}\n" * (size // 11),
    "only spaces": lambda size: "a" + " " * size + "b",
    "columns": lambda size: "Home          the harbour and its keeper of salt\n" * (size // 49),
    "dates": lambda size: "12 March 2011, 03/04/2012 " * (size // 26),
    "dated lines": lambda size: "By Ada Marlowe, 12 March 2011\n" * (size // 30),
    "names": lambda size: "Ada Marlowe and " * (size // 16),
    "unspaced": lambda size: "港の倉庫は長いあいだ空いたままだった。" * (size // 57),
}


def seconds(text: str) -> float:
    """Return the best of two times of converting a seed, in seconds of the processor."""
    data = text.encode()
    seed = Seed("seeds/growth.txt", data, hashlib.sha256(data).hexdigest())
    times = []
    for _ in range(2):
        started = time.process_time()
        convert(seed, IPTC)
        times.append(time.process_time() - started)
    return min(times)


def slope(sizes: list[int], times: list[float]) -> float:
    """Return the exponent with which times grow with sizes."""
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, times)))[0]


def main() -> None:
    """Print a line for each kind of text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=2_000_000, help="size of the largest, in bytes")
    options = parser.parse_args()
    sizes = [_LEAST]
    while sizes[-1] * 4 <= options.most:
        sizes.append(sizes[-1] * 4)
    prepare(".txt")
    for name, text in TEXTS.items():
        times = [seconds(text(size)) for size in sizes]
        shown = "  ".join(f"{t:7.3f}" for t in times)
        print(f"{name:20} {shown}  slope {slope(sizes[-3:], times[-3:]):.2f}", flush=True)


if __name__ == "__main__":
    main()
