"""Embed the passages that have no vector yet, batch by batch, keeping each batch for good."""

from collections.abc import Sequence

import numpy as np

from ingest import PreparedNote

from .embedder import Vectors
from .encoder import Encoder, ModelIdentity
from .model import OnProgress, Progress, Stage
from .records import embedded_texts, vector_key
from .writer import Writer

_AT_ONCE = 256
"""Passages between two commits: what an interrupted build loses at most."""


def embed_missing(
    prepared: Sequence[PreparedNote],
    identity: ModelIdentity,
    writer: Writer,
    on_progress: OnProgress,
) -> tuple[int, int]:
    """Make the vectors of all passages of `prepared`; how many passages were embedded and reused.

    A passage that several notes share is embedded once and counts as reused from then on.
    """
    texts: dict[bytes, tuple[str, ...]] = {}
    passages = 0
    for note in prepared:
        for passage in note.passages:
            found = embedded_texts(passage)
            texts[vector_key(identity.fingerprint, found)] = found
            passages += 1
    missing = writer.missing_vectors(list(texts))
    wanted = [key for key in texts if key in missing]
    encoder = Encoder(identity)
    for start in range(0, len(wanted), _AT_ONCE):
        on_progress(Progress(Stage.EMBEDDING, start, len(wanted)))
        keys = wanted[start : start + _AT_ONCE]
        writer.add_vectors(keys, _embed(encoder, [texts[key] for key in keys], len(wanted)))
    on_progress(Progress(Stage.EMBEDDING, len(wanted), len(wanted)))
    return len(wanted), passages - len(wanted)


def _embed(encoder: Encoder, groups: Sequence[tuple[str, ...]], in_all: int) -> list[Vectors]:
    rows = encoder.embed([text for group in groups for text in group], in_all)
    ends = np.cumsum([len(group) for group in groups])
    return np.split(rows, ends[:-1])
