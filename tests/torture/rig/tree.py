"""A folder in one number: names, kinds, modes, times, links and every byte of every file."""

import hashlib
import os
import stat
from pathlib import Path


def tree_hash(folder: Path) -> str:
    """The same as long as nothing under `folder` was written, renamed, touched or given a mode."""
    total = hashlib.sha256()
    for place, folders, files in os.walk(os.fsencode(folder)):
        folders.sort()
        for name in sorted(files + folders):
            total.update(_entry(os.path.join(place, name)))  # noqa: PTH118  (names are bytes)
    return total.hexdigest()


def _entry(path: bytes) -> bytes:
    try:
        seen = os.lstat(path)
    except OSError as error:  # a path too long for the system
        return path + str(error.errno).encode()
    facts = repr((path, seen.st_mode, seen.st_size, seen.st_mtime_ns))
    content = b""
    if stat.S_ISLNK(seen.st_mode):
        content = os.readlink(path)  # noqa: PTH115
    elif stat.S_ISREG(seen.st_mode) and os.access(path, os.R_OK):
        descriptor = os.open(path, os.O_RDONLY)
        with os.fdopen(descriptor, "rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
    return facts.encode("utf-8", "backslashreplace") + content
