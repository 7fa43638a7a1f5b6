"""The two fits, against optima found in another way."""

import itertools

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from eval.training.listwise import Entries, fit_listwise, fit_logistic
from index import Vectors


def entries(rows: list[list[float]], credit: list[float]) -> Entries:
    """A list of entries."""
    return Entries(np.array(rows, dtype=np.float32), np.array(credit, dtype=np.float32))


LISTS = [
    entries([[1, 0], [0, 1], [0, 0]], [1, 0, 0]),
    entries([[0, 2], [1, 1]], [0, 1]),
    entries([[2, 0], [0, 1], [1, 1]], [0, 0.5, 1]),
]


def loss(weights: tuple[float, ...], shrink: float) -> float:
    """The definition: minus log of the credited share of each list, plus the squared weights."""
    total = shrink * sum(weight**2 for weight in weights)
    for one in LISTS:
        shares = np.exp(one.features @ np.array(weights))
        total -= float(np.log((shares * one.credit).sum() / shares.sum()))
    return total


@pytest.mark.parametrize("shrink", [0.1, 1.0])
def test_no_other_weights_fit_lists_better(shrink: float) -> None:
    """The best of a fine grid is a grid step away, and no better."""
    found = fit_listwise(["a", "b"], LISTS, shrink)

    grid = np.arange(-4, 4, 0.04)
    best = min(itertools.product(grid, grid), key=lambda weights: loss(weights, shrink))
    assert list(found.values()) == pytest.approx(best, abs=0.04)
    assert loss(tuple(found.values()), shrink) <= loss(best, shrink)


def test_lists_without_a_choice_teach_nothing() -> None:
    """All entries right, or none: the weights stay the same."""
    useless = [entries([[5, 5], [1, 9]], [1, 1]), entries([[5, 5], [1, 9]], [0, 0])]

    assert fit_listwise(["a", "b"], [*LISTS, *useless]) == fit_listwise(["a", "b"], LISTS)


def test_features_are_weighed_by_name() -> None:
    """What sets the right entry apart counts for it, what sets the wrong one apart against."""
    found = fit_listwise(["good", "bad", "idle"], [entries([[1, 0, 3], [0, 1, 3]], [1, 0])] * 9)

    assert found["good"] == pytest.approx(-found["bad"])
    assert found["good"] > 0.5
    assert found["idle"] == pytest.approx(0)


def cases() -> tuple[Vectors, Vectors]:
    """Two hundred cases with a constant and two features, whose outcome the first one tells."""
    random = np.random.default_rng(3)
    features = np.column_stack([np.ones(200), random.normal(size=(200, 2))])
    outcome = features[:, 1] + random.normal(size=200) > 0.4
    return features.astype(np.float32), outcome.astype(np.float32)


@pytest.mark.parametrize("shrink", [0.05, 1.0, 20.0])
def test_logistic_weights_are_those_of_scikit_learn(shrink: float) -> None:
    """Its C is half of the inverse of what our squared weights are multiplied by."""
    features, outcome = cases()

    found = fit_logistic(["constant", "telling", "idle"], features, outcome, shrink)

    oracle = LogisticRegression(C=1 / (2 * shrink), fit_intercept=False, tol=1e-8)
    oracle.fit(features.astype(np.float64), outcome)
    assert list(found.values()) == pytest.approx(oracle.coef_[0], abs=1e-3)


def test_large_features_do_not_overflow() -> None:
    """Chances of 0 and 1 are no reason for a warning, which would fail this test."""
    features = np.array([[1, 2000], [1, -2000]], dtype=np.float32)

    found = fit_logistic(["constant", "huge"], features, np.array([1, 0]), 1e-6)

    assert found["huge"] > 0
