"""What is said on the way."""

import pytest

from eval.training.clock import Clock, in_words
from eval.training.diary import Diary
from eval.training.loss import Mark


def test_time_in_words() -> None:
    """Rounded to what a person who waits wants to know."""
    assert [in_words(seconds) for seconds in (0, 59.4, 60, 3599, 7260)] == [
        "0 s",
        "59 s",
        "1 min",
        "1 h 0 min",
        "2 h 1 min",
    ]


def test_a_clock_that_has_run_out() -> None:
    """It never goes beyond the end."""
    late = Clock(10.0, started=-1e9)

    assert (late.spent, late.left) == (1.0, "0 s")
    assert Clock(1000.0).spent < 0.1


def test_averages_of_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    """The first step is said at once, the next not so soon; marks are counted apart."""
    diary = Diary(Clock(600.0))

    diary.add(2.0, [Mark(answered=True, right=True), Mark(answered=True, right=False)])
    diary.add(1.0, [Mark(answered=False, right=True)])

    said = capsys.readouterr().err
    assert said == "10 min left, step 1: loss 2.000, first unit right 0.500, declined -\n"
    assert diary.line().endswith("step 2: loss 1.500, first unit right 0.500, declined 1.000")
