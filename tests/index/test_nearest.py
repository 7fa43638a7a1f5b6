"""The FAISS index of many vectors: how much of what is nearest it finds, and when it is refused."""

from collections.abc import Iterator

import numpy as np
import pytest

from index import Vectors, nearest
from index.embedder import unit_rows
from index.nearest import Nearest, is_exact, make_nearest, search_among, search_nearest

WIDE = 32
STEP = 7
"""Numbers are not places: they ascend, with gaps."""


def clustered(size: int) -> Vectors:
    """Vectors as texts give them: some things are much written about."""
    random = np.random.default_rng(3)
    things = random.standard_normal((20, WIDE))
    rows = things[random.integers(0, 20, size)] + random.standard_normal((size, WIDE))
    return unit_rows(rows.astype(np.float32))


ROWS = clustered(3_000)


def blocks() -> Iterator[tuple[nearest.Numbers, Vectors]]:
    """All of them, in parts."""
    for start in range(0, len(ROWS), 512):
        rows = ROWS[start : start + 512]
        yield np.arange(start, start + len(rows)) * STEP, rows


def made() -> object:
    """Their index."""
    return make_nearest(WIDE, len(ROWS), blocks, lambda: ROWS[::3])


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a thousand vectors are too many to compare all of them."""
    monkeypatch.setattr(nearest, "EXACT_MOST", 1_000)


def right(question: Vectors, limit: int) -> list[int]:
    """What is nearest, by comparing all."""
    best = np.argsort(-(ROWS @ question), kind="stable")[:limit]
    return [int(place) * STEP for place in best]


def test_a_few_are_compared_exactly() -> None:
    """Below the limit, what is found is what brute force finds."""
    index = made()
    assert is_exact(index)
    for question in clustered(20):
        assert [number for number, _ in search_nearest(index, question, 9)] == right(question, 9)


@pytest.mark.usefixtures("few_are_many")
def test_many_are_a_graph_that_finds_nearly_all() -> None:
    """Of the ten nearest, at least 98 in 100 are among fifty candidates, with their cosines."""
    index = made()
    assert not is_exact(index)
    shares = []
    for question in clustered(100):
        found = dict(search_nearest(index, question, 50))
        shares.append(len({*right(question, 10)} & {*found}) / 10)
        for number, score in found.items():
            assert score == pytest.approx(float(ROWS[number // STEP] @ question), abs=0.03)
    assert np.mean(shares) >= nearest.LEAST_RECALL


@pytest.mark.usefixtures("few_are_many")
def test_without_some_and_among_some() -> None:
    """What is left out is not found, and of a few every one is compared."""
    index, question = made(), ROWS[5]
    best = right(question, 400)
    without = np.array(best[:20])

    found = [number for number, _ in search_nearest(index, question, 50, without)]
    assert not {*found} & {*best[:20]}
    assert len({*found} & {*best[20:30]}) >= 9

    among = np.array(best[300:])
    only = [number for number, _ in search_among(index, question, 50, among)]
    assert {*only} >= {*best[300:310]}
    assert {*only} <= {*best[300:]}


@pytest.mark.usefixtures("few_are_many")
def test_a_bad_build_is_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried once more, then all vectors are compared, and the log says so."""
    monkeypatch.setattr(nearest, "LEAST_RECALL", 1.01)
    index = made()
    assert is_exact(index)
    assert caplog.text.count("a build of the search index found") == 2
    assert "compared with each question instead" in caplog.text
    assert [number for number, _ in search_nearest(index, ROWS[9], 5)] == right(ROWS[9], 5)


def test_recall_by_hand() -> None:
    """Of two nearest, one was found for the first question, and both for the second."""
    seen = Nearest(2)
    questions = np.array([[1, 0], [0, 1]], dtype=np.float32)
    seen.see(questions, np.array([1, 2]), np.array([[1, 0], [0, 1]], dtype=np.float32))
    assert seen.recall(np.array([[1, -1], [2, 1]])) == 0.75
    seen.see(questions, np.array([3]), np.array([[0.9, 0.1]], dtype=np.float32))
    assert seen.recall(np.array([[1, 3, 2], [1, 2, 3]])) == 1
