"""Texts as the embedding model gets them, from all over an index."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import accumulate, takewhile
from pathlib import Path

from index import Store
from index.records import embedded_texts

_AT_ONCE = 500
_PASSAGES = 2000


def sampled(index_folder: Path, passages: int = _PASSAGES) -> list[tuple[str, ...]]:
    """For each of so many passages, spread evenly, its own text and those of its units."""
    with closing(Store(index_folder)) as store, store.snapshot():
        rows = store.connection.execute("SELECT id FROM passages ORDER BY id")
        numbers = [int(row[0]) for row in rows]
        wanted = min(passages, len(numbers))
        some = [numbers[place * len(numbers) // wanted] for place in range(wanted)]
        return list(_texts(store, some))


def _texts(store: Store, numbers: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(numbers), _AT_ONCE):
        for stored in store.passages(numbers[start : start + _AT_ONCE]):
            yield embedded_texts(stored.passage)


def about(groups: Sequence[tuple[str, ...]], texts: int) -> list[tuple[str, ...]]:
    """The first passages that have about so many texts together; one at least.

    They are taken in steps through the sample, so that they too are from all over.
    """
    mixed = [groups[(number * 7919) % len(groups)] for number in range(len(groups))]
    ends = accumulate(len(group) for group in mixed)
    return mixed[: 1 + sum(1 for _ in takewhile(lambda end: end < texts, ends))]
