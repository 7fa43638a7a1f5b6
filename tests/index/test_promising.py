"""Which rows can reach a score, told from the terms they have."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.promising import any_of, bounds, promising

MOST = {"stork": 6.0, "queue": 3.0, "day": 1.0}


@pytest.mark.parametrize(
    ("needed", "condition"),
    [
        (10.0, '("stork" AND ("queue" AND "day"))'),
        (9.0, '("stork" AND "queue")'),
        (7.0, '("stork" AND ("queue" OR "day"))'),
        (6.0, '"stork"'),
        (4.0, '("stork" OR ("queue" AND "day"))'),
        (3.0, '("stork" OR "queue")'),
        (1.0, '("stork" OR ("queue" OR "day"))'),
        (0.0, None),
        (11.0, None),
    ],
)
def test_conditions(needed: float, condition: str | None) -> None:
    """The terms that must be there for a score; none where all rows, or no row, can have it."""
    assert promising(MOST, needed) == condition


def test_terms_beyond_the_deciding_ones_are_taken_to_be_there() -> None:
    """A condition of a hundred words would have no end."""
    many = {f"w{number}": 10.0 for number in range(100)}

    condition = promising(many, 990.0)

    assert condition is not None
    assert "w7" in condition
    assert "w8" not in condition
    assert promising(many, 900.0) is None


def test_bounds_are_higher_for_rarer_terms() -> None:
    """The rarest comes first; a term that most rows have still counts a little."""
    found = bounds({"the": 90, "stork": 1, "queue": 10}, rows=100)

    assert [*found] == ["stork", "queue", "the"]
    assert found["stork"] == pytest.approx(2.2 * 4.19469, rel=1e-4)  # log(99.5 / 1.5)
    assert 0 < found["the"] < 1e-5
    assert bounds({"gone": 5}, rows=0)["gone"] > 0


def test_any_of_no_term_is_an_operator() -> None:
    """Each is quoted."""
    assert any_of(["or", "dead letter"]) == '"or" OR "dead letter"'


@given(
    st.dictionaries(st.sampled_from("abcdefghijkl"), st.floats(0.001, 20), min_size=1, max_size=12),
    st.floats(0.05, 1),
)
def test_no_row_that_can_reach_the_score_is_missed(most: dict[str, float], share: float) -> None:
    """Whatever terms a row has: if their bounds add up to the score, the condition holds."""
    rare_first = dict(sorted(most.items(), key=lambda pair: -pair[1]))
    needed = share * sum(most.values())
    condition = promising(rare_first, needed)
    if condition is None:
        return
    python = condition.replace("AND", "and").replace("OR", "or")
    for size in range(len(most) + 1):
        for some in combinations(most, size):
            if sum(most[term] for term in some) >= needed:
                having = {f'"{term}"' for term in some}
                assert _holds(python, having)


def _holds(condition: str, having: set[str]) -> bool:
    for term in "abcdefghijkl":
        condition = condition.replace(f'"{term}"', str(f'"{term}"' in having))
    return bool(eval(condition))  # noqa: S307  (our own words)
