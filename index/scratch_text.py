"""A full text in memory that takes words as the one on disk does, and forgets them at once.

SQLite cuts accents and endings. So that both do it alike, it is asked instead of imitated.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from ingest import Passage

from .lexical import add_terms
from .postings import LISTED, Postings, collect_postings
from .schema import TABLES

_ADD = "INSERT INTO terms (rowid, body) VALUES (?, ?)"
_KEPT = "SELECT doc, term FROM temp.listed ORDER BY doc, offset"
_FORGET = "INSERT INTO terms (terms) VALUES ('delete-all')"
_MOST = 20_000


class ScratchText:
    """For one thread at a time."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.executescript(TABLES)
        self._connection.execute(LISTED)
        self._known: dict[str, tuple[str, ...]] = {}

    def stems(self, terms: Sequence[str]) -> list[tuple[str, ...]]:
        """For each term what it is kept as: itself without its ending, most often.

        It may be several terms in a row, and nothing at all, where SQLite sees no letter.
        """
        if len(self._known) > _MOST:
            self._known.clear()
        new = [term for term in dict.fromkeys(terms) if term not in self._known]
        if new:
            self._known.update(zip(new, self._kept(new), strict=True))
        return [self._known[term] for term in terms]

    def _kept(self, terms: Sequence[str]) -> list[tuple[str, ...]]:
        self._connection.executemany(_ADD, enumerate(terms))
        found: list[list[str]] = [[] for _ in terms]
        for number, stem in self._connection.execute(_KEPT):
            found[number].append(stem)
        self._connection.execute(_FORGET)
        return [*map(tuple, found)]

    def postings(self, rows: Iterable[tuple[int, str, Passage]]) -> Postings:
        """The postings of passages: number, note title and passage of each, numbers ascending."""
        known = [*rows]
        add_terms(self._connection, known)
        numbers = np.array([number for number, *_ in known], dtype=np.int64)
        found = collect_postings(self._connection, numbers)
        self._connection.execute(_FORGET)
        return found
