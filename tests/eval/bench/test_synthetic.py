"""Made vectors: the same each time, of unit length, and with neighbours."""

from pathlib import Path

import numpy as np

from eval.bench import synthetic
from eval.bench.synthetic import DIMENSION, blocks, questions_about, write_vectors


def test_more_vectors_begin_with_the_same_ones(tmp_path: Path) -> None:
    """So that a larger index differs from a smaller one by what was added."""
    few = write_vectors(tmp_path / "few.npy", 50)
    many = write_vectors(tmp_path / "many.npy", synthetic._AT_ONCE + 10)
    assert few.shape == (50, DIMENSION)
    assert np.array_equal(few, many[:50])
    assert np.allclose(np.linalg.norm(many[::1000].astype(np.float32), axis=1), 1, atol=2e-3)
    assert np.array_equal(np.load(tmp_path / "few.npy"), few)
    assert not np.array_equal(many[:10], many[-10:])


def test_vectors_come_in_blocks(tmp_path: Path) -> None:
    """Every one once, in order, in single precision."""
    stored = write_vectors(tmp_path / "made.npy", 2 * synthetic._BLOCK + 10)
    parts = list(blocks(stored))
    assert [len(rows) for _, rows in parts] == [synthetic._BLOCK, synthetic._BLOCK, 10]
    assert np.array_equal(np.concatenate([known for known, _ in parts]), np.arange(len(stored)))
    assert np.array_equal(np.concatenate([rows for _, rows in parts]), stored.astype(np.float32))


def test_questions_are_near_some_vectors_and_far_from_most(tmp_path: Path) -> None:
    """As in an index of notes: the nearest far above any other, none the same."""
    rows = write_vectors(tmp_path / "made.npy", 20_000).astype(np.float32)
    questions = questions_about(20_000, 40)
    cosines = np.sort(questions @ rows.T, axis=1)[:, ::-1].mean(axis=0)
    assert 0.55 < cosines[0] < 0.75
    assert cosines[0] - 0.15 < cosines[9] < cosines[0] - 0.03
    assert cosines[10_000] < 0.25
    assert np.array_equal(questions, questions_about(20_000, 40))
