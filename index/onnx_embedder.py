"""Few texts to vectors, fast: the exported model, run without torch.

The export lies in the user's cache folder under the model's fingerprint. It is made once, checked
against the original, and moved into place whole, so a half-written one is never used.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .batches import Batcher
from .durable import move_durably
from .embedder import Vectors
from .errors import ModelError
from .inference import open_session
from .model_folder import ModelFolder

if TYPE_CHECKING:
    from .torch_embedder import TorchEmbedder

_LEAST_COSINE = 0.999
_FILES = ("model.onnx", "tokenizer.json", "quoth.json")


class OnnxEmbedder:
    """The exported model in `folder` (see `export_model`)."""

    def __init__(self, folder: Path) -> None:
        settings = json.loads((folder / "quoth.json").read_text("utf-8"))
        self._batcher = Batcher(folder / "tokenizer.json", settings["token_limit"])
        self._model = folder / "model.onnx"
        self._sessions: dict[int, Any] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, in order."""
        # One question is embedded while its words are searched: threads that wait for each other
        # would wait for that, too, and by itself two take as long as one.
        session = self._session(threads=1 if len(texts) == 1 else 0)
        dimension = session.get_outputs()[0].shape[1]
        found = np.zeros((len(texts), dimension), dtype=np.float32)
        for batch in self._batcher.batches(texts):
            inputs = {"input_ids": batch.tokens, "attention_mask": batch.mask}
            found[batch.rows] = session.run(None, inputs)[0][: len(batch.rows)]
        return found

    def _session(self, threads: int) -> Any:  # noqa: ANN401  (onnxruntime has no types)
        if threads not in self._sessions:
            self._sessions[threads] = open_session(self._model, threads)
        return self._sessions[threads]

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary has the (lower-case) word whole."""
        return self._batcher.knows(word)


def is_exported(folder: Path) -> bool:
    """Whether a complete export lies in `folder`: its last file is there."""
    return (folder / "quoth.json").is_file()


def export_model(model: ModelFolder, folder: Path) -> "TorchEmbedder":
    """Export `model` into `folder` unless that is done, and return the model itself, for bulk.

    Raises:
        ModelError: the export's vectors differ from the original's.
    """
    from .torch_embedder import TorchEmbedder  # imports torch

    original = TorchEmbedder(model)
    if not is_exported(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as made:
            _export(model, original, Path(made))
            move_into_place(Path(made), folder, _FILES)
    original.accelerate()
    return original


def _export(model: ModelFolder, original: "TorchEmbedder", made: Path) -> None:
    from .torch_embedder import PROBES

    original.export(made / "model.onnx")
    (made / "tokenizer.json").write_bytes(model.tokenizer.read_bytes())
    settings = {"model": model.name, "token_limit": model.token_limit}
    (made / "quoth.json").write_text(json.dumps(settings), "utf-8")
    cosines = (OnnxEmbedder(made).embed(PROBES) * original.embed(PROBES)).sum(axis=1)
    if cosines.min() < _LEAST_COSINE:
        raise ModelError(
            f'The model "{model.name}" gives other vectors when exported (cosine '
            f"{cosines.min():.4f}, at least {_LEAST_COSINE} needed). Use another model."
        )


def move_into_place(made: Path, folder: Path, names: Sequence[str]) -> None:
    """Move the files called `names` from `made` into `folder`, in order, each whole.

    Whoever looks for the last of them finds all or none.
    """
    folder.mkdir(exist_ok=True)
    for name in names:
        move_durably(made / name, folder / name)
