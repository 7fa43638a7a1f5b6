"""The cache of vectors: made from this generation, whole, and the same as the database."""

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np

from ..dense_cache import CACHE, read_cache
from ..nearest import is_exact
from ..store import Store
from .findings import Examination, Finding, Remedy, Subject, counted, fault
from .vectors import as_rows

SEARCH_CACHE = "cache"
_OWN_VECTORS = (
    "SELECT passages.id, vectors.vector FROM passages JOIN vectors ON vectors.key = passages.vector"
)

_ROUNDED = 0.05
"""How far a number of eight bits may be from what it stands for; a vector is mostly below 0.2."""


def check_cache(subject: Subject) -> Examination:
    """Its header, its checksum, and every vector in it that a passage still has."""
    store = subject.store
    path, generations = store.folder / CACHE, (subject.info.token, store.lineage(CACHE).generation)
    problem = problem_of(path, generations)
    if problem is not None:
        yield _stale(problem)
        return "the file beside the database"
    cached = read_cache(path, generations, subject.info)
    if cached is None:
        yield _stale("It is of another kind, or was written by another version of FAISS.")
        return "the file beside the database"
    compared, differing = _compared(store, cached[1], subject.info.dimension)
    if differing:
        what = f"It was made from other vectors than {counted(differing, 'passage')} have now."
        yield fault(SEARCH_CACHE, what, CACHE, Remedy.REBUILD)
    elif cached[0] == subject.info.token and compared != store.count("passages"):
        yield _stale(f"It holds {counted(compared, 'passage')} of {store.count('passages'):,}.")
    return f"its checksum and {counted(compared, 'vector')}"


def problem_of(path: Path, generations: Collection[str]) -> str | None:
    """Why a cache file is not used, as far as its header and checksum tell."""
    try:
        head, body = _parts(path)
        facts = json.loads(head)
        generation, digest = facts["generation"], facts["sha256"]
    except OSError as error:
        return f"It cannot be read ({error.strerror})."
    except (ValueError, KeyError, TypeError):
        return "It does not begin as a cache of Quoth does."
    if generation not in generations:
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


def _compared(store: Store, cached: Any, dimension: int) -> tuple[int, int]:  # noqa: ANN401
    """How many passages have a vector in the cache, and how many have another one there."""
    import faiss

    places = {number: place for place, number in enumerate(faiss.vector_to_array(cached.id_map))}
    inner = faiss.downcast_index(cached.index)
    allowed = 0.0 if is_exact(cached) else _ROUNDED
    compared = differing = 0
    for number, vector in store.connection.execute(_OWN_VECTORS):
        place = places.get(number)
        if place is None or not isinstance(vector, bytes) or len(vector) < dimension * 2:
            continue
        own = as_rows(vector[: dimension * 2], dimension)[0]
        compared += 1
        differing += not np.allclose(own, inner.reconstruct(place), rtol=0, atol=allowed)
    return compared, differing


def _stale(what: str) -> Finding:
    return fault(SEARCH_CACHE, what, CACHE, Remedy.CACHE)
