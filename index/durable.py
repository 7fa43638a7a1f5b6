"""Files that are the old ones or the new ones, whole, whenever the power fails."""

import os
from pathlib import Path

from ingest import Failpoint, reached


def write_durably(path: Path, content: bytes) -> None:
    """Make `content` the file at `path`: written beside it, flushed to disk, renamed.

    Only the user may read it, for what Quoth writes quotes the notes.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(draft, "wb", opener=_private) as file:
            reached(Failpoint.DRAFT_OPENED)
            file.write(content)
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


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
