"""The reader at work: the exported encoder, and its last two layers in NumPy. No torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import Vectors, open_session

from .rows import Reading, Row, Words

_ROWS = 5
"""Rows read together: enough to be fast, few enough that padding to the longest stays cheap."""

ENCODER, HEAD, TOKENIZER = "encoder.onnx", "head.npz", "tokenizer.json"
"""The files of an export."""


class OnnxReader:
    """The reader exported into `folder` (see `trained_reader`)."""

    def __init__(self, folder: Path) -> None:
        self._session = open_session(folder / ENCODER)
        self._words = Words(folder / TOKENIZER)
        with np.load(folder / HEAD, allow_pickle=False) as head:
            self._inner, self._inner_bias = head["inner"], head["inner_bias"]
            self._outer, self._outer_bias = head["outer"], head["outer_bias"]

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """The score of each unit of each reading; see `Reader`."""
        if not readings:
            return []
        rows = self._words.rows(question, readings)
        states: list[Vectors] = [_NOTHING] * len(rows)
        by_length = sorted(range(len(rows)), key=lambda number: len(rows[number].tokens))
        for start in range(0, len(rows), _ROWS):
            chosen = by_length[start : start + _ROWS]
            (read,) = self._session.run(None, encoder_inputs([rows[number] for number in chosen]))
            for number, row_states in zip(chosen, read, strict=True):
                states[number] = _unit_states(rows[number], row_states)
        # One product for all: many small ones wake NumPy's threads while the encoder's still spin.
        scores = self._head(np.concatenate([one for one in states if len(one)] or [_NOTHING]))
        ends = np.cumsum([len(one) for one in states])
        return [
            _padded(part, len(reading.units))
            for part, reading in zip(np.split(scores, ends[:-1]), readings, strict=True)
        ]

    def _head(self, states: Vectors) -> Vectors:
        if not len(states):
            return np.zeros(0, dtype=np.float32)
        hidden = np.maximum(states @ self._inner.T + self._inner_bias, 0)
        scores: Vectors = (hidden @ self._outer.T + self._outer_bias)[:, 0].astype(np.float32)
        return scores


_NOTHING: Vectors = np.zeros((0, 0), dtype=np.float32)


def _unit_states(row: Row, states: Vectors) -> Vectors:
    """For each unit the state at its mark and the mean over its tokens, side by side."""
    unit_of = np.array(row.unit_of)
    marks = np.flatnonzero(np.diff(unit_of, prepend=0) * (unit_of > 0))
    if not len(marks):
        return _NOTHING
    inside = states[marks[0] : len(unit_of) - 1]
    sums = np.add.reduceat(inside, marks - marks[0], axis=0)
    lengths = np.bincount(unit_of, minlength=row.units + 1)[1:]
    return np.concatenate([states[marks], sums / lengths[:, None]], axis=1)


def encoder_inputs(
    rows: Sequence[Row],
) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """The rows as the exported encoder takes them, padded to the longest."""
    shape = (len(rows), max(len(row.tokens) for row in rows))
    tokens, types, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for number, row in enumerate(rows):
        length = len(row.tokens)
        tokens[number, :length] = row.tokens
        types[number, row.passage_starts : length] = 1
        mask[number, :length] = 1
    return {"input_ids": tokens, "token_type_ids": types, "attention_mask": mask}


def _padded(scores: Vectors, units: int) -> Vectors:
    """Units that had no room in the row were not read: they score like the worst that was."""
    missing = units - len(scores)
    worst = scores.min(initial=0.0)
    return np.concatenate([scores, np.full(missing, worst, dtype=np.float32)])
