"""Networks written as ONNX graphs, of the operators that ONNX Runtime is fast at.

Importing this imports onnx: do so where a graph is written, which is once for each model.
"""

from .bert import Bert
from .blocks import EightBitBlocks
from .graph import MICROSOFT, Graph
from .products import Exact, Matrix, Products, Ready

__all__ = [
    "MICROSOFT",
    "Bert",
    "EightBitBlocks",
    "Exact",
    "Graph",
    "Matrix",
    "Products",
    "Ready",
]
