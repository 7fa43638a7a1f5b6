"""The exports of a model that are run without torch: made once, checked, moved into place whole.

They lie in the user's cache folder under the model's fingerprint: the model itself, for a few
passages, and beside it the one for questions. A half-written one is never used.
"""

import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .agreement import LEAST_COSINE, PROBES, least_cosine
from .batches import Batcher
from .durable import move_durably
from .embedder import Vectors
from .errors import ModelError
from .model_folder import ModelFolder
from .onnx_embedder import MODEL, SETTINGS, TOKENIZER, OnnxEmbedder
from .question_model import QUESTION_FILES, QuestionModel, was_tried

if TYPE_CHECKING:
    from .torch_embedder import TorchEmbedder

_FILES = (MODEL, TOKENIZER, *QUESTION_FILES, SETTINGS)

logger = logging.getLogger(__name__)


def is_exported(folder: Path) -> bool:
    """Whether a complete export lies in `folder`: its last file is there."""
    return (folder / SETTINGS).is_file()


def export_model(model: ModelFolder, folder: Path) -> "TorchEmbedder":
    """Export `model` into `folder` unless that is done, and return the model itself, for bulk.

    Raises:
        ModelError: the export's vectors differ from the original's.
    """
    from .torch_embedder import TorchEmbedder  # imports torch

    original = TorchEmbedder(model)
    if not is_exported(folder):
        with _made_in(folder, _FILES) as made:
            _export(model, original, made)
    else:
        complete_export(model, folder)
    original.accelerate()
    return original


def complete_export(model: ModelFolder, folder: Path) -> None:
    """Put the model for questions beside the export in `folder`, unless that is done. No torch.

    Raises:
        OSError: it cannot be written.
    """
    if was_tried(folder):
        return
    exact = OnnxEmbedder(folder)
    with _made_in(folder, QUESTION_FILES) as made:
        _write_question_model(model, exact.batcher, exact.embed(PROBES), made)


def move_into_place(made: Path, folder: Path, names: Sequence[str]) -> None:
    """Move the files called `names` from `made` into `folder`, in order, each whole.

    Whoever looks for the last of them finds all or none.
    """
    folder.mkdir(exist_ok=True)
    for name in names:
        move_durably(made / name, folder / name)


@contextmanager
def _made_in(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """A folder to make the files called `names` in; they are moved if all goes well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as made:
        yield Path(made)
        move_into_place(Path(made), folder, names)


def _export(model: ModelFolder, original: "TorchEmbedder", made: Path) -> None:
    original.export(made / MODEL)
    (made / TOKENIZER).write_bytes(model.tokenizer.read_bytes())
    settings = {"model": model.name, "token_limit": model.token_limit}
    (made / SETTINGS).write_text(json.dumps(settings), "utf-8")
    exported, wanted = OnnxEmbedder(made), original.embed(PROBES)
    cosine = least_cosine(exported.embed(PROBES), wanted)
    if cosine < LEAST_COSINE:
        raise ModelError(
            f'The model "{model.name}" gives other vectors when exported (cosine '
            f"{cosine:.4f}, at least {LEAST_COSINE} needed). Use another model."
        )
    _write_question_model(model, exported.batcher, wanted, made)


def _write_question_model(
    model: ModelFolder, batcher: Batcher, wanted: Vectors, made: Path
) -> None:
    """Write it if it gives the vectors `wanted` for the probes; else leave its files empty."""
    try:
        problem = _problem(model, batcher, wanted, made)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  (ONNX Runtime's errors share no other base)
        problem = f"{type(error).__name__}: {error}"
    if problem:
        for name in QUESTION_FILES:
            (made / name).write_bytes(b"")
        logger.info(
            'questions are embedded by the model "%s" in full precision, not in eight bits: %s',
            *(model.name, problem),
        )


def _problem(model: ModelFolder, batcher: Batcher, wanted: Vectors, made: Path) -> str | None:
    """What speaks against the model for questions, which is written into `made`."""
    from .question_graph import write_question_graph  # imports onnx

    write_question_graph(model, made)
    questions = QuestionModel(made, batcher)
    cosine = least_cosine(np.stack([questions.embed(text) for text in PROBES]), wanted)
    # Whatever is no number is no agreement either.
    return None if cosine >= LEAST_COSINE else f"cosine {cosine:.4f}, {LEAST_COSINE} needed"
