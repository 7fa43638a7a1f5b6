"""All the bad notes in one folder, the same every time."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .binaries import binaries
from .broken_bytes import broken_bytes
from .control import control_notes
from .encodings import encodings
from .file_system import file_system, write_outside
from .floods import floods
from .front_matter import front_matter
from .line_ends import line_ends
from .live import live_notes
from .maker import Maker
from .model import BadNote, Kind, Size
from .names import names
from .orders import orders
from .side_files import side_files
from .sizes import sizes
from .structures import structures
from .unicode_text import unicode_text
from .web import web
from .words import line_of

CANARIES = ("CANARY_YAML_WAS_EXECUTED", "CANARY_PICKLE_WAS_LOADED", "CANARY_SHELL")
"""Files and folders that notes would make, were they ever run."""
_STEPS = (
    *(control_notes, encodings, broken_bytes, line_ends, sizes, floods, structures, front_matter),
    *(unicode_text, web, orders, names, binaries, live_notes, file_system, side_files),
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder with bad notes, and what should come of each."""

    folder: Path
    entries: tuple[BadNote, ...]

    @property
    def notes(self) -> Path:
        """The folder to index."""
        return self.folder / "notes"

    def path_of(self, note: BadNote) -> Path:
        """Where an entry stands on disk."""
        return self.notes / os.fsdecode(note.path)

    @property
    def created(self) -> tuple[BadNote, ...]:
        """The entries that this file system took."""
        return tuple(note for note in self.entries if not note.error)


def build(folder: Path, size: Size = Size.FULL) -> Corpus:
    """The corpus in `folder`, which must be empty or not there.

    The notes are in `folder`/notes. Beside pipes, loops of links and links to endless devices they
    hold a path that is too long for any system call: take the folder away with `remove`.
    """
    return _made(Maker(folder, size), _STEPS)


def build_live(folder: Path) -> Corpus:
    """Only the ordinary notes and those that are there to be edited."""
    return _made(Maker(folder), (control_notes, live_notes))


def build_steering(folder: Path) -> Corpus:
    """Only the ordinary notes and those that would steer a terminal, by their text or name."""
    steps = (control_notes, broken_bytes, front_matter, unicode_text, orders, names)
    return _made(Maker(folder, Size.TINY), steps)


def _made(maker: Maker, steps: Iterable[Callable[[Maker], None]]) -> Corpus:
    maker.notes.mkdir(parents=True)
    write_outside(maker.outside)
    for step in steps:
        step(maker)
    return Corpus(maker.folder, tuple(maker.entries))


def problems(corpus: Corpus) -> list[str]:
    """What on disk is not as it was made: it has changed, is gone, or its markers are elsewhere."""
    found = []
    for note in corpus.created:
        path = corpus.path_of(note)
        if note.kind is Kind.TOO_DEEP or not os.access(path.parent, os.X_OK):
            continue
        if not os.path.lexists(path):
            found.append(f"{note.name}: it is gone")
        elif note.digest and os.access(path, os.R_OK):
            found.extend(f"{note.name}: {problem}" for problem in _problems(note, path))
    return found


def _problems(note: BadNote, path: Path) -> list[str]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != note.digest:
        return ["its bytes have changed"]
    text = data.decode(note.encoding, "surrogateescape" if note.encoding == "utf-8" else "replace")
    return [
        f"{marker.code_word} is not on line {marker.line}"
        for marker in note.markers
        if marker.in_file not in text
        or marker.line not in (None, line_of(text, text.index(marker.in_file)))
    ]


def remove(folder: Path) -> None:
    """Take a corpus away, whatever it has become."""
    for place, folders, _ in os.walk(folder):
        for name in folders:
            path = os.path.join(place, name)  # noqa: PTH118  (a Path raises where it is too long)
            if not os.path.islink(path):  # noqa: PTH114
                with suppress(OSError):
                    Path(path).chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)
