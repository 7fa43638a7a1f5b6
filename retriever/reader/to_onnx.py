"""The reader as an ONNX file: a row of tokens in, the scores of its units out.

It is made of the operators that ONNX Runtime is fast at and is run as it stands. A row is read by
itself: nothing is padded, and what else is read changes no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto

from .graph import Graph
from .products import EightBits, Exact, Matrix, Products, Ready

if TYPE_CHECKING:
    from .network import ReaderNetwork

_INPUTS = {
    "tokens": (TensorProto.INT64, (1, "tokens")),
    "types": (TensorProto.INT64, (1, "tokens")),
    "marks": (TensorProto.INT64, ("units",)),
    "shares": (TensorProto.FLOAT, ("units", "tokens")),
}

_EMBEDDED = "encoder.embeddings.{}_embeddings.weight"


def to_onnx(network: "ReaderNetwork", path: Path, *, eight_bits: bool) -> None:
    """Write the network to `path`, its large products in eight bits or exact."""
    graph = Graph()
    length = graph.add("Shape", "tokens", start=1)
    products = EightBits(graph, length) if eight_bits else Exact(graph)
    weights = {name: weight.detach().numpy() for name, weight in network.state_dict().items()}
    shape = network.encoder.config
    made = _Network(graph, products, weights, shape.num_attention_heads, shape.layer_norm_eps)
    x = made.embedded(length)
    for number in range(shape.num_hidden_layers):
        x = made.block(x, f"encoder.encoder.layer.{number}")
    graph.write(path, _INPUTS, made.scores(x))


@dataclass(frozen=True, slots=True)
class _Network:
    """The parts of `ReaderNetwork` as nodes. States have the shape (1, tokens, width)."""

    graph: Graph
    products: Products
    weights: Mapping[str, Matrix]
    heads: int
    epsilon: float

    def embedded(self, length: str) -> str:
        """What goes into the first block."""
        graph, add = self.graph, self.graph.add
        # In half precision the words take 23 MB less, and no score changes by a hundredth.
        words = graph.constant(self.weights[_EMBEDDED.format("word")], np.float16)
        found = add("Cast", add("Gather", words, "tokens"), to=TensorProto.FLOAT)
        kinds = graph.constant(self.weights[_EMBEDDED.format("token_type")])
        places = graph.constant(self.weights[_EMBEDDED.format("position")])
        start = graph.constant([0], np.int64)
        found = add("Add", found, add("Gather", kinds, "types"))
        found = add("Add", found, add("Slice", places, start, length, start))
        return self._normal(found, "encoder.embeddings.LayerNorm")

    def block(self, x: str, name: str) -> str:
        """The states after the block called `name`."""
        add, ready = self.graph.add, self.products.ready(x)
        parts = [
            self._linear(ready, f"{name}.attention.self.{part}")
            for part in ("query", "key", "value")
        ]
        seen = add("Attention", *parts, q_num_heads=self.heads, kv_num_heads=self.heads)
        seen = self._linear(self.products.ready(seen), f"{name}.attention.output.dense")
        x = self._normal(add("Add", seen, x), f"{name}.attention.output.LayerNorm")
        wide = self._linear(self.products.ready_by_token(x), f"{name}.intermediate.dense")
        wide = add("Gelu", wide)
        narrow = self._linear(self.products.ready_gelu(wide), f"{name}.output.dense")
        return self._normal(add("Add", narrow, x), f"{name}.output.LayerNorm")

    def scores(self, x: str) -> str:
        """The score of each unit."""
        add, exact = self.graph.add, Exact(self.graph)
        marks, means = add("Gather", x, "marks", axis=1), add("MatMul", "shares", x)
        both = exact.ready(add("Concat", marks, means, axis=2))
        inner = exact.product(both, *self._layer("inner"))
        outer = exact.product(exact.ready(add("Relu", inner)), *self._layer("outer"))
        return add("Reshape", outer, self.graph.constant([-1], np.int64))

    def _linear(self, ready: Ready, name: str) -> str:
        return self.products.product(ready, *self._layer(name))

    def _layer(self, name: str) -> tuple[Matrix, Matrix]:
        return self.weights[f"{name}.weight"].T, self.weights[f"{name}.bias"]

    def _normal(self, x: str, name: str) -> str:
        gain, bias = (self.weights[f"{name}.{part}"] for part in ("weight", "bias"))
        return self.graph.add(
            "LayerNormalization",
            x,
            self.graph.constant(gain),
            self.graph.constant(bias),
            epsilon=self.epsilon,
        )
