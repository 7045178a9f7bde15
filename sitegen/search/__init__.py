"""The search index, by Pagefind (<https://pagefind.app>).

Pagefind indexes everything or nothing, and its memory grows with what it indexes. So the archive is
parted into volumes, each of which Pagefind indexes for itself, several at once; what it made of a
volume is kept while the volume's articles stay the same, and one index is made of them all.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pagefind_bin import get_executable

from sitegen.language import languages
from sitegen.model import Archive, Entry, Site
from sitegen.pages.search import languages_of
from sitegen.report import Work
from sitegen.search import layout
from sitegen.search.merging import File, merged
from sitegen.search.packing import compressed
from sitegen.search.records import Draft, draft
from sitegen.search.volumes import Volume, from_bytes, make, to_bytes
from sitegen.site.bodies import Bodies
from sitegen.storage import remembered
from sitegen.storage.cache import Memo
from sitegen.workers import executors

# A volume ends at an article whose slug says so, one in so many, so that an article that comes or
# goes changes no volume but its own; but it is never smaller or larger than this. In an archive of
# more than so many articles, volumes are as many times as large as that goes into it, rounded to a
# power of two: there, what it takes to put many together weighs more than what one takes.
_ONE_IN, _SMALLEST, _LARGEST = 64, 32, 128
_LARGE_ARCHIVE = 20_000
# So many volumes are many.
_MANY = 10
# Files of the index that are compressed together: bounds memory.
_PACKED_AT_ONCE = 2000


def _frame(archive: Archive, site: Site) -> str:
    """Return what every record is made from, besides its article."""
    own = " ".join(languages_of(archive, site))
    return "\0".join([str(_extended()), site.language, own, repr(site.words), repr(site.topics)])


class Before(NamedTuple):
    """What is remembered of the index before: how it was laid out, and key -> volume."""

    layout: layout.Layout | None
    volumes: dict[bytes, Volume]


def before(memo: Memo) -> Before:
    """Remember the index before."""
    data = memo.get(remembered.INDEX, [_layout_key()]).get(_layout_key())
    if data is None:
        return Before(None, {})
    laid = layout.unpacked(data)
    known = memo.get(remembered.VOLUME, map(bytes.fromhex, laid.volumes))
    return Before(laid, {key: from_bytes(volume) for key, volume in known.items()})


@contextmanager
def begun(
    archive: Archive, site: Site, bodies: Bodies, work: Work, last: Before
) -> Iterator[Iterator[File]]:
    """Have Pagefind work on the volumes that are new; give the files of the index of all entries.

    There are none for an empty archive. Whoever asks for the first one waits until all volumes are
    there.

    Args:
        archive: whose entries are indexed.
        site: what their records say besides.
        bodies: of the entries.
        work: how it is done.
        last: what is remembered of the index before.

    Raises:
        SearchError: Pagefind failed.
    """
    volumes = list(_volumes(archive.entries))
    frame = _frame(archive, site)
    keys = [remembered.key(frame, *(e.digest for e in volume)) for volume in volumes]
    new = work.memo.missing(remembered.VOLUME, keys)
    missing = [number for number, key in enumerate(keys) if key in new]
    # The largest first, so that no worker is left with one when the others are done.
    missing.sort(key=lambda number: -len(volumes[number]))
    own = languages_of(archive, site)
    drafts = (_drafts(volumes[number], site, bodies, own) for number in missing)
    step = partial(_made, str(_extended() or get_executable()))
    # Where there are many, a worker is there at once, and takes apart what Pagefind made.
    worth = 1 if len(volumes) >= _MANY else 2
    # Where there will be another build, it need not wait until what is given up is done.
    workers = executors.processes if work.kept is None else executors.patient

    def waiting(done: int) -> None:
        work.progress("index", done, len(new))

    with (
        workers(work.jobs, len(missing), worth) as executor,
        ThreadPoolExecutor(1) as beside,
        closing(executors.ordered(executor or beside, step, drafts, 1, waiting=waiting)) as results,
    ):
        made = zip((keys[number] for number in missing), results, strict=True)
        yield _files(keys, new, made, work, last)


def _files(
    keys: Sequence[bytes],
    new: AbstractSet[bytes],
    results: Iterable[tuple[bytes, tuple[bytes, dict[bytes, bytes]]]],
    work: Work,
    last: Before,
) -> Iterator[File]:
    """Yield the files of the index; volumes that are new come with their keys."""
    if not keys:
        return
    whole = {key: last.volumes[key] for key in keys if key in last.volumes}
    known = work.memo.get(
        remembered.VOLUME, [key for key in keys if key not in new and key not in whole]
    )
    whole |= {key: from_bytes(data) for key, data in known.items()}
    files: dict[bytes, bytes] = {}
    for done, (key, (volume, of_volume)) in enumerate(results):
        work.progress("index", done, len(new))
        whole[key] = from_bytes(volume)
        work.memo.put(remembered.VOLUME, {key: volume})
        work.memo.put(remembered.SEARCH_FILE, of_volume)
        if not work.memo.remembers:
            files |= of_volume

    def kept(digest: str) -> bytes:
        key = bytes.fromhex(digest)
        return files.get(key) or work.memo.get(remembered.SEARCH_FILE, [key])[key]

    volumes = [whole[key] for key in keys]
    names = [key.hex() for key in keys]
    standing = _standing(names, volumes, last)
    chunks = yield from merged(volumes, kept, standing)
    laid = layout.Layout(names, layout.pages_of(volumes), chunks)
    work.memo.put(remembered.INDEX, {_layout_key(): laid.packed()})
    work.memo.keep_only(remembered.INDEX, [_layout_key()])
    work.memo.keep_only(remembered.VOLUME, keys)
    used = {digest for volume in whole.values() for digest in volume.runtime.values()}
    used |= {
        page.digest
        for volume in whole.values()
        for part in volume.parts.values()
        for page in part.pages
    }
    work.memo.keep_only(remembered.SEARCH_FILE, map(bytes.fromhex, used))


def _layout_key() -> bytes:
    return remembered.key("layout")


def _standing(
    names: Sequence[str], volumes: Sequence[Volume], last: Before
) -> dict[str, list[layout.Stretch]]:
    """Say which files of words stand as they were in the index before."""
    if last.layout is None:
        return {}

    def earlier(wanted: Sequence[str]) -> list[Volume]:
        keys = map(bytes.fromhex, wanted)
        return [last.volumes[key] for key in keys if key in last.volumes]

    return layout.stretches(last.layout, names, volumes, earlier)


def packed(files: Iterable[File], jobs: int) -> Iterator[tuple[File, bytes]]:
    """Yield each file with its bytes, compressed in workers where there are many."""
    source = iter(files)
    while some := list(islice(source, _PACKED_AT_ONCE)):
        raw = [file for file in some if file.level]
        with executors.processes(jobs, len(raw)) as executor:
            yield from zip(raw, executors.ordered(executor, _packed, raw, 8), strict=True)
        for file in some:
            if not file.level:
                yield file, file.read()


def _packed(file: File) -> bytes:
    return compressed(file.read(), file.level)


def _volumes(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Part the entries, the oldest first and the undated last."""
    scale = 1 << max(0, (len(entries) // _LARGE_ARCHIVE).bit_length() - 1)
    dated = [entry for entry in reversed(entries) if entry.date]
    volume: list[Entry] = []
    for entry in [*dated, *(entry for entry in entries if not entry.date)]:
        volume.append(entry)
        ends = crc32(entry.article.slug.encode("ascii")) % (scale * _ONE_IN) == 0
        if len(volume) >= scale * _LARGEST or (ends and len(volume) >= scale * _SMALLEST):
            yield tuple(volume)
            volume = []
    if volume:
        yield tuple(volume)


def _drafts(volume: Sequence[Entry], site: Site, bodies: Bodies, own: Sequence[str]) -> list[Draft]:
    found = []
    for entry in volume:
        # What has no index of its own is found by the site's: no query leaves it out.
        lang = entry.article.lang if entry.article.lang in own else site.language
        found.append(draft(entry, bodies.source(entry.article.slug, text=False), site, lang))
    return found


def _made(executable: str, drafts: Sequence[Draft]) -> tuple[bytes, dict[bytes, bytes]]:
    """Index a volume; runs in a worker, which fetches its bodies, or renders them."""
    volume, files = make(executable, [one.record() for one in drafts])
    return to_bytes(volume), {bytes.fromhex(digest): data for digest, data in files.items()}


def unspaced(archive: Archive) -> int:
    """Return how many articles are in scripts without spaces, which only the extra `cjk` parts."""
    return sum(entry.article.lang in languages.UNSPACED for entry in archive.entries)


def has_extended() -> bool:
    """Whether the extra `cjk` is installed."""
    return _extended() is not None


def _extended() -> Path | None:
    """Return Pagefind's build that knows the words of Chinese and Japanese, if it is installed."""
    try:
        found = importlib.import_module("pagefind_bin_extended")
    except ImportError:
        return None
    return Path(found.get_executable())
