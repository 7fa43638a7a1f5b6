"""Few texts to vectors, fast: the exported model, run without torch (see `export`)."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from .batches import Batcher
from .embedder import Vectors
from .inference import open_session
from .question_model import QuestionModel, has_question_model

MODEL, TOKENIZER, SETTINGS = "model.onnx", "tokenizer.json", "quoth.json"
"""The files of an export, but for the model for questions."""


class OnnxEmbedder:
    """The exported model in `folder`; each of its forms is loaded when it is first needed."""

    def __init__(self, folder: Path) -> None:
        settings = json.loads((folder / SETTINGS).read_text("utf-8"))
        self.batcher = Batcher(folder / TOKENIZER, settings["token_limit"])
        """The model's tokenizer."""
        self._folder = folder
        self._sessions: dict[int, Any] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, in order."""
        # A text alone may be a question, which is embedded while its words are searched: threads
        # that wait for each other would wait for that, too, and by itself two take as long as one.
        session = self._session(threads=1 if len(texts) == 1 else 0)
        dimension = session.get_outputs()[0].shape[1]
        found = np.zeros((len(texts), dimension), dtype=np.float32)
        for batch in self.batcher.batches(texts):
            inputs = {"input_ids": batch.tokens, "attention_mask": batch.mask}
            found[batch.rows] = session.run(None, inputs)[0][: len(batch.rows)]
        return found

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimension,), in eight bits where there is a model."""
        if self._question_model is not None:
            return self._question_model.embed(text)
        vector: Vectors = self.embed([text])[0]
        return vector

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary has the (lower-case) word whole."""
        return self.batcher.knows(word)

    @cached_property
    def _question_model(self) -> QuestionModel | None:
        if not has_question_model(self._folder):
            return None
        return QuestionModel(self._folder, self.batcher)

    def _session(self, threads: int) -> Any:  # noqa: ANN401  (onnxruntime has no types)
        if threads not in self._sessions:
            self._sessions[threads] = open_session(self._folder / MODEL, threads)
        return self._sessions[threads]
