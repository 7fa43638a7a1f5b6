"""The headings of all notes, with text under them or without."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass


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
    """
    # Large vaults have a hundred thousand headings, and each question asks.
    pieces = [piece for piece in holding if piece.isascii() and piece.isalnum()]
    rows = connection.execute(
        "SELECT notes.path, headings.line, headings.path FROM headings"  # noqa: S608
        " JOIN notes ON notes.id = headings.note WHERE headings.empty = ?"
        f"{' AND headings.path LIKE ?' * len(pieces)} ORDER BY notes.path, headings.ordinal",
        (int(empty), *(f"%{piece}%" for piece in pieces)),
    )
    for note, line, path in rows:
        yield StoredHeading(note, line, tuple(json.loads(path)))
