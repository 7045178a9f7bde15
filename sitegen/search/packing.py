"""The files of an index as Pagefind packs them: gzip around a magic word and what they hold."""

import gzip
import hashlib

MAGIC = b"pagefind_dcd"


def unzipped(data: bytes) -> bytes:
    """Return what a file of Pagefind's holds."""
    return gzip.decompress(data).removeprefix(MAGIC)


def compressed(data: bytes, level: int = 9) -> bytes:
    """Return a file as Pagefind's script reads it."""
    return gzip.compress(MAGIC + data, level, mtime=0)


def hash_of(data: bytes) -> str:
    """Return a digest by which a file is named."""
    return hashlib.sha256(data).hexdigest()[:16]
