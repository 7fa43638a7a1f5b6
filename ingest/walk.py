"""Find the notes in a folder: which files, in which order, and which are left alone.

Hidden folders, tool folders and whatever `.quothignore` names (gitignore patterns) are not
looked into; links are never followed, so nothing outside the folder is read.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import NotesFolderError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NOTE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})
TOOL_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
IGNORE_FILE = ".quothignore"
_LINK = "it is a link; links are not followed"
_NAME_IT = "Name the folder that holds your notes."


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A file that looks like a note, and what the folder says of it."""

    id: str
    """POSIX path relative to the notes folder. Bytes that are no UTF-8 stand as surrogates."""
    folder: Path
    """The notes folder in which it was found."""
    size: int
    modified_ns: int
    changed_ns: int
    """When the file's content or metadata last changed (ctime), in nanoseconds."""
    is_file: bool
    """False for links, pipes, sockets and folders that bear a note's name."""

    @property
    def path(self) -> Path:
        """Where it lies. Made only when asked for: most files are only looked at."""
        return self.folder / self.id


@dataclass(frozen=True, slots=True)
class LockedFolder:
    """A folder that is not looked into though it is wanted, and why not."""

    id: str
    reason: str


def walk(folder: Path) -> Iterator[FoundNote | LockedFolder]:
    """The notes under `folder`, folder by folder, sorted by name within each.

    Raises:
        NotesFolderError: `folder` is missing, is not a folder, or cannot be listed.
    """
    check_is_folder(folder)
    ignored = _ignore_patterns(folder)
    locked: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=locked.append):
        # Texts, not paths: a large folder has a hundred thousand files, and paths are slow to make.
        inside = Path(place).relative_to(folder).as_posix()
        inside = "" if inside == "." else f"{inside}/"
        folders[:] = sorted(
            name for name in folders if _wanted(name) and not ignored.match_file(f"{inside}{name}/")
        )
        notes = [name for name in (*files, *folders) if _is_note(name)]
        for name in sorted(notes):
            if _wanted(name) and not ignored.match_file(inside + name):
                yield _look_at(folder, inside + name)
        for name in folders:
            # Not `Path.is_symlink`, which raises where a path is too long for the system.
            if name not in notes and os.path.islink(f"{place}{os.sep}{name}"):  # noqa: PTH114
                yield LockedFolder(inside + name, _LINK)
        while locked:
            yield _locked_folder(folder, locked.pop())
    for error in locked:
        yield _locked_folder(folder, error)


def check_is_folder(folder: Path) -> None:
    """Raise a `NotesFolderError` unless `folder` is a folder."""
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        raise NotesFolderError(f"{folder} does not exist. {_NAME_IT}") from None
    except OSError as error:
        raise NotesFolderError(f"{folder} cannot be opened: {error.strerror}.") from error
    if not stat.S_ISDIR(mode):
        raise NotesFolderError(f"{folder} is a file, not a folder. {_NAME_IT}")


def _wanted(name: str) -> bool:
    return not name.startswith(".") and name not in TOOL_FOLDERS


def _is_note(name: str) -> bool:
    # As `Path.suffix` has it: a name that only begins with a dot, or ends with one, has no ending.
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and f"{dot}{ending}".lower() in NOTE_SUFFIXES


def _ignore_patterns(folder: Path) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # questions do without

    try:
        lines = (folder / IGNORE_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    except PermissionError as error:
        raise NotesFolderError(f"{folder} cannot be read: permission denied.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotesFolderError(f"{folder / IGNORE_FILE} cannot be read: {error}") from error
    return GitIgnoreSpec.from_lines(lines)


def _look_at(folder: Path, inside: str) -> FoundNote:
    try:
        seen = os.lstat(f"{folder}{os.sep}{inside}")
    except OSError:
        return FoundNote(inside, folder, 0, 0, 0, is_file=True)
    facts = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    return FoundNote(inside, folder, *facts, is_file=stat.S_ISREG(seen.st_mode))


def _locked_folder(folder: Path, error: OSError) -> LockedFolder:
    place = Path(error.filename or folder)
    if place == folder:
        raise NotesFolderError(f"{folder} cannot be listed: {error.strerror}.") from error
    return LockedFolder(place.relative_to(folder).as_posix(), f"{error.strerror}")
