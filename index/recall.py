"""How much of what is nearest to questions an index finds."""

import numpy as np

from .embedder import Vectors, unit_rows
from .stored_vectors import Numbers

_BESIDE = 0.6
"""How much of a second passage is in a question that is made of one."""
_QUESTIONS = 200
_NEAREST = 10


def questions_like(sample: Vectors) -> Vectors:
    """Vectors that are near one passage and not far from another, as questions are."""
    random = np.random.default_rng(0)
    one, other = random.integers(0, len(sample), (2, _QUESTIONS))
    return unit_rows(sample[one] + _BESIDE * sample[other])


class Nearest:
    """What is nearest to some questions, by exact comparison of blocks as they come."""

    def __init__(self, questions: int) -> None:
        self._numbers: Numbers = np.empty((questions, 0), dtype=np.int64)
        self._scores: Vectors = np.empty((questions, 0), dtype=np.float32)

    def see(self, questions: Vectors, numbers: Numbers, rows: Vectors) -> None:
        """Compare one more block."""
        scores = np.hstack((self._scores, questions @ rows.T))
        everywhere = np.broadcast_to(numbers, (len(questions), len(numbers)))
        known = np.hstack((self._numbers, everywhere))
        best = np.argsort(-scores, axis=1, kind="stable")[:, :_NEAREST]
        self._scores = np.take_along_axis(scores, best, axis=1)
        self._numbers = np.take_along_axis(known, best, axis=1)

    def recall(self, found: Numbers) -> float:
        """The share of what is nearest that is in the rows of `found`, on average."""
        pairs = zip(self._numbers.tolist(), found.tolist(), strict=True)
        return float(np.mean([len({*right} & {*some}) / len(right) for right, some in pairs]))
