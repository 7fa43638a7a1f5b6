"""What a threshold would cost: wrong answers on one side, wrong refusals on the other.

Told from the confidence that every reply carries, so one run shows all thresholds. A reply at or
above a threshold counts as answered; that a quote may yet fail its check is left aside.
"""

from collections.abc import Sequence

from .findings import Risk
from .metrics import OFF_TOPIC, is_near_miss
from .model import Outcome

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_STEPS = 100
"""Thresholds that are tried, from 0 to 1, in the search for one that keeps a promise."""


def risks(outcomes: Sequence[Outcome]) -> tuple[Risk, ...]:
    """What declining below each of `THRESHOLDS` would cost."""
    return tuple(risk(outcomes, threshold) for threshold in THRESHOLDS)


def risk(outcomes: Sequence[Outcome], threshold: float) -> Risk:
    """What declining below `threshold` would cost; questions that failed are left out."""
    asked = [
        (outcome.question, outcome.confidence >= threshold)
        for outcome in outcomes
        if outcome.confidence is not None
    ]
    return Risk(
        threshold=threshold,
        false_answers=_share([answered for question, answered in asked if not question.answerable]),
        near=_share([answered for question, answered in asked if is_near_miss(question)]),
        offtopic=_share([answered for question, answered in asked if question.kind == OFF_TOPIC]),
        false_refusals=_share(
            [not answered for question, answered in asked if question.answerable]
        ),
    )


def lowest_within(outcomes: Sequence[Outcome], false_answers: float) -> Risk | None:
    """The risk at the lowest threshold, in hundredths, that keeps to a share of false answers.

    None where no unanswerable question was asked, or no threshold up to 1 keeps to it.
    """
    for step in range(_STEPS + 1):
        found = risk(outcomes, step / _STEPS)
        if found.false_answers is not None and found.false_answers <= false_answers:
            return found
    return None


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None
