"""What SQLite and the system say of files that they cannot use, as errors that name the way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import QuothError

from .errors import IndexBusyError, IndexFolderError, damaged

UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged database raises: what SQLite says of it may not even be text."""

_REFUSALS = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR),
)
_ADVICE = (
    ((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "Make room there, then try again."),
    ((errno.EMFILE, errno.ENFILE, errno.ENOMEM), "Close other programs, then try again."),
    ((errno.EIO,), "The disk may be failing: check it, or choose another folder with --index."),
)
_MAY_WRITE = "See that you may write there, or choose another folder with --index."


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
    except UnicodeDecodeError as error:
        raise damaged(
            f"The index in {folder} is damaged (its tables are not as they were)."
        ) from error


def _explained(folder: Path, error: sqlite3.DatabaseError) -> QuothError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without its details
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexBusyError(f"The index in {folder} is in use ({error}). Try again in a minute.")
    if code in _REFUSALS:
        return IndexFolderError(
            f"The index in {folder} cannot be used ({error}). See that there is space on the disk "
            "and that you may write to the folder, then try again."
        )
    return damaged(f"The index in {folder} is damaged ({error}).")


@contextmanager
def refusals_reported(folder: Path) -> Iterator[None]:
    """Turn what the system refuses an update of the index into an error that says the way out.

    Raises:
        IndexFolderError: no space, no permission, no more open files, a failing disk.
    """
    try:
        yield
    except BrokenPipeError:  # of whoever reads the progress
        raise
    except OSError as error:
        where = error.filename or folder
        raise IndexFolderError(
            f"The index in {folder} could not be brought up to date ({where}: "
            f"{error.strerror or error}). {_advice(error.errno)}"
        ) from error


def _advice(number: int | None) -> str:
    return next((advice for numbers, advice in _ADVICE if number in numbers), _MAY_WRITE)
