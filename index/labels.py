"""What notes are called and filed under, and which passages are theirs."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteLabels:
    """What a note is called and filed under."""

    number: int
    path: str
    title: str
    tags: tuple[str, ...]


def note_labels(connection: sqlite3.Connection) -> list[NoteLabels]:
    """The labels of every note, in the order of paths."""
    rows = connection.execute("SELECT id, path, title, tags FROM notes ORDER BY path")
    return [
        NoteLabels(number, path, title, tuple(json.loads(tags)))
        for number, path, title, tags in rows
    ]


def passages_of(connection: sqlite3.Connection, notes: Collection[int]) -> set[int]:
    """The numbers of all passages of the notes with these numbers."""
    query = "SELECT id FROM passages WHERE note IN (SELECT value FROM json_each(?))"
    return {number for (number,) in connection.execute(query, (json.dumps(list(notes)),))}
