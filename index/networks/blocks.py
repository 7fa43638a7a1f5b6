"""Matrix products in eight bits that err little, whatever is multiplied."""

import numpy as np

from .graph import MICROSOFT, Graph
from .products import Matrix, Ready

_SIZE = 16
"""Numbers that share a scale. Twice as many are 4 % faster, and err half as much again."""
_LARGEST = 127
_MIDDLE = 128
_EIGHT_BITS = 4
"""The accuracy level at which `x`, too, is multiplied in eight bits."""


class EightBitBlocks:
    """Products of eight-bit numbers, every 16 of a column or of a token with a scale of their own.

    Some of a token's values are many times as large as the others, and always the same ones. With
    one scale for a token they leave the others few of the eight bits; here, only their neighbours.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def ready(self, x: str) -> Ready:
        """`x` as it is: it is rounded when it is multiplied."""
        return Ready(x)

    ready_by_token = ready_gelu = ready

    def product(self, x: Ready, weight: Matrix, bias: Matrix) -> str:
        """`x @ weight + bias`."""
        height, width = weight.shape
        whole, scales = _rounded(weight)
        constant = self._graph.constant
        return self._graph.add(
            "MatMulNBits",
            *(x.values, constant(whole, np.uint8), constant(scales), "", "", constant(bias)),
            K=height,
            N=width,
            bits=8,
            block_size=_SIZE,
            accuracy_level=_EIGHT_BITS,
            domain=MICROSOFT,
        )


def _rounded(weight: Matrix) -> tuple[Matrix, Matrix]:
    """The whole numbers, of shape (columns, blocks, 16), 128 for zero; and the blocks' scales."""
    height, width = weight.shape
    padded = np.pad(weight.T, ((0, 0), (0, -height % _SIZE)))
    blocks = padded.reshape(width, -1, _SIZE)
    scales = np.maximum(np.abs(blocks).max(axis=2), np.finfo(np.float32).tiny) / _LARGEST
    return np.round(blocks / scales[..., np.newaxis]) + _MIDDLE, scales
