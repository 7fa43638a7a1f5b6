"""Files on disk to passages: reading, outlining and cutting notes."""

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

__all__ = [
    "Block",
    "BlockKind",
    "Extent",
    "Lines",
    "Note",
    "NotesFolderError",
    "Outline",
    "Passage",
    "Properties",
    "QuothError",
    "Section",
    "Span",
    "UnreadableNoteError",
    "embedded_text",
]
