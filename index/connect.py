"""Open the database of an index for reading, also where nothing can be written.

Whoever reads a database with a log beside it (SQLite's WAL) must be able to make the log's own
index. On a full disk and in a read-only folder the file can only be read as one that never changes,
which is right as long as it does not; so it is looked at again before and after every use.
"""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .damage import UNREADABLE
from .errors import IndexBusyError, IndexFolderError
from .folders import DATABASE

_BUSY_SECONDS = 30
_CACHE_KB = 64_000
"""Pages that are kept in memory: those that most questions read."""
_NO_LOG = (
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
)
"""What SQLite says where it cannot make what it needs beside the file."""

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, and the file that it was opened on."""

    connection: sqlite3.Connection
    database: Path
    is_fixed: bool
    """The file is read as one that does not change."""
    state: State

    def is_replaced(self) -> bool:
        """Whether another file is there now, or one that may have been changed unnoticed."""
        return _state(self.database, is_fixed=self.is_fixed) != self.state

    def check_unchanged(self) -> None:
        """Raise an `IndexBusyError` where what was read may be of more than one state."""
        if self.is_fixed and self.is_replaced():
            raise IndexBusyError(
                f"The index in {self.database.parent} was changed while it was read. Ask again."
            )


def open_database(folder: Path) -> Opened:
    """The database in `folder`, for reading.

    Raises:
        IndexFolderError: nothing can be written there, and an update was not brought to an end.
        sqlite3.DatabaseError: the file cannot be opened, or is no database.
    """
    database = folder / DATABASE
    state = _state(database, is_fixed=False)
    connection = _connected(database, "mode=ro")
    try:
        connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in _NO_LOG:
            raise
        return _opened_fixed(database, error)
    except UNREADABLE:
        connection.close()
        raise
    return Opened(connection, database, is_fixed=False, state=state)


def _opened_fixed(database: Path, error: sqlite3.Error) -> Opened:
    if _log_size(database):
        raise IndexFolderError(
            f"The last update of the index in {database.parent} was not brought to an end, and "
            f"nothing can be written there ({error}). Make room on that disk. If you may not write "
            "there, copy that folder to a place of your own and name the copy with --index."
        ) from error
    state = _state(database, is_fixed=True)
    connection = _connected(database, "mode=ro&immutable=1")
    return Opened(connection, database, is_fixed=True, state=state)


def _connected(database: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{database.resolve().as_uri()}?{options}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _state(database: Path, *, is_fixed: bool) -> State:
    """Which file it is, and for one that must not change also how it looks; () for none."""
    try:
        found = database.stat()
    except OSError:
        return ()
    if not is_fixed:
        return found.st_dev, found.st_ino
    facts = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, _log_size(database))
    return found.st_dev, found.st_ino, *facts


def _log_size(database: Path) -> int:
    with suppress(OSError):
        return database.with_name(f"{database.name}-wal").stat().st_size
    return 0
