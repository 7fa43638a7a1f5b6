"""Which embedder reads which texts: the exported model for few, torch for many.

Importing torch costs seconds, and the exported model embeds a few hundred passages in that time;
so an update of a few notes, like a question, never imports torch once the model is exported.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .embedder import BulkEmbedder, HashEmbedder, QuestionEmbedder, Vectors, sound_rows
from .errors import ModelError
from .export import complete_export, export_model, is_exported
from .folders import export_folder
from .model_folder import HASH_MODEL, ModelFolder, find_model, is_on_disk
from .onnx_embedder import OnnxEmbedder
from .question_model import was_tried

MANY = 400
"""Passages from which starting torch pays off."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model an index was made with."""

    name: str
    stamp: str
    fingerprint: str
    dimension: int


class Encoder:
    """The embedding model of an index, by its identity; loaded when it is first needed."""

    def __init__(self, identity: ModelIdentity) -> None:
        self.identity = identity
        self._few: QuestionEmbedder | None = None
        self._many: BulkEmbedder | None = None
        self._loading = threading.Lock()
        self._is_stopped = False

    def embed(self, texts: Sequence[str], expected: int | None = None) -> Vectors:
        """One row for each text. `expected` is how many texts are to come in all.

        Several threads may embed at once where many are expected.

        Raises:
            ModelError: the model is gone, or is not the one that the index was made with.
            EmbeddingStoppedError: `stop` was called meanwhile.
        """
        wanted = len(texts) if expected is None else expected
        embedder = self._for_few() if wanted < MANY else self._for_many()
        return sound_rows(embedder.embed(texts))

    def embed_question(self, text: str) -> Vectors:
        """The vector of one question, of shape (dimension,), sooner than `embed` gives it.

        Its cosine to the one that `embed` gives is about 0.9998; a question of one word may have
        0.998.

        Raises:
            ModelError: the model is gone, or is not the one that the index was made with.
        """
        vector: Vectors = sound_rows(self._for_few().embed_question(text)[np.newaxis])[0]
        return vector

    def stop(self) -> None:
        """Let whoever embeds many texts end in an error soon."""
        self._is_stopped = True
        if self._many is not None:
            self._many.stop()

    @property
    def precision(self) -> str | None:
        """How it embeds many texts, in words; None where it was not asked to."""
        return self._many.precision if self._many is not None else None

    def knows(self, word: str) -> bool:
        """Whether the model was taught the (lower-case) word, so that it is no misspelling."""
        return self._for_few().knows(word)

    def _for_few(self) -> QuestionEmbedder:
        with self._loading:
            if self._few is None:
                self._few = self._load_few()
            return self._few

    def _load_few(self) -> QuestionEmbedder:
        if self.identity.name == HASH_MODEL:
            return HashEmbedder()
        folder = export_folder(self.identity.fingerprint)
        if not is_exported(folder):
            export_model(self._same_model(), folder)
        elif not was_tried(folder) and is_on_disk(self.identity.name):
            self._complete(folder)
        return OnnxEmbedder(folder)

    def _complete(self, folder: Path) -> None:
        """Make what former versions did not export. It makes questions faster, no more."""
        try:
            complete_export(self._same_model(), folder)
        except (ModelError, OSError) as error:
            logger.info("questions are embedded in full precision for now: %s", error)

    def _for_many(self) -> BulkEmbedder:
        with self._loading:
            if self._many is None:
                self._many = self._load_many()
            if self._is_stopped:
                self._many.stop()
            return self._many

    def _load_many(self) -> BulkEmbedder:
        if self.identity.name == HASH_MODEL:
            return HashEmbedder()
        return export_model(self._same_model(), export_folder(self.identity.fingerprint))

    def _same_model(self) -> ModelFolder:
        model = find_model(self.identity.name)
        if model.fingerprint() != self.identity.fingerprint:
            raise ModelError(
                f'The model "{model.name}" is not the one that the index was made with: its files '
                f"in {model.path} have changed. To embed all notes with it, run: "
                f"quoth index NOTES --model {model.name}"
            )
        return model


def identify(name: str, known: ModelIdentity | None) -> ModelIdentity:
    """The identity of the model called `name`.

    The weights are read only where a cheap stamp says that they may not be those of `known`.
    """
    if name == HASH_MODEL:
        return ModelIdentity(HASH_MODEL, HASH_MODEL, HASH_MODEL, HashEmbedder.dimension)
    model = find_model(name)
    stamp = model.stamp()
    if known is not None and (known.name, known.stamp) == (name, stamp):
        return known
    return ModelIdentity(name, stamp, model.fingerprint(), model.dimension())
