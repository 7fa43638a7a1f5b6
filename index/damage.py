"""What SQLite says of a file that it cannot use, as errors that name the way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import QuothError

from .errors import IndexBusyError, IndexDamagedError, IndexFolderError

_REFUSALS = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR),
)


@contextmanager
def damage_reported(folder: Path) -> Iterator[None]:
    """Turn SQLite's complaints about a file into an error that says the way out.

    Raises:
        IndexBusyError: a writer holds the file for too long.
        IndexFolderError: the disk is full, or the system refuses to read or write the file.
        IndexDamagedError: the file is no index, or not the one that was written.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explained(folder, error) from error


def _explained(folder: Path, error: sqlite3.DatabaseError) -> QuothError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without its details
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexBusyError(f"The index in {folder} is in use ({error}). Try again in a minute.")
    if code in _REFUSALS:
        return IndexFolderError(
            f"The index in {folder} cannot be used ({error}). See that there is space on the disk "
            "and that you may write to the folder, then try again."
        )
    return IndexDamagedError(
        f"The index in {folder} cannot be read ({error}). "
        "Delete that folder and run: quoth index NOTES"
    )
