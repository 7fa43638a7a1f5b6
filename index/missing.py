"""Embed the passages that have no vector yet, batch by batch, keeping each batch for good."""

from collections.abc import Sequence

from .encoder import Encoder, ModelIdentity
from .model import OnProgress, Progress, Stage
from .prepare import PreparedNote
from .records import vector_key
from .writer import Writer

_AT_ONCE = 1024
"""Passages between two commits: what an interrupted build loses at most."""


def embed_missing(
    prepared: Sequence[PreparedNote],
    identity: ModelIdentity,
    writer: Writer,
    on_progress: OnProgress,
) -> tuple[int, int]:
    """Make the vectors of all passages of `prepared`; how many texts were embedded and reused.

    A text that several passages share is embedded once and counts as reused from then on.
    """
    texts: dict[bytes, str] = {}
    passages = 0
    for note in prepared:
        for passage in note.passages:
            texts[vector_key(identity.fingerprint, passage)] = passage.embedded_text
            passages += 1
    missing = writer.missing_vectors(list(texts))
    wanted = [key for key in texts if key in missing]
    encoder = Encoder(identity)
    for start in range(0, len(wanted), _AT_ONCE):
        on_progress(Progress(Stage.EMBEDDING, start, len(wanted)))
        keys = wanted[start : start + _AT_ONCE]
        writer.add_vectors(keys, encoder.embed([texts[key] for key in keys], len(wanted)))
    on_progress(Progress(Stage.EMBEDDING, len(wanted), len(wanted)))
    return len(wanted), passages - len(wanted)
