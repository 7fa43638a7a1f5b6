"""Searching vectors, from thousands to millions: speed, memory, and whether the nearest are found.

Each size is made, built and searched in processes of its own: what serves has never held more
than what serving takes.
"""

import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import DenseIndex, Vectors

from .child import run_bench
from .figures import Facts, percentiles, tenfold
from .memory import memory
from .searcher import kind_of, make_index, open_index, save_index
from .synthetic import DIMENSION, blocks, questions_about, write_vectors

NEAREST = 10
_QUESTIONS = 200
_ROUNDS = 3
NOMINEES = 50
"""As many as a question asks for."""

_VECTORS, _EXACT = "vectors.npy", "exact.npy"

Numbers = npt.NDArray[np.int64]


def measure_vectors(sizes: Sequence[int]) -> Facts:
    """Build and search an index of each size, and say how the costs grow where it grows tenfold."""
    found = [_of_size(size) for size in sorted(set(sizes))]
    growth = {
        name: tenfold([(one["vectors"], _cost(one, name)) for one in found])
        for name in ("build", "search", "memory", "bytes")
    }
    return {"dimension": DIMENSION, "sizes": found, "times per tenfold": growth}


def _cost(one: Facts, name: str) -> float:
    memory_used = (one["memory"] or {}).get("now", 0)
    return float(
        {
            "build": one["build"],
            "search": one["milliseconds"]["p50"],
            "memory": memory_used,
            "bytes": one["bytes"],
        }[name]
    )


def _of_size(size: int) -> Facts:
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        built = run_bench(["vectors-build", folder, "--size", str(size)]).facts
        asked = run_bench(["vectors-search", folder, "--size", str(size)]).facts
    return {"vectors": size, **built, **asked}


def build_vectors(folder: Path, size: int) -> Facts:
    """Make the vectors, their index, and what exact search finds, as files in the folder."""
    stored = write_vectors(folder / _VECTORS, size)
    started = time.perf_counter()
    made = make_index(stored)
    took = time.perf_counter() - started
    held = memory()
    size_on_disk = save_index(made, folder)
    np.save(folder / _EXACT, exact(blocks(stored), questions_about(size, _QUESTIONS), NEAREST))
    return {
        "kind": kind_of(made),
        "build": round(took, 4),
        "build memory": held,
        "bytes": size_on_disk,
    }


def search_vectors(folder: Path, size: int) -> Facts:
    """Open the index as a server does, and ask it; `memory` is what that takes."""
    before = memory()
    started = time.perf_counter()
    made = open_index(folder, size)
    opened = time.perf_counter() - started
    questions = questions_about(size, _QUESTIONS)
    found, times = _asked(made, questions)
    nearest: Numbers = np.load(folder / _EXACT)
    return {
        "open": round(opened, 4),
        "questions": len(questions),
        "milliseconds": percentiles(times),
        **recalls(found, nearest.tolist()),
        "memory": memory(),
        "memory before": before,
    }


def _asked(made: DenseIndex, questions: Vectors) -> tuple[list[list[int]], list[float]]:
    """What each question finds, and its milliseconds: the best of some rounds, as of questions."""
    found = [[number for number, _ in made.search(one, NOMINEES)] for one in questions]
    times = [[_milliseconds(made, one) for one in questions] for _ in range(_ROUNDS)]
    return found, [min(of_one) for of_one in zip(*times, strict=True)]


def _milliseconds(made: DenseIndex, question: Vectors) -> float:
    started = time.perf_counter()
    made.search(question, NOMINEES)
    return (time.perf_counter() - started) * 1000


def exact(parts: Iterable[tuple[Numbers, Vectors]], questions: Vectors, wanted: int) -> Numbers:
    """The numbers of the vectors nearest to each question, best first, every one compared."""
    numbers = np.empty((len(questions), 0), dtype=np.int64)
    scores = np.empty((len(questions), 0), dtype=np.float32)
    for known, rows in parts:
        here = np.broadcast_to(known, (len(questions), len(rows)))
        numbers = np.concatenate([numbers, here], axis=1)
        scores = np.concatenate([scores, questions @ rows.T], axis=1)
        if scores.shape[1] > wanted:
            best = np.argpartition(-scores, wanted, axis=1)[:, :wanted]
            numbers = np.take_along_axis(numbers, best, axis=1)
            scores = np.take_along_axis(scores, best, axis=1)
    return np.take_along_axis(numbers, np.argsort(-scores, axis=1, kind="stable"), axis=1)


def recalls(found: Sequence[Sequence[int]], nearest: Sequence[Sequence[int]]) -> dict[str, float]:
    """How much of what is truly nearest was found: as the first, and as nominees at all.

    Quoth compares the nominees with the question once more, exactly, so that what is among them
    comes to its place.
    """
    return {
        f"recall@{NEAREST}": recall(found, nearest, NEAREST),
        "nominated": recall(found, nearest, NOMINEES),
    }


def recall(found: Sequence[Sequence[int]], nearest: Sequence[Sequence[int]], first: int) -> float:
    """Which share of the truly nearest is among so many first ones that were found."""
    hits = sum(len({*some[:first]} & {*true}) for some, true in zip(found, nearest, strict=True))
    return round(hits / sum(map(len, nearest)), 4)
