"""The reader as an ONNX file: a row of tokens in, the scores of its units out.

It is made of the operators that ONNX Runtime is fast at and is run as it stands.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto

from index.networks import Bert, Exact, Graph, Matrix

from .products import EightBits

if TYPE_CHECKING:
    from .network import ReaderNetwork

_INPUTS = {
    "tokens": (TensorProto.INT64, (1, "tokens")),
    "types": (TensorProto.INT64, (1, "tokens")),
    "marks": (TensorProto.INT64, ("units",)),
    "shares": (TensorProto.FLOAT, ("units", "tokens")),
}


def to_onnx(network: "ReaderNetwork", path: Path, weights_name: str, *, eight_bits: bool) -> None:
    """Write the network to `path`, its large products in eight bits or exact.

    Its weights become a file of this name beside it.
    """
    graph = Graph()
    length = graph.add("Shape", "tokens", start=1)
    products = EightBits(graph, length) if eight_bits else Exact(graph)
    weights = {
        name.removeprefix("encoder."): weight.detach().numpy()
        for name, weight in network.state_dict().items()
    }
    shape = network.encoder.config
    encoder = Bert(graph, products, weights, shape.num_attention_heads, shape.layer_norm_eps)
    x = encoder.states("tokens", length, shape.num_hidden_layers, types="types")
    graph.write(path, _INPUTS, _scores(graph, weights, x), weights=weights_name)


def _scores(graph: Graph, weights: Mapping[str, Matrix], x: str) -> str:
    """The score of each unit."""
    add, exact = graph.add, Exact(graph)
    marks, means = add("Gather", x, "marks", axis=1), add("MatMul", "shares", x)
    both = exact.ready(add("Concat", marks, means, axis=2))
    inner = exact.product(both, *_layer(weights, "inner"))
    outer = exact.product(exact.ready(add("Relu", inner)), *_layer(weights, "outer"))
    return add("Reshape", outer, graph.constant([-1], np.int64))


def _layer(weights: Mapping[str, Matrix], name: str) -> tuple[Matrix, Matrix]:
    return weights[f"{name}.weight"].T, weights[f"{name}.bias"]
