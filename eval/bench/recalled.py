"""Whether search by vectors finds what comparing every vector would find, on an index of notes."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from index import Encoder, Store, open_dense

from .questions import Asked
from .vectors import NEAREST, NOMINEES, exact, recalls


def measure_recall(index_folder: Path, questions: Sequence[Asked]) -> dict[str, float]:
    """How many of the passages truly nearest to the questions are found (see `recalls`)."""
    with closing(Store(index_folder)) as store, store.snapshot():
        vectors = Encoder(store.info().identity).embed([question for question, _ in questions])
        nearest = exact(store.vector_blocks(), vectors, NEAREST)
        dense = open_dense(store)
    found = [[number for number, _ in dense.search(one, NOMINEES)] for one in vectors]
    return recalls(found, nearest.tolist())
