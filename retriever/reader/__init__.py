"""The reader: a small trained model that reads a passage with the question in mind.

Search finds what speaks of the same things; the reader tells which unit answers, and whether any
does. `Reader` is the seam: the one that ships, or another.
"""

from collections.abc import Sequence
from typing import Protocol

from index import Vectors

from .rows import Reading, reading


class Reader(Protocol):
    """Scores the units of passages for a question."""

    def read(self, question: str, readings: Sequence[Reading]) -> list[Vectors]:
        """For each reading, in order, the scores of its units, of shape (units,).

        A score is a log-odds that the unit answers, against nothing here answering; scores of
        different passages can be compared.
        """


__all__ = ["Reader", "Reading", "reading"]
