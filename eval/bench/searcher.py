"""Where the bench of made vectors meets the index: the one place to change when that changes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index import DenseIndex, IndexInfo
from index.dense_cache import CACHE, read_cache, write_cache
from index.encoder import ModelIdentity
from index.nearest import is_exact, make_nearest

from .errors import BenchError
from .synthetic import DIMENSION, Stored, blocks

_SAMPLED = 4000
_MADE = "made"
"""What stands for the generation that the vectors are of."""


def make_index(stored: Stored) -> DenseIndex:
    """What Quoth makes of so many vectors."""
    some = stored[:: max(1, len(stored) // _SAMPLED)].astype("float32")
    made = make_nearest(DIMENSION, len(stored), lambda: blocks(stored), lambda: some)
    return DenseIndex(_MADE, made, _MADE)


def save_index(made: DenseIndex, folder: Path) -> int:
    """Write the cache; its bytes."""
    write_cache(folder / CACHE, _MADE, made.faiss_index)
    return (folder / CACHE).stat().st_size


def open_index(folder: Path, count: int) -> DenseIndex:
    """The index of so many vectors from its cache, checked as one of notes is.

    Raises:
        BenchError: the cache is not taken for one.
    """
    info = IndexInfo(
        notes_folder=folder,
        identity=ModelIdentity(_MADE, _MADE, _MADE, DIMENSION),
        generation=1,
        token=_MADE,
        built=datetime.now(UTC),
        cutting=_MADE,
        notes=count,
        passages=count,
        precision=_MADE,
    )
    found = read_cache(folder / CACHE, [_MADE], info)
    if found is None:
        raise BenchError(f"The index of {count:,} made vectors cannot be read again")
    return DenseIndex(_MADE, found[1], _MADE)


def kind_of(made: DenseIndex) -> str:
    """What kind of index it is, in words."""
    if is_exact(made.faiss_index):
        return "exact"
    import faiss

    graph: Any = faiss.downcast_index(made.faiss_index.index)
    return f"HNSW, {graph.hnsw.nb_neighbors(1)} neighbours, breadth {graph.hnsw.efSearch}"
