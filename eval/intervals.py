"""Scores with 95 % intervals: the percentile bootstrap, seeded, so the same data say the same.

Efron, Bootstrap Methods, Annals of Statistics 1979. One trap: where every value is the same (all
right, all wrong), every resample is too, and the interval has no width. It is then the number of
questions that says how little is known: with n of n right, up to 3/n may still go wrong.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .findings import NO_QUESTIONS, Score
from .metrics import auroc

RESAMPLES = 2000
SEED = 20
_CELLS = 2_000_000
"""Resampled values held at a time: bounds the memory on large data sets."""

_Floats = NDArray[np.float64]


def mean_score(values: Sequence[float], seed: int = SEED) -> Score:
    """The mean of `values` with its interval; `NO_QUESTIONS` without values."""
    if not values:
        return NO_QUESTIONS
    array, size = np.asarray(values, dtype=np.float64), len(values)
    random = np.random.default_rng(seed)
    means = _in_batches(size, lambda rows: _resampled(random, size, rows) @ array / size)
    return _score(float(array.mean()), means, size)


def auroc_score(
    answerable: Sequence[float], unanswerable: Sequence[float], seed: int = SEED
) -> Score:
    """The AUROC with its interval, resampling either side by itself; `n` counts both sides.

    `NO_QUESTIONS` where one side is empty.
    """
    value = auroc(answerable, unanswerable)
    if value is None:
        return NO_QUESTIONS
    ordered = np.sort(unanswerable)
    below = np.searchsorted(ordered, answerable, "left")
    up_to = np.searchsorted(ordered, answerable, "right")
    high, low = len(answerable), len(unanswerable)
    random = np.random.default_rng(seed)

    def batch(rows: int) -> _Floats:
        lesser = np.cumsum(_resampled(random, low, rows), axis=1)
        lesser = np.hstack([np.zeros((rows, 1)), lesser])
        wins = (lesser[:, below] + lesser[:, up_to]) / 2
        areas: _Floats = (_resampled(random, high, rows) * wins).sum(axis=1) / (high * low)
        return areas

    return _score(value, _in_batches(high + low, batch), high + low)


def _resampled(random: np.random.Generator, size: int, rows: int) -> _Floats:
    """`rows` resamples of `size` values, each as how often every value was drawn."""
    drawn = random.integers(0, size, (rows, size)) + size * np.arange(rows)[:, None]
    return np.bincount(drawn.ravel(), minlength=rows * size).reshape(rows, size).astype(np.float64)


def _in_batches(size: int, batch: Callable[[int], _Floats]) -> _Floats:
    rows = max(1, min(RESAMPLES, _CELLS // size))
    starts = range(0, RESAMPLES, rows)
    return np.concatenate([batch(min(rows, RESAMPLES - start)) for start in starts])


def _score(value: float, resampled: _Floats, n: int) -> Score:
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Score(value, float(low), float(high), n)
