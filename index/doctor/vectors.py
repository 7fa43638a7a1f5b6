"""The vectors: every passage has its own and one for each unit, of the right length and size."""

import numpy as np

from ..checksums import vectors_hold
from ..embedder import Vectors
from ..records import StoredPassage, embedded_texts, vector_key
from .findings import Examination, Remedy, Subject, counted, fault
from .passages import sound_passages

VECTORS = "vectors"
_VECTORS_OF = (
    "SELECT passages.vector, vectors.vector, vectors.checksum FROM passages"
    " LEFT JOIN vectors ON vectors.key = passages.vector WHERE passages.id = ?"
)
_LENGTH_OFF = 0.01
"""What rounding to sixteen bits does to a length is far less."""


def check_vectors(subject: Subject) -> Examination:
    """Every passage is named with its own vectors, and those are unit vectors."""
    count = 0
    for stored in sound_passages(subject.store):
        problem = _problem(subject, stored)
        if problem is not None:
            what = f"Passage {stored.number} cannot be found by meaning: {problem}."
            yield fault(VECTORS, what, stored.passage.span.note_id, Remedy.REBUILD)
        count += 1
    return f"the vectors of {counted(count, 'passage')} and of their units"


def _problem(subject: Subject, stored: StoredPassage) -> str | None:
    texts, info = embedded_texts(stored.passage), subject.info
    found = subject.store.connection.execute(_VECTORS_OF, (stored.number,)).fetchone()
    key, vector, checksum = found
    if vector is not None and not vectors_hold(key, vector, checksum):
        return "its vectors are not what was written: their checksum does not hold"
    if key != vector_key(info.fingerprint, texts):
        return "it is named with the vectors of another text"
    return vector_problem(vector, info.dimension, len(texts))


def vector_problem(vector: object, dimension: int, rows: int | None = None) -> str | None:
    """What is wrong with a passage's vectors as they are stored; None where nothing is.

    Args:
        vector: As it stands in the database.
        dimension: The length of one vector.
        rows: How many there should be, where that is known.
    """
    if vector is None:
        return "it has no vectors"
    if not isinstance(vector, bytes) or not vector or len(vector) % (dimension * 2):
        return "its vectors are cut short"
    found = as_rows(vector, dimension)
    if rows is not None and len(found) != rows:
        return f"it has {counted(len(found), 'vector')} instead of {rows}"
    if not np.isfinite(found).all():
        return "its vectors hold something that is no number"
    lengths = np.linalg.norm(found, axis=1)
    if ((np.abs(lengths - 1) > _LENGTH_OFF) & (lengths > 0)).any():
        return "its vectors are not of length one"
    return None


def as_rows(vector: bytes, dimension: int) -> Vectors:
    """Stored vectors as rows."""
    # Damaged ones may hold signalling NaN, which is for the caller to find.
    with np.errstate(invalid="ignore"):
        return np.frombuffer(vector, dtype="<f2").reshape(-1, dimension).astype(np.float32)
