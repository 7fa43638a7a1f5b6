"""The database of an index, opened for writing: vectors as they come, everything else at once.

Vectors are committed batch by batch, for they are named by their content and cost the most: an
interrupted build keeps them. All that readers see changes in one transaction.
"""

import sqlite3
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ingest import Failpoint, TouchedNote, reached

from .checksums import row_checksum, vector_checksum, vectors_hold
from .damage import damage_reported
from .embedder import Vectors
from .folders import DATABASE
from .lineage import Lineage
from .model import Skip
from .note_rows import add_note, remove_note
from .records import VectorRow
from .schema import forget_former, prepare_tables
from .staging import Staging

_AT_ONCE = 500
SWEEP = (
    "DELETE FROM vectors WHERE key IN (SELECT key FROM loose"
    " WHERE NOT EXISTS (SELECT 1 FROM passages WHERE passages.vector = loose.key))"
)


@dataclass(frozen=True, slots=True)
class Update:
    """What a build changes in the index."""

    staged: Staging
    """New and changed notes."""
    gone: tuple[str, ...]
    """Paths of notes that are no more, or can no longer be read."""
    touched: tuple[TouchedNote, ...]
    """Notes with new file facts and the old content."""
    skipped: tuple[Skip, ...]
    is_anew: bool = False
    """Whether every note was read again."""


class Writer:
    """The index in a folder, for the one process that holds its lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.former_model: str | None = None
        """The embedding model of the index of an older format that was here until it was begun to
        make it one of this format, which has not come to its end yet."""
        with damage_reported(folder):
            self._connection = sqlite3.connect(folder / DATABASE, timeout=30, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
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
            query = f"SELECT key, vector, checksum FROM vectors WHERE key IN ({marks})"  # noqa: S608
            # One that is damaged is made again, like one that is not there.
            rows = self._connection.execute(query, some)
            there.update(row[0] for row in rows if vectors_hold(*row))
        return set(keys) - there

    def add_vectors(self, keys: Sequence[bytes], vectors: Sequence[Vectors]) -> None:
        """Keep the vectors of passages and their units under their keys, at once and for good."""
        blobs = [rows.astype("<f2").tobytes() for rows in vectors]
        self.take_vectors(
            (key, blob, vector_checksum(key, blob)) for key, blob in zip(keys, blobs, strict=True)
        )

    def take_vectors(self, rows: Iterable[VectorRow]) -> None:
        """Keep vectors as another index has stored them, at once and for good."""
        with self._transaction():
            reached(Failpoint.VECTORS_BEGUN)
            for row in rows:
                self._connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", row)
                self._connection.execute("INSERT OR IGNORE INTO loose VALUES (?)", row[:1])
            reached(Failpoint.VECTORS_WRITTEN)
        reached(Failpoint.VECTORS_COMMITTED)

    def commit(
        self,
        update: Update,
        facts: Mapping[str, str],
        lineages: Mapping[str, Lineage] = MappingProxyType({}),
    ) -> None:
        """Make one new generation of the index; readers see all of it or nothing.

        Args:
            update: What changes.
            facts: What the index then says of itself, beside what it holds and which one it is.
            lineages: Of each cache file by its name, before this update.
        """
        changes = 0
        with self._transaction():
            reached(Failpoint.COMMIT_BEGUN)
            for path in (*update.gone, *update.staged.digests):
                keys = remove_note(self._connection, path)
                self._loosen(keys)
                changes += len(keys)
                reached(Failpoint.NOTE_REMOVED)
            first = number = self._next_passage()
            for note in update.staged:
                number = add_note(self._connection, note, number)
                reached(Failpoint.NOTE_ADDED)
            changes += number - first
            told = {"next_passage": str(number), **_lineage_facts(lineages, changes)}
            self._write_facts(update)
            reached(Failpoint.FACTS_WRITTEN)
            self._sweep(everything=update.is_anew)
            reached(Failpoint.VECTORS_SWEPT)
            self._new_generation({**facts, **told})
            forget_former(self._connection)
            reached(Failpoint.GENERATION_WRITTEN)
        reached(Failpoint.COMMITTED)

    def _loosen(self, keys: Iterable[bytes]) -> None:
        """Vectors that perhaps no passage holds any more."""
        rows = ((key,) for key in keys)
        self._connection.executemany("INSERT OR IGNORE INTO loose VALUES (?)", rows)

    def _sweep(self, *, everything: bool) -> None:
        """Remove the vectors that no passage holds, of those that are loose or of all.

        To look through all of them takes minutes where they are many.
        """
        if everything:
            self._connection.execute("INSERT OR IGNORE INTO loose SELECT key FROM vectors")
        self._connection.execute(SWEEP)
        self._connection.execute("DELETE FROM loose")

    def _next_passage(self) -> int:
        """A number that no passage ever had: what is known of a passage is known by its number."""
        highest = self._connection.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()
        return max(int(highest[0]) + 1, self._fact("next_passage") or 1)

    def _fact(self, key: str) -> int | None:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def commit_facts(self, update: Update) -> None:
        """Note the new file facts of notes whose content is what it was."""
        with self._transaction():
            self._write_facts(update)

    def _write_facts(self, update: Update) -> None:
        self._connection.executemany(
            "UPDATE notes SET size = ?, modified_ns = ?, changed_ns = ?, read_ns = ?"
            " WHERE path = ?",
            (_new_facts(note) for note in update.touched),
        )
        self._connection.execute("DELETE FROM skipped")
        self._connection.executemany(
            "INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)",
            (_with_checksum(skip.path, skip.reason) for skip in update.skipped),
        )

    def _new_generation(self, told: Mapping[str, str]) -> None:
        facts = {
            **told,
            "notes": str(self._count("notes")),
            "passages": str(self._count("passages")),
            "generation": str((self._fact("generation") or 0) + 1),
            "token": uuid.uuid4().hex,
            "built": str(time.time()),
        }
        self._connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
            (_with_checksum(*fact) for fact in facts.items()),
        )

    def _count(self, table: str) -> int:
        query = f"SELECT count(*) FROM {table}"  # noqa: S608
        return int(self._connection.execute(query).fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with damage_reported(self._folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself where the disk is full or fails.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                reached(Failpoint.ROLLED_BACK)
                raise


def _lineage_facts(lineages: Mapping[str, Lineage], changes: int) -> dict[str, str]:
    """What `Store.lineage` finds of each, once so many more passages came or went."""
    facts: dict[str, str] = {}
    for name, known in lineages.items():
        facts |= {f"{name} from": known.generation, f"{name} changes": str(known.changes + changes)}
    return facts


def _new_facts(note: TouchedNote) -> tuple[object, ...]:
    found = note.found
    return (found.size, found.modified_ns, found.changed_ns, note.read_ns, found.id)


def _with_checksum(*values: str) -> tuple[object, ...]:
    return (*values, row_checksum(*values))
