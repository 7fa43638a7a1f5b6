"""Files on disk to passages: reading, outlining and cutting notes."""

from .aliases import Alias, find_aliases
from .decode import decode
from .errors import NotesFolderError, QuothError, UnreadableNoteError, WorkerError
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
from .prepare import (
    Outcome,
    Prepare,
    PreparedNote,
    ToRead,
    TouchedNote,
    UnreadNote,
    note_preparer,
)
from .read import MAX_BYTES, read_bytes, read_note
from .reading import prepared_notes
from .tags import tags_of
from .tokens import BUDGET_ENCODING, PASSAGE_BUDGET, SPECIAL_TOKENS, ModelTokenizer, passage_limits
from .units import Unit, units
from .walk import (
    IGNORE_FILE,
    NOTE_SUFFIXES,
    TOOL_FOLDERS,
    FoundNote,
    LockedFolder,
    check_is_folder,
    walk,
)

__all__ = [
    "BUDGET_ENCODING",
    "FAILPOINT_EVENT",
    "IGNORE_FILE",
    "MAX_BYTES",
    "NOTE_SUFFIXES",
    "PASSAGE_BUDGET",
    "SPECIAL_TOKENS",
    "TOOL_FOLDERS",
    "Alias",
    "Block",
    "BlockKind",
    "Extent",
    "Failpoint",
    "FoundNote",
    "Limit",
    "Lines",
    "LockedFolder",
    "ModelTokenizer",
    "Note",
    "NotesFolderError",
    "Outcome",
    "Outline",
    "Passage",
    "Prepare",
    "PreparedNote",
    "Properties",
    "QuothError",
    "Section",
    "Span",
    "ToRead",
    "TouchedNote",
    "Unit",
    "UnreadNote",
    "UnreadableNoteError",
    "WorkerError",
    "check_is_folder",
    "cut",
    "decode",
    "embedded_text",
    "find_aliases",
    "note_preparer",
    "outline",
    "passage_limits",
    "prepared_notes",
    "reached",
    "read_bytes",
    "read_note",
    "tags_of",
    "title_of",
    "units",
    "walk",
]
