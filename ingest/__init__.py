"""Files on disk to passages: reading, outlining and cutting notes."""

from .aliases import Alias, find_aliases
from .decode import decode
from .errors import NotesFolderError, QuothError, UnreadableNoteError
from .failpoint import FAILPOINT_EVENT, Failpoint, reached
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
from .tags import tags_of
from .units import Unit, units
from .walk import FoundNote, LockedFolder, check_is_folder, walk

__all__ = [
    "FAILPOINT_EVENT",
    "MAX_BYTES",
    "Alias",
    "Block",
    "BlockKind",
    "Extent",
    "Failpoint",
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
    "find_aliases",
    "outline",
    "reached",
    "read_bytes",
    "read_note",
    "tags_of",
    "title_of",
    "units",
    "walk",
]
