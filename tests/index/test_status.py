"""What an index says of itself and of its notes folder."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import HASH_MODEL, IndexMissingError, Receipt, status

Build = Callable[..., Receipt]


def test_fresh(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """After a build everything is counted and nothing is new."""
    for path in small_notes.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    (small_notes / "latin.md").write_bytes(b"caf\xe9 creme")
    (small_notes / "link.md").symlink_to("garden.md")
    build_index()
    found = status(index_folder)
    assert (found.notes_folder, found.index_folder) == (small_notes, index_folder)
    assert (found.notes, found.passages, found.vectors) == (5, 7, 7)
    assert (found.model, found.dimension, found.generation) == (HASH_MODEL, 64, 1)
    assert [skip.path for skip in found.skipped] == ["link.md"]
    assert [skip.path for skip in found.warnings] == ["latin.md"]
    assert (found.new, found.deleted) == ((), ())
    assert found.size >= (index_folder / "quoth.db").stat().st_size


def test_what_has_changed_since(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """New, changed and deleted notes are named; the index is not brought up to date."""
    build_index()
    (small_notes / "new.md").write_text("new")
    (small_notes / "garden.md").write_text("other")
    (small_notes / "bread.txt").unlink()
    found = status(index_folder)
    assert (found.new, found.deleted) == (("new.md",), ("bread.txt",))
    assert "garden.md" in found.changed
    assert (found.notes, found.generation) == (4, 1)


def test_without_its_notes_folder(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """An index whose notes folder is gone can still be asked."""
    build_index()
    shutil.rmtree(small_notes)
    found = status(index_folder)
    assert (found.notes, len(found.deleted)) == (4, 4)


def test_no_index(tmp_path: Path) -> None:
    """Without an index there is nothing to say."""
    with pytest.raises(IndexMissingError):
        status(tmp_path)
