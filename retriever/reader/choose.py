"""Which reader is meant by a name."""

import os
from pathlib import Path

from index import HASH_MODEL

from . import Reader
from .no_reader import NoReader
from .overlap import OverlapReader

NO_READER = "none"
"""The name of the reader that reads nothing."""

READER_VARIABLE = "QUOTH_READER"
"""The environment variable that names the reader where nothing else does."""


def open_reader(name: str | None, embedder: str) -> Reader:
    """The reader called `name`, else by `QUOTH_READER`, else the one that ships.

    A name is `none`, a `.safetensors` file that `make train-reader` wrote, or a folder or a model
    hub's name of a cross-encoder or of an extractive question answering model. The weights in
    ranker.json were fitted to the reader that ships: with others figures are lower until they are
    fitted again.

    Args:
        name: None or empty where it is not said.
        embedder: The index's embedding model. With the deterministic test embedder goes the
            deterministic test reader, unless another one is named.

    Raises:
        ModelError: there is no such reader, or it cannot be used.
    """
    wanted = name or os.environ.get(READER_VARIABLE)
    if not wanted:
        return OverlapReader() if embedder == HASH_MODEL else _trained(None)
    if wanted == NO_READER:
        return NoReader()
    if wanted.endswith(".safetensors"):
        return _trained(Path(wanted))
    return _other(wanted)


def prepare_reader(embedder: str) -> None:
    """Export the reader that ships, if it is the one to be used and that was not done before.

    Raises:
        ModelError: it cannot be used.
    """
    if embedder != HASH_MODEL and not os.environ.get(READER_VARIABLE):
        from .export import exported_reader

        exported_reader()


def _trained(weights: Path | None) -> Reader:
    from .export import trained_reader

    return trained_reader(weights)


def _other(name: str) -> Reader:
    from .other_model import Kind, find_other_model

    model = find_other_model(name)
    if model.kind is Kind.CROSS_ENCODER:
        from .cross_encoder import CrossEncoderReader

        return CrossEncoderReader(model)
    from .question_answering import QuestionAnsweringReader

    return QuestionAnsweringReader(model)
