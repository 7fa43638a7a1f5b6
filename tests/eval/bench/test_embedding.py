"""Quoth's embedding beside the plain one."""

from pathlib import Path

import pytest

import index
from eval.bench.embedding import PLAIN, QUOTH, WITHOUT, measure_embedding
from eval.bench.errors import BenchError


def test_all_ways_embed_the_same_texts(two_notes: Path, tmp_path: Path) -> None:
    """They agree on the vectors; each has its speed, and both of Quoth's are compared."""
    index.build(two_notes, tmp_path / "index")
    found = measure_embedding(tmp_path / "index", texts=100, rounds=2)
    assert (found["passages"], found["rounds"]) == (2, 2)
    assert found["texts"] >= 4
    assert [*found["ways"]] == [PLAIN, QUOTH, WITHOUT]
    assert [*found["times as fast"]] == [*found["times less work"]] == [QUOTH, WITHOUT]
    assert 0.998 < found["least cosine"][QUOTH] <= 1.000_01
    assert found["least cosine"][WITHOUT] == pytest.approx(1, abs=1e-4)
    for cost in found["ways"].values():
        assert cost["texts per second"] > cost["passages per second"] > 0


def test_the_test_embedder_is_not_compared(folder: Path) -> None:
    """There is no plain way to run it."""
    with pytest.raises(BenchError, match="test embedder"):
        measure_embedding(folder, texts=10, rounds=1)
