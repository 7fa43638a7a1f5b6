"""No reader at all, where speed matters more than the last answers."""

from collections.abc import Sequence

import numpy as np

from index import Vectors

from .rows import Reading


class NoReader:
    """Knows nothing: every unit is as likely to answer as nothing is.

    So many units that may answer look like an answer to the `confidence` of ranker.json, which was
    fitted to the reader that ships: with this one Quoth finds and ranks, but hardly ever declines.
    """

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """Zeros; see `Reader`. Passages and quotes are then in the order of the other signals."""
        del question
        return [np.zeros(len(reading.units), dtype=np.float32) for reading in readings]
