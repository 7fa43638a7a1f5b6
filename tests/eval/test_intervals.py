"""Bootstrap intervals: what they cover, how wide they are, and the cases without any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import NO_QUESTIONS, Score, auroc_score, mean_score


def width(score: Score) -> float:
    """How wide the interval is."""
    assert score.low is not None
    assert score.high is not None
    return score.high - score.low


def test_no_values_give_no_number() -> None:
    """With nothing to count the score says so, instead of 0."""
    assert mean_score([]) == NO_QUESTIONS
    assert auroc_score([0.5], []) == auroc_score([], [0.5]) == NO_QUESTIONS


def test_the_mean_and_its_interval() -> None:
    """Three of four right: 0.75, with four questions from 0.25 to 1."""
    assert mean_score([1, 1, 1, 0]) == Score(0.75, 0.25, 1.0, 4)


def test_equal_values_leave_no_width() -> None:
    """All right: the interval is the value, and n says how much that is worth."""
    assert mean_score([1.0] * 5) == Score(1.0, 1.0, 1.0, 5)


def test_the_same_values_always_give_the_same_interval() -> None:
    """The seed is fixed, and another seed gives a slightly different interval."""
    values = [float(number % 3) for number in range(50)]

    assert mean_score(values) == mean_score(values)
    assert mean_score(values) != mean_score(values, seed=1)


def test_intervals_narrow_with_the_square_root_of_n() -> None:
    """Sixteen times the questions: a quarter of the width."""
    few, many = mean_score([0.0, 1.0] * 25), mean_score([0.0, 1.0] * 400)

    assert width(many) == pytest.approx(width(few) / 4, rel=0.15)


def test_the_interval_is_that_of_the_normal_distribution_for_many_questions() -> None:
    """For a share of one half over 1,000 questions: 1.96 standard errors to either side."""
    score = mean_score([0.0, 1.0] * 500)

    assert width(score) / 2 == pytest.approx(1.96 * (0.25 / 1000) ** 0.5, rel=0.1)


def test_nineteen_in_twenty_intervals_cover_the_true_share() -> None:
    """Over 300 samples of 100 questions that go right 7 times in 10."""
    random = np.random.default_rng(7)
    samples = (random.random((300, 100)) < 0.7).astype(float)

    scores = [mean_score(list(sample)) for sample in samples]

    covered = sum((score.low or 0) <= 0.7 <= (score.high or 0) for score in scores)
    assert 0.90 <= covered / 300 <= 0.98


def test_auroc_intervals_cover_the_true_area() -> None:
    """For confidences from N(1, 1) and N(0, 1) the area is 0.760 (normal distribution)."""
    random = np.random.default_rng(11)

    scores = [
        auroc_score(list(random.normal(1, 1, 60)), list(random.normal(0, 1, 40)))
        for _ in range(100)
    ]

    covered = sum((score.low or 0) <= 0.7602 <= (score.high or 0) for score in scores)
    assert covered / 100 >= 0.88
    assert scores[0].n == 100


def test_many_questions_are_resampled_in_batches() -> None:
    """Data sets of thousands are cut to bounded pieces, with the same meaning."""
    score = mean_score([0.0, 1.0] * 3000)

    assert width(score) / 2 == pytest.approx(1.96 * (0.25 / 6000) ** 0.5, rel=0.1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_value_lies_within_the_range_of_the_values(values: list[float]) -> None:
    """So do both ends of the interval, which are in order."""
    score = mean_score(values)

    assert score.low is not None
    assert score.high is not None
    assert min(values) - 1e-9 <= score.low <= score.high <= max(values) + 1e-9
