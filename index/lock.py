"""One writer at a time: an operating system's lock that says who holds it."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import Failpoint, reached

from .errors import IndexBusyError, IndexFolderError

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = "writer.lock"
_HOLDER = "writer.txt"
_MOMENT = 0.05
"""Seconds that a lock is waited for: many updates take less, and whoever takes a lock writes down
its name in less."""
_MOMENTS = 20
"""After which a holder without a name is not waited for any longer."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the one process that writes to the index in `folder`.

    The lock is the system's, so it is free again the moment its holder dies.

    Raises:
        IndexBusyError: another process holds the lock; the message names it.
        IndexFolderError: the folder cannot be written to.
    """
    from filelock import FileLock  # questions do without

    lock = FileLock(folder / _LOCK)
    try:
        _take(lock, folder)
        reached(Failpoint.LOCK_TAKEN)
        (folder / _HOLDER).write_text(_who(), "utf-8")
        reached(Failpoint.LOCK_NAMED)
    except OSError as error:
        lock.release()
        raise IndexFolderError(
            f"The index folder {folder} cannot be written to ({error.strerror}). "
            "Choose another one with --index."
        ) from error
    try:
        try:
            yield
        finally:
            (folder / _HOLDER).unlink(missing_ok=True)
            reached(Failpoint.LOCK_UNNAMED)
    finally:
        lock.release()
        reached(Failpoint.LOCK_FREED)


def _who() -> str:
    now = datetime.now().astimezone().strftime("%H:%M")
    try:
        user = f" of {getpass.getuser()}"
    except (KeyError, OSError):  # a container may run under a number that has no name
        user = ""
    return f"process {os.getpid()}{user}, since {now}"


def _take(lock: "BaseFileLock", folder: Path) -> None:
    from filelock import Timeout

    named = ""
    for _ in range(_MOMENTS):
        with suppress(Timeout):
            lock.acquire(timeout=_MOMENT, poll_interval=_MOMENT / 5)
            return
        with suppress(OSError):
            named = (folder / _HOLDER).read_text("utf-8", "replace")
        if named:
            break
    raise IndexBusyError(
        f"Another process is bringing this index up to date ({named or 'it has just begun'}). "
        "Wait until it has finished, then try again."
    )
