"""Files of what was made from the database: trusted when they are whole, and of our generation."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cache_file import made_from, sound, sound_generation, write_cache_file

OURS, OTHER = "a" * 32, "b" * 32
MOST = 1_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One that was made from our generation, of two parts."""
    file = tmp_path / "file"
    write_cache_file(file, OURS, b"first", np.arange(3, dtype=np.int64).data)
    return file


def test_what_is_written_is_read(path: Path) -> None:
    """The parts one after the other, and the generation."""
    found = sound(path, [OTHER, OURS], MOST)
    assert found is not None
    generation, body = found
    assert generation == OURS
    assert body.tobytes() == b"first" + np.arange(3, dtype=np.int64).tobytes()
    assert made_from(path) == sound_generation(path, [OURS], MOST) == OURS


def test_what_was_made_from_another_generation(path: Path) -> None:
    """It says which one, and is not read."""
    assert sound(path, [OTHER], MOST) is None
    assert sound_generation(path, [], MOST) is None
    assert made_from(path) == OURS


def test_what_is_larger_than_it_can_be(path: Path) -> None:
    """It is not read at all."""
    size = path.stat().st_size
    assert sound(path, [OURS], size) is not None
    assert sound(path, [OURS], size - 1) is None


def test_numbers_can_be_taken_from_the_body(tmp_path: Path) -> None:
    """It lies where numbers of eight bytes may lie, and nobody can write to it."""
    write_cache_file(tmp_path / "file", OURS, np.arange(5, dtype="<i8").data)
    found = sound(tmp_path / "file", [OURS], MOST)
    assert found is not None
    numbers = found[1].view("<i8")
    assert (numbers.ctypes.data % 8, numbers.tolist()) == (0, [0, 1, 2, 3, 4])
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 1


def test_an_empty_body(tmp_path: Path) -> None:
    """It is one all the same."""
    write_cache_file(tmp_path / "file", OURS)
    found = sound(tmp_path / "file", [OURS], MOST)
    assert found is not None
    assert len(found[1]) == 0


def test_no_file(tmp_path: Path) -> None:
    """Nor a folder, nor a pipe, which is not waited for."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    for name in ("none", "folder", "pipe", "empty"):
        assert made_from(tmp_path / name) is None
        assert sound(tmp_path / name, [OURS], MOST) is None


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that is written to again and again."""
    path = tmp_path_factory.mktemp("damage") / "file"
    write_cache_file(path, OURS, b"what was made of the database")
    path.with_name("whole").write_bytes(path.read_bytes())
    return path


@given(place=st.integers(0), value=st.integers(1, 255), length=st.none() | st.integers(0, 10**6))
def test_damage_is_noticed(damaged: Path, place: int, value: int, length: int | None) -> None:
    """Whichever byte is another one, and wherever the file ends."""
    content = bytearray(damaged.with_name("whole").read_bytes())
    if length is None:
        content[place % len(content)] ^= value
    else:
        del content[length % len(content) :]
    damaged.write_bytes(content)
    assert sound(damaged, [OURS], MOST) is None
