"""The copy of a notes folder that may be changed."""

import os
from pathlib import Path

import pytest

from eval.bench.copied import copy_notes, edit, evenly, rename
from ingest import NotesFolderError


def test_what_would_be_indexed_is_copied(tmp_path: Path) -> None:
    """Notes and the list of those left out; no links, hidden files, or files that share content."""
    notes, copy = tmp_path / "notes", tmp_path / "copy"
    (notes / "deep").mkdir(parents=True)
    (notes / "deep" / "a.md").write_bytes(b"\xef\xbb\xbfA\r\n")
    (notes / "b.txt").write_text("B")
    (notes / "left.md").write_text("left out")
    (notes / ".quothignore").write_text("left.md\n")
    (notes / "picture.png").write_bytes(b"P")
    (notes / "link.md").symlink_to(notes / "b.txt")
    os.mkfifo(notes / "pipe.md")

    copies = copy_notes(notes, copy)

    assert [path.relative_to(copy).as_posix() for path in copies] == ["b.txt", "deep/a.md"]
    assert sorted(path.name for path in copy.rglob("*")) == [
        ".quothignore",
        "a.md",
        "b.txt",
        "deep",
    ]
    assert copies[1].read_bytes() == b"\xef\xbb\xbfA\r\n"
    assert copies[0].stat().st_ino != (notes / "b.txt").stat().st_ino


def test_no_folder(tmp_path: Path) -> None:
    """There is nothing to copy."""
    with pytest.raises(NotesFolderError):
        copy_notes(tmp_path / "none", tmp_path / "copy")


def test_changes(tmp_path: Path) -> None:
    """Every edit adds another text; a new name is another one each time."""
    note = tmp_path / "a.md"
    note.write_text("A")
    edit([note], 1)
    once = note.read_text()
    edit([note], 2)
    assert once.startswith("A\n\nEdit 1")
    assert note.read_text().startswith(f"{once}\n\nEdit 2")
    moved = rename(rename(note, 1), 2)
    assert moved.suffix == ".md"
    assert [path.name for path in tmp_path.iterdir()] == [moved.name]


def test_notes_from_all_over() -> None:
    """As many as wanted, each once."""
    notes = [Path(str(number)) for number in range(10)]
    assert evenly(notes, 2) == [Path("0"), Path("5")]
    assert evenly(notes, 10) == notes
