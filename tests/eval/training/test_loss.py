"""The loss, worked out by hand."""

from collections.abc import Callable
from math import exp, log

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from eval.training.lessons import Lesson
from eval.training.loss import Mark, loss_of, marked
from retriever.reader.rows import row

MakeLesson = Callable[..., Lesson]


def test_two_units_of_which_one_answers(lesson: MakeLesson) -> None:
    """Shares e, 1 and, for nothing, 1: the first has e / (e + 2)."""
    loss = loss_of(torch.tensor([1.0, 0.0]), lesson([2], [0]))

    assert float(loss) == pytest.approx(log(exp(1) + 2) - 1)


def test_any_gold_unit_will_do(lesson: MakeLesson) -> None:
    """Two of two units: together they have all but the share of nothing, 1 of 3."""
    assert float(loss_of(torch.zeros(2), lesson([1, 1], [0, 1]))) == pytest.approx(log(3 / 2))


def test_nothing_answers(lesson: MakeLesson) -> None:
    """Nothing scores 0; two units of that score leave it a third."""
    assert float(loss_of(torch.zeros(2), lesson([2]))) == pytest.approx(log(3))


def test_of_a_list_every_unit_is_wanted(lesson: MakeLesson) -> None:
    """Each of two stands against one other unit and nothing: e / (e + 2) and 1 / 3."""
    loss = loss_of(torch.tensor([1.0, 0.0, 0.0]), lesson([3], [0, 1], whole=True))

    assert float(loss) == pytest.approx((log((exp(1) + 2) / exp(1)) + log(3)) / 2)


def test_a_list_of_one_is_no_other_loss(lesson: MakeLesson) -> None:
    """Where only one unit is gold, wanting all and wanting any are the same."""
    scores = torch.tensor([0.3, -0.2])

    assert loss_of(scores, lesson([2], [1], whole=True)) == loss_of(scores, lesson([2], [1]))


def test_a_step_is_the_mean_of_its_lessons(lesson: MakeLesson) -> None:
    """Each lesson has the scores of its own units, in order."""
    first, second, third = lesson([1, 1], [1]), lesson([1]), lesson([1])

    found = marked(torch.tensor([0.0, 2.0, -1.0, 1.0]), [first, second, third])

    expected = [log(exp(2) + 2) - 2, log(exp(-1) + 1), log(exp(1) + 1)]
    assert float(found.loss) == pytest.approx(sum(expected) / 3)
    assert found.marks == (Mark(True, True), Mark(False, True), Mark(False, False))


@given(st.lists(st.floats(-8, 8), min_size=2, max_size=6), st.integers(0, 1), st.booleans())
def test_a_better_score_of_the_answer_is_a_lower_loss(
    scores: list[float], gold: int, whole: bool
) -> None:
    """Whatever the others score."""
    made = Lesson((row([1], [], [[5]] * len(scores)),), frozenset({gold}), whole)
    raised = [score + (number == gold) for number, score in enumerate(scores)]

    assert loss_of(torch.tensor(raised), made) < loss_of(torch.tensor(scores), made)
