"""Numbers: recall, answers, refusals and speed over known questions."""

from .compare import Comparison, Difference, compare, mcnemar, show_comparison
from .dataset import evenly, read_known, write_notes
from .errors import KnownQuestionsError, ReportFileError
from .evaluate import Asks, Plan, evaluate
from .gold import stale_gold
from .intervals import auroc_score, mean_score
from .measures import Measure, meanings, measures
from .model import (
    NO_QUESTIONS,
    Depths,
    Group,
    Latency,
    OnProgress,
    Outcome,
    Place,
    Question,
    Quote,
    Receipt,
    Report,
    Score,
    Status,
)
from .report import build_report
from .run import Ask, run
from .saved import read_report, report_object, write_report
from .table import show_report
from .verbatim import is_verbatim

__all__ = [
    "NO_QUESTIONS",
    "Ask",
    "Asks",
    "Comparison",
    "Depths",
    "Difference",
    "Group",
    "KnownQuestionsError",
    "Latency",
    "Measure",
    "OnProgress",
    "Outcome",
    "Place",
    "Plan",
    "Question",
    "Quote",
    "Receipt",
    "Report",
    "ReportFileError",
    "Score",
    "Status",
    "auroc_score",
    "build_report",
    "compare",
    "evaluate",
    "evenly",
    "is_verbatim",
    "mcnemar",
    "mean_score",
    "meanings",
    "measures",
    "read_known",
    "read_report",
    "report_object",
    "run",
    "show_comparison",
    "show_report",
    "stale_gold",
    "write_notes",
    "write_report",
]
