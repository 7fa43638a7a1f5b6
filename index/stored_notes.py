"""Notes as rows of the database, and back."""

import json
import sqlite3
from dataclasses import dataclass

from ingest import PreparedNote

from .checksums import checked, row_checksum
from .known import KnownNote

INSERT_NOTE = (
    "INSERT INTO notes (id, path, title, digest, encoding, tags, warnings, checksum,"
    " size, modified_ns, changed_ns, read_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CHECKED = "SELECT id, path, title, digest, encoding, tags, warnings, checksum FROM notes"
_FACTS = "SELECT id, size, modified_ns, changed_ns, read_ns FROM notes"


NoteContent = tuple[str, str, str, str, str, str]
"""Path, title, digest, encoding, tags and warnings, the last two as JSON."""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """What the index keeps of a note beside its passages, headings and aliases."""

    number: int
    path: str
    title: str
    digest: str
    encoding: str
    tags: tuple[str, ...]
    warnings: tuple[str, ...]


def note_content(prepared: PreparedNote) -> NoteContent:
    """What a row holds of the note itself, in the order of its columns."""
    note = prepared.note
    tags, warnings = (
        json.dumps(some, ensure_ascii=False) for some in (prepared.tags, prepared.warnings)
    )
    return prepared.found.id, prepared.title, note.digest, note.encoding, tags, warnings


def note_row(number: int, content: NoteContent, facts: tuple[int, ...]) -> tuple[object, ...]:
    """The values for `INSERT_NOTE`; `facts` are the file's size and times, and when it was read."""
    return (number, *content, row_checksum(number, *content), *facts)


def stored_notes(connection: sqlite3.Connection, *, only_warned: bool = False) -> list[StoredNote]:
    """All notes, or those with warnings, in the order of paths.

    Raises:
        IndexDamagedError: a row's checksum does not match its content.
    """
    # Sorted here: in the order of an index of the database, damage to that could hide notes.
    query = f"{_CHECKED} WHERE warnings <> '[]'" if only_warned else _CHECKED
    rows = sorted(checked(connection.execute(query), "a note"), key=lambda row: row[1])
    return [
        StoredNote(number, path, title, digest, encoding, _names(tags), _names(warnings))
        for number, path, title, digest, encoding, tags, warnings in rows
    ]


def known_notes(connection: sqlite3.Connection) -> dict[str, KnownNote]:
    """Every indexed note by its path, with what was seen of its file."""
    facts = {number: seen for number, *seen in connection.execute(_FACTS)}
    return {
        note.path: KnownNote(note.number, note.path, note.digest, *facts[note.number])
        for note in stored_notes(connection)
    }


def _names(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))
