"""Search's passages, read and put in order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index import Vectors
from retriever import Found, ReadMatch, reordered, signals
from retriever.reader import Reading
from retriever.reader.overlap import OverlapReader
from retriever.rerank import READ, as_share, everything, log_sum, read, weigh

Find = Callable[[str], Found]

_SCORES = arrays(np.float32, st.integers(0, 20), elements=st.floats(-12, 12, width=32))


def _scores(*values: float) -> Vectors:
    return np.array(values, dtype=np.float32)


def test_odds_are_added_up() -> None:
    """One to one and three to one together are four to one; nothing at all is the floor."""
    assert log_sum(_scores(0, log(3))) == pytest.approx(log(4), abs=1e-4)
    assert log_sum(_scores()) == -12
    assert log_sum(_scores(-12)) == pytest.approx(-12 + log(2))


@given(_SCORES)
def test_a_sum_of_odds_is_no_less_than_any_of_them(scores: Vectors) -> None:
    """Nor more than all of them as large as the largest."""
    best = float(scores.max(initial=-12))

    assert best - 1e-4 <= log_sum(scores) <= best + log(len(scores) + 1) + 1e-4


def test_a_name_without_a_weight_counts_nothing() -> None:
    """And a weight without a value neither."""
    assert weigh({"a": 2.0, "b": 5.0}, {"a": 3.0, "c": 7.0}) == 6
    assert weigh({"a": 2.0}, {}) == 0


@given(st.floats())
def test_a_share_lies_between_0_and_1(score: float) -> None:
    """Whatever the score, infinities included; an unread passage has next to none."""
    if score == score:  # noqa: PLR0124  (not a number is no score)
        assert 0 <= as_share(score) <= 1
    assert as_share(0) == 0.5
    assert as_share(log(3)) == pytest.approx(0.75)


def test_the_signals_of_a_passage(find: Find) -> None:
    """Those of search as they are; of the reader all units together, and the best one."""
    match = find("basil").passages[0].match

    assert signals(match, _scores(0, log(3))) == pytest.approx(
        {
            "lexical": match.lexical,
            "dense": match.dense,
            "best_unit": match.best_unit,
            "coverage": match.coverage,
            "reader": log(4),
            "reader_best": log(3),
        },
        abs=1e-4,
    )


def test_a_passage_without_units_answers_nothing(find: Find) -> None:
    """Its odds are the floor, and no step stumbles over it."""
    found = signals(find("basil").passages[0].match, _scores())

    assert (found["reader"], found["reader_best"]) == (-12, -12)


def test_the_odds_of_all_passages_together(find: Find) -> None:
    """As if all their units were in one; without passages there are none."""
    one, other = find("basil").passages[:2]
    first, second = replace(one, units=_scores(0, 0)), replace(other, units=_scores(log(3)))

    assert first.answers == pytest.approx(log(2), abs=1e-4)
    assert everything([first, second]) == pytest.approx(log(5), abs=1e-4)
    assert everything([]) == -12


def test_what_the_reader_finds_comes_first(find: Find) -> None:
    """Where its weight is all that counts; the score is the weighted sum of the signals."""
    passages = find("basil").passages
    scored = [
        replace(one, units=np.full_like(one.units, number)) for number, one in enumerate(passages)
    ]

    found = reordered(scored, {"reader_best": 2.0})

    assert [one.match for one in found] == [one.match for one in reversed(passages)]
    assert [one.score for one in found] == [2.0 * n for n in reversed(range(len(passages)))]


def test_equal_passages_stay_in_their_order(find: Find) -> None:
    """Without any weights nothing moves."""
    passages = find("basil").passages

    assert [one.match for one in reordered(passages, {})] == [one.match for one in passages]


class _Counting(OverlapReader):
    """Keeps what it was asked to read."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        self.asked.append((question, len(readings)))
        return super().read(question, readings)


@pytest.mark.parametrize("count", [0, 1, READ, READ + 5])
def test_only_the_first_are_read(find: Find, count: int) -> None:
    """All in one go, with the question as the model reads it: spelt right, without filters."""
    found = find("Where does bazil grow note:garden?")
    reader = _Counting()
    matches = [found.passages[0].match] * count

    passages = read(reader, found.query, matches, {"reader": 1.0})

    assert reader.asked == [("Where does basil grow ?", min(count, READ))]
    assert len(passages) == min(count, READ)


def test_each_passage_has_the_scores_of_its_own_units(find: Find) -> None:
    """Checked by hand: of three words the line of basil and its path share two."""
    by_heading = {
        one.match.stored.passage.headings[-1]: one for one in find("basil grows fast").passages
    }

    basil: ReadMatch = by_heading["Basil"]
    assert basil.units.tolist() == pytest.approx([8 * 2 / 3 - 4])
    assert basil.answers == pytest.approx(log(exp(4 / 3) + exp(-12)), abs=1e-5)
    assert len(by_heading["Tomatoes"].units) == 2
