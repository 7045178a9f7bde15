"""The search index, by Pagefind (<https://pagefind.app>).

Pagefind indexes everything or nothing, and its memory grows with what it indexes. So the archive is
parted into volumes, each of which Pagefind indexes for itself, several at once; what it made of a
volume is kept while the volume's articles stay the same, and one index is made of them all.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from zlib import crc32

from pagefind_bin import get_executable

from sitegen import executors, languages, remembered
from sitegen.bodies import Bodies
from sitegen.model import Archive, Entry, Site
from sitegen.pages.search import languages_of
from sitegen.report import Work
from sitegen.search.merging import File, merged
from sitegen.search.records import day, record
from sitegen.search.volumes import Record, compressed, from_bytes, make, to_bytes

FOLDER = "pagefind"
# A volume ends at an article whose slug says so, one in so many, so that an article that comes or
# goes changes no volume but its own; but it is never smaller or larger than this.
_ONE_IN, _SMALLEST, _LARGEST = 256, 150, 600
# Files of the index that are compressed together: bounds memory.
_PACKED_AT_ONCE = 2000


def _frame(archive: Archive, site: Site) -> str:
    """Return what every record is made from, besides its article."""
    own = " ".join(languages_of(archive, site))
    return "\0".join([str(_extended()), site.language, own, repr(site.words), repr(site.topics)])


def index(archive: Archive, site: Site, bodies: Bodies, work: Work) -> Iterator[File]:
    """Yield the files of the index of all entries; none for an empty archive.

    Raises:
        SearchError: Pagefind failed.
    """
    volumes = list(_volumes(archive.entries))
    if not volumes:
        return
    frame = _frame(archive, site)
    keys = [remembered.key(frame, *(e.digest.hex() for e in volume)) for volume in volumes]
    new = work.memo.missing(remembered.VOLUME, keys)
    missing = [number for number, key in enumerate(keys) if key in new]
    # The largest first, so that no worker is left with one when the others are done.
    missing.sort(key=lambda number: -len(volumes[number]))
    own = languages_of(archive, site)
    records = (_records(volumes[number], site, bodies, own) for number in missing)
    made: dict[bytes, bytes] = {}
    files: dict[bytes, bytes] = {}
    with executors.processes(work.jobs, len(missing), 2) as executor:
        step = partial(_made, str(_extended() or get_executable()))
        results = executors.ordered(executor, step, records, 1)
        for done, (number, (volume, of_volume)) in enumerate(zip(missing, results, strict=True)):
            work.progress("index", done, len(missing))
            made[keys[number]] = volume
            work.memo.put(remembered.VOLUME, {keys[number]: volume})
            work.memo.put(remembered.SEARCH_FILE, of_volume)
            if not work.memo.remembers:
                files |= of_volume

    def kept(digest: str) -> bytes:
        key = bytes.fromhex(digest)
        return files.get(key) or work.memo.get(remembered.SEARCH_FILE, [key])[key]

    known = made | work.memo.get(remembered.VOLUME, [key for key in keys if key not in made])
    whole = [from_bytes(known[key]) for key in keys]
    yield from merged(whole, kept)
    work.memo.keep_only(remembered.VOLUME, keys)
    used = {digest for volume in whole for digest in volume.runtime.values()}
    used |= {
        page.digest for volume in whole for part in volume.parts.values() for page in part.pages
    }
    work.memo.keep_only(remembered.SEARCH_FILE, map(bytes.fromhex, used))


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
    dated = [entry for entry in reversed(entries) if entry.date]
    volume: list[Entry] = []
    for entry in [*dated, *(entry for entry in entries if not entry.date)]:
        volume.append(entry)
        ends = crc32(entry.article.slug.encode("ascii")) % _ONE_IN == 0
        if len(volume) >= _LARGEST or (ends and len(volume) >= _SMALLEST):
            yield tuple(volume)
            volume = []
    if volume:
        yield tuple(volume)


def _records(
    volume: Sequence[Entry], site: Site, bodies: Bodies, own: Sequence[str]
) -> list[Record]:
    found = []
    for entry in volume:
        # What has no index of its own is found by the site's: no query leaves it out.
        lang = entry.article.lang if entry.article.lang in own else site.language
        found.append(
            Record(
                entry.url, day(entry), record(entry, bodies[entry.article.slug].html, site, lang)
            )
        )
    return found


def _made(executable: str, records: Sequence[Record]) -> tuple[bytes, dict[bytes, bytes]]:
    """Index a volume; runs in a worker."""
    volume, files = make(executable, records)
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
