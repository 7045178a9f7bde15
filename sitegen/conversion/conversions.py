"""seeds/ -> Conversions: each seed in a worker, and only if it is new."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sitegen import readers
from sitegen.articles import shelved
from sitegen.articles.shelved import Passage
from sitegen.conversion import seeds
from sitegen.errors import ChangedError
from sitegen.model import Conversion, Problem, Seed
from sitegen.model.topics import Topic
from sitegen.report import Work
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Memory, Reading, Step
from sitegen.workers import executors, limits

# So many results are written to the memo together.
_AT_ONCE = 500
# A seed may take so long, and so long for each megabyte; most take a twentieth of a second.
_SECONDS = 1.5
# What memory has of each seed: its digest, made from what its file looked like; and what became of
# it, made from its key.
_DIGEST, _CONVERSION = Step[str]("seed digest"), Step[Conversion]("conversion")


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
    digests = _digests(root, paths, memo.memory)
    keys = {path: remembered.key(path, digests[path], vocabulary) for path in paths}
    memory = memo.memory.of(_CONVERSION)
    before = {path: memory.get(path, keys[path]) for path in paths}
    known = memo.get(remembered.CONVERSION, (keys[p] for p in paths if before[p] is None))
    missing = [path for path in paths if before[path] is None and keys[path] not in known]
    step = partial(_convert, root, topics)
    made: dict[bytes, bytes] = {}
    with (
        executors.processes(
            work.jobs, len(missing), apart=not limits.hold(), cluster=work.cluster, kept=work.kept
        ) as executor,
        closing(executors.ordered(executor, step, missing, lost=_lost)) as converted,
    ):
        for done, path in enumerate(paths, start=1):
            data = known.pop(keys[path], None)
            if (result := before[path]) is None:
                result = remembered.unpacked(data, path, digests[path]) if data else next(converted)
                # One that changed meanwhile, or that failed, is tried again next time.
                if result.digest == digests[path] and not _has_failed(result):
                    memory.put(path, result, keys[path])
                    if data is None:
                        made[keys[path]] = remembered.packed(result)
            if len(made) >= _AT_ONCE:
                memo.put(remembered.CONVERSION, made)
                made = {}
            work.progress("convert", done, len(paths))
            yield result
    memo.put(remembered.CONVERSION, made)
    memo.keep_only(remembered.CONVERSION, keys.values(), returning=True)
    memory.keep_only(keys)


def _digests(root: Path, paths: list[str], memory: Memory) -> dict[str, str]:
    """Return path -> the seed's digest, empty where it cannot be read."""
    reading = Reading(memory.of(_DIGEST))

    def digest(path: str) -> str:
        seed = seeds.load(root, path)
        return seed.digest if isinstance(seed, Seed) else ""

    found: dict[str, str] = {}
    for path in paths:
        try:
            looks = os.lstat(f"{root}/{path}")
        except OSError:
            found[path] = ""
        else:
            found[path] = reading.of(path, looks, digest, path)
    reading.known.keep_only(paths)
    return found


class _Stored:
    """The body of a conversion, which stays in the memo until somebody asks for it."""

    def __init__(self, memo: Memo, key: bytes) -> None:
        self._memo, self._key = memo, key

    def read(self) -> bytes:
        """Return it as UTF-8.

        Raises:
            ChangedError: the memo does not have it any more.
        """
        data = self._memo.get(remembered.CONVERSION, [self._key]).get(self._key)
        article = remembered.unpacked(data, "", "").article if data else None
        if article is None:
            raise ChangedError("what was remembered is gone", "", "build again")
        return article.body.encode("utf-8", "surrogatepass")


class Known(NamedTuple):
    """What is known of a seed.

    Attributes:
        looks: what its file looked like, as of `tree.looks_of`.
        digest: of the seed.
        key: the memo's, of the conversion.
        conversion: what became of it: of the claims only what was suggested, and no body.
    """

    looks: tuple[int, ...]
    digest: str
    key: bytes
    conversion: Conversion


def known(path: str, memory: Memory) -> Known | None:
    """Return what memory has of a seed of which an article was made; None if that is not all."""
    digest, made = memory.of(_DIGEST).made(path), memory.of(_CONVERSION).made(path)
    if not digest or not made or made[1].digest != digest[1] or made[1].article is None:
        return None
    ((key,), whole), ((looks,), its) = made, digest
    return Known(looks, its, key, whole)


def without_body(conversion: Conversion) -> Conversion:
    """Return a conversion as `Known` has it."""
    article = conversion.article and shelved.light(conversion.article)
    suggested = tuple(claim for claim in conversion.claims if not claim.claimed)
    return replace(conversion, article=article, claims=suggested)


def know(path: str, seed: Known, memo: Memo) -> Conversion | None:
    """Know what became of a seed as long as its file looks the same; return that.

    The memo must have it under that key: its body is found there when somebody asks for it.

    Args:
        path: the seed's.
        seed: what is known of it.
        memo: what it has, and the memory.
    """
    light = seed.conversion.article
    if light is None:
        return None
    body = Passage(_Stored(memo, seed.key), 0, sys.maxsize)
    whole = replace(seed.conversion, article=shelved.of(light, body, ""))
    memo.memory.of(_DIGEST).put(path, seed.digest, seed.looks)
    memo.memory.of(_CONVERSION).put(path, whole, seed.key)
    return whole


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
    from sitegen.conversion import convert  # noqa: PLC0415

    convert.prepare(readers.suffix(seed.path))
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
