"""What lies around the database: leftovers, who is writing, and room on the disk."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..folders import export_folder
from ..leftovers import ASIDE, delete, left_behind
from .findings import Examination, Finding, Remedy, counted, fault, notice

LEFTOVERS = "leftovers"
LOCK = "lock"
SPACE = "disk space"

_HOUR = 3600
"""A model is exported in less; an older export belongs to a process that is no more."""
_LEAST_FREE = 100_000_000
_LOCK_FILE, _HOLDER = "writer.lock", "writer.txt"


def check_leftovers(index_folder: Path) -> Examination:
    """Files that a process left when it was ended, and databases that were moved aside."""
    for path in leftovers(index_folder):
        what = "It was left behind by a process that was ended."
        yield notice(LEFTOVERS, what, str(path), Remedy.SWEEP)
    kept = set(index_folder.glob(f"{ASIDE}*")).difference(left_behind(index_folder))
    for path in sorted(kept):
        what = "A repair moved this damaged database aside."
        do = "Delete it when you are sure that you do not need it."
        yield notice(LEFTOVERS, what, str(path), Remedy.NONE, do)
    return "files that were left behind"


def check_lock(index_folder: Path) -> Examination:
    """Whether the index is being written to just now."""
    holder = writer(index_folder)
    if holder is not None:
        what = f"The index is being brought up to date ({holder}): what is found may pass."
        yield notice(LOCK, what, str(index_folder), Remedy.NONE, "Check again when it has ended.")
    return "whether the index is being written to"


def check_space(index_folder: Path) -> Examination:
    """Whether the index could be made once more beside itself, as a repair does."""
    size = sum(_size(path) for path in index_folder.iterdir())
    free = shutil.disk_usage(index_folder).free
    yield from space_findings(index_folder, size, free)
    return f"{free / 1e9:,.1f} GB free"


def space_findings(index_folder: Path, size: int, free: int) -> Iterator[Finding]:
    """A fault where less is free than an index of this size needs to be made again."""
    needed = max(2 * size, _LEAST_FREE)
    if free < needed:
        what = f"The disk has {free / 1e6:,.0f} MB left; an update may need {needed / 1e6:,.0f}."
        yield fault(SPACE, what, str(index_folder), Remedy.NONE, "Make room on that disk.")


def leftovers(index_folder: Path) -> list[Path]:
    """What a process has left behind that was killed, and nobody needs."""
    old = time.time() - _HOUR
    exports = export_folder("any").parent.glob(".export-*")
    found = sorted(path for path in exports if _changed(path) < old)
    if writer(index_folder) is None:
        holders = [index_folder / _HOLDER] if (index_folder / _HOLDER).exists() else []
        found += [*left_behind(index_folder), *holders]
    return found


def writer(index_folder: Path) -> str | None:
    """Who is writing to the index, in words; None where nobody is."""
    from filelock import FileLock, Timeout

    lock = FileLock(index_folder / _LOCK_FILE)
    # Only where somebody seems to write, for whoever begins to just now must not be refused.
    if not (index_folder / _HOLDER).exists():
        return None
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with suppress(OSError):
            return (index_folder / _HOLDER).read_text("utf-8", "replace")
        return "it has just begun"
    except OSError:
        return None  # a folder that cannot be written to has no writer
    lock.release()
    return None


def _changed(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:
        return time.time()


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def swept(index_folder: Path) -> str:
    """Delete what was left behind, for one who holds the lock; says in words how much that was."""
    gone = delete([*leftovers(index_folder), *left_behind(index_folder)])
    return f"{counted(gone, 'leftover')} deleted."
