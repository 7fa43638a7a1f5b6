"""An ONNX graph as it grows: nodes and constants, in the order in which they are needed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import helper, numpy_helper

MICROSOFT = "com.microsoft"
"""The domain of operators that only ONNX Runtime has."""

_OPSETS = {"": 23, MICROSOFT: 1}
_IR_VERSION = 11
"""The format of the file: the oldest that may hold these operators."""


class Graph:
    """Names are made up as it grows; who adds something is told the name of what it gives."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, value: npt.ArrayLike, kind: npt.DTypeLike = np.float32) -> str:
        """The name of a value that never changes."""
        name = f"constant_{len(self._constants)}"
        array = np.array(value, dtype=kind, order="C")
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401
        """The name of what the operator gives for `inputs`; its first output, if it has several."""
        return self.add_all(operator, 1, *inputs, **attributes)[0]

    def add_all(
        self,
        operator: str,
        outputs: int,
        *inputs: str,
        **attributes: Any,  # noqa: ANN401  (numbers, texts and lists, as the operator wants them)
    ) -> list[str]:
        """The names of all that the operator gives."""
        names = [f"{operator}_{len(self._nodes)}_{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names

    def write(
        self,
        path: Path,
        inputs: Mapping[str, tuple[int, Sequence[int | str]]],
        output: str,
        *,
        weights: str | None = None,
    ) -> None:
        """Write it to `path`.

        Args:
            path: The file.
            inputs: Type and shape of each.
            output: The name of what it gives, an array of float32.
            weights: The name of a file beside it for the large constants. They are mapped into
                memory from there: to open such a network takes half as long.
        """
        given = [
            helper.make_tensor_value_info(name, kind, shape)
            for name, (kind, shape) in inputs.items()
        ]
        found = helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "network", given, [found], self._constants)
        opsets = [helper.make_opsetid(domain, number) for domain, number in _OPSETS.items()]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        if weights:
            path.with_name(weights).unlink(missing_ok=True)  # it would be added to
        onnx.save(model, path, save_as_external_data=weights is not None, location=weights)
