"""A note's rows in every table, added and removed together."""

import json
import sqlite3
from collections.abc import Iterator

from ingest import Failpoint, Lines, PreparedNote, reached

from .aliases import add_aliases
from .headings import HeadingRow, add_headings
from .lexical import add_terms, remove_terms
from .records import (
    INSERT_PASSAGE,
    SELECT_PASSAGE,
    StoredPassage,
    embedded_texts,
    passage_row,
    stored_passage,
    vector_key,
)
from .stored_notes import INSERT_NOTE, note_row


def add_note(connection: sqlite3.Connection, note: PreparedNote, fingerprint: str) -> None:
    """Keep a note whose path has no rows; `fingerprint` is the embedding model's."""
    number = _next(connection, "notes")
    connection.execute(INSERT_NOTE, note_row(number, note))
    reached(Failpoint.NOTE_ROW_WRITTEN)
    add_headings(connection, number, note.found.id, _heading_rows(note))
    reached(Failpoint.HEADINGS_WRITTEN)
    add_aliases(connection, number, note.aliases)
    added = [
        StoredPassage(first, passage, note.title, note.note.digest)
        for first, passage in enumerate(note.passages, _next(connection, "passages"))
    ]
    rows = (
        passage_row(number, one, vector_key(fingerprint, embedded_texts(one.passage)))
        for one in added
    )
    connection.executemany(INSERT_PASSAGE, rows)
    reached(Failpoint.PASSAGES_WRITTEN)
    add_terms(connection, ((one.number, one.title, one.passage) for one in added))


def remove_note(connection: sqlite3.Connection, path: str) -> None:
    """Forget the note with this path, if there is one.

    Raises:
        IndexDamagedError: a passage of it is damaged: the full-text index, which must be told
            again what it has to forget, would keep wrong words.
    """
    rows = connection.execute(f"{SELECT_PASSAGE} WHERE notes.path = ?", (path,))
    stored = [stored_passage(row) for row in rows]
    remove_terms(connection, ((old.number, old.title, old.passage) for old in stored))
    connection.execute("DELETE FROM notes WHERE path = ?", (path,))


def _next(connection: sqlite3.Connection, table: str) -> int:
    """The number of the table's next row: its checksum holds it, so it must be known before."""
    query = f"SELECT coalesce(max(id), 0) + 1 FROM {table}"  # noqa: S608
    return int(connection.execute(query).fetchone()[0])


def _heading_rows(note: PreparedNote) -> Iterator[HeadingRow]:
    lines = Lines(note.note.text)
    for ordinal, section in enumerate(note.outline.sections):
        if section.heading is not None:
            path = json.dumps(section.headings, ensure_ascii=False)
            yield ordinal, path, lines.number_at(section.heading.start), int(not section.blocks)
