"""Matrix products in eight bits."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto

from index import open_network
from index.networks import Exact, Graph, Matrix, Products
from retriever.reader.products import EightBits

WIDTH, COLUMNS = 64, 48
WAYS = ("exact", "ready", "ready_by_token", "ready_gelu")
RANDOM = np.random.default_rng(5)
WEIGHT: Matrix = RANDOM.normal(size=(WIDTH, COLUMNS)).astype(np.float32)
BIAS: Matrix = RANDOM.normal(size=COLUMNS).astype(np.float32)


def product(folder: Path, way: str, x: Matrix, weight: Matrix = WEIGHT) -> Matrix:
    """`x @ weight + BIAS` of the rows of `x`, computed in that way."""
    graph = Graph()
    exact = way == "exact"
    products: Products = (
        Exact(graph) if exact else EightBits(graph, graph.add("Shape", "x", start=1, end=2))
    )
    ready = getattr(products, "ready" if exact else way)
    found = products.product(ready("x"), weight, BIAS)
    graph.write(folder / "product.onnx", {"x": (TensorProto.FLOAT, (1, "tokens", WIDTH))}, found)
    (given,) = open_network(folder / "product.onnx").run(None, {"x": x[np.newaxis]})
    return np.asarray(given[0])


def like_gelu(tokens: int) -> Matrix:
    """Numbers that the activation function might give."""
    return np.maximum(RANDOM.normal(size=(tokens, WIDTH)), -0.17).astype(np.float32)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tokens", [1, 2, 37])
def test_products(tmp_path: Path, way: str, tokens: int) -> None:
    """Whatever the way, the product is right to about a hundredth of its size."""
    x = like_gelu(tokens)
    true = x @ WEIGHT + BIAS
    assert np.abs(product(tmp_path, way, x) - true).max() < 0.02 * np.abs(true).max()


def test_a_small_one_by_hand(tmp_path: Path) -> None:
    """Numbers that eight bits can hold come out as on paper."""
    x = np.zeros((2, WIDTH), dtype=np.float32)
    x[0, :2], x[1, :2] = (127, -3), (1.27, 0.5)
    weight = np.zeros((WIDTH, COLUMNS), dtype=np.float32)
    weight[0, 0], weight[1, 0] = 127, 2
    first, second = product(tmp_path, "ready_by_token", x, weight) - BIAS
    assert first[0] == pytest.approx(127 * 127 - 6)
    assert second[0] == pytest.approx(1.27 * 127 + 1.0, rel=1e-4)
    assert not first[1:].any()


@pytest.mark.parametrize("way", ["ready_by_token", "ready_gelu"])
def test_a_large_token_costs_the_others_nothing(tmp_path: Path, way: str) -> None:
    """Beside a token a hundred times as large all others come out the same."""
    x = like_gelu(9)
    alone = product(tmp_path, way, x)
    x[0] *= 100
    x[0] = np.maximum(x[0], -0.17)
    assert np.array_equal(product(tmp_path, way, x)[1:], alone[1:])


@pytest.mark.parametrize("way", ["ready_by_token", "ready_gelu"])
@pytest.mark.parametrize("size", [0.0, 1e-30, -0.169])
def test_tiny_tokens(tmp_path: Path, way: str, size: float) -> None:
    """A token of zeros, or with nothing above zero, has a product like any other."""
    x = np.full((2, WIDTH), size, dtype=np.float32)
    assert np.allclose(product(tmp_path, way, x), x @ WEIGHT + BIAS, atol=0.1)


def test_a_column_of_zeros(tmp_path: Path) -> None:
    """A column of weights that are all zero gives the bias."""
    weight = WEIGHT.copy()
    weight[:, 3] = 0
    found = product(tmp_path, "ready", like_gelu(4), weight)
    assert np.allclose(found[:, 3], BIAS[3])
