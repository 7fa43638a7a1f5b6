"""A copy of a notes folder that may be changed: the user's own is only read."""

import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ingest import IGNORE_FILE, FoundNote, walk

_TICK = 2.1
"""Seconds from which on a build trusts the times of a file; sooner, it reads the file again."""

Notes = Sequence[Path]


def copy_notes(notes: Path, to: Path) -> tuple[Path, ...]:
    """The copies of every file that Quoth would index; what says which to leave out comes along."""
    made = []
    for found in walk(notes):
        if isinstance(found, FoundNote) and found.is_file:
            copy = to / found.id
            copy.parent.mkdir(parents=True, exist_ok=True)
            # What cannot be read is not indexed either.
            with suppress(PermissionError, FileNotFoundError):
                shutil.copyfile(found.path, copy)
                made.append(copy)
    if (notes / IGNORE_FILE).is_file():
        shutil.copyfile(notes / IGNORE_FILE, to / IGNORE_FILE)
    return tuple(made)


def edit(some: Notes, mark: int) -> None:
    """Add a paragraph to each of the notes, another one for each mark and note."""
    for number, note in enumerate(some):
        with note.open("ab") as stream:
            stream.write(f"\n\nEdit {mark} of note {number}, which says something new.\n".encode())


def rename(note: Path, mark: int) -> Path:
    """Give the note another name in the same folder; the note under that name."""
    return note.rename(note.with_name(f"renamed-{mark}-{note.name[-100:]}"))


def evenly(notes: Notes, wanted: int) -> Notes:
    """So many of the notes, from all over."""
    return [notes[number * len(notes) // wanted] for number in range(wanted)]


def settle() -> None:
    """Wait until the files that were just written are old enough to be trusted."""
    time.sleep(_TICK)
