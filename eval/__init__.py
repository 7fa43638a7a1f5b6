"""Numbers: recall, answers, refusals and speed over known questions."""

from .calibration import calibration, curve
from .compare import Comparison, Difference, compare, mcnemar, show_comparison
from .dataset import evenly, read_known, write_notes
from .diagram import diagram, write_diagram
from .errors import KnownQuestionsError, ReportFileError
from .evaluate import Asks, Plan, evaluate
from .findings import (
    NO_QUESTIONS,
    Bin,
    Curve,
    Group,
    Latency,
    Lengths,
    Receipt,
    Report,
    Risk,
    Score,
)
from .gold import stale_gold
from .intervals import auroc_score, mean_score
from .kept import keep_question, kept_known, known_sets
from .kept_runs import KeptRun, keep_run, kept_runs
from .measures import Measure, headline, meanings, measures
from .metrics import answer_rank, gold_rank
from .model import (
    Depths,
    OnProgress,
    Outcome,
    Place,
    Question,
    Quote,
    Status,
)
from .report import build_report
from .risk import lowest_within, risks
from .run import Ask, run
from .saved import read_report, report_object, write_report
from .table import show_report
from .verbatim import is_verbatim

__all__ = [
    "NO_QUESTIONS",
    "Ask",
    "Asks",
    "Bin",
    "Comparison",
    "Curve",
    "Depths",
    "Difference",
    "Group",
    "KeptRun",
    "KnownQuestionsError",
    "Latency",
    "Lengths",
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
    "Risk",
    "Score",
    "Status",
    "answer_rank",
    "auroc_score",
    "build_report",
    "calibration",
    "compare",
    "curve",
    "diagram",
    "evaluate",
    "evenly",
    "gold_rank",
    "headline",
    "is_verbatim",
    "keep_question",
    "keep_run",
    "kept_known",
    "kept_runs",
    "known_sets",
    "lowest_within",
    "mcnemar",
    "mean_score",
    "meanings",
    "measures",
    "read_known",
    "read_report",
    "report_object",
    "risks",
    "run",
    "show_comparison",
    "show_report",
    "stale_gold",
    "write_diagram",
    "write_notes",
    "write_report",
]
