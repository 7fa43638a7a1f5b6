"""Files that are the old ones or the new ones, whole."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import write_durably
from index.durable import move_durably


def test_a_file_is_replaced_and_kept_private(tmp_path: Path) -> None:
    """The new content is there, nothing is left beside it, and only the owner may read it."""
    path = tmp_path / "kept"
    path.write_bytes(b"earlier")

    write_durably(path, b"later")

    assert path.read_bytes() == b"later"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_file_stays_when_writing_fails(tmp_path: Path) -> None:
    """A folder cannot be replaced by a file; nothing is left beside it."""
    (tmp_path / "kept").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_durably(tmp_path / "kept", b"later")

    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]


def test_two_threads_write_one_file(tmp_path: Path) -> None:
    """Each has a draft of its own: the file is one of the two, whole, and no write fails."""
    path, contents = tmp_path / "kept", [bytes([letter]) * 200_000 for letter in b"ab"]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda number: write_durably(path, contents[number % 2]), range(40)))

    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def test_drafts_of_dead_writers_are_swept(tmp_path: Path) -> None:
    """Of the same file only, and not those of processes that may still be at work."""
    dead, path = _dead_process(), tmp_path / "kept"
    left = tmp_path / f"kept.{dead}-0.draft"
    others = [
        tmp_path / f"kept.{os.getpid()}-99.draft",
        tmp_path / f"other.{dead}-0.draft",
        tmp_path / f"kept.{dead}",
        tmp_path / "kept.draft",
    ]
    for file in (left, *others):
        file.write_bytes(b"half")

    write_durably(path, b"whole")

    assert sorted(tmp_path.iterdir()) == sorted([path, *others])


def test_drafts_of_long_ago_are_swept(tmp_path: Path) -> None:
    """Their process's number is another one's by now."""
    draft = tmp_path / f"kept.{os.getpid()}-99.draft"
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))

    write_durably(tmp_path / "kept", b"whole")

    assert not draft.exists()


def test_a_file_is_moved(tmp_path: Path) -> None:
    """Into the place of another one, if there is one."""
    (tmp_path / "made").write_bytes(b"new")
    (tmp_path / "kept").write_bytes(b"old")

    move_durably(tmp_path / "made", tmp_path / "kept")

    assert (tmp_path / "kept").read_bytes() == b"new"
    assert not (tmp_path / "made").exists()


def _dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid
