"""Open a note safely and read it whole, once.

The file is opened without following links and without waiting (a pipe would block for ever),
checked to be a regular file of sensible size, and read again if it changed under our hands.
"""

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from .decode import decode
from .errors import UnreadableNoteError
from .model import Note

MAX_BYTES = 16 * 1024 * 1024
_ATTEMPTS = 3
# O_NOFOLLOW and O_NONBLOCK do not exist on Windows, which has neither such links nor such pipes.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_note(note_id: str, path: Path) -> Note:
    """The note in the file at `path`, decoded.

    Raises:
        UnreadableNoteError: the file cannot be opened, is no regular file, is over `MAX_BYTES`,
            keeps changing, or is not text. The message says which, without naming the file.
    """
    data, modified_ns = read_bytes(path)
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


def read_bytes(path: Path) -> tuple[bytes, int]:
    """The bytes of a regular file that did not change meanwhile, and its mtime in nanoseconds.

    Raises:
        UnreadableNoteError: see `read_note`.
    """
    for _ in range(_ATTEMPTS):
        try:
            descriptor = os.open(path, _OPEN_FLAGS)
        except OSError as error:
            raise UnreadableNoteError(_why(error)) from error
        try:
            found = _read_if_still(descriptor)
        except OSError as error:
            raise UnreadableNoteError(_why(error)) from error
        finally:
            os.close(descriptor)
        if found is not None:
            return found
    raise UnreadableNoteError("it kept changing while it was read; it is tried again next time")


def _read_if_still(descriptor: int) -> tuple[bytes, int] | None:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise UnreadableNoteError("it is not a regular file")
    if before.st_size > MAX_BYTES:
        size = before.st_size / 1024 / 1024
        raise UnreadableNoteError(
            f"it is {size:.1f} MB; notes may have {MAX_BYTES // 1024 // 1024} MB. Split it"
        )
    with os.fdopen(os.dup(descriptor), "rb") as file:
        data = file.read(MAX_BYTES + 1)
    after = os.fstat(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return (data, after.st_mtime_ns) if same and len(data) == after.st_size else None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it disappeared while it was read"
    if isinstance(error, PermissionError):
        return "permission denied"
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return "it is a link; links are not followed"
    return error.strerror or type(error).__name__
