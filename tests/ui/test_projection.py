"""Vectors in the plane: similar ones close together, and the same picture each time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Vectors
from ui import projection
from ui.projection import project


def groups_of(sizes: list[int], width: int = 16) -> Vectors:
    """Vectors of unit length around a direction of its own for each group."""
    random = np.random.default_rng(1)
    middles = np.repeat(np.eye(len(sizes), width), sizes, axis=0)
    rows = middles + random.normal(0, 0.05, middles.shape)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("size", range(9))
def test_a_few_passages_have_points(size: int) -> None:
    """From none to more than t-SNE needs, each has its own point."""
    points = project(groups_of([1] * size) if size else np.zeros((0, 16), np.float32))

    assert points.shape == (size, 2)
    assert points.dtype == np.float32
    assert len(np.unique(points, axis=0)) == size


def test_the_picture_fills_its_square() -> None:
    """It lies in the middle, and its longer side goes from -1 to 1."""
    points = project(groups_of([10, 10, 10]))

    least, most = points.min(axis=0), points.max(axis=0)
    assert (most - least).max() == pytest.approx(2, abs=1e-5)
    assert least + most == pytest.approx([0, 0], abs=1e-5)


def test_the_same_vectors_have_the_same_points() -> None:
    """To the last bit."""
    vectors = groups_of([20, 20, 20])

    assert project(vectors).tobytes() == project(vectors).tobytes()


def test_similar_passages_lie_close_together() -> None:
    """The nearest other point of each is of its own group."""
    assert share_beside_own(project(groups_of([20, 20, 20, 20])), 20) == 1.0


def test_passages_beyond_the_limit_lie_beside_similar_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though t-SNE has seen only some of the passages."""
    monkeypatch.setattr(projection, "MOST_COMPARED", 30)

    assert share_beside_own(project(groups_of([40, 40, 40])), 40) > 0.95


@pytest.mark.parametrize("size", [2, 5, 40])
def test_equal_vectors_have_points(size: int) -> None:
    """There is nothing that tells them apart, and nothing to divide by."""
    points = project(np.ones((size, 8), dtype=np.float32))

    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1


def test_numbers_that_are_none_are_no_obstacle() -> None:
    """They count as zero."""
    vectors = groups_of([5, 5])
    vectors[0, 0], vectors[1, 1], vectors[2, 2] = np.nan, np.inf, -np.inf

    assert np.isfinite(project(vectors)).all()


@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_every_picture_stays_in_its_square(size: int, width: int, seed: int) -> None:
    """Whatever the vectors, also ones shorter than the plane has dimensions."""
    random = np.random.default_rng(seed)
    vectors = random.integers(-1, 2, (size, width)).astype(np.float32)

    points = project(vectors)

    assert points.shape == (size, 2)
    assert np.isfinite(points).all()
    assert np.abs(points).max(initial=0) <= 1


def share_beside_own(points: projection.Points, size: int) -> float:
    """How many points have one of their own group as nearest; groups are `size` rows each."""
    squares = ((points[:, None] - points[None]) ** 2).sum(2)
    np.fill_diagonal(squares, np.inf)
    nearest = squares.argmin(axis=1)
    return float(np.mean(nearest // size == np.arange(len(points)) // size))
