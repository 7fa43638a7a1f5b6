"""Nearest passages by cosine similarity: FAISS in memory, with a checked cache on disk.

The cache file is a header (our mark, the generation it was made from, a SHA-256 of the rest) and
FAISS's own bytes. FAISS notices next to no damage by itself, so nothing is loaded whose hash or
generation is not right; a cache that is missing, old or damaged is made again from the database,
without embedding anything.
"""

import hashlib
import json
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest import Failpoint, reached

from .durable import write_durably
from .embedder import Vectors
from .known import IndexInfo
from .store import Store

logger = logging.getLogger(__name__)

CACHE = "vectors.faiss"
_MAGIC = b"QUOTH1\n"
_MANY = 300_000
"""Vectors from which several threads search faster than one, which takes 20 ms for so many."""


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """The vectors of one generation, ready to be searched."""

    token: str
    faiss_index: Any

    def search(
        self, question: Vectors, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The passages nearest to a vector of shape (dimension,): number and cosine, best first.

        Fewer than `limit` where the index is smaller; equal cosines are ordered by number. With
        `among`, only passages with these numbers are compared, all of them exactly.
        """
        wanted = min(limit, self.faiss_index.ntotal if among is None else len(among))
        if wanted == 0 or not np.isfinite(question).all():
            return []
        _use_threads(self.faiss_index.ntotal)
        options = {} if among is None else {"params": _only(among)}
        scores, numbers = self.faiss_index.search(question.reshape(1, -1), wanted, **options)
        found = [
            (int(number), float(score))
            for number, score in zip(numbers[0], scores[0], strict=True)
            if number >= 0
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _use_threads(vectors: int) -> None:
    """To be said before every search: FAISS keeps it for the thread that asks."""
    import faiss

    # Two threads that wait for each other while the cores are busy take longer than one.
    faiss.omp_set_num_threads(1 if vectors < _MANY else os.cpu_count() or 1)


def _only(among: Collection[int]) -> Any:  # noqa: ANN401  (FAISS has no types)
    import faiss

    numbers = np.fromiter(among, dtype=np.int64, count=len(among))
    # Its stubs know no options.
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(numbers))  # type: ignore[call-arg]


def open_dense(store: Store) -> DenseIndex:
    """The vectors of the generation that `store` sees: from the cache, or made from the database.

    A cache that had to be made is saved where the folder can be written to.
    """
    token = store.token()
    cached = _read_cache(store.folder / CACHE, token, store.info())
    if cached is not None:
        return DenseIndex(token, cached)
    made = _from_database(store)
    try:
        _write_cache(store.folder / CACHE, token, made)
    except OSError as error:
        logger.info("the vector cache could not be saved (%s); it is made anew next time", error)
    return DenseIndex(token, made)


def _from_database(store: Store) -> Any:  # noqa: ANN401  (FAISS has no types)
    import faiss

    numbers, rows = store.passage_vectors()
    made = faiss.IndexIDMap2(faiss.IndexFlatIP(store.info().dimension))
    if len(numbers):
        made.add_with_ids(rows, numbers)
    return made


def _read_cache(path: Path, token: str, info: IndexInfo) -> Any:  # noqa: ANN401
    import faiss

    try:
        # A pipe would keep us waiting, and a file of any size would be read.
        if not path.is_file() or path.stat().st_size > _most_bytes(info):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    mark, _, rest = content.partition(b"\n{")
    header, _, body = rest.partition(b"}\n")
    expected = _header(token, body)
    if mark + b"\n" != _MAGIC or b"{" + header + b"}" != expected:
        return None
    try:
        cached = faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8))
        return cached if _is_of(cached, info) else None
    except RuntimeError as error:  # another version of FAISS wrote it
        logger.info("the vector cache cannot be read (%s); it is made anew", error)
        return None


def _most_bytes(info: IndexInfo) -> int:
    """More than a cache of this index can have: its vectors, their numbers, and what is around."""
    return info.passages * (info.dimension * 4 + 8) + 4096


def _is_of(cached: Any, info: IndexInfo) -> bool:  # noqa: ANN401
    """Whether it is the kind of index that this version makes, of as many vectors as there are."""
    import faiss

    facts = (cached.d, cached.ntotal, cached.metric_type)
    is_ours = facts == (info.dimension, info.passages, faiss.METRIC_INNER_PRODUCT)
    return is_ours and isinstance(cached, faiss.IndexIDMap2)


def _header(token: str, body: bytes) -> bytes:
    facts = {"generation": token, "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(facts).encode()


def _write_cache(path: Path, token: str, made: Any) -> None:  # noqa: ANN401
    import faiss

    body = faiss.serialize_index(made).tobytes()
    reached(Failpoint.CACHE_MADE)
    write_durably(path, _MAGIC + _header(token, body) + b"\n" + body)
