"""One writer at a time: an operating system's lock that says who holds it."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest import Failpoint, reached

from .errors import IndexBusyError, IndexFolderError

_LOCK = "writer.lock"
_HOLDER = "writer.txt"


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the one process that writes to the index in `folder`.

    The lock is the system's, so it is free again the moment its holder dies.

    Raises:
        IndexBusyError: another process holds the lock; the message names it.
        IndexFolderError: the folder cannot be written to.
    """
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
        reached(Failpoint.LOCK_TAKEN)
        (folder / _HOLDER).write_text(_who(), "utf-8")
        reached(Failpoint.LOCK_NAMED)
    except Timeout:
        raise IndexBusyError(
            f"Another process is bringing this index up to date ({_holder(folder)}). "
            "Wait until it has finished, then try again."
        ) from None
    except OSError as error:
        lock.release()
        raise IndexFolderError(
            f"The index folder {folder} cannot be written to ({error.strerror}). "
            "Choose another one with --index."
        ) from error
    try:
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        reached(Failpoint.LOCK_UNNAMED)
        lock.release()
        reached(Failpoint.LOCK_FREED)


def _who() -> str:
    now = datetime.now().astimezone().strftime("%H:%M")
    try:
        user = f" of {getpass.getuser()}"
    except (KeyError, OSError):  # a container may run under a number that has no name
        user = ""
    return f"process {os.getpid()}{user}, since {now}"


def _holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text("utf-8")
    except OSError:
        return "it has just begun"
