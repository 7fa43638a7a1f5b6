"""Files that are the old ones or the new ones, whole, whenever the process or the power fails."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from ingest import Failpoint, reached

_HOUR = 3600
"""A draft is written in less; an older one belongs to a process that is no more."""
_numbers = count()


def write_durably(path: Path, *content: bytes | memoryview) -> None:
    """Make `content`, part after part, the file at `path`: written beside it, flushed, renamed.

    Only the user may read it, for what Quoth writes quotes the notes. What processes have left
    that were killed while they wrote the same file is swept away.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    sweep_drafts(path)
    # Two threads of one process may write the same file at once.
    draft = path.with_name(f"{path.name}.{os.getpid()}-{next(_numbers)}.draft")
    try:
        with open(draft, "wb", opener=_private) as file:
            reached(Failpoint.DRAFT_OPENED)
            file.writelines(content)
            reached(Failpoint.DRAFT_WRITTEN)
            file.flush()
            os.fsync(file.fileno())
            reached(Failpoint.DRAFT_SYNCED)
        reached(Failpoint.DRAFT_CLOSED)
        draft.replace(path)
        reached(Failpoint.RENAMED)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)
    reached(Failpoint.FOLDER_SYNCED)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def move_durably(made: Path, path: Path) -> None:
    """Make the file `made`, which lies on the same disk, the one at `path`.

    Raises:
        OSError: it cannot be moved; both files are what they were.
    """
    with made.open("r+b") as file:
        os.fsync(file.fileno())
    made.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def abandoned_drafts(path: Path) -> Iterator[Path]:
    """The drafts of `path` whose writers are no more."""
    named = re.compile(rf"{re.escape(path.name)}\.(\d+)-\d+\.draft")
    with suppress(OSError):
        for draft in path.parent.iterdir():
            found = named.fullmatch(draft.name)
            if found and (not _is_running(int(found[1])) or _is_old(draft)):
                yield draft


def sweep_drafts(path: Path) -> None:
    """Delete the drafts of `path` whose writers are no more, where the system lets us."""
    for draft in abandoned_drafts(path):
        with suppress(OSError):
            draft.unlink()


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # asking would end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # it is somebody else's
    return True


def _is_old(draft: Path) -> bool:
    try:
        return draft.lstat().st_mtime < time.time() - _HOUR
    except OSError:
        return False
