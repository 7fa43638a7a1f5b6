"""The FAISS index in its file: read when it is of the kind that this version makes."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from index import IndexInfo
from index.cache_file import write_cache_file
from index.dense_cache import CACHE, kept_generation, read_cache, write_cache
from index.encoder import ModelIdentity
from index.nearest import make_exact

WIDE, MANY = 16, 9
NOW, BEFORE = "a" * 32, "b" * 32
ROWS = np.eye(MANY, WIDE, dtype=np.float32)
NUMBERS = np.arange(MANY, dtype=np.int64) * 3


def told(folder: Path) -> IndexInfo:
    """What the index says of itself."""
    return IndexInfo(
        notes_folder=folder,
        identity=ModelIdentity("model", "model", "model", WIDE),
        generation=1,
        token=NOW,
        built=datetime.now(UTC),
        cutting="cutting",
        notes=1,
        passages=MANY,
        precision="float32",
    )


def read(path: Path, info: IndexInfo) -> tuple[str, list[int]] | None:
    """The generation and the numbers of what is read; looking at it says the same."""
    found = read_cache(path, (NOW, BEFORE), info)
    assert kept_generation(path, (NOW, BEFORE), info) == (found[0] if found else None)
    return (found[0], faiss.vector_to_array(found[1].id_map).tolist()) if found else None


def numbered(inner: faiss.Index) -> Any:  # noqa: ANN401  (FAISS has no types)
    """An index of the rows by their numbers."""
    if not inner.is_trained:
        inner.train(ROWS)
    made = faiss.IndexIDMap2(inner)
    made.add_with_ids(ROWS[:, : inner.d], NUMBERS)
    return made


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """With the vectors' numbers, and the vectors as they were."""
    write_cache(tmp_path / CACHE, NOW, make_exact(WIDE, [(NUMBERS, ROWS)]))
    assert read(tmp_path / CACHE, told(tmp_path)) == (NOW, NUMBERS.tolist())
    found = read_cache(tmp_path / CACHE, [NOW], told(tmp_path))
    assert found is not None
    assert np.array_equal(found[1].index.reconstruct_n(0, MANY), ROWS)


def test_as_many_as_there_are(tmp_path: Path) -> None:
    """One of this generation has all of its passages; one of an earlier generation had its own."""
    info = replace(told(tmp_path), passages=MANY + 1)
    for generation, expected in ((NOW, None), (BEFORE, (BEFORE, NUMBERS.tolist()))):
        write_cache(tmp_path / CACHE, generation, make_exact(WIDE, [(NUMBERS, ROWS)]))
        assert read(tmp_path / CACHE, info) == expected


HALF: Any = faiss.ScalarQuantizer.QT_fp16
EIGHT: Any = faiss.ScalarQuantizer.QT_8bit
PRODUCT, DISTANCE = faiss.METRIC_INNER_PRODUCT, faiss.METRIC_L2


@pytest.mark.parametrize(
    ("inner", "is_ours"),
    [
        (lambda: faiss.IndexScalarQuantizer(WIDE, HALF, PRODUCT), True),
        (lambda: faiss.IndexHNSWSQ(WIDE, EIGHT, 8, PRODUCT), True),
        (lambda: faiss.IndexFlatIP(WIDE), False),
        (lambda: faiss.IndexScalarQuantizer(WIDE, EIGHT, PRODUCT), False),
        (lambda: faiss.IndexScalarQuantizer(WIDE, HALF, DISTANCE), False),
        (lambda: faiss.IndexScalarQuantizer(WIDE // 2, HALF, PRODUCT), False),
        (lambda: faiss.IndexHNSWSQ(WIDE, HALF, 8, PRODUCT), False),
        (lambda: faiss.IndexHNSWFlat(WIDE, 8, PRODUCT), False),
    ],
)
def test_the_kinds_that_this_version_makes(tmp_path: Path, inner: Any, is_ours: bool) -> None:  # noqa: ANN401
    """No others are read, such as those of an earlier version."""
    write_cache(tmp_path / CACHE, NOW, numbered(inner()))
    assert (read(tmp_path / CACHE, told(tmp_path)) is not None) == is_ours


@pytest.mark.parametrize("neighbours", [0, 8])
def test_what_faiss_cannot_read(tmp_path: Path, neighbours: int) -> None:
    """Wherever what was written ends."""
    made = make_exact(WIDE, [(NUMBERS, ROWS)])
    if neighbours:
        made = numbered(faiss.IndexHNSWSQ(WIDE, EIGHT, neighbours, PRODUCT))
    body = faiss.serialize_index(made).tobytes()
    for length in np.linspace(0, len(body) - 1, 30, dtype=int).tolist():
        write_cache_file(tmp_path / CACHE, NOW, body[:length])
        assert read(tmp_path / CACHE, told(tmp_path)) is None, length
