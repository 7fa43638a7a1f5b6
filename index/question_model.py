"""One question to its vector: the exported model in eight bits, in about half the time.

Passages stay in full precision: one is embedded once, and found or missed by its vector ever after.
"""

from pathlib import Path
from typing import Any

import numpy as np

from .batches import Batcher
from .embedder import Vectors
from .inference import open_network

QUESTION_MODEL = "question.onnx"
"""Its file in the folder of an export. An empty one says that eight bits were tried in vain."""

QUESTION_WEIGHTS = "question.weights"
"""The file of its weights."""

QUESTION_FILES = (QUESTION_WEIGHTS, QUESTION_MODEL)
"""In the order in which they come: where the second one is, the first one was."""


class QuestionModel:
    """The model that `write_question_graph` wrote into `folder`, with the tokens of `batcher`."""

    def __init__(self, folder: Path, batcher: Batcher) -> None:
        self._session: Any = open_network(folder / QUESTION_MODEL)
        self._batcher = batcher

    def embed(self, text: str) -> Vectors:
        """Its vector, of shape (dimension,) and unit length."""
        # Nothing is padded: a question of nine tokens takes the time of nine.
        tokens = np.array([self._batcher.tokens(text)], dtype=np.int64)
        vector: Vectors = self._session.run(None, {"tokens": tokens})[0][0]
        return vector


def has_question_model(folder: Path) -> bool:
    """Whether the export in `folder` has a model for questions that may be used."""
    return was_tried(folder) and (folder / QUESTION_MODEL).stat().st_size > 0


def question_precision(folder: Path) -> str:
    """In which precision the export in `folder` embeds questions, in words."""
    if has_question_model(folder):
        return "eight bits, compared with float32"
    return "float32"


def was_tried(folder: Path) -> bool:
    """Whether such a model was made for the export in `folder`, whatever came of it."""
    return all((folder / name).is_file() for name in QUESTION_FILES)
