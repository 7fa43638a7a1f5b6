"""In which passages each term stands, and how often: arrays made from the full text.

SQLite finds and scores a row in a microsecond; a common word of a large vault stands in hundreds
of thousands. Here they are numbers in a row, made by SQLite itself from its own full text, so that
both take words in the same way.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
"""Of passages, in the order of their numbers."""
Halves = npt.NDArray[np.uint16]
"""Twice the weight of a term in a passage: 2 for each time in the title or the text, 3 for each
time in a heading."""

_MOST_HALVES = 2**16 - 1
_AT_ONCE = 1_000_000
"""Words of the notes that are counted at a time."""
LISTED = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.listed USING fts5vocab (main, terms, instance)"
"""Makes `temp.listed`: each time that a term stands in a passage."""
# The rows of a term come in one go, passages ascending: passage and weight in one number.
_OCCURRENCES = (
    "SELECT term, group_concat(2 * doc + (col = 'headings')) FROM temp.listed GROUP BY term"
)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The terms of some passages."""

    numbers: Numbers
    """Of the passages, ascending."""
    lengths: Numbers
    """How many terms each has, title and headings included."""
    hashes: npt.NDArray[np.uint64]
    """Of the terms, ascending; see `term_hash`."""
    starts: Numbers
    """Where each of these begins in the last two, and where it ends."""
    ends: Numbers
    places: Places
    halves: Halves

    def of_term(self, term: str) -> tuple[Places, Halves]:
        """The places of the passages with a (stemmed) term, ascending, and its weights there."""
        wanted = np.uint64(term_hash(term))
        at = int(np.searchsorted(self.hashes, wanted))
        if at == len(self.hashes) or self.hashes[at] != wanted:
            return self.places[:0], self.halves[:0]
        rows = slice(int(self.starts[at]), int(self.ends[at]))
        return self.places[rows], self.halves[rows]

    def arrays(self) -> tuple[npt.NDArray[Any], ...]:
        """All that it holds, in the order of its fields."""
        return tuple(getattr(self, field.name) for field in fields(self))


def term_hash(term: str) -> int:
    """64 bits that stand for a term: of a million terms two share them once in 37 million vaults.

    Such two would be taken for one.
    """
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")


def collect_postings(connection: sqlite3.Connection, numbers: Numbers) -> Postings:
    """The postings of a database's full text, which is of the passages with these numbers.

    Raises:
        ValueError: it is of other passages, too.
    """
    connection.execute(LISTED)
    lengths = np.zeros(len(numbers), dtype=np.int64)
    hashes, counts = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int64)]
    places, halves = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.uint16)]
    for names, sizes, pairs in _occurrences(connection):
        where = _places(numbers, pairs >> 1)
        lengths += np.bincount(where, minlength=len(numbers))
        term = np.repeat(np.arange(len(sizes)), sizes)
        first = np.flatnonzero(np.diff(term, prepend=-1) | np.diff(where, prepend=-1))
        weights = np.add.reduceat(2 + (pairs & 1), first)
        hashes.append(np.array([*map(term_hash, names)], dtype=np.uint64))
        counts.append(np.bincount(term[first], minlength=len(sizes)))
        places.append(where[first])
        halves.append(np.minimum(weights, _MOST_HALVES).astype(np.uint16))
    ends = np.cumsum(np.concatenate(counts))
    starts = ends - np.concatenate(counts)
    unsorted = np.concatenate(hashes)
    order = np.argsort(unsorted, kind="stable")
    runs = (unsorted[order], starts[order], ends[order])
    return Postings(numbers, lengths, *runs, np.concatenate(places), np.concatenate(halves))


def _places(numbers: Numbers, wanted: Numbers) -> Places:
    places = np.searchsorted(numbers, wanted)
    is_known = places < len(numbers)
    if not is_known.all() or not np.array_equal(numbers[places], wanted):
        raise ValueError("the full text has passages that are not there")
    return places.astype(np.int32)


def _occurrences(
    connection: sqlite3.Connection,
) -> Iterator[tuple[list[str], list[int], Numbers]]:
    """Some terms at a time, how often each occurs, and for each time passage and weight."""
    names: list[str] = []
    found: list[Numbers] = []
    waiting = 0
    for term, pairs in connection.execute(_OCCURRENCES):
        names.append(term)
        found.append(np.fromstring(pairs, dtype=np.int64, sep=","))
        waiting += len(found[-1])
        if waiting >= _AT_ONCE:
            yield names, [*map(len, found)], np.concatenate(found)
            names, found, waiting = [], [], 0
    if names:
        yield names, [*map(len, found)], np.concatenate(found)
