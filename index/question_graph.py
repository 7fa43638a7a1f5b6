"""The model for questions as an ONNX file, made of the model's own weights, without torch.

It is a graph written by hand: the export of the whole model has four times as many operators, most
of them for padding and for rows side by side, of which a question has none.
"""

from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto
from safetensors.numpy import load_file

from .errors import ModelError
from .model_check import settings
from .model_folder import ModelFolder
from .networks import Bert, EightBitBlocks, Graph, Matrix
from .question_model import QUESTION_MODEL, QUESTION_WEIGHTS

_KIND = "bert"


def write_question_graph(model: ModelFolder, folder: Path) -> None:
    """Write into `folder` the network for questions: a vector is the mean of its tokens' states.

    What else a model may do with them is not looked for: whoever calls this compares the vectors.

    Raises:
        ModelError: it is a network of another kind.
    """
    shape = settings(model.name, model.path / "config.json")
    if shape.get("model_type") != _KIND:
        raise ModelError(f'The model "{model.name}" is not of the kind {_KIND}.')
    graph = Graph()
    length = graph.add("Shape", "tokens", start=1)
    states = _encoder(graph, model, shape).states("tokens", length, shape["num_hidden_layers"])
    mean = graph.add("ReduceMean", states, graph.constant([1], np.int64), keepdims=0)
    vector = graph.add("LpNormalization", mean, axis=1, p=2)
    inputs = {"tokens": (TensorProto.INT64, (1, "tokens"))}
    graph.write(folder / QUESTION_MODEL, inputs, vector, weights=QUESTION_WEIGHTS)


def _encoder(graph: Graph, model: ModelFolder, shape: dict[str, Any]) -> Bert:
    return Bert(
        graph,
        EightBitBlocks(graph),
        _weights(model.path / "model.safetensors"),
        shape["num_attention_heads"],
        shape["layer_norm_eps"],
    )


def _weights(file: Path) -> dict[str, Matrix]:
    """Each by its name in the network itself, which some files put behind the kind's name."""
    found = load_file(file)
    return {name.removeprefix(f"{_KIND}."): weight for name, weight in found.items()}
