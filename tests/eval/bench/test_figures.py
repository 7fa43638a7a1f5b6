"""Percentiles, spreads, shares and growth, checked by hand."""

import math

import pytest

from eval.bench.figures import percentiles, shares, spread, tenfold


def test_percentiles() -> None:
    """Of 1 to 101, the p-th is p + 1; between two values, on the line between them."""
    assert percentiles([*range(101, 0, -1)]) == {"p50": 51.0, "p95": 96.0, "p99": 100.0}
    assert percentiles([1.0, 2.0]) == {"p50": 1.5, "p95": 1.95, "p99": 1.99}
    assert percentiles([7.0]) == {"p50": 7.0, "p95": 7.0, "p99": 7.0}


def test_spread() -> None:
    """The ends and the middle."""
    assert spread([3.0, 1.0, 2.0]) == {"least": 1.0, "median": 2.0, "most": 3.0}
    assert spread([4.0, 1.0])["median"] == 2.5


def test_shares_add_up() -> None:
    """To 1, or to nothing."""
    assert shares({"a": 3.0, "b": 1.0}) == {"a": 0.75, "b": 0.25}
    assert shares({"a": 0.0}) == {"a": 0.0}
    assert shares({}) == {}


def test_growth_by_tenfold() -> None:
    """A cost that grows as the size does grows tenfold; one that stays, not at all."""
    assert tenfold([(10, 1), (100, 10), (1000, 100)]) == 10.0
    assert tenfold([(10, 5), (1000, 5)]) == 1.0
    assert tenfold([(10, 1), (1000, 4)]) == 2.0
    assert tenfold([(2, 1), (20, 1), (20, 4)]) == pytest.approx(math.sqrt(4), abs=1e-3)


def test_growth_takes_two_sizes() -> None:
    """One size, sizes near each other, or costs that are nothing, say nothing of growth."""
    assert tenfold([]) is None
    assert tenfold([(10, 1)]) is None
    assert tenfold([(10, 1), (10, 2)]) is None
    assert tenfold([(10, 1), (20, 2)]) is None
    assert tenfold([(10, 0), (100, 2)]) is None
