"""Nearest passages by cosine similarity: a FAISS index, and what has changed since it was made.

A new generation does not make the index anew. Numbers of passages are never used twice, so that
those which are gone are left out, and those which came later are compared one by one; only when
they are many is all of it made again.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .dense_cache import CACHE, kept_generation, read_cache, write_cache
from .embedder import Vectors
from .errors import damaged
from .known import IndexInfo
from .model import OnProgress, Progress, Stage
from .nearest import (
    are_few,
    is_exact,
    make_exact,
    make_nearest,
    search_among,
    search_nearest,
)
from .store import Store
from .stored_vectors import Numbers

logger = logging.getLogger(__name__)

_SAMPLE = 4_000
_AT_ONCE = 1_000
_FEW = 2_000
"""Changes that are never worth making the index again."""
_SHARE = 0.05
"""Of the passages; more changes than that are."""

_NO_NUMBERS: Numbers = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """The vectors of one generation, ready to be searched."""

    token: str
    faiss_index: Any
    """Of an earlier generation, or of this one."""
    made_from: str = ""
    """Which one that was."""
    gone: Numbers = field(default_factory=lambda: _NO_NUMBERS)
    """Of its passages, those that are no more."""
    added: Numbers = field(default_factory=lambda: _NO_NUMBERS)
    """Passages that it does not have."""
    added_rows: Vectors = field(default_factory=lambda: np.empty((0, 0), dtype=np.float32))

    def __len__(self) -> int:
        """How many passages there are."""
        return int(self.faiss_index.ntotal) - len(self.gone) + len(self.added)

    def search(
        self, question: Vectors, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The passages nearest to a vector of shape (dimension,): number and cosine, best first.

        Fewer than `limit` where the index is smaller; equal cosines are ordered by number. In a
        large index cosines are rounded, and one in fifty of the nearest may be missing. With
        `among`, only passages with these numbers are compared, and all of them.
        """
        wanted = min(limit, len(self) if among is None else len(among))
        if wanted == 0 or not np.isfinite(question).all():
            return []
        _use_one_thread()
        if among is None:
            found = list(search_nearest(self.faiss_index, question, wanted, self.gone))
            later = np.arange(len(self.added))
        else:
            only = np.fromiter(among, dtype=np.int64, count=len(among))
            found = list(search_among(self.faiss_index, question, wanted, only))
            later = np.flatnonzero(np.isin(self.added, only))
        if len(later):
            cosines = self.added_rows[later] @ question
            found += zip(self.added[later].tolist(), cosines.tolist(), strict=True)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:wanted]


def _use_one_thread() -> None:
    """To be said before every search: FAISS keeps it for the thread that asks."""
    import faiss

    # Threads that wait for each other while the cores are busy take longer than one.
    faiss.omp_set_num_threads(1)


def open_dense(store: Store, former: DenseIndex | None = None) -> DenseIndex:
    """The vectors of the generation that `store` sees: from the cache, or made from the database.

    Only the writer arranges many vectors, for that takes minutes: until it has, every one is
    compared with each question. What was made of a few is saved where the folder can be written to.

    Args:
        store: The index's database.
        former: What was opened before, from which is taken what still holds.
    """
    token, kept = store.token(), store.lineage(CACHE).generation
    holds = former is not None and former.made_from in (token, kept)
    if former is not None and holds and not _is_makeshift(former):
        return _brought_up(store, token, former.made_from, former.faiss_index)
    cached = read_cache(store.folder / CACHE, (token, kept), store.info())
    if cached is not None:
        return _brought_up(store, token, *cached)
    if former is not None and holds:
        return _brought_up(store, token, former.made_from, former.faiss_index)
    return _compared(store, token)


def _is_makeshift(dense: DenseIndex) -> bool:
    """Whether there may be a faster one by now."""
    made = dense.faiss_index
    return is_exact(made) and not are_few(made.ntotal)


def refresh_dense(store: Store, on_progress: OnProgress = lambda _: None) -> None:
    """See that there is a cache, and that it is of no much older generation.

    For the writer of the index, which can wait; readers take what there is.
    """
    info, kept = store.info(), store.lineage(CACHE)
    found = kept_generation(store.folder / CACHE, (info.token, kept.generation), info)
    is_old = found != info.token and kept.changes > max(_FEW, _SHARE * info.passages)
    if found is None or is_old:
        _arranged(store, info, on_progress)


def _brought_up(store: Store, token: str, generation: str, made: Any) -> DenseIndex:  # noqa: ANN401
    import faiss

    if generation == token:
        return DenseIndex(token, made, generation)
    held, numbers = faiss.vector_to_array(made.id_map), store.passage_numbers()
    gone = np.setdiff1d(held, numbers, assume_unique=True)
    added = np.setdiff1d(numbers, held, assume_unique=True)
    if len(added) > len(numbers) // 2:
        return _compared(store, token)
    return DenseIndex(token, made, generation, gone, added, _own_vectors(store, added))


def _compared(store: Store, token: str) -> DenseIndex:
    info = store.info()
    made = make_exact(info.dimension, store.vector_blocks())
    _check_complete(made, info)
    if are_few(info.passages):
        _save(store, token, made)
    else:
        _tell_slow(store.folder)
    return DenseIndex(token, made, token)


@cache
def _tell_slow(folder: Path) -> None:
    """Once, however often its index is opened."""
    logger.warning(
        "the vectors in %s are not arranged yet: starting and answering take longer until that is "
        "done at the end of: quoth index",
        folder,
    )


def _arranged(store: Store, info: IndexInfo, on_progress: OnProgress) -> None:
    def tell(done: int) -> None:
        on_progress(Progress(Stage.ARRANGING, done, info.passages))

    made = make_nearest(
        info.dimension, info.passages, store.vector_blocks, lambda: _sample(store), tell
    )
    _check_complete(made, info)
    _save(store, info.token, made)


def _check_complete(made: Any, info: IndexInfo) -> None:  # noqa: ANN401
    if made.ntotal != info.passages:
        raise damaged(f"Of {info.passages:,} passages only {made.ntotal:,} have vectors.")


def _save(store: Store, token: str, made: Any) -> None:  # noqa: ANN401
    try:
        write_cache(store.folder / CACHE, token, made)
    except OSError as error:
        level = logging.INFO if are_few(made.ntotal) else logging.WARNING
        logger.log(level, "the vector cache was not saved (%s); it is made anew next time", error)


def _sample(store: Store) -> Vectors:
    numbers = store.passage_numbers()
    return _own_vectors(store, numbers[:: max(1, len(numbers) // _SAMPLE)])


def _own_vectors(store: Store, numbers: Numbers) -> Vectors:
    """The vectors of these passages, without those of their units."""
    rows = [np.empty((0, store.info().dimension), dtype=np.float32)]
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE].tolist()
        vectors = store.vectors_of(some)
        rows.append(np.stack([vectors[number][0] for number in some]))
    return np.vstack(rows)
