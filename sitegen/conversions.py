"""seeds/ -> Conversions: each seed in a worker, and only if it is new."""

import functools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sitegen import executors, limits, remembered, seeds
from sitegen.model import Conversion, Problem, Seed
from sitegen.report import Work
from sitegen.topics import Topic

# So many results are written to the memo together.
_AT_ONCE = 500
# A seed may take so long, and so long for each megabyte; most take a twentieth of a second.
_SECONDS = 1.5


def of(root: Path, paths: list[str], topics: tuple[Topic, ...], work: Work) -> Iterator[Conversion]:
    """Yield what became of each seed, in their order; only what is new is converted.

    Args:
        root: the archive's folder.
        paths: of the seeds, relative to it.
        topics: the vocabulary.
        work: how.
    """
    memo = work.memo
    vocabulary = remembered.vocabulary(topics)
    digests = {path: _digest(root, path) for path in paths}
    keys = {path: remembered.key(path, digests[path], vocabulary) for path in paths}
    known = memo.get(remembered.CONVERSION, keys.values())
    missing = [path for path in paths if keys[path] not in known]
    step = functools.partial(_convert, root, topics)
    made: dict[bytes, bytes] = {}
    with (
        executors.processes(
            work.jobs, len(missing), apart=not limits.hold(), cluster=work.cluster, kept=work.kept
        ) as executor,
        closing(executors.ordered(executor, step, missing, lost=_lost)) as converted,
    ):
        for done, path in enumerate(paths, start=1):
            data = known.pop(keys[path], None)
            if data is not None:
                result = remembered.unpacked(data, path, digests[path])
            else:
                result = next(converted)
                # One that changed meanwhile, or that failed, is tried again next time.
                if result.digest == digests[path] and not _has_failed(result):
                    made[keys[path]] = remembered.packed(result)
            if len(made) >= _AT_ONCE:
                memo.put(remembered.CONVERSION, made)
                made = {}
            work.progress("convert", done, len(paths))
            yield result
    memo.put(remembered.CONVERSION, made)
    memo.keep_only(remembered.CONVERSION, keys.values())


def _digest(root: Path, path: str) -> str:
    seed = seeds.load(root, path)
    return seed.digest if isinstance(seed, Seed) else ""


def _has_failed(result: Conversion) -> bool:
    return any(problem.code == "conversion-failed" for problem in result.problems)


def _convert(root: Path, topics: tuple[Topic, ...], path: str) -> Conversion:
    """Read and convert one seed; runs in a worker, so only what settling needs comes back."""
    seed = seeds.load(root, path)
    if isinstance(seed, Problem):
        return Conversion(path, "", None, (), (), (seed,))
    return replace(safely(seed, topics), blocks=())


def _lost(path: str) -> Conversion:
    return _stopped(path, "", "converting it ended the process that did it")


def _stopped(path: str, digest: str, message: str) -> Conversion:
    problem = Problem(
        path, 0, 0, "conversion-failed", message,
        "take out what is no article: the longest lines, or all but the text",
    )  # fmt: skip
    return Conversion(path, digest, None, (), (), (problem,))


def safely(seed: Seed, topics: tuple[Topic, ...]) -> Conversion:
    """Convert a seed; whatever goes wrong becomes a problem."""
    # A fifth of a second that a build without new seeds can do without.
    from sitegen import convert  # noqa: PLC0415

    seconds = max(_SECONDS, _SECONDS * len(seed.data) / 1e6)
    try:
        with limits.at_most(seconds, len(seed.data)):
            return convert.convert(seed, topics)
    except limits.TookTooLong:
        message = f"converting it took longer than {seconds:.1f} s"
        return _stopped(seed.path, seed.digest, message)
    except MemoryError:
        return _stopped(seed.path, seed.digest, "converting it took more memory than a seed may")
    except Exception as error:  # noqa: BLE001 - whatever one seed does, the others go on
        return convert.crashed(seed, error)
