"""Fit the ranker to notebooks, and write ranker.json: numbers that a person can read."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from index import Vectors
from retriever import Match, RankerWeights

from ..model import Question, Quote
from .errors import TrainingError
from .notebooks import Notebook
from .outputs import write_whole
from .ranker import fit_ranker
from .seen import GoldFinder, Seen

_DIGITS = 3
"""After the point; the fit itself is not sure of more."""


class GoldOfNotebooks(GoldFinder):
    """Gold in several notebooks, whose notes may have the same names; told by the question."""

    def __init__(self, notebooks: Sequence[Notebook]) -> None:
        self._finder_of = {
            question.id: finder
            for notebook in notebooks
            for finder in [GoldFinder(notebook.notes)]
            for question in notebook.questions
        }

    def passages(self, question: Question, matches: Sequence[Match]) -> Vectors:
        """1 for each match that overlaps a gold place, else 0; of shape (matches,)."""
        return self._finder_of[question.id].passages(question, matches)

    def held(self, question: Question, match: Match, start: int, end: int) -> float:
        """The share of the wanted answers that the gold lines between two offsets hold."""
        return self._finder_of[question.id].held(question, match, start, end)

    def units(self, question: Question, match: Match) -> frozenset[int]:
        """The numbers, from 0, of a match's units that hold the answer."""
        return self._finder_of[question.id].units(question, match)

    def quote(self, question: Question, match: Match, start: int, end: int) -> Quote:
        """What stands between two offsets of the match's note, as it would be shown."""
        return self._finder_of[question.id].quote(question, match, start, end)


def fit(
    notebooks: Sequence[Notebook], seen: Sequence[Seen], without: Collection[str] = ()
) -> RankerWeights:
    """The weights that fit what was `seen` for the questions of `notebooks`.

    Args:
        notebooks: Where the notes answer.
        seen: One or more of their questions.
        without: Features that are left out; see `fit_ranker`.

    Raises:
        TrainingError: there are no answers among what was found, or no question without one.
    """
    gold = GoldOfNotebooks(notebooks)
    answered = [one for one in seen if one.question.answerable and one.found.passages]
    if not any(
        gold.passages(one.question, [read.match for read in one.found.passages]).any()
        for one in answered
    ):
        raise TrainingError("For no question was a passage found that answers. Add questions")
    if not any(not one.question.answerable and one.found.passages for one in seen):
        raise TrainingError(
            "The notes answer every question, so when to decline cannot be learnt. "
            'Add questions with "answerable": false'
        )
    return fit_ranker(seen, gold, without)


def write_ranker(weights: RankerWeights, notebooks: Sequence[Notebook], path: Path) -> None:
    """Write `weights` in the form of ranker.json, saying on what they were fitted.

    Raises:
        TrainingError: the file cannot be written.
    """
    stored = {
        "about": about(notebooks),
        "passages": _rounded(weights.passages),
        "spans": _rounded(weights.spans),
        "confidence": _rounded(weights.confidence),
    }
    write_whole(f"{json.dumps(stored, indent=2)}\n".encode(), path)


def about(notebooks: Sequence[Notebook]) -> str:
    """On what a ranker was fitted: how many questions, of them how many without an answer."""
    questions = [question for notebook in notebooks for question in notebook.questions]
    without = sum(not question.answerable for question in questions)
    books = "notebook" if len(notebooks) == 1 else "notebooks"
    return (
        f"Fitted by python -m eval.training ranker to {len(questions):,} questions about "
        f"{len(notebooks)} {books}; {without:,} of them have no answer there."
    )


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    # Adding 0 turns -0.0, which reads odd, into 0.0.
    return {name: round(weight, _DIGITS) + 0.0 for name, weight in weights.items()}
