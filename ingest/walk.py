"""Find the notes in a folder: which files, in which order, and which are left alone.

Hidden folders, tool folders and whatever `.quothignore` names (gitignore patterns) are not
looked into; links are never followed, so nothing outside the folder is read.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from .errors import NotesFolderError

NOTE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})
TOOL_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
IGNORE_FILE = ".quothignore"


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A file that looks like a note, and what the folder says of it."""

    id: str
    """POSIX path relative to the notes folder. Bytes that are no UTF-8 stand as surrogates."""
    path: Path
    size: int
    modified_ns: int
    changed_ns: int
    """When the file's content or metadata last changed (ctime), in nanoseconds."""
    is_file: bool
    """False for links, pipes, sockets and folders that bear a note's name."""


@dataclass(frozen=True, slots=True)
class LockedFolder:
    """A folder that cannot be listed, with the system's reason."""

    id: str
    reason: str


def walk(folder: Path) -> Iterator[FoundNote | LockedFolder]:
    """The notes under `folder`, folder by folder, sorted by name within each.

    Raises:
        NotesFolderError: `folder` is missing, is not a folder, or cannot be listed.
    """
    if not folder.exists():
        raise NotesFolderError(f"There is no folder {folder}. Name the one with your notes.")
    if not folder.is_dir():
        raise NotesFolderError(f"{folder} is a file. Name the folder that holds it.")
    ignored = _ignore_patterns(folder)
    locked: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=locked.append):
        inside = Path(place).relative_to(folder)
        folders[:] = sorted(
            name for name in folders if _wanted(name) and not _matches(ignored, inside / name, "/")
        )
        notes = [name for name in (*files, *folders) if Path(name).suffix.lower() in NOTE_SUFFIXES]
        for name in sorted(notes):
            if _wanted(name) and not _matches(ignored, inside / name):
                yield _look_at(folder, inside / name)
        while locked:
            yield _locked_folder(folder, locked.pop())
    for error in locked:
        yield _locked_folder(folder, error)


def _wanted(name: str) -> bool:
    return not name.startswith(".") and name not in TOOL_FOLDERS


def _matches(ignored: GitIgnoreSpec, inside: Path, ending: str = "") -> bool:
    return ignored.match_file(inside.as_posix() + ending)


def _ignore_patterns(folder: Path) -> GitIgnoreSpec:
    try:
        lines = (folder / IGNORE_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    except (OSError, UnicodeDecodeError) as error:
        raise NotesFolderError(f"{folder / IGNORE_FILE} cannot be read: {error}") from error
    return GitIgnoreSpec.from_lines(lines)


def _look_at(folder: Path, inside: Path) -> FoundNote:
    path = folder / inside
    try:
        seen = path.lstat()
    except OSError:
        return FoundNote(inside.as_posix(), path, 0, 0, 0, is_file=True)
    is_file = (seen.st_mode & 0o170000) == 0o100000
    return FoundNote(
        inside.as_posix(), path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, is_file
    )


def _locked_folder(folder: Path, error: OSError) -> LockedFolder:
    place = Path(error.filename or folder)
    if place == folder:
        raise NotesFolderError(f"{folder} cannot be listed: {error.strerror}.") from error
    return LockedFolder(place.relative_to(folder).as_posix(), f"{error.strerror}")
