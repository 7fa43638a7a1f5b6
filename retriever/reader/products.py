"""The reader's matrix products in eight bits.

Eight-bit weights have a scale for each column: one scale for a whole matrix costs answers. What
they are multiplied with gets its scale when it is there. One for all tokens is the cheapest; but
around a block's wide layer the first token's state is several times as large as all others, which
would leave them two of the eight bits less. There each token has a scale of its own.
"""

import numpy as np

from index.networks import MICROSOFT, Graph, Matrix, Ready

_LARGEST_WEIGHT = 127
_LARGEST = 255
_LOWEST_GELU = 0.17
"""No value of the activation function is further below 0."""
_ROOM_BELOW = 16
"""Of the 256 numbers those for values below 0, where these are never below `-_LOWEST_GELU`."""


class EightBits:
    """Products of eight-bit numbers: `x` without a sign, weights with one.

    No other pairing has fast instructions on all processors, and some are ten times slower.
    """

    def __init__(self, graph: Graph, tokens: str) -> None:
        """Products in `graph`, whose rows have as many tokens as `tokens` says."""
        self._graph = graph
        self._one = graph.constant(1)
        self._zeros = {
            zero: (graph.constant(zero, np.uint8), self._repeated(zero, tokens))
            for zero in (_ROOM_BELOW, _LARGEST_WEIGHT + 1)
        }

    def ready(self, x: str) -> Ready:
        """One scale for all tokens."""
        return Ready(*self._graph.add_all("DynamicQuantizeLinear", 3, x))

    def ready_by_token(self, x: str) -> Ready:
        """A scale for each token, 0 in the middle."""
        return self._by_token(x, self._graph.add("Abs", x), _LARGEST_WEIGHT + 1)

    def ready_gelu(self, x: str) -> Ready:
        """A scale for each token, 0 near the lower end."""
        return self._by_token(x, x, _ROOM_BELOW)

    def product(self, x: Ready, weight: Matrix, bias: Matrix) -> str:
        """`x @ weight + bias`."""
        graph = self._graph
        scales = np.maximum(np.abs(weight).max(axis=0), np.finfo(np.float32).tiny) / _LARGEST_WEIGHT
        whole = graph.constant(np.round(weight / scales), np.int8)
        parts = (x.values, whole, x.scale, graph.constant(scales), x.zero)
        if not x.by_token:
            last = ("", graph.constant(bias))
            return graph.add("MatMulIntegerToFloat", *parts, *last, domain=MICROSOFT)
        found = graph.add("MatMulIntegerToFloat", *parts, domain=MICROSOFT)
        return graph.add("Add", graph.add("Mul", found, x.by_token), graph.constant(bias))

    def _by_token(self, x: str, sizes: str, zero: int) -> Ready:
        graph = self._graph
        largest = graph.add("ReduceMax", sizes, graph.constant([0, 2], np.int64), keepdims=0)
        scales = graph.add("Mul", largest, graph.constant(1 / (_LARGEST - zero)))
        # Also where all of a token's values are tiny, none may fall below the lowest number.
        scales = graph.add("Max", scales, graph.constant(_LOWEST_GELU / zero))
        one_zero, zeros = self._zeros[zero]
        values = graph.add("QuantizeLinear", x, scales, zeros, axis=1)
        column = graph.add("Unsqueeze", scales, graph.constant([0, 2], np.int64))
        return Ready(values, self._one, one_zero, column)

    def _repeated(self, zero: int, tokens: str) -> str:
        return self._graph.add("Expand", self._graph.constant(zero, np.uint8), tokens)
