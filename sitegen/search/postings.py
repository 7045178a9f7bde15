"""Where words stand, as Pagefind writes it: CBOR (RFC 8949) of one shape, read by its bytes.

A word's postings are `[page, places, places in metadata]`, the page given as its distance from the
one before. Each article has hundreds; a library that makes a list of each takes longer for it than
Pagefind for indexing. So a pattern finds where a posting begins and ends, and its inside stays as
it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

_INTEGER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PLACES = rb"%(l)b(?:%(i)b)*+" % {b"i": _INTEGER, b"l": _LIST}
_POSTING = re.compile(rb"\x83(%b)(%b)(%b)" % (_INTEGER, _PLACES, _PLACES), re.DOTALL)
_DISTANCE = re.compile(rb"\x83(%b)%b%b" % (_INTEGER, _PLACES, _PLACES), re.DOTALL)
# What follows a word's postings is a list of spellings, which no posting looks like.
_POSTINGS = re.compile(rb"(?:\x83%b%b%b)*+" % (_INTEGER, _PLACES, _PLACES), re.DOTALL)
_INTEGERS = re.compile(_INTEGER, re.DOTALL)
# The three low bits of a head say in how many bytes its number follows.
_SIZES = {24: 1, 25: 2, 26: 4}
_TEXT, _ARRAY = 3, 4
_NEGATIVE = 0x20


# The pages of a volume on which a word stands: how many, the first one's number in the volume, the
# last one's, and all of them in CBOR, but for the first one's head and number. A plain tuple, since
# there are millions.
Postings: TypeAlias = tuple[int, int, int, bytes]


class Word(NamedTuple):
    """A word, where it stands, and where its spellings with accents do."""

    text: str
    found: Postings
    spellings: dict[str, Postings]


def words(data: bytes, fields: list[int]) -> Iterator[Word]:
    """Yield the words of an index file.

    Args:
        data: the file: `[[word, postings, [[spelling, postings], ...]], ...]` in a list.
        fields: Pagefind's number of a field of metadata -> ours.

    Raises:
        ValueError: it has another shape.
    """
    reader = _Reader(data, fields)
    reader.head(_ARRAY)
    for _ in range(reader.head(_ARRAY)):
        reader.head(_ARRAY)
        text = reader.text()
        found = reader.postings()
        spellings = {}
        for _ in range(reader.head(_ARRAY)):
            reader.head(_ARRAY)
            form = reader.text()
            spellings[form] = reader.postings()
        yield Word(text, found, spellings)


class _Reader:
    def __init__(self, data: bytes, fields: list[int]) -> None:
        self._data, self._at = data, 0
        same = fields == list(range(len(fields)))
        self._fields = None if same else fields

    def head(self, kind: int) -> int:
        """Read the head of a text or a list; return its length."""
        first = self._data[self._at]
        low = first & 31
        size = _SIZES.get(low, 0)
        self._at += 1
        if first >> 5 != kind or (low >= 24 and not size):  # noqa: PLR2004 - RFC 8949, 3
            message = f"byte {self._at - 1} begins no item of kind {kind}"
            raise ValueError(message)
        if not size:
            return low
        self._at += size
        return int.from_bytes(self._data[self._at - size : self._at], "big")

    def text(self) -> str:
        length = self.head(_TEXT)
        self._at += length
        return self._data[self._at - length : self._at].decode("utf-8")

    def postings(self) -> Postings:
        count = self.head(_ARRAY)
        start = self._at
        if not count:
            return 0, 0, 0, b""
        end = self._at = _POSTINGS.match(self._data, start).end()  # type: ignore[union-attr]
        distances = _DISTANCE.findall(self._data, start, end)
        if len(distances) != count:
            message = f"{len(distances)} postings at byte {start}, not {count}"
            raise ValueError(message)
        joined = b"".join(distances)
        # Nearly all are small, and stand for themselves.
        last = sum(joined) if len(joined) == count else sum(map(_value, distances))
        data = self._data[start + 1 + len(distances[0]) : end]
        if self._fields is not None:
            data = self._renamed(start, end)
        return count, _value(distances[0]), last, data

    def _renamed(self, start: int, end: int) -> bytes:
        """Return postings, but for the first one's head and number, with our numbers of fields."""
        parts: list[bytes] = []
        before = 0
        for match in _POSTING.finditer(self._data, start, end):
            parts += (self._data[before or match.end(1) : match.start(3)], self._named(match[3]))
            before = match.end()
        return b"".join(parts)

    def _named(self, meta: bytes) -> bytes:
        """Name the fields by our numbers; -1 stands for the first of them."""
        fields = self._fields or []
        if len(meta) == 1:
            return meta
        start = 1 + _SIZES.get(meta[0] & 31, 0)
        items = _INTEGERS.findall(meta, start)
        named = [
            bytes([_NEGATIVE + fields[item[0] - _NEGATIVE]])
            if _NEGATIVE <= item[0] < _NEGATIVE + len(fields)
            else item
            for item in items
        ]
        return b"".join([meta[:start], *named])


def _value(number: bytes) -> int:
    """Return a number from 0 up that CBOR gives in these bytes."""
    return number[0] if len(number) == 1 else int.from_bytes(number[1:], "big")


def integer(value: int) -> bytes:
    """Return a number from 0 up in CBOR."""
    return _headed(0, value)


def array(length: int) -> bytes:
    """Return the head of a list in CBOR."""
    return _headed(_ARRAY, length)


def _headed(kind: int, value: int) -> bytes:
    if value < 24:  # noqa: PLR2004 - it is in the first byte
        return bytes((kind << 5 | value,))
    low = next(low for low, size in _SIZES.items() if value < 1 << (8 * size))
    return bytes((kind << 5 | low,)) + value.to_bytes(_SIZES[low], "big")


class _Heads(dict[int, bytes]):
    """Distance -> the head of a posting and that distance."""

    def __missing__(self, distance: int) -> bytes:
        self[distance] = b"\x83" + integer(distance)
        return self[distance]


HEADS = _Heads()
