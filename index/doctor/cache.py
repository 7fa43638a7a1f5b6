"""The cache of vectors: made from this generation, whole, and the same as the database."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from ..dense import CACHE
from ..embedder import Vectors
from ..store import Store
from .findings import Examination, Finding, Remedy, Subject, counted, fault
from .vectors import as_rows

SEARCH_CACHE = "cache"
_OWN_VECTORS = (
    "SELECT passages.id, vectors.vector FROM passages JOIN vectors ON vectors.key = passages.vector"
)


def check_cache(subject: Subject) -> Examination:
    """Its header, its checksum, and every vector in it."""
    store = subject.store
    problem = _problem(store.folder / CACHE, subject.info.token)
    if problem is not None:
        yield _stale(problem)
        return "the file beside the database"
    cached = _cached(store.folder / CACHE)
    if cached is None:
        yield _stale("It was written by another version of FAISS.")
        return "the file beside the database"
    count = store.count("passages")
    differing = _differing(store, cached, subject.info.dimension)
    if differing:
        what = f"It was made from other vectors than {counted(len(differing), 'passage')} have now."
        yield fault(SEARCH_CACHE, what, CACHE, Remedy.REBUILD)
    elif len(cached) != count:
        yield _stale(f"It holds {counted(len(cached), 'passage')}, and the index {count:,}.")
    return f"its checksum and {counted(len(cached), 'vector')}"


def _problem(path: Path, token: str) -> str | None:
    """Why the cache is not used, as far as its header and checksum tell."""
    try:
        head, body = _parts(path)
        facts = json.loads(head)
        generation, digest = facts["generation"], facts["sha256"]
    except OSError as error:
        return f"It cannot be read ({error.strerror}): until it is made, searching starts slowly."
    except (ValueError, KeyError, TypeError):
        return "It does not begin as a cache of Quoth does."
    if generation != token:
        return "It was made from another state of the index."
    if digest != hashlib.sha256(body).hexdigest():
        return "It is damaged: its checksum does not hold."
    return None


def _parts(path: Path) -> tuple[bytes, bytes]:
    mark, _, rest = path.read_bytes().partition(b"\n")
    head, _, body = rest.partition(b"\n")
    if mark != b"QUOTH1":
        raise ValueError(mark)
    return head, body


def _cached(path: Path) -> dict[int, Vectors] | None:
    """The vectors in the cache by their passages' numbers; None where FAISS cannot read them."""
    import faiss

    try:
        made: Any = faiss.deserialize_index(np.frombuffer(_parts(path)[1], dtype=np.uint8))
    except RuntimeError:
        return None
    numbers = faiss.vector_to_array(made.id_map)
    rows = made.index.reconstruct_n(0, made.ntotal)
    return dict(zip(numbers.tolist(), rows, strict=True))


def _differing(store: Store, cached: dict[int, Vectors], dimension: int) -> set[int]:
    differing: set[int] = set()
    for number, vector in store.connection.execute(_OWN_VECTORS):
        kept = cached.get(number)
        if kept is None or not isinstance(vector, bytes) or len(vector) < dimension * 2:
            continue
        own = as_rows(vector[: dimension * 2], dimension)[0]
        if not np.array_equal(own, kept):
            differing.add(number)
    return differing


def _stale(what: str) -> Finding:
    return fault(SEARCH_CACHE, what, CACHE, Remedy.CACHE)
