"""Checksums of what is stored: SQLite itself notices next to no damage to its file.

Every row that is shown, or decides what is shown, holds one, and it is compared whenever the row
is read. The full-text index cannot: damage there may cost a hit, and never alters a quote.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from .errors import damaged


def row_checksum(*values: object) -> bytes:
    """Of the values of a row, whatever damage has made of their types."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()[:16]


def vector_checksum(key: bytes, vectors: bytes) -> int:
    """Of a row of the table `vectors`.

    CRC-32, which misses no run of up to 32 wrong bits and one in four thousand million of all
    others: a question reads about a hundred rows of four kilobytes and the cache every one, and
    measured it takes a fifth of the time of any other hash that Python has.
    """
    return zlib.crc32(vectors, zlib.crc32(key))


def vectors_hold(key: object, vectors: object, checksum: object) -> bool:
    """Whether a row of the table `vectors` is the one that was written."""
    if not isinstance(key, bytes) or not isinstance(vectors, bytes):
        return False
    return vector_checksum(key, vectors) == checksum


def checked(rows: Iterable[tuple[Any, ...]], what: str) -> Iterator[tuple[Any, ...]]:
    """The rows without their last value, which is the checksum of all others.

    Args:
        rows: As they were read.
        what: What they are, for the error's message, such as "a heading".

    Raises:
        IndexDamagedError: a row's checksum does not hold.
    """
    for *values, checksum in rows:
        if row_checksum(*values) != checksum:
            # Nothing of the row is named: it may be what is wrong.
            raise damaged(f"What the index keeps of {what} is not what was written.")
        yield tuple(values)
