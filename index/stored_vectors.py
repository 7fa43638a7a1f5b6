"""The vectors of passages and of their units, read from the database and checked."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .checksums import vectors_hold
from .embedder import Vectors
from .errors import damaged

# From an index of the table: its own rows are spread over as many pages as the texts.
PASSAGE_NUMBERS = "SELECT id FROM passages INDEXED BY passages_of_note"
VECTORS = (
    "SELECT passages.id, vectors.key, vectors.vector, vectors.checksum FROM passages"
    " JOIN vectors ON vectors.key = passages.vector"
)
_BLOCK = 2048
_BYTES = 2
"""Of a number, in half precision."""

Numbers = npt.NDArray[np.int64]


def passage_numbers(connection: sqlite3.Connection) -> Numbers:
    """The numbers of all passages, ascending."""
    found = np.fromiter((row[0] for row in connection.execute(PASSAGE_NUMBERS)), dtype=np.int64)
    return np.sort(found)


def vector_blocks(
    connection: sqlite3.Connection, dimension: int
) -> Iterator[tuple[Numbers, Vectors]]:
    """The numbers of passages, ascending, and their own vectors as rows, some at a time.

    Raises:
        IndexDamagedError: one of them is damaged.
    """
    width = dimension * _BYTES
    rows = connection.execute(f"{VECTORS} ORDER BY passages.id")
    while some := rows.fetchmany(_BLOCK):
        _check(some, width)
        joined = b"".join(row[2][:width] for row in some)
        yield np.array([row[0] for row in some], dtype=np.int64), _decoded(joined, dimension)


def all_vectors(connection: sqlite3.Connection, dimension: int) -> tuple[Numbers, Vectors]:
    """The same at once, for those who have the memory."""
    blocks = [*vector_blocks(connection, dimension)]
    numbers = [np.empty(0, dtype=np.int64), *(numbers for numbers, _ in blocks)]
    rows = [np.empty((0, dimension), dtype=np.float32), *(rows for _, rows in blocks)]
    return np.concatenate(numbers), np.vstack(rows)


def vectors_of(
    connection: sqlite3.Connection, dimension: int, numbers: Sequence[int]
) -> dict[int, Vectors]:
    """For each of these passages that is there its own vector, then those of its units, as rows.

    Raises:
        IndexDamagedError: one of them is damaged.
    """
    marks = ",".join("?" * len(numbers))
    query = f"{VECTORS} WHERE passages.id IN ({marks})"
    rows = connection.execute(query, tuple(numbers)).fetchall()
    width = dimension * _BYTES
    _check(rows, width)
    vectors = _decoded(b"".join(row[2] for row in rows), dimension)
    ends = np.cumsum([len(row[2]) // width for row in rows]).tolist()
    return {row[0]: vectors[a:b] for row, a, b in zip(rows, (0, *ends), ends, strict=False)}


def _decoded(joined: bytes, dimension: int) -> Vectors:
    return np.frombuffer(joined, dtype="<f2").reshape(-1, dimension).astype(np.float32)


def _check(rows: Sequence[tuple[Any, ...]], width: int) -> None:
    for number, *row in rows:
        if not vectors_hold(*row) or len(row[1]) % width or not row[1]:
            raise damaged(f"The vectors of passage {number} are damaged.")
