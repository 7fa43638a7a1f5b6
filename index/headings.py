"""The headings of all notes, with text under them or without."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .checksums import checked, row_checksum

SELECT_HEADING = (
    "SELECT notes.path, headings.ordinal, headings.path, headings.line, headings.empty,"
    " headings.checksum FROM headings LEFT JOIN notes ON notes.id = headings.note"
)
"""What `checked` takes; the note may be missing, which its path would then show."""


HeadingRow = tuple[int, str, int, int]
"""Its place among the note's, its path in JSON, its line, and 1 where nothing stands under it."""


@dataclass(frozen=True, slots=True)
class StoredHeading:
    """A heading and where it stands."""

    note: str
    line: int
    path: tuple[str, ...]
    """Outermost first, this heading last."""


def find_headings(
    connection: sqlite3.Connection, *, empty: bool, holding: Collection[str] = ()
) -> Iterator[StoredHeading]:
    """The headings that have no text right under them, or those that do, in the order of notes.

    With `holding` only those whose path has each of these pieces of words, whatever the case.

    Raises:
        IndexDamagedError: a row's checksum does not match its content.
    """
    # Large vaults have a hundred thousand headings, and each question asks.
    pieces = [piece for piece in holding if piece.isascii() and piece.isalnum()]
    rows = connection.execute(
        f"{SELECT_HEADING} WHERE headings.empty = {int(empty)}"  # so that its index is used
        f"{' AND headings.path LIKE ?' * len(pieces)} ORDER BY notes.path, headings.ordinal",
        [f"%{piece}%" for piece in pieces],
    )
    for note, _, path, line, _ in checked(rows, "a heading"):
        yield StoredHeading(note, line, tuple(json.loads(path)))


def some_headings(connection: sqlite3.Connection, limit: int) -> tuple[tuple[str, ...], ...]:
    """Up to `limit` heading paths of sections with text, spread evenly over the notes.

    Raises:
        IndexDamagedError: a row's checksum does not match its content.
    """
    query = (
        f"{SELECT_HEADING} WHERE NOT headings.empty"
        " ORDER BY (note * 2654435761 + ordinal * 40503) % 1000003 LIMIT ?"
    )
    rows = checked(connection.execute(query, (limit,)), "a heading")
    return tuple(tuple(json.loads(row[2])) for row in rows)


def add_headings(
    connection: sqlite3.Connection, number: int, note: str, rows: Iterable[HeadingRow]
) -> None:
    """Keep the headings of the note with this number and path. They go when the note goes."""
    connection.executemany(
        "INSERT INTO headings VALUES (?, ?, ?, ?, ?, ?)",
        ((number, *row, row_checksum(note, *row)) for row in rows),
    )
