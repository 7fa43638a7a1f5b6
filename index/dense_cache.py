"""The file that the FAISS index is kept in, and trusted from only when it is whole.

It is a header (our mark, the generation it was made from, a SHA-256 of the rest) and FAISS's own
bytes. FAISS notices next to no damage by itself, so nothing is loaded whose hash is not right.
"""

import hashlib
import json
import logging
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest import Failpoint, reached

from .durable import write_durably
from .known import IndexInfo

logger = logging.getLogger(__name__)

CACHE = "vectors.faiss"
_MAGIC = b"QUOTH1\n"
_LONGEST_HEADER = 4096
_NEIGHBOUR_BYTES = 1024
"""More than a graph takes for each vector, beside its numbers."""


def made_from(path: Path) -> str | None:
    """The generation that the cache's header names; None where there is no such header."""
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return None
        with path.open("rb") as file:
            head = _head(file.read(_LONGEST_HEADER))
    except OSError:
        return None
    return head[0] if head else None


def sound_generation(path: Path, generations: Collection[str], info: IndexInfo) -> str | None:
    """The generation that a cache was made from; None unless it is whole, and one of these."""
    sound = _sound(path, generations, info)
    return sound[0] if sound else None


def read_cache(path: Path, generations: Collection[str], info: IndexInfo) -> tuple[str, Any] | None:
    """The generation that a cache was made from, and its FAISS index.

    None unless it is whole, was made from one of `generations`, and is of the kind that this
    version makes.
    """
    sound = _sound(path, generations, info)
    if sound is None:
        return None
    generation, body = sound
    cached = _deserialized(body)
    if cached is None or not _is_ours(cached, info):
        return None
    is_complete = generation != info.token or cached.ntotal == info.passages
    return (generation, cached) if is_complete else None


def _sound(
    path: Path, generations: Collection[str], info: IndexInfo
) -> tuple[str, npt.NDArray[np.uint8]] | None:
    """The generation and FAISS's bytes of a cache that is whole and of one of `generations`."""
    try:
        if not path.is_file() or not 0 < path.stat().st_size <= _most_bytes(info):
            return None
        content = np.memmap(path, dtype=np.uint8, mode="r")
    except OSError:
        return None
    head = _head(content[:_LONGEST_HEADER].tobytes())
    if head is None or head[0] not in generations:
        return None
    generation, digest, length = head
    body = content[length:]
    return (generation, body) if hashlib.sha256(body.data).hexdigest() == digest else None


def write_cache(path: Path, generation: str, made: Any) -> None:  # noqa: ANN401
    """Keep an index that was made from this generation.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    import faiss

    body = faiss.serialize_index(made)
    reached(Failpoint.CACHE_MADE)
    digest = hashlib.sha256(body.data).hexdigest()
    write_durably(path, _MAGIC + _header(generation, digest) + b"\n", body.data)


def _head(content: bytes) -> tuple[str, str, int] | None:
    """The generation and the SHA-256 in a header, and its length; None where it is not ours."""
    mark, _, rest = content.partition(b"\n")
    line, end, _ = rest.partition(b"\n")
    try:
        facts = json.loads(line)
        generation, digest = str(facts["generation"]), str(facts["sha256"])
    except (ValueError, KeyError, TypeError):
        return None
    is_ours = mark + b"\n" == _MAGIC and line == _header(generation, digest) and end
    return (generation, digest, len(_MAGIC) + len(line) + 1) if is_ours else None


def _header(generation: str, digest: str) -> bytes:
    return json.dumps({"generation": generation, "sha256": digest}).encode()


def _deserialized(body: Any) -> Any:  # noqa: ANN401
    import faiss

    try:
        return faiss.deserialize_index(body)
    except RuntimeError as error:  # another version of FAISS wrote it
        logger.info("the vector cache cannot be read (%s); it is made anew", error)
        return None


def _most_bytes(info: IndexInfo) -> int:
    """More than a cache can have that is of any use: vectors, their numbers, what is around."""
    return 2 * info.passages * (info.dimension * 4 + 8 + _NEIGHBOUR_BYTES) + 1_000_000


def _is_ours(cached: Any, info: IndexInfo) -> bool:  # noqa: ANN401
    """Whether it is a kind of index that this version makes, of vectors as long as there are."""
    import faiss

    if not isinstance(cached, faiss.IndexIDMap2):
        return False
    inner = faiss.downcast_index(cached.index)
    is_kind = isinstance(inner, (faiss.IndexFlatIP, faiss.IndexHNSWSQ))
    facts = (cached.d, cached.metric_type, inner.ntotal)
    return is_kind and facts == (info.dimension, faiss.METRIC_INNER_PRODUCT, cached.id_map.size())
