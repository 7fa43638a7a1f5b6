"""A reader without a model, for tests: the same answer on every machine, in no time."""

from collections.abc import Sequence

import numpy as np

from index import Vectors, terms

from .rows import Reading

_SURE = 8.0


class OverlapReader:
    """A unit answers as far as it and its path share words with the question."""

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """Scores from -4 (nothing shared) to 4 (every word shared); see `Reader`."""
        wanted = frozenset(terms(question))
        return [
            np.array(
                [_shared(wanted, f"{reading.path} {unit}") for unit in reading.units],
                dtype=np.float32,
            )
            for reading in readings
        ]


def _shared(wanted: frozenset[str], text: str) -> float:
    return _SURE * len(wanted & frozenset(terms(text))) / max(1, len(wanted)) - _SURE / 2
