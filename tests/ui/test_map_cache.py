"""Kept points: used while they are right, made again when not, and never in the way."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index
from index import Store
from ui import map_cache, projection
from ui.map_cache import CACHE, passage_points
from ui.projection import Points


def points_in(folder: Path) -> Points:
    """The points of the index in `folder`."""
    with closing(Store(folder)) as store:
        numbers, points = passage_points(store)
        assert len(numbers) == len(points) == store.count("passages")
        return points


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many points were made, each time that any were."""
    found: list[int] = []

    def project(vectors: index.Vectors) -> Points:
        found.append(len(vectors))
        return projection.project(vectors)

    monkeypatch.setattr(map_cache, "project", project)
    return found


def test_points_are_made_once(indexed: Path, made: list[int]) -> None:
    """The second time they are read, and they are the same."""
    first = points_in(indexed)

    assert np.array_equal(points_in(indexed), first)
    assert made == [len(first)]


def test_a_newer_generation_has_points_of_its_own(
    indexed: Path, notes: Path, made: list[int]
) -> None:
    """Those of the older one are not used."""
    before = len(points_in(indexed))
    (notes / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    index.build(notes, indexed)

    assert len(points_in(indexed)) == before + 1
    assert made == [before, before + 1]


def test_the_points_of_another_index_are_not_used(
    indexed: Path, notes: Path, tmp_path: Path, made: list[int]
) -> None:
    """Not even where it is of the same notes."""
    other = tmp_path / "other"
    index.build(notes, other, model="hash")
    points_in(other)
    (indexed / CACHE).write_bytes((other / CACHE).read_bytes())

    points_in(indexed)

    assert len(made) == 2


def test_another_projection_places_anew(
    indexed: Path, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version of Quoth does not show the picture of an earlier one."""
    points_in(indexed)
    monkeypatch.setattr(map_cache, "VERSION", 0)

    points_in(indexed)

    assert len(made) == 2


@given(data=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_made_again(indexed: Path, data: st.DataObject) -> None:
    """Whichever byte is wrong, and wherever the file ends."""
    right = points_in(indexed)
    content = bytearray((indexed / CACHE).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[place] ^= data.draw(st.integers(1, 255))
    else:
        del content[place:]
    (indexed / CACHE).write_bytes(content)

    assert np.array_equal(points_in(indexed), right)


def test_nothing_else_is_left_behind(indexed: Path) -> None:
    """The draft of the file becomes the file."""
    points_in(indexed)

    assert [path.name for path in indexed.glob("map*")] == [CACHE]


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(indexed: Path, made: list[int]) -> None:
    """The points are made each time."""
    (indexed / CACHE).mkdir()  # stands in the way of the file, for every user

    assert np.array_equal(points_in(indexed), points_in(indexed))
    assert len(made) == 2
    assert [path.name for path in indexed.glob("map*")] == [CACHE]
