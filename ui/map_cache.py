"""The points of the map, kept beside the index they were made from.

The file is a SHA-256 and the coordinates. The hash covers the generation, the numbers of the
passages and the coordinates, so a file that is damaged, of another generation, of another index or
of another version of the projection is told from the right one before a byte of it is used.
"""

import hashlib
import logging
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import Store, write_durably

from .projection import VERSION, Points, project

logger = logging.getLogger(__name__)

CACHE = "map.points"
_STAMP_LENGTH = 32

Numbers = npt.NDArray[np.int64]


def passage_points(store: Store) -> tuple[Numbers, Points]:
    """The numbers of all passages, ascending, and a point for each: kept ones, or made now.

    Points that had to be made are kept where the index's folder can be written to.
    """
    token = store.info().token
    numbers, vectors = store.passage_vectors()
    path = store.folder / CACHE
    points = _read(path, token, numbers)
    if points is None:
        points = project(vectors)
        _keep(points, path, token, numbers)
    return numbers, points


def _read(path: Path, token: str, numbers: Numbers) -> Points | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    stamp, body = content[:_STAMP_LENGTH], content[_STAMP_LENGTH:]
    if stamp != _stamp(token, numbers, body) or len(body) != len(numbers) * 8:
        return None
    return np.frombuffer(body, dtype="<f4").reshape(-1, 2)


def _keep(points: Points, path: Path, token: str, numbers: Numbers) -> None:
    body = points.astype("<f4").tobytes()
    try:
        write_durably(path, _stamp(token, numbers, body) + body)
    except OSError as error:
        logger.info("the points of the map could not be kept (%s)", error)


def _stamp(token: str, numbers: Numbers, body: bytes) -> bytes:
    facts = f"{VERSION} {token} {len(numbers)} ".encode()
    return hashlib.sha256(facts + numbers.astype("<i8").tobytes() + body).digest()
