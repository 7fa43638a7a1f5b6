"""The database of an index, opened for reading.

Readers never write, and a reader inside `snapshot` sees one generation from first to last,
whatever a writer commits meanwhile.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest import QuothError

from .damage import damage_reported
from .embedder import Vectors
from .encoder import ModelIdentity
from .errors import IndexDamagedError, IndexMissingError, IndexOutdatedError
from .folders import DATABASE
from .known import IndexInfo, KnownNote
from .model import Skip
from .records import SELECT_PASSAGE, StoredPassage, stored_passage
from .schema import FORMAT
from .vocabulary import Vocabulary

_BUSY_SECONDS = 30


class Store:
    """A read-only view of the index in a folder. May be used from any thread, one at a time."""

    def __init__(self, folder: Path) -> None:
        database = folder / DATABASE
        if not database.is_file():
            raise IndexMissingError(f"There is no index in {folder}. Run: quoth index NOTES")
        self.folder = folder
        self._file = _identity(database)
        self._vocabulary = ("", Vocabulary(()))
        with damage_reported(folder):
            self._connection = sqlite3.connect(
                f"{database.resolve().as_uri()}?mode=ro",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
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
        return _identity(self.folder / DATABASE) != self._file

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one generation."""
        with damage_reported(self.folder):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with damage_reported(self.folder):
            return self._connection.execute(query, tuple(values)).fetchall()

    def check_format(self) -> None:
        """Raise an `IndexOutdatedError` unless this version of Quoth can read the tables."""
        found = self._rows("PRAGMA user_version")[0][0]
        if found != FORMAT:
            older = 0 < found < FORMAT
            age = "an older" if older else "a newer" if found else "another"
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
            raise IndexMissingError(
                f"The index in {self.folder} was never finished. Run: quoth index NOTES"
            )
        meta = dict(self._rows("SELECT key, value FROM meta"))
        try:
            return _info(meta)
        except (KeyError, ValueError) as error:
            raise IndexDamagedError(
                f"The index in {self.folder} does not say what it holds ({error}). "
                "Delete that folder and run: quoth index NOTES"
            ) from error

    def token(self) -> str:
        """What tells the generation that is seen now from all others."""
        query = "SELECT value FROM meta WHERE key = 'token'"
        return str(self._rows(query)[0][0])

    def count(self, table: str) -> int:
        """The number of rows of one of the index's tables."""
        query = f"SELECT count(*) FROM {table}"  # noqa: S608  (our own table names)
        return int(self._rows(query)[0][0])

    def known_notes(self) -> dict[str, KnownNote]:
        """Every indexed note by its path."""
        query = "SELECT id, path, digest, size, modified_ns, changed_ns, read_ns FROM notes"
        return {row[1]: KnownNote(*row) for row in self._rows(query)}

    def passages(self, numbers: Sequence[int]) -> list[StoredPassage]:
        """The passages with these numbers, in the order of `numbers`."""
        marks = ",".join("?" * len(numbers))
        query = f"{SELECT_PASSAGE} WHERE passages.id IN ({marks})"
        found = {row[0]: row for row in self._rows(query, numbers)}
        return [stored_passage(found[number]) for number in numbers if number in found]

    def passage_vectors(self) -> tuple[npt.NDArray[np.int64], Vectors]:
        """The numbers of all passages, ascending, and their own vectors as rows."""
        width = self.info().dimension * 2
        query = (
            "SELECT passages.id, substr(vectors.vector, 1, ?) FROM passages"
            " JOIN vectors ON vectors.key = passages.vector ORDER BY passages.id"
        )
        numbers: list[int] = []
        joined = bytearray()
        with damage_reported(self.folder):
            for number, vector in self._connection.execute(query, (width,)):
                _check_length(number, len(vector) == width)
                numbers.append(number)
                joined += vector
        rows = np.frombuffer(bytes(joined), dtype="<f2").reshape(len(numbers), width // 2)
        return np.array(numbers, dtype=np.int64), rows.astype(np.float32)

    def vectors_of(self, numbers: Sequence[int]) -> dict[int, Vectors]:
        """For each of these passages its own vector, then those of its units, as rows."""
        width = self.info().dimension
        marks = ",".join("?" * len(numbers))
        query = (
            "SELECT passages.id, vectors.vector FROM passages"  # noqa: S608
            f" JOIN vectors ON vectors.key = passages.vector WHERE passages.id IN ({marks})"
        )
        found: dict[int, Vectors] = {}
        for number, vector in self._rows(query, numbers):
            _check_length(number, len(vector) % (width * 2) == 0)
            rows = np.frombuffer(vector, dtype="<f2").reshape(-1, width)
            found[number] = rows.astype(np.float32)
        return found

    def skipped(self) -> tuple[Skip, ...]:
        """Every file that could not be indexed, and why."""
        query = "SELECT path, reason FROM skipped ORDER BY path"
        return tuple(Skip(*row) for row in self._rows(query))

    def warnings(self) -> tuple[Skip, ...]:
        """Every note that was indexed in spite of something odd."""
        query = "SELECT path, warnings FROM notes WHERE warnings != '[]' ORDER BY path"
        rows = self._rows(query)
        return tuple(Skip(path, warning) for path, found in rows for warning in json.loads(found))

    def vocabulary(self) -> Vocabulary:
        """Every word that was ever indexed; some may have left the notes since."""
        # Asked for by most questions, and a large vault has a hundred thousand words.
        token = self.token()
        if self._vocabulary[0] != token:
            found = Vocabulary(row[0] for row in self._rows("SELECT word FROM words ORDER BY word"))
            self._vocabulary = (token, found)
        return self._vocabulary[1]

    def headings(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Up to `limit` heading paths of sections with text, spread evenly over the notes."""
        query = (
            "SELECT path FROM headings WHERE NOT empty"
            " ORDER BY (note * 2654435761 + ordinal * 40503) % 1000003 LIMIT ?"
        )
        return tuple(tuple(json.loads(row[0])) for row in self._rows(query, (limit,)))


def _info(meta: Mapping[str, str]) -> IndexInfo:
    return IndexInfo(
        notes_folder=Path(meta["notes_folder"]),
        identity=ModelIdentity(
            *(meta["model"], meta["model_stamp"], meta["fingerprint"]),
            dimension=int(meta["dimension"]),
        ),
        generation=int(meta["generation"]),
        token=meta["token"],
        built=datetime.fromtimestamp(float(meta["built"]), UTC),
    )


def _identity(database: Path) -> tuple[int, int] | None:
    try:
        found = database.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_length(number: int, is_right: bool) -> None:
    if not is_right:
        raise IndexDamagedError(
            f"The vectors of passage {number} are damaged. "
            "Delete the index folder and run: quoth index NOTES"
        )
