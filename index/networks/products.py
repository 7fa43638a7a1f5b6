"""What a network needs of matrix products, however they are computed; and the exact ones."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .graph import Graph

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ready:
    """Names of what can be multiplied with weights."""

    values: str
    scale: str = ""
    zero: str = ""
    by_token: str = ""
    """The scale of each token, of shape (1, tokens, 1): the product must be multiplied with it."""


class Products(Protocol):
    """How matrices are multiplied. `x` has the shape (1, tokens, width)."""

    def ready(self, x: str) -> Ready:
        """`x`, whose tokens are about as large as each other."""

    def ready_by_token(self, x: str) -> Ready:
        """`x`, of which one token may be much larger than the others."""

    def ready_gelu(self, x: str) -> Ready:
        """`x` that the activation function gave, one token perhaps much larger than the others."""

    def product(self, x: Ready, weight: Matrix, bias: Matrix) -> str:
        """`x @ weight + bias`."""


class Exact:
    """Products in full precision."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def ready(self, x: str) -> Ready:
        """`x` as it is."""
        return Ready(x)

    ready_by_token = ready_gelu = ready

    def product(self, x: Ready, weight: Matrix, bias: Matrix) -> str:
        """`x @ weight + bias`."""
        graph = self._graph
        found = graph.add("MatMul", x.values, graph.constant(weight))
        return graph.add("Add", found, graph.constant(bias))
