"""Files on disk to passages: reading, outlining and cutting notes."""

from .decode import decode
from .errors import NotesFolderError, QuothError, UnreadableNoteError
from .lines import Lines
from .model import (
    Block,
    BlockKind,
    Extent,
    Note,
    Outline,
    Passage,
    Properties,
    Section,
    Span,
    embedded_text,
)
from .outline import outline, title_of
from .passages import Limit, cut
from .read import MAX_BYTES, read_bytes, read_note
from .units import Unit, units
from .walk import FoundNote, LockedFolder, check_is_folder, walk

__all__ = [
    "MAX_BYTES",
    "Block",
    "BlockKind",
    "Extent",
    "FoundNote",
    "Limit",
    "Lines",
    "LockedFolder",
    "Note",
    "NotesFolderError",
    "Outline",
    "Passage",
    "Properties",
    "QuothError",
    "Section",
    "Span",
    "Unit",
    "UnreadableNoteError",
    "check_is_folder",
    "cut",
    "decode",
    "embedded_text",
    "outline",
    "read_bytes",
    "read_note",
    "title_of",
    "units",
    "walk",
]
