"""What notes are called and filed under, and which passages are theirs."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from .stored_notes import stored_notes


@dataclass(frozen=True, slots=True)
class NoteLabels:
    """What a note is called and filed under."""

    number: int
    path: str
    title: str
    tags: tuple[str, ...]


def note_labels(connection: sqlite3.Connection) -> list[NoteLabels]:
    """The labels of every note, in the order of paths."""
    return [
        NoteLabels(note.number, note.path, note.title, note.tags)
        for note in stored_notes(connection)
    ]


def passages_of(connection: sqlite3.Connection, notes: Collection[int]) -> set[int]:
    """The numbers of all passages of the notes with these numbers."""
    query = "SELECT id FROM passages WHERE note IN (SELECT value FROM json_each(?))"
    return {number for (number,) in connection.execute(query, (json.dumps(list(notes)),))}
