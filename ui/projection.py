"""Vectors to points in the plane, so that what is similar lies close together.

This is for looking at: nothing is searched, ranked or answered by these points.
"""

import numpy as np
import numpy.typing as npt

from index import Vectors

Points = npt.NDArray[np.float32]
"""Of shape (n, 2), each coordinate from -1 to 1."""

VERSION = 1
"""Raised whenever the same vectors are placed elsewhere, so that kept points are not used."""

MOST_COMPARED = 4000
_COMPONENTS = 50
_PERPLEXITY = 30
_FEWEST_FOR_TSNE = 6
_NEIGHBOURS = 3
_ROWS_AT_ONCE = 1000


def project(vectors: Vectors) -> Points:
    """A point for each row, the same ones for the same rows each time.

    The rows are reduced to 50 numbers each (PCA), then placed by t-SNE, which keeps close what was
    close and says little about what was far. Its time grows faster than the number of rows: 428
    take 1 second, 4,000 take 7. Of more than `MOST_COMPARED`, only so many are placed that way,
    taken evenly from all of them; each of the rest goes between the three most similar of those,
    so that 20,000 take 8 seconds. Points of equal rows all but coincide.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    if len(vectors) < 2:
        return np.zeros((len(vectors), 2), dtype=np.float32)
    # Threads that wait for a busy core take ten times as long as one, and add up in any order.
    with threadpool_limits(1):
        return _scaled(_placed(np.nan_to_num(vectors, nan=0.0, posinf=0.0, neginf=0.0)))


def _placed(rows: Vectors) -> Points:
    reduced = _reduced(rows)
    if len(rows) < _FEWEST_FOR_TSNE:
        return _plane(reduced)
    compared = np.linspace(0, len(rows) - 1, min(len(rows), MOST_COMPARED)).astype(np.intp)
    points = np.empty((len(rows), 2), dtype=np.float32)
    points[compared] = _tsne(reduced[compared])
    rest = np.setdiff1d(np.arange(len(rows)), compared)
    points[rest] = _between(reduced[rest], reduced[compared], points[compared])
    return points


def _reduced(rows: Vectors) -> Vectors:
    from sklearn.decomposition import PCA

    if not np.ptp(rows, axis=0).any():  # all equal: there is no variance to divide by
        return np.zeros((len(rows), 1), dtype=np.float32)
    components = min(_COMPONENTS, *rows.shape)
    found = PCA(components, svd_solver="covariance_eigh").fit_transform(rows)
    return np.asarray(found, dtype=np.float32)


def _plane(reduced: Vectors) -> Points:
    """The first two columns; the second is zero where there is one only."""
    points = np.zeros((len(reduced), 2), dtype=np.float32)
    points[:, : reduced.shape[1]] = reduced[:, :2]
    return points


def _tsne(reduced: Vectors) -> Points:
    from sklearn.manifold import TSNE

    start = _plane(reduced)
    start *= 1e-4 / (start[:, 0].std() or 1.0)
    # Points that start in the same place would stay there, one hiding the other.
    start += np.random.default_rng(0).normal(0.0, 1e-6, start.shape).astype(np.float32)
    tsne = TSNE(
        init=start,
        perplexity=min(_PERPLEXITY, (len(reduced) - 1) / 3),
        angle=0.8,  # this and the next: a third of the time, and the picture is as good
        max_iter=500,
        random_state=0,
    )
    return np.asarray(tsne.fit_transform(reduced), dtype=np.float32)


def _between(rows: Vectors, placed: Vectors, points: Points) -> Points:
    """For each of `rows` the mean of the points most similar to it, the nearer counting more."""
    found = np.empty((len(rows), 2), dtype=np.float32)
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        squares = (some**2).sum(1)[:, None] + (placed**2).sum(1) - 2 * some @ placed.T
        nearest = np.argpartition(squares, _NEIGHBOURS, axis=1)[:, :_NEIGHBOURS]
        distances = np.take_along_axis(squares, nearest, axis=1).clip(1e-6)
        weights = (1 / distances)[..., None]
        found[first : first + _ROWS_AT_ONCE] = (points[nearest] * weights).sum(1) / weights.sum(1)
    return found


def _scaled(points: Points) -> Points:
    """The same picture in the middle of the square from -1 to 1, as large as it fits."""
    least, most = points.min(axis=0), points.max(axis=0)
    half = float((most - least).max()) / 2 or 1.0
    return np.asarray(np.clip((points - (least + most) / 2) / half, -1.0, 1.0), dtype=np.float32)
