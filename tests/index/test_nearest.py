"""The FAISS index of many vectors: how much of what is nearest it finds, and when it is refused."""

from collections.abc import Iterator

import faiss
import numpy as np
import pytest

from index import Vectors, nearest
from index.embedder import unit_rows
from index.nearest import (
    is_exact,
    is_made_here,
    make_exact,
    make_nearest,
    search_among,
    search_nearest,
)
from index.stored_vectors import Numbers

WIDE = 32
STEP = 7
"""Numbers are not places: they ascend, with gaps."""


def clustered(size: int) -> Vectors:
    """Vectors as texts give them: some things are much written about."""
    random = np.random.default_rng(3)
    things = random.standard_normal((20, WIDE))
    rows = things[random.integers(0, 20, size)] + random.standard_normal((size, WIDE))
    return in_halves(unit_rows(rows.astype(np.float32)))


def in_halves(rows: Vectors) -> Vectors:
    """As the database has them."""
    return rows.astype(np.float16).astype(np.float32)


ROWS = clustered(3_000)


def blocks() -> Iterator[tuple[Numbers, Vectors]]:
    """All of them, in parts."""
    for start in range(0, len(ROWS), 512):
        rows = ROWS[start : start + 512]
        yield np.arange(start, start + len(rows)) * STEP, rows


def made(on_done: nearest.OnDone = lambda _: None) -> object:
    """Their index."""
    return make_nearest(WIDE, len(ROWS), blocks, lambda: ROWS[::3], on_done)


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
    assert is_made_here(index)
    for question in clustered(20):
        assert [number for number, _ in search_nearest(index, question, 9)] == right(question, 9)


def test_halves_lose_nothing() -> None:
    """What is found among them is what FAISS finds among floats, and so are the inner products."""
    floats = faiss.IndexIDMap2(faiss.IndexFlatIP(WIDE))
    for numbers, rows in blocks():
        floats.add_with_ids(rows, numbers)
    halves = make_exact(WIDE, blocks())
    for question in clustered(20):
        right_scores, right_numbers = floats.search(question.reshape(1, -1), 50)
        found = list(search_nearest(halves, question, 50))
        assert [number for number, _ in found] == right_numbers[0].tolist()
        assert [score for _, score in found] == pytest.approx(right_scores[0].tolist(), abs=1e-6)


def test_none_at_all() -> None:
    """Nothing is near."""
    assert not list(search_nearest(make_exact(WIDE, []), ROWS[0], 3))


@pytest.mark.usefixtures("few_are_many")
def test_many_are_a_graph_that_finds_nearly_all() -> None:
    """Of the ten nearest, at least 98 in 100 are among fifty candidates, with their cosines."""
    index = made()
    assert not is_exact(index)
    assert is_made_here(index)
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


@pytest.mark.usefixtures("few_are_many")
def test_how_many_are_arranged() -> None:
    """It is told after each block, up to all of them."""
    told: list[int] = []
    made(told.append)
    assert told == [0, 512, 1024, 1536, 2048, 2560, 3000]


def test_a_few_take_no_time() -> None:
    """Of which there is nothing to tell."""
    told: list[int] = []
    made(told.append)
    assert told == []


@pytest.mark.usefixtures("few_are_many")
def test_arranging_is_given_up_between_blocks() -> None:
    """Whoever is told may raise."""

    def stop(done: int) -> None:
        if done >= 1024:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(stop)
