"""Graphs as files."""

from pathlib import Path

import numpy as np
from onnx import TensorProto

from index import open_network
from index.networks import Graph


def test_large_constants_beside_the_network(tmp_path: Path) -> None:
    """In one file or in two it gives the same; the second one has what is large."""
    graph = Graph()
    found = graph.add("Add", "x", graph.constant(np.arange(1000)))
    found = graph.add("Mul", found, graph.constant(2))
    inputs = {"x": (TensorProto.FLOAT, (1,))}
    graph.write(tmp_path / "one.onnx", inputs, found)
    graph.write(tmp_path / "two.onnx", inputs, found, weights="two.weights")
    x = {"x": np.array([3], dtype=np.float32)}
    for name in ("one", "two"):
        (given,) = open_network(tmp_path / f"{name}.onnx").run(None, x)
        assert given.tolist() == [(number + 3) * 2 for number in range(1000)]
    assert (tmp_path / "two.weights").stat().st_size >= 4000
    assert (tmp_path / "two.onnx").stat().st_size < 1000
