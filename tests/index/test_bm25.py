"""The best passages by BM25: those that adding up every term finds, whatever is left out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.bm25
from index.bm25 import Run, best_places, halves_of, norms_of, rarity
from index.postings import Places


def run(rare: float, *standing: tuple[int, int]) -> Run:
    """A term that stands in these places with these weights."""
    places = np.array([place for place, _ in standing], dtype=np.int32)
    return Run(places, np.array([half for _, half in standing], dtype=np.uint16), rare)


def best(runs: list[Run], passages: int, limit: int) -> dict[int, float]:
    """The best of passages that are all of the same length."""
    places, scores = best_places(runs, norms_of(np.full(passages, 4), 4.0), limit)
    return dict(zip(places.tolist(), scores.tolist(), strict=True))


def test_one_term_in_passages_of_average_length() -> None:
    """Once gives 2.2 / 2.2 of the rarity, twice 4.4 / 3.2: what comes again counts less."""
    found = best([run(1.0, (0, 2), (2, 4))], 3, 5)
    assert found == pytest.approx({0: 1.0, 2: 4.4 / 3.2})


def test_long_passages_count_less() -> None:
    """Half as long as the others are on average, a term says more of it; twice as long, less."""
    short, long = norms_of(np.array([2, 8]), 4.0)
    assert (short, long) == pytest.approx((1.2 * 0.625, 1.2 * 1.75))


def test_rarity() -> None:
    """One of nine passages: log(8.5 / 1.5); what most have is worth next to nothing, never less."""
    assert rarity(9, 1) == pytest.approx(1.7346, abs=1e-4)
    assert rarity(9, 5) == rarity(9, 9) == 1e-6


def test_no_terms_and_no_passages() -> None:
    """Nothing is found."""
    assert best([], 3, 5) == best([run(1.0)], 3, 5) == best([], 0, 5) == {}


def test_weights_told_from_scores() -> None:
    """The weights that a term has in passages whose scores are known."""
    norms = norms_of(np.array([3, 9, 1]), 5.0)
    halves = np.array([2, 7, 60], dtype=np.uint16)
    scores = Run(np.arange(3, dtype=np.int32), halves, 2.5).gains(norms)
    assert halves_of(scores, norms, 2.5).tolist() == halves.tolist()


def test_common_terms_are_looked_up_only_for_those_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once ten have two rare terms, the term that all thousand have is not added for all."""
    looked_up: list[int] = []
    original = Run.gains

    def gains(self: Run, norms: index.bm25.Scores) -> index.bm25.Scores:
        looked_up.append(len(self.places))
        return original(self, norms)

    monkeypatch.setattr(Run, "gains", gains)
    rare = [(place, 2) for place in range(10)]
    common = [(place, 2 + place % 3) for place in range(1000)]
    found = best([run(0.1, *common), run(5.0, *rare), run(4.0, *rare)], 1000, 5)

    assert looked_up == [10, 10]
    assert {2, 5, 8} <= found.keys()
    assert found[2] == max(found.values()) > 9.0


@st.composite
def terms(draw: st.DrawFn) -> tuple[list[Run], list[int]]:
    """Some terms, and the lengths of all passages."""
    passages = draw(st.integers(1, 40))
    places = st.dictionaries(st.integers(0, passages - 1), st.integers(2, 9), max_size=passages)
    runs = [
        run(draw(st.floats(0.001, 9)), *sorted(draw(places).items()))
        for _ in range(draw(st.integers(0, 7)))
    ]
    return runs, draw(st.lists(st.integers(1, 50), min_size=passages, max_size=passages))


@given(terms(), st.integers(1, 12))
@settings(max_examples=300, deadline=None)
def test_the_best_are_those_of_adding_up_all(
    drawn: tuple[list[Run], list[int]], limit: int
) -> None:
    """No passage is missing that is as good as the last of the best, and no score is wrong."""
    runs, lengths = drawn
    norms = norms_of(np.array(lengths), float(np.mean(lengths)))
    places: Places
    places, scores = best_places(runs, norms, limit)
    every = np.zeros(len(lengths))
    for one in runs:
        for place, gain in zip(one.places.tolist(), one.gains(norms).tolist(), strict=True):
            every[place] += gain
    assert scores == pytest.approx(every[places], rel=1e-12)
    having = every[every > 0]
    wanted = np.sort(having)[::-1][:limit]
    assert np.sort(scores)[::-1][: len(wanted)] == pytest.approx(wanted, rel=1e-12)
