"""Reliability tables that can be checked by hand, then what holds for any forecasts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import Curve, Outcome, Place, Question, Quote, Status, calibration, curve
from eval.calibration import wilson

GOLD = Place("a.md", 1, 1)
SIZE = Question("q", "?", True, answers=("yes",), gold=(GOLD,))
NONE = Question("u", "?", False)


def test_two_bins() -> None:
    """Of 0.2, 0.2 and 0.2 one holds, of 0.9 and 0.95 both do: errors of 0.133 and 0.075."""
    made = curve("c", "C", [(0.2, True), (0.2, False), (0.2, False), (0.9, True), (0.95, True)])

    low, high = made.bins
    assert (low.start, low.end, low.n) == (0.2, 0.3, 3)
    assert (round(low.forecast, 9), round(low.share, 9)) == (0.2, round(1 / 3, 9))
    assert (high.start, high.end, high.n, high.share) == (0.9, 1.0, 2, 1.0)
    assert made.error == pytest.approx((3 * (1 / 3 - 0.2) + 2 * (1 - 0.925)) / 5)
    assert made.brier.value == pytest.approx((0.64 + 0.04 + 0.04 + 0.01 + 0.0025) / 5)
    assert (made.n, made.share) == (5, 3 / 5)


def test_the_ends_of_the_range() -> None:
    """0 is in the first bin, 1 in the last, and an edge in the bin above it."""
    made = curve("c", "C", [(0.0, False), (0.5, True), (1.0, True)])

    assert [each.start for each in made.bins] == [0.0, 0.5, 0.9]


def test_perfect_and_worst_forecasts() -> None:
    """Certain and right costs nothing; certain and wrong costs all."""
    right = curve("c", "C", [(0.0, False), (1.0, True)])
    wrong = curve("c", "C", [(1.0, False), (0.0, True)])

    assert (right.error, right.brier.value) == (0, 0)
    assert (wrong.error, wrong.brier.value) == (1, 1)


def test_nothing_to_judge() -> None:
    """Numbers that were not measured are None."""
    made = curve("c", "C", [])

    assert (made.n, made.bins) == (0, ())
    assert made.error is made.brier.value is made.share is None


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [(0.5, 10, 0.2366, 0.7634), (0.0, 10, 0.0, 0.2775), (1.0, 1, 0.2065, 1.0)],
)
def test_wilson_intervals(share: float, n: int, low: float, high: float) -> None:
    """Known values: five of ten, none of ten, one of one."""
    found = wilson(share, n)

    assert found[0] == pytest.approx(low, abs=5e-5)
    assert found[1] == pytest.approx(high, abs=5e-5)


def answered(question: Question, text: str, score: float | None, confidence: float) -> Outcome:
    """An answer whose first quote, on the gold line, is `text`."""
    quotes = (Quote(GOLD, text, True, score), Quote(GOLD, "yes", True, 0.01))
    return Outcome(question, Status.ANSWERED, 1.0, confidence, (), quotes)


def numbers(made: Curve) -> list[tuple[float, float, int]]:
    """The bins as forecast, share and count."""
    return [(each.forecast, each.share, each.n) for each in made.bins]


def test_the_two_curves() -> None:
    """Replies by confidence, whatever became of them; shown first quotes by their own score."""
    outcomes = [
        answered(SIZE, "yes", 0.75, 0.95),
        answered(SIZE, "no", 0.25, 0.85),
        answered(NONE, "yes", 0.15, 0.55),
        Outcome(SIZE, Status.DECLINED, 1.0, 0.05),
        Outcome(NONE, Status.FAILED, 1.0),
    ]

    notes_answer, first_quote = calibration(outcomes)

    assert numbers(notes_answer) == [(0.05, 1, 1), (0.55, 0, 1), (0.85, 1, 1), (0.95, 1, 1)]
    assert numbers(first_quote) == [(0.15, 0, 1), (0.25, 0, 1), (0.75, 1, 1)]


def test_quotes_that_cannot_be_judged() -> None:
    """Without a score, or without answer strings to look for, a quote is left out."""
    gold_only = Question("g", "?", True, gold=(GOLD,))
    outcomes = [answered(SIZE, "yes", None, 0.9), answered(gold_only, "yes", 0.9, 0.9)]

    assert [made.n for made in calibration(outcomes)] == [2, 0]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_forecast_is_in_the_bin_that_holds_it(forecasts: list[tuple[float, bool]]) -> None:
    """Bins add up, hold their mean, and their numbers are those of plain arithmetic."""
    made = curve("c", "C", forecasts)
    said = np.array([forecast for forecast, _ in forecasts])
    so = np.array([came_true for _, came_true in forecasts], dtype=float)

    assert sum(each.n for each in made.bins) == len(forecasts)
    for each in made.bins:
        assert each.start - 1e-9 <= each.forecast <= each.end + 1e-9
        assert 0 <= each.low <= each.share + 1e-9
        assert each.share - 1e-9 <= each.high <= 1
    assert made.error is not None
    assert made.brier.value is not None
    # Calibration in the large can never be worse than bin by bin.
    assert abs(said.mean() - so.mean()) <= made.error + 1e-9
    assert made.brier.value == pytest.approx(((said - so) ** 2).mean())
