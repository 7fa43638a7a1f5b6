"""The reader at work: rows of tokens through the exported network, one by one. No torch."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index import Vectors, open_network

from .rows import Reading, Row, Words

NETWORK, WEIGHTS, TOKENIZER = "reader.onnx", "reader.weights", "tokenizer.json"
"""The files of an export."""


class OnnxReader:
    """The reader exported into `folder` (see `trained_reader`).

    Passages are read side by side, one on each processor: that is faster than all processors at
    work on each, and none waits for the longest.
    """

    def __init__(self, folder: Path) -> None:
        self._session = open_network(folder / NETWORK)
        self._words = Words(folder / TOKENIZER)
        self._threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reader")

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """The score of each unit of each reading; see `Reader`."""
        longest_first = sorted(range(len(readings)), key=lambda number: -_size(readings[number]))
        found = self._threads.map(
            lambda number: self._scores(question, readings[number]), longest_first
        )
        scores = dict(zip(longest_first, found, strict=True))
        return [scores[number] for number in range(len(readings))]

    def _scores(self, question: str, reading: Reading) -> Vectors:
        (row,) = self._words.rows(question, (reading,))
        scores: Vectors = np.zeros(0, dtype=np.float32)
        if row.units:
            (scores,) = self._session.run(None, _inputs(row))
        return _padded(scores, len(reading.units))


def _size(reading: Reading) -> int:
    return sum(map(len, reading.units))


def _inputs(row: Row) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64 | np.float32]]]:
    """The row as the exported network takes it."""
    places = np.arange(len(row.tokens))
    inside = np.arange(1, row.units + 1)[:, np.newaxis] == row.unit_of
    return {
        "tokens": np.array([row.tokens]),
        "types": np.array([places >= row.passage_starts], dtype=np.int64),
        "marks": inside.argmax(axis=1),
        "shares": (inside / inside.sum(axis=1, keepdims=True)).astype(np.float32),
    }


def _padded(scores: Vectors, units: int) -> Vectors:
    """Units that had no room in the row were not read: they score like the worst that was."""
    missing = units - len(scores)
    worst = scores.min(initial=0.0)
    return np.concatenate([scores, np.full(missing, worst, dtype=np.float32)])
