"""What building and asking after an index return."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """The steps of a build, in order, in words for a progress bar.

    Embedding goes on while notes are read; what is left of it then is a step of its own. Words
    are listed where much of them is new, and vectors arranged where they are many, once the index
    holds what is new.
    """

    SCANNING = "looking for notes"
    READING = "reading and embedding"
    EMBEDDING = "embedding"
    WRITING = "writing"
    LISTING = "listing words"
    ARRANGING = "arranging vectors"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come. `total` is 0 while it is not known."""

    stage: Stage
    done: int
    total: int
    current: str = ""
    """The note in work, where the stage works note by note."""
    reason: str = ""
    """Why every note is read again, as a sentence, once that is known to be so."""


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Skip:
    """A file that is not indexed, or is indexed with a warning, and why."""

    path: str
    """POSIX path relative to the notes folder."""
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a build did."""

    notes: int
    """Notes in the index now."""
    passages: int
    """Passages in the index now."""
    added: int
    changed: int
    renamed: int
    removed: int
    unchanged: int
    embedded: int
    """Passage texts that the model had to read."""
    reused: int
    """Passages of added, changed or renamed notes whose vectors were already there."""
    skipped: tuple[Skip, ...]
    """Every file that could not be indexed, at this build or an earlier one."""
    warnings: tuple[Skip, ...]
    """Notes indexed in spite of something odd, such as a guessed encoding."""
    seconds: float
    reason: str = ""
    """Why every note was read again, as a sentence; empty where only what had changed was."""


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds and how fresh it is."""

    notes_folder: Path
    index_folder: Path
    notes: int
    passages: int
    vectors: int
    size: int
    """Bytes on disk."""
    model: str
    dimension: int
    precision: str
    """How most of the vectors were computed, in words."""
    question_precision: str
    """How those of questions are."""
    generation: int
    built: datetime
    skipped: tuple[Skip, ...]
    warnings: tuple[Skip, ...]
    new: tuple[str, ...]
    """Notes in the folder that the index does not have yet."""
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
