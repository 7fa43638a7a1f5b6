"""The database of an index, opened for reading.

Readers never write, and a reader inside `snapshot` sees one generation from first to last,
whatever a writer commits meanwhile.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ingest import QuothError

from .checksums import checked, vectors_hold
from .connect import open_database
from .damage import damage_reported
from .embedder import Vectors
from .errors import IndexMissingError, IndexOutdatedError, damaged
from .folders import DATABASE
from .headings import SELECT_HEADING
from .known import IndexInfo, KnownNote, info_from
from .lexical import passages_with
from .model import Skip
from .records import SELECT_PASSAGE, StoredPassage, stored_passage
from .remembered import Remembered
from .schema import FORMAT
from .stored_notes import known_notes, stored_notes
from .vocabulary import Vocabulary

_VECTORS = (
    "SELECT passages.id, vectors.key, vectors.vector, vectors.checksum FROM passages"
    " JOIN vectors ON vectors.key = passages.vector"
)


PASSAGE_NUMBERS = "SELECT id FROM passages INDEXED BY passages_of_note"

_BLOCK = 2048
_Found = TypeVar("_Found")


class Store:
    """A read-only view of the index in a folder. May be used from any thread, one at a time."""

    def __init__(self, folder: Path) -> None:
        database = folder / DATABASE
        if not database.is_file():
            raise IndexMissingError(f"There is no index in {folder}. Run: quoth index NOTES")
        self.folder = folder
        self._remembered = Remembered()
        with damage_reported(folder):
            self._opened = open_database(folder)
        self._connection = self._opened.connection
        try:
            self.check_format()
        except QuothError:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the searches that are SQL."""
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def is_replaced(self) -> bool:
        """Whether the folder was deleted, or made again, since the database was opened."""
        return self._opened.is_replaced()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one generation."""
        with damage_reported(self.folder):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")
        self._opened.check_unchanged()

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with damage_reported(self.folder):
            return self._connection.execute(query, tuple(values)).fetchall()

    def check_format(self) -> None:
        """Raise an `IndexOutdatedError` unless this version of Quoth can read the tables."""
        found = self._rows("PRAGMA user_version")[0][0]
        if not found and not self.count("sqlite_master"):
            raise self._unfinished()  # a first build was ended before it had made the tables
        if not found:
            raise IndexOutdatedError(
                f"{self.folder / DATABASE} is no index of Quoth. Move it away, or choose another "
                "folder with --index."
            )
        if found != FORMAT:
            older = found < FORMAT
            age = "an older" if older else "a newer"
            do = "Bring it up to date" if older else "Update Quoth, or delete that folder and run"
            raise IndexOutdatedError(
                f"The index in {self.folder} was made by {age} version of Quoth (format {found}, "
                f"this one reads {FORMAT}). {do}: quoth index NOTES"
            )

    def is_built(self) -> bool:
        """Whether a first build has been finished."""
        return self.count("meta") > 0

    def info(self) -> IndexInfo:
        """What the index says of itself."""
        if not self.is_built():
            raise self._unfinished()
        rows = self._rows("SELECT key, value, checksum FROM meta")
        try:
            return info_from(dict(checked(rows, "itself")))
        except (KeyError, ValueError) as error:
            raise damaged(
                f"The index in {self.folder} does not say what it holds ({error})."
            ) from error

    def _unfinished(self) -> IndexMissingError:
        return IndexMissingError(
            f"The index in {self.folder} was never finished. Run: quoth index NOTES"
        )

    def token(self) -> str:
        """What tells the generation that is seen now from all others."""
        query = "SELECT key, value, checksum FROM meta WHERE key = 'token'"
        for _, value in checked(self._rows(query), "itself"):
            return str(value)
        raise damaged(f"The index in {self.folder} does not say which one it is.")

    def cached_generation(self) -> str:
        """The token of the generation from which the cache may have been made that lies there.

        Empty where it must have been made from this one.
        """
        rows = self._rows("SELECT key, value, checksum FROM meta WHERE key = 'cached'")
        return next((str(value) for _, value in checked(rows, "itself")), "")

    def count(self, table: str) -> int:
        """The number of rows of one of the index's tables."""
        query = f"SELECT count(*) FROM {table}"  # noqa: S608  (our own table names)
        return int(self._rows(query)[0][0])

    def vectors(self) -> int:
        """How many passages have vectors of their own; those of the same texts share them."""
        query = "SELECT count(DISTINCT vector) FROM passages INDEXED BY passages_of_vector"
        return int(self._rows(query)[0][0])

    def known_notes(self) -> dict[str, KnownNote]:
        """Every indexed note by its path."""
        with damage_reported(self.folder):
            return known_notes(self._connection)

    def passages(self, numbers: Sequence[int]) -> list[StoredPassage]:
        """The passages with these numbers, in the order of `numbers`.

        Raises:
            IndexDamagedError: one of them is damaged, or is not there.
        """
        marks = ",".join("?" * len(numbers))
        query = f"{SELECT_PASSAGE} WHERE passages.id IN ({marks})"
        found = {row[0]: row for row in self._rows(query, numbers)}
        _check_complete(numbers, found)
        return [stored_passage(found[number]) for number in numbers]

    def passage_numbers(self) -> npt.NDArray[np.int64]:
        """The numbers of all passages, ascending."""
        # From an index of the table: its own rows are spread over as many pages as the texts.
        with damage_reported(self.folder):
            rows = self._connection.execute(PASSAGE_NUMBERS)
            found = np.fromiter((row[0] for row in rows), dtype=np.int64)
        return np.sort(found)

    def passage_vectors(self) -> tuple[npt.NDArray[np.int64], Vectors]:
        """The numbers of all passages, ascending, and their own vectors as rows.

        Raises:
            IndexDamagedError: one of them is damaged, or is not there.
        """
        info = self.info()
        blocks = [*self.vector_blocks()]
        numbers = [np.empty(0, dtype=np.int64), *(block[0] for block in blocks)]
        rows = [np.empty((0, info.dimension), dtype=np.float32), *(block[1] for block in blocks)]
        found = np.concatenate(numbers)
        if len(found) != info.passages:
            raise damaged(f"Of {info.passages:,} passages only {len(found):,} have vectors.")
        return found, np.vstack(rows)

    def vector_blocks(self) -> Iterator[tuple[npt.NDArray[np.int64], Vectors]]:
        """The same some thousands at a time, for what need not have all in memory.

        Raises:
            IndexDamagedError: one of them is damaged.
        """
        width = self.info().dimension * 2
        with damage_reported(self.folder):
            rows = self._connection.execute(f"{_VECTORS} ORDER BY passages.id")
            while some := rows.fetchmany(_BLOCK):
                for number, *row in some:
                    _check_vectors(number, row, width)
                joined = b"".join(row[2][:width] for row in some)
                vectors = np.frombuffer(joined, dtype="<f2").reshape(len(some), -1)
                yield np.array([row[0] for row in some], np.int64), vectors.astype(np.float32)

    def vectors_of(self, numbers: Sequence[int]) -> dict[int, Vectors]:
        """For each of these passages its own vector, then those of its units, as rows.

        Raises:
            IndexDamagedError: one of them is damaged, or is not there.
        """
        width = self.info().dimension
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"{_VECTORS} WHERE passages.id IN ({marks})", numbers)
        for number, *row in rows:
            _check_vectors(number, row, width * 2)
        _check_complete(numbers, [row[0] for row in rows])
        joined = np.frombuffer(b"".join(row[2] for row in rows), dtype="<f2")
        vectors = joined.astype(np.float32).reshape(-1, width)
        ends = np.cumsum([len(row[2]) // (width * 2) for row in rows]).tolist()
        starts = (0, *ends)
        return {row[0]: vectors[a:b] for row, a, b in zip(rows, starts, ends, strict=False)}

    def skipped(self) -> tuple[Skip, ...]:
        """Every file that could not be indexed, and why."""
        rows = self._rows("SELECT path, reason, checksum FROM skipped ORDER BY path")
        return tuple(Skip(*row) for row in checked(rows, "a file that is left out"))

    def warnings(self) -> tuple[Skip, ...]:
        """Every note that was indexed in spite of something odd."""
        with damage_reported(self.folder):
            notes = stored_notes(self._connection)
        return tuple(Skip(note.path, warning) for note in notes for warning in note.warnings)

    def vocabulary(self) -> Vocabulary:
        """Every word that was ever indexed; some may have left the notes since."""
        return self.remember("vocabulary", self._read_vocabulary)

    def _read_vocabulary(self) -> Vocabulary:
        words = [row[0] for row in self._rows("SELECT word FROM words ORDER BY word")]
        # Without checksums: a word that is not in the full text is never looked for.
        if not all(isinstance(word, str) for word in words):
            raise damaged("The words of the index are damaged.")
        return Vocabulary(words)

    def passages_with(self, *wanted: str) -> int:
        """See the function of this name; a common word of a large vault takes long to count."""
        return self.remember(("with", *wanted), lambda: passages_with(self._connection, *wanted))

    def remember(self, name: Hashable, find: Callable[[], _Found]) -> _Found:
        """What `find` gives, which is asked only once in a generation for each name.

        For what most questions ask for, and a large vault takes long to tell.
        """
        found: _Found = self._remembered.get(self.token(), name, find)
        return found

    def headings(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Up to `limit` heading paths of sections with text, spread evenly over the notes."""
        query = (
            f"{SELECT_HEADING} WHERE NOT headings.empty"
            " ORDER BY (note * 2654435761 + ordinal * 40503) % 1000003 LIMIT ?"
        )
        rows = checked(self._rows(query, (limit,)), "a heading")
        return tuple(tuple(json.loads(row[2])) for row in rows)


def _check_complete(wanted: Sequence[int], found: Collection[int]) -> None:
    missing = set(wanted).difference(found)
    if missing:
        raise damaged(f"Passage {min(missing)} of the index is not there any more.")


def _check_vectors(number: int, row: Sequence[Any], width: int) -> None:
    if not vectors_hold(*row) or len(row[1]) % width or not row[1]:
        raise damaged(f"The vectors of passage {number} are damaged.")
