"""The database of an index, opened for writing: vectors as they come, everything else at once.

Vectors are committed batch by batch, for they are named by their content and cost the most: an
interrupted build keeps them. All that readers see changes in one transaction.
"""

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest import Failpoint, FoundNote, Lines, Passage, reached

from .aliases import add_aliases
from .damage import damage_reported
from .embedder import Vectors
from .encoder import ModelIdentity
from .errors import IndexDamagedError
from .folders import DATABASE
from .lexical import add_terms, remove_terms
from .model import Skip
from .prepare import PreparedNote
from .records import (
    INSERT_PASSAGE,
    SELECT_PASSAGE,
    embedded_texts,
    passage_row,
    stored_passage,
    vector_key,
)
from .schema import prepare_tables

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Update:
    """What a build changes in the index."""

    prepared: tuple[PreparedNote, ...]
    """New and changed notes."""
    gone: tuple[str, ...]
    """Paths of notes that are no more, or can no longer be read."""
    touched: tuple[tuple[FoundNote, int], ...]
    """Notes with new file facts and the old content, and when they were read."""
    skipped: tuple[Skip, ...]


class Writer:
    """The index in a folder, for the one process that holds its lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.former_model: str | None = None
        """The embedding model of the index of an older format that was here, if one was."""
        with damage_reported(folder):
            self._connection = sqlite3.connect(folder / DATABASE, timeout=30, isolation_level=None)
            try:
                self._prepare()
            except sqlite3.DatabaseError:
                self._connection.close()
                raise

    def close(self) -> None:
        """Fold the log into the database file, unless that would have to wait, and let go of it."""
        with closing(self._connection), damage_reported(self._folder):
            self._connection.execute("PRAGMA busy_timeout = 0")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            reached(Failpoint.LOG_FOLDED)
        reached(Failpoint.DATABASE_CLOSED)

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        reached(Failpoint.DATABASE_OPENED)
        self.former_model = prepare_tables(self._connection)
        reached(Failpoint.TABLES_MADE)

    def missing_vectors(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of `keys` for which there is no vector yet."""
        there: set[bytes] = set()
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key FROM vectors WHERE key IN ({marks})"  # noqa: S608
            there.update(row[0] for row in self._connection.execute(query, some))
        return set(keys) - there

    def add_vectors(self, keys: Sequence[bytes], vectors: Sequence[Vectors]) -> None:
        """Keep the vectors of passages and their units under their keys, at once and for good."""
        rows = zip(keys, (rows.astype("<f2").tobytes() for rows in vectors), strict=True)
        with self._transaction():
            reached(Failpoint.VECTORS_BEGUN)
            self._connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            reached(Failpoint.VECTORS_WRITTEN)
        reached(Failpoint.VECTORS_COMMITTED)

    def commit(self, update: Update, identity: ModelIdentity, notes_folder: Path) -> None:
        """Make one new generation of the index; readers see all of it or nothing."""
        with self._transaction():
            reached(Failpoint.COMMIT_BEGUN)
            for path in (*update.gone, *(note.found.id for note in update.prepared)):
                self._remove(path)
                reached(Failpoint.NOTE_REMOVED)
            for note in update.prepared:
                self._add(note, identity.fingerprint)
                reached(Failpoint.NOTE_ADDED)
            self._write_facts(update)
            reached(Failpoint.FACTS_WRITTEN)
            self._connection.execute(
                "DELETE FROM vectors WHERE key NOT IN (SELECT vector FROM passages)"
            )
            reached(Failpoint.VECTORS_SWEPT)
            self._new_generation(identity, notes_folder)
            reached(Failpoint.GENERATION_WRITTEN)
        reached(Failpoint.COMMITTED)

    def commit_facts(self, update: Update) -> None:
        """Note the new file facts of notes whose content is what it was."""
        with self._transaction():
            self._write_facts(update)

    def _write_facts(self, update: Update) -> None:
        self._connection.executemany(
            "UPDATE notes SET size = ?, modified_ns = ?, changed_ns = ?, read_ns = ?"
            " WHERE path = ?",
            (
                (found.size, found.modified_ns, found.changed_ns, read_ns, found.id)
                for found, read_ns in update.touched
            ),
        )
        self._connection.execute("DELETE FROM skipped")
        self._connection.executemany(
            "INSERT OR REPLACE INTO skipped VALUES (?, ?)",
            ((skip.path, skip.reason) for skip in update.skipped),
        )

    def _add(self, note: PreparedNote, fingerprint: str) -> None:
        found = note.found
        cursor = self._connection.execute(
            "INSERT INTO notes (path, title, digest, size, modified_ns, changed_ns, read_ns,"
            " encoding, tags, warnings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(found.id, note.title, note.note.digest, found.size, found.modified_ns),
                *(found.changed_ns, note.read_ns, note.note.encoding),
                *map(_json, (note.tags, note.warnings)),
            ),
        )
        number = _new_row(cursor)
        reached(Failpoint.NOTE_ROW_WRITTEN)
        self._add_headings(number, note)
        reached(Failpoint.HEADINGS_WRITTEN)
        add_aliases(self._connection, number, note.aliases)
        added: list[tuple[int, str, Passage]] = []
        for passage in note.passages:
            row = passage_row(number, passage, vector_key(fingerprint, embedded_texts(passage)))
            added.append(
                (_new_row(self._connection.execute(INSERT_PASSAGE, row)), note.title, passage)
            )
        reached(Failpoint.PASSAGES_WRITTEN)
        add_terms(self._connection, added)

    def _add_headings(self, number: int, note: PreparedNote) -> None:
        lines = Lines(note.note.text)
        self._connection.executemany(
            "INSERT INTO headings VALUES (?, ?, ?, ?, ?)",
            (
                (
                    *(number, ordinal, _json(section.headings)),
                    *(lines.number_at(section.heading.start), not section.blocks),
                )
                for ordinal, section in enumerate(note.outline.sections)
                if section.heading is not None
            ),
        )

    def _remove(self, path: str) -> None:
        rows = self._connection.execute(f"{SELECT_PASSAGE} WHERE notes.path = ?", (path,))
        stored = [stored_passage(row) for row in rows]
        remove_terms(self._connection, ((old.number, old.title, old.passage) for old in stored))
        self._connection.execute("DELETE FROM notes WHERE path = ?", (path,))

    def _new_generation(self, identity: ModelIdentity, notes_folder: Path) -> None:
        last = self._connection.execute(
            "SELECT value FROM meta WHERE key = 'generation'"
        ).fetchone()
        facts = {
            "notes_folder": str(notes_folder),
            "model": identity.name,
            "model_stamp": identity.stamp,
            "fingerprint": identity.fingerprint,
            "dimension": str(identity.dimension),
            "generation": str(int(last[0]) + 1 if last else 1),
            "token": uuid.uuid4().hex,
            "built": str(time.time()),
        }
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with damage_reported(self._folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                reached(Failpoint.ROLLED_BACK)
                raise
            self._connection.execute("COMMIT")


def _json(value: Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _new_row(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:
        raise IndexDamagedError("SQLite gave no number to a new row. Report this as a fault.")
    return cursor.lastrowid
