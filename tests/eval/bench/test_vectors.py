"""The bench of vector search: exact neighbours and recall by hand, then a small run of it all."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from eval.bench.errors import BenchError
from eval.bench.searcher import kind_of, make_index, open_index, save_index
from eval.bench.synthetic import write_vectors
from eval.bench.vectors import exact, measure_vectors, recall, recalls
from index import Vectors
from index.dense_cache import CACHE


def _blocks(rows: Vectors, each: int) -> Iterator[tuple[npt.NDArray[np.int64], Vectors]]:
    for start in range(0, len(rows), each):
        some = rows[start : start + each]
        yield np.arange(start, start + len(some)), some


def test_exact_neighbours() -> None:
    """Best first, over all blocks; all there are, where fewer are there than wanted."""
    rows = np.array([[1, 0], [0, 1], [0.6, 0.8], [-1, 0], [0.8, 0.6]], dtype=np.float32)
    questions = np.array([[1, 0], [0, 1]], dtype=np.float32)
    for each in (1, 2, 5):
        assert exact(_blocks(rows, each), questions, 3).tolist() == [[0, 4, 2], [1, 2, 4]]
    assert exact(_blocks(rows[:2], 1), questions, 3).tolist() == [[0, 1], [1, 0]]


def test_recall() -> None:
    """Of the truly nearest, those among so many first ones: 1 of 2 and 2 of 2 are 3 of 4."""
    assert recall([[1, 9, 2], [3, 4]], [[1, 2], [4, 3]], 2) == 0.75
    assert recall([[1, 9, 2], [3, 4]], [[1, 2], [4, 3]], 3) == 1.0
    assert recall([[]], [[1, 2]], 2) == 0.0
    twenty = [[*range(20, 40), *range(10)]]
    assert recalls(twenty, [[*range(10)]]) == {"recall@10": 0.0, "nominated": 1.0}


def test_the_index_is_the_one_that_answers(tmp_path: Path) -> None:
    """Made, saved, opened: what it finds first is what is nearest; a damaged one is refused."""
    stored = write_vectors(tmp_path / "made.npy", 40)
    made = make_index(stored)
    assert kind_of(made) == "exact"
    assert save_index(made, tmp_path) == (tmp_path / CACHE).stat().st_size
    opened = open_index(tmp_path, 40)
    for number, row in enumerate(stored.astype(np.float32)):
        assert opened.search(row, 1)[0][0] == number
    with (tmp_path / CACHE).open("ab") as file:
        file.write(b"!")
    with pytest.raises(BenchError, match="cannot be read"):
        open_index(tmp_path, 40)


def test_a_small_run() -> None:
    """Every size has its figures, and growth is told from the smallest to the largest."""
    found = measure_vectors([600, 60])
    assert [one["vectors"] for one in found["sizes"]] == [60, 600]
    for one in found["sizes"]:
        assert 0.98 <= one["recall@10"] <= one["nominated"] <= 1
        assert one["questions"] == 200
        assert one["milliseconds"].keys() == {"p50", "p95", "p99"}
        assert one["bytes"] > one["vectors"] * found["dimension"]
    assert found["times per tenfold"].keys() == {"build", "search", "memory", "bytes"}
    assert found["times per tenfold"]["bytes"] > 2
