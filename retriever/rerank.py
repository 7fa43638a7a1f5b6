"""Put the passages in the order that the reader sees them in: search's first ones, read one by one.

The reader alone is no judge of where to look: it knows how an answer reads, not which of two notes
the question means. So its scores are added to those of search, in a listwise logistic model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from index import Vectors

from .query import Query
from .reader import Reader, reading
from .search import Match

READ = 8
"""Passages that are read. Twenty are two and a half times the reading, for few more answers."""


@dataclass(frozen=True, slots=True)
class ReadMatch:
    """A match with what the reader said of it."""

    match: Match
    units: Vectors
    """The reader's score of each unit, of shape (units,)."""
    score: float
    """Search and reader together, a log-odds up to a constant: higher is better."""

    @property
    def answers(self) -> float:
        """The log-odds that some unit answers, against nothing in any passage doing so."""
        return log_sum(self.units)


def read(
    reader: Reader, query: Query, matches: Sequence[Match], weights: Mapping[str, float]
) -> list[ReadMatch]:
    """The first `READ` matches, best first; equal scores in the order that search gave them."""
    chosen = matches[:READ]
    readings = [reading(match.stored.title, match.stored.passage) for match in chosen]
    scores = reader.read(query.asked, readings)
    found = [ReadMatch(match, units, 0.0) for match, units in zip(chosen, scores, strict=True)]
    return reordered(found, weights)


def reordered(passages: Sequence[ReadMatch], weights: Mapping[str, float]) -> list[ReadMatch]:
    """The passages scored with `weights`, best first; equal ones stay in their order."""
    scored = [replace(one, score=weigh(signals(one.match, one.units), weights)) for one in passages]
    return sorted(scored, key=lambda one: -one.score)


def signals(match: Match, units: Vectors) -> dict[str, float]:
    """What speaks for a passage, by name; the weights are fitted to these."""
    return {
        "lexical": match.lexical,
        "dense": match.dense,
        "best_unit": match.best_unit,
        "coverage": match.coverage,
        "reader": log_sum(units),
        "reader_best": float(units.max(initial=_FLOOR)),
    }


def weigh(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of named values. A name without a weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in values.items())


_FLOOR = -12.0
"""Scores below this say no more than this: certainly not."""


def log_sum(scores: Vectors) -> float:
    """Log of the sum of exp(score); `_FLOOR` for none."""
    return float(np.logaddexp.reduce(scores, initial=_FLOOR))


def everything(passages: Sequence[ReadMatch]) -> float:
    """The log-odds that any unit of any passage answers, against nothing doing so."""
    return log_sum(np.array([one.answers for one in passages], dtype=np.float32))


def as_share(score: float) -> float:
    """A log-odds as a number from 0 to 1: the logistic function of it."""
    return 1 / (1 + exp(-max(score, -30.0)))
