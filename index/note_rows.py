"""A note's rows in every table: made of a prepared note, added and removed together."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Self

from ingest import Alias, Failpoint, Lines, PreparedNote, reached

from .aliases import add_aliases
from .headings import HeadingRow, add_headings
from .lexical import add_terms, remove_terms
from .records import (
    INSERT_PASSAGE,
    SELECT_PASSAGE,
    PassageContent,
    embedded_texts,
    passage_content,
    passage_of,
    passage_row,
    stored_passage,
    vector_key,
)
from .stored_notes import INSERT_NOTE, NoteContent, note_content, note_row


@dataclass(frozen=True, slots=True)
class NoteRows:
    """What the index keeps of a note, as texts and numbers, before its rows have numbers."""

    content: NoteContent
    facts: tuple[int, ...]
    """What was seen of its file (see `note_row`)."""
    headings: tuple[HeadingRow, ...]
    aliases: tuple[tuple[str, str], ...]
    passages: tuple[tuple[str, PassageContent], ...]
    """The key of its vectors in hexadecimal, and what its row holds."""

    @property
    def path(self) -> str:
        """The note's path."""
        return self.content[0]

    @property
    def digest(self) -> str:
        """The digest of the note's file."""
        return self.content[2]

    def as_lists(self) -> list[Any]:
        """All of it, as JSON takes it."""
        return list(astuple(self))

    @classmethod
    def from_lists(cls, lists: list[Any]) -> Self:
        """What `as_lists` was given, after a way through JSON."""
        content, facts, headings, aliases, passages = lists
        return cls(
            tuple(content),
            tuple(facts),
            tuple(map(tuple, headings)),
            tuple(map(tuple, aliases)),
            tuple((key, tuple(row)) for key, row in passages),
        )


def rows_of(note: PreparedNote, keys: Sequence[bytes]) -> NoteRows:
    """The rows of a note whose passages' vectors have these keys (see `keyed_texts`)."""
    found = note.found
    return NoteRows(
        content=note_content(note),
        facts=(found.size, found.modified_ns, found.changed_ns, note.read_ns),
        headings=tuple(_heading_rows(note)),
        aliases=tuple((alias.name, alias.means) for alias in note.aliases),
        passages=tuple(
            (key.hex(), passage_content(passage))
            for key, passage in zip(keys, note.passages, strict=True)
        ),
    )


def keyed_texts(note: PreparedNote, fingerprint: str) -> list[tuple[bytes, tuple[str, ...]]]:
    """What the model with this fingerprint reads of each passage, and the key of its vectors."""
    texts = [embedded_texts(passage) for passage in note.passages]
    return [(vector_key(fingerprint, some), some) for some in texts]


def add_note(connection: sqlite3.Connection, note: NoteRows, first: int) -> int:
    """Keep a note whose path has no rows; its passages are numbered from `first`.

    Returns the number after that of its last passage.
    """
    path, title, digest = note.content[:3]
    number = _next_note(connection)
    connection.execute(INSERT_NOTE, note_row(number, note.content, note.facts))
    reached(Failpoint.NOTE_ROW_WRITTEN)
    add_headings(connection, number, path, note.headings)
    reached(Failpoint.HEADINGS_WRITTEN)
    add_aliases(connection, number, (Alias(*names) for names in note.aliases))
    added = list(enumerate(note.passages, first))
    rows = (
        passage_row(one, number, (path, title, digest, bytes.fromhex(key)), content)
        for one, (key, content) in added
    )
    connection.executemany(INSERT_PASSAGE, rows)
    reached(Failpoint.PASSAGES_WRITTEN)
    add_terms(connection, ((one, title, passage_of(path, row)) for one, (_, row) in added))
    return first + len(added)


def remove_note(connection: sqlite3.Connection, path: str) -> list[bytes]:
    """Forget the note with this path, if there is one; the keys of its passages' vectors.

    Raises:
        IndexDamagedError: a passage of it is damaged: the full-text index, which must be told
            again what it has to forget, would keep wrong words.
    """
    rows = connection.execute(f"{SELECT_PASSAGE} WHERE notes.path = ?", (path,)).fetchall()
    stored = [stored_passage(row) for row in rows]
    remove_terms(connection, ((old.number, old.title, old.passage) for old in stored))
    connection.execute("DELETE FROM notes WHERE path = ?", (path,))
    return [row[4] for row in rows]


def _next_note(connection: sqlite3.Connection) -> int:
    """The number of the next note: its checksum holds it, so it must be known before."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM notes").fetchone()[0])


def _heading_rows(note: PreparedNote) -> Iterator[HeadingRow]:
    lines = Lines(note.note.text)
    for ordinal, section in enumerate(note.outline.sections):
        if section.heading is not None:
            path = json.dumps(section.headings, ensure_ascii=False)
            yield ordinal, path, lines.number_at(section.heading.start), int(not section.blocks)
