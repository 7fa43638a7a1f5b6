"""BM25 over the notes' words from arrays: those of an earlier generation, and what came since.

The scores are those that SQLite's full text gives. The full text itself is asked for phrases, for
the arrays do not know which words stand beside each other.
"""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .bm25 import Run, best_places, halves_of, norms_of, rarity
from .lexical import passages_with, search_terms
from .postings import Halves, Numbers, Places, Postings
from .scratch_text import ScratchText

Mask = npt.NDArray[np.bool_]
_Standing = tuple[Places, Halves]

_MOST_PHRASES = 200
"""That are remembered: other names of what people ask for come again and again."""


class Words(Protocol):
    """The words of one generation of an index."""

    def search(
        self, wanted: Sequence[str], limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """What `search_terms` gives."""

    def count(self, wanted: Sequence[str]) -> int:
        """What `passages_with` gives."""


@dataclass(frozen=True, slots=True)
class FullText:
    """The words as SQLite's full text finds them."""

    connection: sqlite3.Connection

    def search(
        self, wanted: Sequence[str], limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """See `search_terms`."""
        return search_terms(self.connection, wanted, limit, among)

    def count(self, wanted: Sequence[str]) -> int:
        """See `passages_with`."""
        return passages_with(self.connection, *wanted)


@dataclass(frozen=True)
class Part:
    """Postings, and which of their passages there still are."""

    postings: Postings
    is_alive: Mask | None = None
    """None where that is all."""

    @cached_property
    def lengths(self) -> Numbers:
        """How many terms each of its passages has."""
        lengths = self.postings.lengths
        return lengths if self.is_alive is None else lengths[self.is_alive]

    def standing(self, stem: str) -> _Standing:
        """Where a term stands, and with which weight."""
        places, halves = self.postings.of_term(stem)
        if self.is_alive is None:
            return places, halves
        alive = self.is_alive[places]
        return places[alive], halves[alive]

    def places_of(self, numbers: Numbers) -> tuple[Places, Numbers]:
        """The places, ascending, of those passages that it has, and where `numbers` has them."""
        places = np.searchsorted(self.postings.numbers, numbers)
        places[places == len(self.postings.numbers)] = 0
        found = np.flatnonzero(self.postings.numbers[places] == numbers)
        found = found[np.argsort(places[found])]
        return places[found].astype(np.int32), found

    def mask(self, places: Places) -> Mask:
        """True for these of all its passages."""
        found = np.zeros(len(self.postings.numbers), dtype=bool)
        found[places] = True
        return found


class WordIndex:
    """The words as arrays of numbers. For one thread at a time."""

    def __init__(
        self,
        parts: Sequence[Part],
        full_text: FullText,
        scratch: ScratchText,
        made_from: str,
    ) -> None:
        """The words of all passages of `full_text`, which are those of `parts`.

        The first part is of the generation `made_from`.
        """
        self.base = parts[0].postings
        self.made_from = made_from
        self.scratch = scratch
        self._full_text = full_text
        self._parts = [part for part in parts if len(part.postings.numbers)]
        self._passages = sum(len(part.lengths) for part in parts)
        mean = sum(int(part.lengths.sum()) for part in parts) / max(1, self._passages)
        self._phrases: dict[str, list[_Standing]] = {}
        self._norms = [norms_of(part.postings.lengths, mean) for part in self._parts]

    def count(self, wanted: Sequence[str]) -> int:
        """See `passages_with`."""
        stems = self.scratch.stems(wanted)
        if any(len(stem) != 1 for stem in stems):
            return self._full_text.count(wanted)
        places = [[part.standing(stem)[0] for (stem,) in stems] for part in self._parts]
        if len(stems) == 1:
            return sum(len(some[0]) for some in places)
        pairs = zip(self._parts, places, strict=True)
        return sum(int(part.mask(np.concatenate(some)).sum()) for part, some in pairs)

    def search(
        self, wanted: Sequence[str], limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """See `search_terms`."""
        terms = [*dict.fromkeys(wanted)]
        standing = [*map(self._standing, terms, self.scratch.stems(terms))]
        rarities = [
            rarity(self._passages, sum(len(places) for places, _ in term)) for term in standing
        ]
        found: list[tuple[int, float]] = []
        for at, (part, norms) in enumerate(zip(self._parts, self._norms, strict=True)):
            runs = [Run(*term[at], rare) for term, rare in zip(standing, rarities, strict=True)]
            if among is not None:
                only = np.fromiter(among, dtype=np.int64, count=len(among))
                runs = _allowed(runs, part.mask(part.places_of(only)[0]))
            places, scores = best_places(runs, norms, limit)
            numbers = part.postings.numbers[places]
            found += zip(numbers.tolist(), scores.tolist(), strict=True)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def _standing(self, term: str, stem: tuple[str, ...]) -> list[_Standing]:
        """For each part, where the term stands, which may be several in a row."""
        if len(stem) == 1:
            return [part.standing(stem[0]) for part in self._parts]
        if len(self._phrases) >= _MOST_PHRASES:
            self._phrases.clear()
        if term not in self._phrases:
            self._phrases[term] = self._standing_in_a_row(term)
        return self._phrases[term]

    def _standing_in_a_row(self, term: str) -> list[_Standing]:
        hits = self._full_text.search([term], -1)
        numbers = np.array([number for number, _ in hits], dtype=np.int64)
        scores = np.array([score for _, score in hits])
        found = []
        for part, norms in zip(self._parts, self._norms, strict=True):
            places, which = part.places_of(numbers)
            halves = halves_of(scores[which], norms[places], rarity(self._passages, len(hits)))
            found.append((places, halves))
        return found


def _allowed(runs: Sequence[Run], mask: Mask) -> list[Run]:
    allowed = [mask[run.places] for run in runs]
    return [
        Run(run.places[these], run.halves[these], run.rarity)
        for run, these in zip(runs, allowed, strict=True)
    ]
