"""How much of what is nearest was found."""

import numpy as np

from index.embedder import unit_rows
from index.recall import Nearest, questions_like


def test_recall_by_hand() -> None:
    """Of two nearest, one was found for the first question, and both for the second."""
    seen = Nearest(2)
    questions = np.array([[1, 0], [0, 1]], dtype=np.float32)
    seen.see(questions, np.array([1, 2]), np.array([[1, 0], [0, 1]], dtype=np.float32))
    assert seen.recall(np.array([[1, -1], [2, 1]])) == 0.75
    seen.see(questions, np.array([3]), np.array([[0.9, 0.1]], dtype=np.float32))
    assert seen.recall(np.array([[1, 3, 2], [1, 2, 3]])) == 1


def test_questions_are_like_some_of_the_vectors() -> None:
    """Near one of them, and as long as they are; always the same ones."""
    sample = unit_rows(np.random.default_rng(5).standard_normal((50, 64)).astype(np.float32))
    questions = questions_like(sample)
    assert np.array_equal(questions, questions_like(sample))
    assert np.allclose(np.linalg.norm(questions, axis=1), 1, atol=1e-5)
    assert np.min(np.max(questions @ sample.T, axis=1)) > 0.7
