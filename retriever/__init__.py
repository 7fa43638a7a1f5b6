"""Question to cited answer: searching, ranking, deciding and citing."""

from index import index_folder_for, locate_index

from .assistant import Assistant
from .model import Answer, Citation, Coverage, Hit, NotInNotes, Reply, Timing
from .query import EmptyQuestionError

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Coverage",
    "EmptyQuestionError",
    "Hit",
    "NotInNotes",
    "Reply",
    "Timing",
    "index_folder_for",
    "locate_index",
]
