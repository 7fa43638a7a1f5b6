"""Made vectors that lie as those of notes do, and questions near some of them.

Vectors drawn at random have no neighbours worth the name, and every approximate index fails on
them. Those of passages share a direction, lie in far fewer directions than they have numbers, in
groups about a subject, and have a little of their own. So: a place in 48 dimensions, near the
middle of a subject, mapped to 384, with a common direction and some noise added. The numbers were
set so that questions come as near to their passages as in an index of 20,875 passages (cosines of
the first, 10th and 50th hit 0.63, 0.53 and 0.44), and passages to each other (nearest 0.88, any
two 0.29).
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import Vectors

DIMENSION = 384
_PLACE = 48
_SUBJECTS = 3000
_AWAY, _NOISE, _COMMON = 0.5, 0.24, 0.65
"""Of a passage: how far it lies from its subject's middle, what is its own, what is all's."""
_ASKED_AWAY, _ASKED_NOISE, _ASKED_COMMON = 1.05, 1.0, 0.3
"""Of a question: how far it lies from its passage, and the same two."""

_AT_ONCE = 20_000
_BLOCK = 2_048

Stored = npt.NDArray[np.float16]


def write_vectors(path: Path, count: int) -> Stored:
    """So many unit vectors in half precision, as the database has them, in a file that is mapped.

    The first ones are the same whatever the count.
    """
    made: Stored = np.lib.format.open_memmap(
        path, mode="w+", dtype=np.float16, shape=(count, DIMENSION)
    )
    for block, start in enumerate(range(0, count, _AT_ONCE)):
        rows = _mapped(_places(block), _random(4, block), _COMMON, _NOISE)
        made[start : start + _AT_ONCE] = rows[: count - start]
    return made


def blocks(stored: Stored) -> Iterator[tuple[npt.NDArray[np.int64], Vectors]]:
    """The vectors some at a time, in single precision, after their numbers."""
    for start in range(0, len(stored), _BLOCK):
        rows = stored[start : start + _BLOCK].astype(np.float32)
        yield np.arange(start, start + len(rows), dtype=np.int64), rows


def questions_about(count: int, wanted: int) -> Vectors:
    """So many questions, each near one of the first `count` vectors."""
    random = _random(3, count)
    asked = random.integers(0, count, wanted)
    places = np.empty((wanted, _PLACE), dtype=np.float32)
    for block in np.unique(asked // _AT_ONCE):
        here = asked // _AT_ONCE == block
        places[here] = _places(int(block))[asked[here] % _AT_ONCE]
    places += _ASKED_AWAY * random.standard_normal(places.shape, dtype=np.float32)
    return _mapped(places, random, _ASKED_COMMON, _ASKED_NOISE)


def _places(block: int) -> Vectors:
    """The places of one block of passages; a few subjects have many of them."""
    random = _random(1, block)
    middles = _random(2).standard_normal((_SUBJECTS, _PLACE), dtype=np.float32)
    weights = 1 / np.arange(1, _SUBJECTS + 1)
    subjects = random.choice(_SUBJECTS, _AT_ONCE, p=weights / weights.sum())
    away = random.standard_normal((_AT_ONCE, _PLACE), dtype=np.float32)
    return np.asarray(middles[subjects] + _AWAY * away, dtype=np.float32)


def _mapped(places: Vectors, random: np.random.Generator, common: float, noise: float) -> Vectors:
    own = random.standard_normal((len(places), DIMENSION), dtype=np.float32) / DIMENSION**0.5
    turned = _random(5).standard_normal((_PLACE, DIMENSION), dtype=np.float32)
    turned *= np.arange(1, _PLACE + 1, dtype=np.float32)[:, None] ** -0.35  # some matter less
    shared = _random(6).standard_normal(DIMENSION, dtype=np.float32)
    rows = places @ (turned / np.linalg.norm(turned))
    rows += common * shared / np.linalg.norm(shared) + noise * own
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _random(*seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)
