"""A network of the BERT kind as nodes of a graph: a row of tokens in, their states out.

A row is read by itself: nothing is padded and nothing masked, and what else is read changes no
number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from .graph import Graph
from .products import Matrix, Products, Ready

_EMBEDDED = "embeddings.{}_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Bert:
    """The parts of the network. States have the shape (1, tokens, width)."""

    graph: Graph
    products: Products
    weights: Mapping[str, Matrix]
    """By the names that they have in the model's own file."""
    heads: int
    epsilon: float

    def states(self, tokens: str, length: str, blocks: int, types: str = "") -> str:
        """The states of the tokens after so many blocks.

        Args:
            tokens: The tokens, of shape (1, tokens).
            length: How many they are, of shape (1,).
            blocks: How many blocks the network has.
            types: The type of each token; without it, all have the first one.
        """
        x = self._embedded(tokens, length, types)
        for number in range(blocks):
            x = self._block(x, f"encoder.layer.{number}")
        return x

    def _embedded(self, tokens: str, length: str, types: str) -> str:
        graph, add = self.graph, self.graph.add
        # In half precision the words take half the room, and nothing changes by a hundredth.
        words = graph.constant(self.weights[_EMBEDDED.format("word")], np.float16)
        found = add("Cast", add("Gather", words, tokens), to=TensorProto.FLOAT)
        kinds = self.weights[_EMBEDDED.format("token_type")]
        kind = add("Gather", graph.constant(kinds), types) if types else graph.constant(kinds[0])
        places = graph.constant(self.weights[_EMBEDDED.format("position")])
        start = graph.constant([0], np.int64)
        found = add("Add", found, kind)
        found = add("Add", found, add("Slice", places, start, length, start))
        return self._normal(found, "embeddings.LayerNorm")

    def _block(self, x: str, name: str) -> str:
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

    def _linear(self, ready: Ready, name: str) -> str:
        weight, bias = (self.weights[f"{name}.{part}"] for part in ("weight", "bias"))
        return self.products.product(ready, weight.T, bias)

    def _normal(self, x: str, name: str) -> str:
        gain, bias = (self.weights[f"{name}.{part}"] for part in ("weight", "bias"))
        constant = self.graph.constant
        normal = "LayerNormalization"
        return self.graph.add(normal, x, constant(gain), constant(bias), epsilon=self.epsilon)
