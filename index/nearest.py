"""The FAISS index of a number of vectors: exact while that is fast, then a graph of neighbours.

Exact search has them in half precision, as the database has, so that nothing is lost and there is
half as much to be read through for each question.

Questions stand further from everything than passages do from each other, and lists of near
vectors (IVF) held 0.90 of what is nearest to 382 of them among 20,719 passages where HNSW, in the
same time, found 0.98; both with eight bits a number. Some HNSW builds are bad, so each is compared
with exact search before it is used.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from .embedder import Vectors
from .recall import Nearest, questions_like
from .stored_vectors import Numbers

logger = logging.getLogger(__name__)

EXACT_MOST = 20_000
"""Vectors that are all compared with a question, which takes 1 ms for so many."""
LEAST_RECALL = 0.98
"""Of the ten nearest, how many must be among the candidates on average, or a build is refused."""

_NEIGHBOURS = (32, 48)
"""Of each vector, in the first try and the second."""
_BREADTHS = (1024, 2048, 4096)
"""The first nominates 0.989 of what is nearest to 326 known questions among 274,205 passages, half
of it 0.979; what is nominated is then compared in full precision."""
_CARE = 100
_ROOM = 0.2
_CANDIDATES = 50

Blocks = Iterable[tuple[Numbers, Vectors]]
"""Vectors by their numbers, a block at a time, numbers ascending."""
OnDone = Callable[[int], None]
"""Told how many vectors are in their places, after every block."""


def are_few(count: int) -> bool:
    """Whether so many vectors are compared faster than it would be worth to arrange them."""
    return count <= EXACT_MOST


def make_nearest(
    dimension: int,
    count: int,
    blocks: Callable[[], Blocks],
    sample: Callable[[], Vectors],
    on_done: OnDone = lambda _: None,
) -> Any:  # noqa: ANN401  (FAISS has no types)
    """A FAISS index of inner products, by number; where they are many, it takes minutes.

    Args:
        dimension: The length of a vector.
        count: How many there are.
        blocks: Gives all of them, from the start, whenever it is called.
        sample: Gives some thousands of them, evenly spread.
        on_done: Called where vectors are arranged, which may begin again from 0.
    """
    if not are_few(count):
        on_done(0)
        some = sample()
        for neighbours in _NEIGHBOURS:
            made, recall = _graph(dimension, neighbours, _told(blocks(), on_done), some)
            if recall >= LEAST_RECALL:
                return made
            logger.warning("a build of the search index found %.3f of what is nearest", recall)
        logger.warning("every vector is compared with each question instead, which is slower")
    return make_exact(dimension, blocks())


def make_exact(dimension: int, blocks: Blocks) -> Any:  # noqa: ANN401
    """A FAISS index that compares every vector; they are rounded to half precision."""
    faiss = _faiss()
    half, product = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    made = faiss.IndexIDMap2(faiss.IndexScalarQuantizer(dimension, half, product))
    for numbers, rows in blocks:
        made.add_with_ids(rows, numbers)
    return made


def is_made_here(made: Any) -> bool:  # noqa: ANN401
    """Whether it is of a kind that this version makes."""
    faiss = _faiss()
    if not isinstance(made, faiss.IndexIDMap2):
        return False
    inner, kind = _inner(made), faiss.ScalarQuantizer.QT_fp16
    if isinstance(inner, faiss.IndexHNSWSQ):
        inner, kind = faiss.downcast_index(inner.storage), faiss.ScalarQuantizer.QT_8bit
    return isinstance(inner, faiss.IndexScalarQuantizer) and inner.sq.qtype == kind


def is_exact(made: Any) -> bool:  # noqa: ANN401
    """Whether every vector is compared."""
    return not hasattr(_inner(made), "hnsw")


def search_nearest(
    made: Any,  # noqa: ANN401
    question: Vectors,
    limit: int,
    without: Numbers | None = None,
) -> Iterator[tuple[int, float]]:
    """The nearest vectors' numbers and inner products, best first, without those of `without`."""
    faiss = _faiss()
    options: dict[str, Any] = {}
    if without is not None and len(without):
        options["sel"] = faiss.IDSelectorNot(_batch(without))
    parameters = None
    if not is_exact(made):
        breadth = max(limit, _inner(made).hnsw.efSearch)
        parameters = faiss.SearchParametersHNSW(efSearch=breadth, **options)
    elif options:
        parameters = faiss.SearchParameters(**options)
    yield from _hits(made.search(question.reshape(1, -1), limit, params=parameters))


def search_among(
    made: Any,  # noqa: ANN401
    question: Vectors,
    limit: int,
    among: Numbers,
) -> Iterator[tuple[int, float]]:
    """The same with these numbers only, each of which is compared."""
    faiss = _faiss()
    if is_exact(made):
        only = faiss.SearchParameters(sel=_batch(among))
        yield from _hits(made.search(question.reshape(1, -1), limit, params=only))
        return
    known = faiss.vector_to_array(made.id_map)
    places = np.flatnonzero(np.isin(known, among))
    only = faiss.SearchParameters(sel=_batch(places))
    storage = faiss.downcast_index(_inner(made).storage)
    found = storage.search(question.reshape(1, -1), limit, params=only)
    for place, score in _hits(found):
        yield int(known[place]), score


def _told(blocks: Blocks, on_done: OnDone) -> Blocks:
    """The same blocks; when the next one is asked for, those before are done."""
    done = 0
    for numbers, rows in blocks:
        yield numbers, rows
        done += len(numbers)
        on_done(done)


def _graph(
    dimension: int, neighbours: int, blocks: Blocks, sample: Vectors
) -> tuple[Any, float]:  # fmt: skip
    """A graph, and how much of what is nearest it finds."""
    faiss = _faiss()
    eight_bits, product = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    graph = faiss.IndexHNSWSQ(dimension, eight_bits, neighbours, product)
    graph.hnsw.efConstruction = _CARE
    # Values beyond those of the sample are cut off, so that there must be room for some.
    faiss.downcast_index(graph.storage).sq.rangestat_arg = _ROOM
    graph.train(sample)
    made = faiss.IndexIDMap2(graph)
    questions = questions_like(sample)
    nearest = Nearest(len(questions))
    for numbers, rows in blocks:
        made.add_with_ids(rows, numbers)
        nearest.see(questions, numbers, rows)
    for breadth in _BREADTHS:
        graph.hnsw.efSearch = breadth
        recall = nearest.recall(made.search(questions, _CANDIDATES)[1])
        if recall >= LEAST_RECALL:
            break
    return made, recall


def _inner(made: Any) -> Any:  # noqa: ANN401
    faiss = _faiss()
    return faiss.downcast_index(made.index)


def _batch(numbers: Numbers) -> Any:  # noqa: ANN401
    faiss = _faiss()
    return faiss.IDSelectorBatch(np.ascontiguousarray(numbers, dtype=np.int64))


def _hits(found: tuple[Vectors, Numbers]) -> Iterator[tuple[int, float]]:
    scores, numbers = found
    for number, score in zip(numbers[0].tolist(), scores[0].tolist(), strict=True):
        if number >= 0:
            yield number, score


def _faiss() -> Any:  # noqa: ANN401  (its stubs know half of it)
    import faiss

    return faiss
