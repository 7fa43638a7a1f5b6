"""Being the only process that keeps something in a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .errors import ReportFileError

_PATIENCE = 10.0
"""Seconds to wait for another one: keeping something takes milliseconds."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one who writes in `folder`, which is made: two pages may keep things at once.

    Raises:
        ReportFileError: the folder cannot be written to, or another process does not finish.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / "keep.lock", timeout=_PATIENCE)
        lock.acquire()
    except Timeout:
        raise ReportFileError(
            f"Another process has been writing in {folder} for {_PATIENCE:g} seconds. Try again"
        ) from None
    except OSError as error:
        raise ReportFileError(
            f"{folder} cannot be written to: {error.strerror or error}. Check who may write there"
        ) from error
    try:
        yield
    finally:
        lock.release()
