"""One note from its file to all that an index keeps of it: read, outlined, cut."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .aliases import Alias, find_aliases
from .model import Note, Outline, Passage
from .outline import outline, title_of
from .passages import Limit, cut
from .read import read_note
from .tags import tags_of
from .tokens import ModelTokenizer, passage_limits
from .walk import FoundNote


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file that is to be read."""

    found: FoundNote
    digest: str | None = None
    """The digest of the content that is known already, if any is."""


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
class TouchedNote:
    """A note whose content is the known one, and when it was read."""

    found: FoundNote
    read_ns: int


@dataclass(frozen=True, slots=True)
class UnreadNote:
    """A file that cannot be read as a note, and why."""

    found: FoundNote
    reason: str
    detail: str = ""
    """Where in the program it went wrong, if it should not have."""


Outcome = PreparedNote | TouchedNote | UnreadNote
Prepare = Callable[[ToRead], Outcome]


def note_preparer(tokenizer: ModelTokenizer | None) -> Prepare:
    """What prepares one note after the other for the model with this tokenizer."""
    return partial(prepare_note, passage_limits(tokenizer))


def prepare_note(limits: tuple[Limit, ...], task: ToRead) -> PreparedNote | TouchedNote:
    """The note, read and cut; it is only read where its content is known already.

    Raises:
        UnreadableNoteError: see `read_note`. The parsers may raise whatever a note makes them.
    """
    found, read_ns = task.found, time.time_ns()
    note = read_note(found.id, found.path, inside=found.folder)
    if note.digest == task.digest:
        return TouchedNote(found, read_ns)
    sections = outline(note.id, note.text)
    title = title_of(note.id, sections)
    return PreparedNote(
        found,
        read_ns,
        note,
        title,
        sections,
        passages=tuple(cut(note.id, note.text, sections, limits)),
        tags=tags_of(note.id, note.text, sections),
        aliases=find_aliases(note.text, sections, title),
    )
