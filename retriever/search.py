"""Find passages: by words and by meaning, scored together.

Full-text search and vector search each nominate candidates; every candidate then gets all four
signals, so that none depends on who nominated it: BM25, the cosine of the passage, the cosine of
its best unit, and the share of the question's words that it has.
"""

from dataclasses import dataclass

import numpy as np

from index import DenseIndex, Store, StoredPassage, Vectors, search_terms

from .query import Query
from .scope import passages_in
from .settings import SearchWeights
from .stems import stems

_NOMINATED = 50
"""Candidates from either side. Measured: more of them change no answer."""
_WHOLE = 1 - 1e-9
"""All words of the question, but for what is lost in adding their weights."""


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that may answer, with its signals."""

    stored: StoredPassage
    lexical: float
    """BM25 as a share of the best passage's, from 0 to 1."""
    dense: float
    """Cosine of question and passage."""
    unit_cosines: Vectors
    """Cosine of the question and each unit, of shape (units,)."""
    coverage: float
    """Weighted share of the question's words in passage, headings and title, from 0 to 1."""
    score: float
    """The signals together: higher is better, comparable between questions."""

    @property
    def best_unit(self) -> float:
        """The highest cosine of a unit."""
        return float(self.unit_cosines.max(initial=self.dense))


def search(store: Store, dense: DenseIndex, query: Query, weights: SearchWeights) -> list[Match]:
    """The candidates for `query`, best first; equal scores in the order of the notes."""
    allowed = passages_in(store, query.scope)
    wanted = (*query.terms, *query.also)
    lexical = dict(search_terms(store.connection, wanted, _NOMINATED, allowed))
    near = dense.search(query.vector, _NOMINATED, allowed)
    numbers = sorted({*lexical, *(number for number, _ in near)})
    best = max(lexical.values(), default=1.0)
    vectors = store.vectors_of(numbers)
    found = [
        _match(stored, lexical.get(stored.number, 0.0) / best, vectors, query, weights)
        for stored in store.passages(numbers)
    ]
    named = [match for match in found if query.by_name and match.coverage >= _WHOLE]
    return sorted(named or found, key=lambda match: (-match.score, match.stored.number))


def _match(
    stored: StoredPassage,
    lexical: float,
    vectors: dict[int, Vectors],
    query: Query,
    weights: SearchWeights,
) -> Match:
    cosines = vectors[stored.number] @ query.vector
    dense, unit_cosines = float(cosines[0]), cosines[1:]
    text = " ".join((stored.title, *stored.passage.headings, stored.passage.text))
    coverage = query.coverage(stems(text))
    best_unit = float(np.max(unit_cosines, initial=dense))
    score = (
        weights.lexical * lexical
        + weights.dense * dense
        + weights.best_unit * best_unit
        + weights.coverage * coverage
    )
    return Match(stored, lexical, dense, unit_cosines, coverage, score)
