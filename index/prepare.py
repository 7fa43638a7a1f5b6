"""One note from its file to the rows that will be written: read, outlined, cut."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import (
    Alias,
    FoundNote,
    Limit,
    Note,
    Outline,
    Passage,
    UnreadableNoteError,
    cut,
    find_aliases,
    outline,
    read_note,
    tags_of,
    title_of,
)

from .encoder import ModelIdentity
from .model import OnProgress, Progress, Skip, Stage
from .model_folder import HASH_MODEL, find_model
from .tokens import passage_limits

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PreparedNote:
    """A note that was read, and everything that the index keeps of it."""

    found: FoundNote
    read_ns: int
    note: Note
    title: str
    outline: Outline
    passages: tuple[Passage, ...]
    tags: tuple[str, ...]
    aliases: tuple[Alias, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was odd about the note, in words."""
        return (*self.note.warnings, *self.outline.warnings)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """What came of reading the notes that may have changed."""

    prepared: tuple[PreparedNote, ...]
    touched: tuple[tuple[FoundNote, int], ...]
    """Notes whose content is what it was, and when they were read."""
    skipped: tuple[Skip, ...]


def read_notes(
    to_read: Sequence[FoundNote],
    digests: Mapping[str, str],
    identity: ModelIdentity,
    on_progress: OnProgress,
) -> ReadNotes:
    """Read and cut the notes, except those whose digest is the one in `digests`."""
    prepared: list[PreparedNote] = []
    touched: list[tuple[FoundNote, int]] = []
    skipped: list[Skip] = []
    limits: tuple[Limit, ...] | None = None
    for done, found in enumerate(to_read):
        on_progress(Progress(Stage.READING, done, len(to_read), found.id))
        read_ns = time.time_ns()
        try:
            note = read_note(found.id, found.path)
            if note.digest == digests.get(found.id):
                touched.append((found, read_ns))
                continue
            limits = limits or _limits(identity)
            prepared.append(_prepare(found, note, read_ns, limits))
        except UnreadableNoteError as error:
            skipped.append(Skip(found.id, str(error)))
    on_progress(Progress(Stage.READING, len(to_read), len(to_read)))
    return ReadNotes(tuple(prepared), tuple(touched), tuple(skipped))


def _limits(identity: ModelIdentity) -> tuple[Limit, ...]:
    return passage_limits(None if identity.name == HASH_MODEL else find_model(identity.name))


def _prepare(found: FoundNote, note: Note, read_ns: int, limits: tuple[Limit, ...]) -> PreparedNote:
    """The note outlined and cut. Whatever one note does to the parsers stops no other one."""
    try:
        sections = outline(note.id, note.text)
        passages = tuple(cut(note.id, note.text, sections, limits))
        title = title_of(note.id, sections)
        tags = tags_of(note.id, note.text, sections)
        aliases = find_aliases(note.text, sections, title)
    except (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError) as error:
        logger.debug("%s cannot be outlined", note.id, exc_info=error)
        reason = f"its structure cannot be understood ({type(error).__name__})"
        raise UnreadableNoteError(reason) from error
    return PreparedNote(found, read_ns, note, title, sections, passages, tags, aliases)
