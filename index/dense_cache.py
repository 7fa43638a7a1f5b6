"""The FAISS index as the body of a cache file.

FAISS notices next to no damage by itself: it is given only what `cache_file` says is whole.
"""

import logging
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np

from .cache_file import Body, sound, write_cache_file
from .known import IndexInfo
from .nearest import is_made_here

logger = logging.getLogger(__name__)

CACHE = "vectors.faiss"
_NEIGHBOUR_BYTES = 1024
"""More than a graph takes for each vector, beside its numbers."""


def read_cache(path: Path, generations: Collection[str], info: IndexInfo) -> tuple[str, Any] | None:
    """The generation that a cache was made from, and its FAISS index.

    None unless it is whole, was made from one of `generations`, and is of the kind that this
    version makes.
    """
    found = sound(path, generations, _most_bytes(info))
    if found is None:
        return None
    generation, body = found
    cached = _read(_copying(body))
    return (generation, cached) if _is_ours(cached, generation, info) else None


def kept_generation(path: Path, generations: Collection[str], info: IndexInfo) -> str | None:
    """The generation of the cache that `read_cache` would give, without the time and the memory."""
    faiss = _faiss()
    found = sound(path, generations, _most_bytes(info))
    if found is None:
        return None
    generation, body = found
    # Good to look at, but not to be searched: its numbers lie at odd places of a file.
    view = _read(faiss.ZeroCopyIOReader(faiss.swig_ptr(np.asarray(body)), len(body)))
    return generation if _is_ours(view, generation, info) else None


def write_cache(path: Path, generation: str, made: Any) -> None:  # noqa: ANN401
    """Keep an index that was made from this generation.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    import faiss

    write_cache_file(path, generation, faiss.serialize_index(made).data)


def _most_bytes(info: IndexInfo) -> int:
    """More than a cache can have that is of any use: vectors, their numbers, what is around."""
    return 2 * info.passages * (info.dimension * 4 + 8 + _NEIGHBOUR_BYTES) + 1_000_000


def _copying(body: Body) -> Any:  # noqa: ANN401
    """A reader that hands over piece by piece; FAISS's own takes all of it twice."""
    place = 0

    def read(wanted: int) -> bytes:
        nonlocal place
        place += wanted
        return body[place - wanted : place].tobytes()

    return _faiss().PyCallbackIOReader(read)


def _read(reader: Any) -> Any:  # noqa: ANN401
    """What is read; None where FAISS cannot."""
    try:
        return _faiss().read_index(reader)
    except RuntimeError as error:  # another version of FAISS wrote it
        logger.info("the vector cache cannot be read (%s); it is made anew", error)
        return None


def _is_ours(cached: Any, generation: str, info: IndexInfo) -> bool:  # noqa: ANN401
    """Whether this version makes such an index, of as many vectors, as long as there are."""
    import faiss

    if cached is None or not is_made_here(cached):
        return False
    facts = (cached.d, cached.metric_type, cached.index.ntotal)
    expected = (info.dimension, faiss.METRIC_INNER_PRODUCT, cached.id_map.size())
    is_complete = generation != info.token or cached.ntotal == info.passages
    return is_complete and facts == expected


def _faiss() -> Any:  # noqa: ANN401  (its stubs know half of it)
    import faiss

    return faiss
