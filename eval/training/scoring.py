"""The network's scores of a step, computed in chunks of rows of like length. Imports torch.

Rows differ much in length. Padded to the longest of the step they take four fifths more tokens
than there are; sorted into chunks, a sixth more.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import torch

from retriever.reader.network import ReaderNetwork, batch_of
from retriever.reader.rows import Row

_CHUNK_TOKENS = 1700
"""Padded tokens that go through the network together."""


def scores_of(network: ReaderNetwork, rows: Sequence[Row]) -> torch.Tensor:
    """The score of each unit, of shape (units,), in the order of the rows."""
    first = list(accumulate((row.units for row in rows), initial=0))
    found = []
    places: list[int] = []
    for chunk in by_length(rows):
        found.append(network(batch_of([rows[number] for number in chunk])))
        places += [place for number in chunk for place in range(first[number], first[number + 1])]
    # argsort undoes a permutation: entry k tells where among the found scores unit k is.
    return torch.cat(found)[torch.tensor(places, dtype=torch.long).argsort()]


def by_length(rows: Sequence[Row], room: int = _CHUNK_TOKENS) -> Iterator[list[int]]:
    """The numbers of all rows, each once, in chunks that take at most `room` tokens when padded.

    A row that is longer makes a chunk of its own.
    """
    chunk: list[int] = []
    for number in sorted(range(len(rows)), key=lambda number: len(rows[number].tokens)):
        if chunk and (len(chunk) + 1) * len(rows[number].tokens) > room:
            yield chunk
            chunk = []
        chunk.append(number)
    if chunk:
        yield chunk
