"""The database of an index, opened for reading.

Readers never write, and a reader inside `snapshot` sees one generation from first to last,
whatever a writer commits meanwhile.
"""

import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ingest import QuothError

from .checksums import checked
from .connect import open_database
from .damage import damage_reported
from .embedder import Vectors
from .errors import IndexMissingError, IndexOutdatedError, damaged, of_other_format
from .folders import DATABASE
from .headings import some_headings
from .known import IndexInfo, KnownNote, info_from
from .lineage import Lineage
from .model import Skip
from .records import SELECT_PASSAGE, StoredPassage, stored_passage
from .remembered import Remembered
from .schema import FORMAT
from .stored_notes import known_notes, stored_notes
from .stored_vectors import all_vectors, passage_numbers, vector_blocks, vectors_of
from .vocabulary import Vocabulary, read_vocabulary
from .word_cache import open_words
from .word_index import Words

_Found = TypeVar("_Found")


class Store:
    """A read-only view of the index in a folder. May be used from any thread, one at a time."""

    def __init__(self, folder: Path) -> None:
        database = folder / DATABASE
        if not database.is_file():
            raise IndexMissingError(f"There is no index in {folder}. Run: quoth index NOTES")
        self.folder = folder
        self._remembered = Remembered()
        self._words: Words | None = None
        self._is_held, self._held = False, ""  # the token, while it cannot change
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
            self._is_held = True
            try:
                yield
            finally:
                self._is_held, self._held = False, ""
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
            raise of_other_format(self.folder, found, FORMAT)

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
        token = self._held or self._fact("token")
        if token is None:
            raise damaged(f"The index in {self.folder} does not say which one it is.")
        self._held = token if self._is_held else ""
        return token

    def lineage(self, name: str) -> Lineage:
        """What this generation knows of the cache file of this name, if it is not its own."""
        return Lineage(self._fact(f"{name} from") or "", int(self._fact(f"{name} changes") or 0))

    def _fact(self, key: str) -> str | None:
        rows = self._rows("SELECT key, value, checksum FROM meta WHERE key = ?", (key,))
        return next((str(value) for _, value in checked(rows, "itself")), None)

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
        with damage_reported(self.folder):
            return passage_numbers(self._connection)

    def passage_vectors(self) -> tuple[npt.NDArray[np.int64], Vectors]:
        """The numbers of all passages, ascending, and their own vectors as rows.

        Raises:
            IndexDamagedError: one of them is damaged, or is not there.
        """
        info = self.info()
        with damage_reported(self.folder):
            numbers, rows = all_vectors(self._connection, info.dimension)
        if len(numbers) != info.passages:
            raise damaged(f"Of {info.passages:,} passages only {len(numbers):,} have vectors.")
        return numbers, rows

    def vector_blocks(self) -> Iterator[tuple[npt.NDArray[np.int64], Vectors]]:
        """The same some thousands at a time, for what need not have all in memory.

        Raises:
            IndexDamagedError: one of them is damaged.
        """
        with damage_reported(self.folder):
            yield from vector_blocks(self._connection, self.info().dimension)

    def vectors_of(self, numbers: Sequence[int]) -> dict[int, Vectors]:
        """For each of these passages its own vector, then those of its units, as rows.

        Raises:
            IndexDamagedError: one of them is damaged, or is not there.
        """
        dimension = self.info().dimension
        with damage_reported(self.folder):
            found = vectors_of(self._connection, dimension, numbers)
        _check_complete(numbers, found)
        return found

    def skipped(self) -> tuple[Skip, ...]:
        """Every file that could not be indexed, and why."""
        rows = self._rows("SELECT path, reason, checksum FROM skipped ORDER BY path")
        return tuple(Skip(*row) for row in checked(rows, "a file that is left out"))

    def warnings(self) -> tuple[Skip, ...]:
        """Every note that was indexed in spite of something odd."""
        with damage_reported(self.folder):
            notes = stored_notes(self._connection, only_warned=True)
        return tuple(Skip(note.path, warning) for note in notes for warning in note.warnings)

    def vocabulary(self) -> Vocabulary:
        """Every word that was ever indexed; some may have left the notes since."""
        with damage_reported(self.folder):
            return self.remember("vocabulary", lambda: read_vocabulary(self._connection))

    def words(self) -> Words:
        """The words of all passages, to be searched."""
        self._words = self.remember("words", lambda: open_words(self, self._words))
        return self._words

    def passages_with(self, *wanted: str) -> int:
        """In how many passages one of the terms or phrases occurs; see `passages_with`."""
        return self.remember(("with", *wanted), lambda: self.words().count(wanted))

    def remember(self, name: Hashable, find: Callable[[], _Found]) -> _Found:
        """What `find` gives, which is asked only once in a generation for each name.

        For what most questions ask for, and a large vault takes long to tell.
        """
        found: _Found = self._remembered.get(self.token(), name, find)
        return found

    def headings(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Up to `limit` heading paths of sections with text, spread evenly over the notes."""
        with damage_reported(self.folder):
            return some_headings(self._connection, limit)


def _check_complete(wanted: Sequence[int], found: Collection[int]) -> None:
    missing = set(wanted).difference(found)
    if missing:
        raise damaged(f"Passage {min(missing)} of the index is not there any more.")
