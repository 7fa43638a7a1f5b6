"""What a build has made of passages: vectors of their own and of their units."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from index import Receipt, Store

Build = Callable[..., Receipt]


def test_vectors_stand_for_their_passages(build_index: Build, index_folder: Path) -> None:
    """Every passage has its own vector and one for each unit, all of unit length."""
    build_index()
    with closing(Store(index_folder)) as store:
        numbers, rows = store.passage_vectors()
        own = store.vectors_of(numbers.tolist())
    assert list(own) == numbers.tolist()
    for number, row in zip(numbers, rows, strict=True):
        assert np.array_equal(own[number][0], row)
        assert np.allclose(np.linalg.norm(own[number], axis=1), 1, atol=2e-3)
        assert len(own[number]) >= 2
