"""Open a note safely and read it whole, once.

The file is opened without following links and without waiting (a pipe would block for ever),
folder by folder from the notes folder, so that a folder which became a link leads nowhere. It is
checked to be a regular file of sensible size, and read again if it changed under our hands.
"""

import errno
import hashlib
import os
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

from .decode import decode
from .errors import UnreadableNoteError
from .failpoint import Failpoint, reached
from .model import Note

MAX_BYTES = 16 * 1024 * 1024
_ATTEMPTS = 5
# File times move in the steps of the system's clock, ten milliseconds at most.
_TICK_NS = 20_000_000
# O_NOFOLLOW and O_NONBLOCK do not exist on Windows, which has neither such links nor such pipes.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_note(note_id: str, path: Path, inside: Path | None = None) -> Note:
    """The note in the file at `path`, decoded.

    Args:
        note_id: Its path in the notes folder.
        path: The file.
        inside: The notes folder, below which no link is followed, even where a folder was before.

    Raises:
        UnreadableNoteError: the file cannot be opened, is no regular file, is over `MAX_BYTES`,
            keeps changing, or is not text. The message says which, without naming the file.
    """
    data, modified_ns = read_bytes(path, inside)
    decoded = decode(data)
    warnings = decoded.warnings
    if not decoded.text.strip():
        warnings += ("it is empty",)
    return Note(
        id=note_id,
        text=decoded.text,
        digest=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        modified=datetime.fromtimestamp(modified_ns / 1e9, UTC),
        warnings=warnings,
    )


def read_bytes(path: Path, inside: Path | None = None) -> tuple[bytes, int]:
    """The bytes of a regular file that did not change meanwhile, and its mtime in nanoseconds.

    Raises:
        UnreadableNoteError: see `read_note`.
    """
    for _ in range(_ATTEMPTS):
        try:
            found = _read_once(path, inside)
        except OSError as error:
            raise UnreadableNoteError(_why(error)) from error
        if found is not None:
            return found
    raise UnreadableNoteError("it kept changing while it was read; it is tried again next time")


def _read_once(path: Path, inside: Path | None) -> tuple[bytes, int] | None:
    """What `read_bytes` returns, or None where the file changed or is another one by now."""
    descriptor = _open(path, inside)
    try:
        reached(Failpoint.NOTE_OPENED)
        before = os.fstat(descriptor)
        _check(before)
        if not _is_settled(before, descriptor):
            return None
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(MAX_BYTES + 1)
        reached(Failpoint.NOTE_READ)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    is_same = _facts(before) == _facts(after) == _facts(path.lstat())
    return (data, after.st_mtime_ns) if is_same and len(data) == after.st_size else None


def _open(path: Path, inside: Path | None) -> int:
    if inside is None or os.open not in os.supports_dir_fd:
        return os.open(path, _OPEN_FLAGS)
    *folders, name = path.relative_to(inside).parts
    place = os.open(inside, _FOLDER_FLAGS)
    try:
        for folder in folders:
            deeper = os.open(folder, _FOLDER_FLAGS | os.O_NOFOLLOW, dir_fd=place)
            os.close(place)
            place = deeper
        return os.open(name, _OPEN_FLAGS, dir_fd=place)
    finally:
        os.close(place)


def _check(seen: os.stat_result) -> None:
    if not stat.S_ISREG(seen.st_mode):
        raise UnreadableNoteError("it is not a regular file")
    if seen.st_size > MAX_BYTES:
        size = seen.st_size / 1024 / 1024
        raise UnreadableNoteError(
            f"it is {size:.1f} MB; notes may have {MAX_BYTES // 1024 // 1024} MB. Split it"
        )


def _is_settled(seen: os.stat_result, descriptor: int) -> bool:
    """Whether the next change must leave the file other times; waits a tick where it need not."""
    ages = (time.time_ns() - moment for moment in (seen.st_mtime_ns, seen.st_ctime_ns))
    if not any(0 <= age < _TICK_NS for age in ages):
        return True
    time.sleep(_TICK_NS / 1e9)
    return _facts(seen) == _facts(os.fstat(descriptor))


def _facts(seen: os.stat_result) -> tuple[int, ...]:
    """What is another where the content is, and what tells a file from another one."""
    times = (seen.st_mtime_ns, seen.st_ctime_ns)
    return (seen.st_dev, seen.st_ino, seen.st_mode, seen.st_size, *times)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it disappeared while it was read"
    if isinstance(error, PermissionError):
        return "permission denied"
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return "it is a link; links are not followed"
    if error.errno == errno.ENOTDIR:
        return "a folder above it is a link or a file by now; links are not followed"
    return error.strerror or type(error).__name__
