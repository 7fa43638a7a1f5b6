"""The best passages by BM25, without looking at those that cannot be among them.

Terms are added up from the rarest to the most common. Once what is left cannot lift a passage that
has none of the rarer terms above the last of the best, only passages that still can get there are
looked up among the rest (Turtle and Flood's max-score, a term at a time).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

import numpy as np
import numpy.typing as npt

from .postings import Halves, Places

Scores = npt.NDArray[np.float64]

_K1, _B = 1.2, 0.75
"""What SQLite's FTS5 has, whose formula this is, one operation after the other: so that the scores
are the same to the last digit, and of two passages as good as each other the same one is first."""
_LEAST = 1e-6
"""FTS5's weight of a term that more than half of the passages have."""
_ROUNDING = 1 - 1e-9
_WORTH = 0.6
"""Of what the terms so far can add: when the rest can add no more than that, it is worth to look
whether it may be left to those that are ahead."""


@dataclass(frozen=True, slots=True)
class Run:
    """One term: where it stands, how much there, and how rare it is."""

    places: Places
    """Ascending, none twice."""
    halves: Halves
    rarity: float

    @property
    def most(self) -> float:
        """More than it can add to a score."""
        return self.rarity * (_K1 + 1)

    def gains(self, norms: Scores) -> Scores:
        """What it adds to the score of each of its passages."""
        return self._gains(self.halves, norms[self.places])

    def gains_of(self, places: Places, norms: Scores) -> Scores:
        """What it adds to the scores of these passages; 0 where it does not stand."""
        found = np.zeros(len(places))
        at = np.searchsorted(self.places, places)
        at[at == len(self.places)] = 0
        has = np.flatnonzero(self.places[at] == places) if len(self.places) else at[:0]
        found[has] = self._gains(self.halves[at[has]], norms[places[has]])
        return found

    def _gains(self, halves: Halves, norms: Scores) -> Scores:
        often = halves / 2
        return self.rarity * (often * (_K1 + 1) / (often + norms))


def rarity(passages: int, having: int) -> float:
    """The weight of a term that so many of the passages have."""
    weight = log((passages - having + 0.5) / (having + 0.5))
    return weight if weight > 0 else _LEAST


def norms_of(lengths: npt.NDArray[np.int64], mean: float) -> Scores:
    """What the length of each passage takes from its terms, for a mean length of all passages."""
    relative = lengths.astype(np.float64)
    relative *= _B
    relative /= mean or 1.0
    return _K1 * (1 - _B + relative)


def halves_of(scores: Scores, norms: Scores, rare: float) -> Halves:
    """The weights with which a term so rare has these scores in passages of these norms."""
    often = scores * norms / (rare * (_K1 + 1) - scores)
    return np.rint(often * 2).astype(np.uint16)


def best_places(runs: Sequence[Run], norms: Scores, limit: int) -> tuple[Places, Scores]:
    """The best passages and their scores, in no order, and perhaps some more.

    Every passage is among them that is as good as the last of the `limit` best.

    Args:
        runs: The terms, in the order in which what they add is added up.
        norms: Of all passages, in order.
        limit: How many are wanted.
    """
    places = _best(sorted(runs, key=lambda run: len(run.places)), norms, limit)
    scores = np.zeros(len(places))
    for run in runs:
        scores += run.gains_of(places, norms)
    return places, scores


def _best(rare_first: Sequence[Run], norms: Scores, limit: int) -> Places:
    done = [0.0, *accumulate(run.most for run in rare_first)]
    scores = np.zeros(len(norms))
    for place, run in enumerate(rare_first):
        left = done[-1] - done[place]
        if left < _WORTH * done[place]:
            ahead = _ahead(scores, left, limit)
            if ahead is not None:
                return _finished(ahead, scores[ahead], rare_first[place:], norms, limit)
        scores[run.places] += run.gains(norms)
    found = np.flatnonzero(scores).astype(np.int32)
    return found[_reaching(scores[found], 0.0, limit)]


def _ahead(scores: Scores, left: float, limit: int) -> Places | None:
    """Passages that can still be among the best; None where these may have none of the terms yet.

    `left` is what a passage can get from the terms that are left.
    """
    found = np.flatnonzero(scores > 0).astype(np.int32)
    if len(found) < limit or _last(scores[found], limit) * _ROUNDING <= left:
        return None
    return found[_reaching(scores[found], left, limit)]


def _finished(
    places: Places, scores: Scores, runs: Sequence[Run], norms: Scores, limit: int
) -> Places:
    left = sum(run.most for run in runs)
    for run in runs:
        scores = scores + run.gains_of(places, norms)
        left -= run.most
        reaching = _reaching(scores, left, limit)
        places, scores = places[reaching], scores[reaching]
    return places


def _reaching(scores: Scores, left: float, limit: int) -> npt.NDArray[np.int64]:
    """Which of them reach the last of the best, if they get all that is left and it does not."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    return np.flatnonzero(scores + max(left, 0.0) >= _last(scores, limit) * _ROUNDING)


def _last(scores: Scores, limit: int) -> float:
    at = len(scores) - limit
    return float(np.partition(scores, at)[at])
