"""What thresholds cost, counted by hand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eval import Outcome, Question, Risk, Status, lowest_within, risks
from eval.risk import THRESHOLDS, risk


def reply(confidence: float | None, kind: str, answerable: bool = False) -> Outcome:
    """An outcome of this confidence; how it ended does not matter here."""
    return Outcome(Question("q", "?", answerable, kind=kind), Status.DECLINED, 1.0, confidence)


OUTCOMES = [
    reply(0.9, "fact", answerable=True),
    reply(0.5, "typo", answerable=True),
    reply(0.6, "unanswerable"),
    reply(0.2, "unanswerable"),
    reply(0.1, "offtopic"),
    reply(None, "offtopic"),
]


def test_one_threshold() -> None:
    """At 0.5 one of three unanswerable ones is answered; 0.5 itself is not declined."""
    assert risk(OUTCOMES, 0.5) == Risk(0.5, 1 / 3, 1 / 2, 0.0, 0.0)
    assert risk(OUTCOMES, 0.51) == Risk(0.51, 1 / 3, 1 / 2, 0.0, 1 / 2)
    assert risk(OUTCOMES, 0.0) == Risk(0.0, 1.0, 1.0, 1.0, 0.0)


def test_a_handful_of_thresholds() -> None:
    """In rising order."""
    assert [found.threshold for found in risks(OUTCOMES)] == list(THRESHOLDS)


def test_the_threshold_that_keeps_a_promise() -> None:
    """At most a third: above 0.2. None at all: above 0.6, which costs one refusal of two."""
    assert lowest_within(OUTCOMES, 1 / 3) == Risk(0.21, 1 / 3, 1 / 2, 0.0, 0.0)
    assert lowest_within(OUTCOMES, 0.0) == Risk(0.61, 0.0, 0.0, 0.0, 1 / 2)


def test_promises_that_cannot_be_kept() -> None:
    """A certain false answer stays; without unanswerable questions nothing is known."""
    assert lowest_within([reply(1.0, "unanswerable")], 0.5) is None
    assert lowest_within(OUTCOMES[:2], 0.5) is None
    assert risk([], 0.5) == Risk(0.5, None, None, None, None)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_more_caution_trades_answers_for_refusals(drawn: list[tuple[float, bool]]) -> None:
    """With a higher threshold there are never more false answers, nor fewer false refusals."""
    found = risks([reply(confidence, "", answerable) for confidence, answerable in drawn])

    for lower, higher in pairwise(found):
        assert (higher.false_answers or 0) <= (lower.false_answers or 0)
        assert (higher.false_refusals or 0) >= (lower.false_refusals or 0)
