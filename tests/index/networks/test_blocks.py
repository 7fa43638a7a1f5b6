"""Matrix products in blocks of eight bits."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto

from index import open_network
from index.networks import EightBitBlocks, Graph, Matrix

WIDTH, COLUMNS = 64, 48
RANDOM = np.random.default_rng(7)
WEIGHT: Matrix = RANDOM.normal(size=(WIDTH, COLUMNS)).astype(np.float32)
BIAS: Matrix = RANDOM.normal(size=COLUMNS).astype(np.float32)


def product(folder: Path, x: Matrix, weight: Matrix = WEIGHT) -> Matrix:
    """`x @ weight + BIAS` of the rows of `x`."""
    graph = Graph()
    products = EightBitBlocks(graph)
    found = products.product(products.ready("x"), weight, BIAS)
    given = {"x": (TensorProto.FLOAT, (1, "tokens", len(weight)))}
    graph.write(folder / "product.onnx", given, found)
    (rows,) = open_network(folder / "product.onnx").run(None, {"x": x[np.newaxis]})
    return np.asarray(rows[0])


def rows(tokens: int, width: int = WIDTH) -> Matrix:
    """Random numbers of about the same size."""
    return RANDOM.normal(size=(tokens, width)).astype(np.float32)


@pytest.mark.parametrize("tokens", [1, 2, 37])
@pytest.mark.parametrize("width", [16, WIDTH, 50, 3])
def test_products(tmp_path: Path, tokens: int, width: int) -> None:
    """A product is right to about a hundredth of its size, whether blocks fill it or not."""
    x, weight = rows(tokens, width), rows(width, COLUMNS)
    true = x @ weight + BIAS
    assert np.abs(product(tmp_path, x, weight) - true).max() < 0.02 * np.abs(true).max()


def test_a_small_one_by_hand(tmp_path: Path) -> None:
    """Numbers that eight bits can hold come out as on paper."""
    x = np.zeros((1, WIDTH), dtype=np.float32)
    weight = np.zeros((WIDTH, COLUMNS), dtype=np.float32)
    x[0, :2], weight[:2, 0] = (127, -3), (127, 2)
    found = product(tmp_path, x, weight)[0] - BIAS
    assert found[0] == pytest.approx(127 * 127 - 6)
    assert not found[1:].any()


def test_a_large_value_costs_only_its_neighbours(tmp_path: Path) -> None:
    """Beside a value that is a thousand times as large, values of other blocks stay exact."""
    x, weight = rows(5), WEIGHT.copy()
    weight[:16] = 0
    alone = product(tmp_path, x, weight)
    x[:, 3] = 1000
    assert np.array_equal(product(tmp_path, x, weight), alone)


def test_columns_and_rows_of_zeros(tmp_path: Path) -> None:
    """A column of weights that are all zero gives the bias; so does a token of zeros."""
    weight = WEIGHT.copy()
    weight[:, 3] = 0
    x = rows(4)
    x[2] = 0
    found = product(tmp_path, x, weight)
    assert np.allclose(found[:, 3], BIAS[3])
    assert np.allclose(found[2], BIAS)
