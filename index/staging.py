"""Rows of notes that wait for the commit: on disk, so that memory stays small however many.

Everything that readers see changes in one transaction, which begins when the last note was read;
until then the rows lie in a file without a name, which is gone with the process that made it.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .leftovers import DRAFT
from .note_rows import NoteRows


class Staging:
    """Rows of notes in the order in which they were added. Close it, and they are gone."""

    def __init__(self, folder: Path) -> None:
        # Where the system knows no files without names, one left behind is swept as a draft.
        self._file = tempfile.TemporaryFile("w+", dir=folder, prefix=DRAFT, encoding="ascii")  # noqa: SIM115
        self.digests: dict[str, str] = {}
        """Of every note that was added, by its path."""

    def add(self, note: NoteRows) -> None:
        """Keep the rows of one more note."""
        json.dump(note.as_lists(), self._file)
        self._file.write("\n")
        self.digests[note.path] = note.digest

    def __iter__(self) -> Iterator[NoteRows]:
        self._file.seek(0)
        for line in self._file:
            yield NoteRows.from_lists(json.loads(line))

    def __len__(self) -> int:
        """How many notes were added."""
        return len(self.digests)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
