"""Question to cited answer: searching, reading, ranking, deciding and citing."""

from index import index_folder_for, locate_index

from .assistant import Assistant
from .decide import signs as confidence_signs
from .finder import Found
from .model import (
    Answer,
    Citation,
    Coverage,
    Difference,
    Evidence,
    Hit,
    ListShown,
    Mark,
    NotInNotes,
    Reply,
    Timing,
)
from .query import LONGEST_QUESTION, EmptyQuestionError
from .rank import Candidate, candidates, rank
from .reader.check import check_reader
from .reader.choose import prepare_reader
from .rerank import ReadMatch, reordered, signals
from .scope import UnknownFilterError
from .search import Match
from .settings import RankerWeights
from .spans import AnswerSpan

__all__ = [
    "LONGEST_QUESTION",
    "Answer",
    "AnswerSpan",
    "Assistant",
    "Candidate",
    "Citation",
    "Coverage",
    "Difference",
    "EmptyQuestionError",
    "Evidence",
    "Found",
    "Hit",
    "ListShown",
    "Mark",
    "Match",
    "NotInNotes",
    "RankerWeights",
    "ReadMatch",
    "Reply",
    "Timing",
    "UnknownFilterError",
    "candidates",
    "check_reader",
    "confidence_signs",
    "index_folder_for",
    "locate_index",
    "prepare_reader",
    "rank",
    "reordered",
    "signals",
]
