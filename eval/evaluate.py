"""The whole of it: known questions and an assistant to a report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ingest import QuothError
from retriever import Reply

from .dataset import evenly, read_known
from .findings import Report
from .gold import stale_gold
from .metrics import RECIPROCAL_DEPTH
from .model import Depths, OnProgress, Status
from .report import build_report
from .run import run
from .several import name_of


class Asks(Protocol):
    """What is measured: anything that replies to questions as `retriever.Assistant` does."""

    def ask(self, question: str, history: Sequence[str], *, answers: int, passages: int) -> Reply:
        """The reply, with at most `answers` citations and `passages` hits."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked and how deep the measures look."""

    depths: Depths = field(default_factory=Depths)
    limit: int | None = None
    """Ask only so many questions, spread evenly over the file; None asks all."""


def evaluate(
    known: Sequence[Path],
    assistant: Asks,
    notes: Path,
    plan: Plan | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
) -> Report:
    """The report on asking `assistant` the questions at all of `known`, as `plan` says.

    Quotes are checked against the files in `notes`.

    Raises:
        KnownQuestionsError: the questions cannot be read, or are not about these notes.
        QuothError: every single question failed; the message holds the first error.
    """
    plan = plan or Plan()
    depths = plan.depths
    questions = evenly(read_known(*known), plan.limit)
    stale = stale_gold(questions, notes)
    passages, answers = max(RECIPROCAL_DEPTH, depths.passages[-1]), depths.quotes[-1]

    def ask(question: str, history: Sequence[str]) -> Reply:
        return assistant.ask(question, history, answers=answers, passages=passages)

    outcomes = list(run(questions, ask, notes, on_progress))
    if all(outcome.status is Status.FAILED for outcome in outcomes):
        raise QuothError(
            f"None of the {len(outcomes)} questions could be asked. {outcomes[0].reason}"
        )
    return build_report(name_of(known), outcomes, depths, stale)
