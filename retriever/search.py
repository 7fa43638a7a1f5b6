"""Find passages: by words and by meaning, scored together.

Full-text search and vector search each nominate candidates; every candidate then gets all four
signals, so that none depends on who nominated it: BM25, the cosine of the passage, the cosine of
its best unit, and the share of the question's words that it has.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index import DenseIndex, Store, StoredPassage, Vectors

from .query import Query
from .scope import passages_in
from .settings import SearchWeights
from .stems import stems_among

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that was nominated, before it is compared with the question's vector."""

    stored: StoredPassage
    vectors: Vectors
    coverage: float


def search(
    store: Store,
    dense: DenseIndex,
    query: Query,
    vector: Callable[[], Vectors],
    weights: SearchWeights,
) -> list[Match]:
    """The candidates for `query`, best first; equal scores in the order of the notes.

    Args:
        store: The index.
        dense: Its vectors.
        query: The question.
        vector: Gives the question's, of shape (dimension,). It is asked for once the words have
            been searched: until then another thread has time to make it.
        weights: What each signal counts.
    """
    allowed = passages_in(store, query.scope)
    wanted = (*query.terms, *query.also)
    lexical = dict(store.words().search(wanted, _NOMINATED, allowed))
    candidates = _candidates(store, query, sorted(lexical))
    asked = vector()
    near = dense.search(asked, _NOMINATED, allowed)
    candidates += _candidates(store, query, sorted({number for number, _ in near} - set(lexical)))
    best = max(lexical.values(), default=1.0)
    found = [
        _match(one, lexical.get(one.stored.number, 0.0) / best, asked, weights)
        for one in candidates
    ]
    named = [match for match in found if query.by_name and match.coverage >= _WHOLE]
    return sorted(named or found, key=lambda match: (-match.score, match.stored.number))


def _candidates(store: Store, query: Query, numbers: Sequence[int]) -> list[_Candidate]:
    if not numbers:
        return []
    vectors = store.vectors_of(numbers)
    passages = store.passages(numbers)
    texts = [" ".join((one.title, *one.passage.headings, one.passage.text)) for one in passages]
    return [
        _Candidate(stored, vectors[stored.number], query.coverage(having))
        for stored, having in zip(passages, stems_among(texts, query.stems), strict=True)
    ]


def _match(one: _Candidate, lexical: float, asked: Vectors, weights: SearchWeights) -> Match:
    cosines = one.vectors @ asked
    dense, unit_cosines = float(cosines[0]), cosines[1:]
    best_unit = float(np.max(unit_cosines, initial=dense))
    score = (
        weights.lexical * lexical
        + weights.dense * dense
        + weights.best_unit * best_unit
        + weights.coverage * one.coverage
    )
    return Match(one.stored, lexical, dense, unit_cosines, one.coverage, score)
