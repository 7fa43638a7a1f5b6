"""Which files of a folder are notes."""

import os
from pathlib import Path

import pytest

from ingest import FoundNote, LockedFolder, NotesFolderError, check_is_folder, walk


def make(folder: Path, *names: str) -> Path:
    """`folder` with files of these names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"text")
    return folder


def ids(folder: Path) -> list[str]:
    """The ids of the notes found, in order."""
    return [found.id for found in walk(folder) if isinstance(found, FoundNote)]


def test_endings_and_order(tmp_path: Path) -> None:
    """Markdown and text files are notes, sorted by name, a folder's own files first."""
    make(tmp_path, "b.md", "A.TXT", "c.markdown", "d.pdf", "e", "sub/a.md", "sub/x.text")
    assert ids(tmp_path) == ["A.TXT", "b.md", "c.markdown", "sub/a.md", "sub/x.text"]


def test_hidden_and_tool_folders(tmp_path: Path) -> None:
    """Hidden files and folders and those of tools are left alone, at any depth."""
    make(tmp_path, ".hidden.md", ".obsidian/a.md", "node_modules/b.md", "deep/.git/c.md", "d.md")
    assert ids(tmp_path) == ["d.md"]


def test_ignored(tmp_path: Path) -> None:
    """`.quothignore` takes patterns as git does: folders, wildcards, exceptions, anchors."""
    make(tmp_path, "a.md", "draft-1.md", "draft-2.md", "old/a.md", "sub/old/b.md", "sub/top.md")
    make(tmp_path, "top.md")
    (tmp_path / ".quothignore").write_text("# comment\nold/\ndraft-*\n!draft-2.md\n/top.md\n")
    assert ids(tmp_path) == ["a.md", "draft-2.md", "sub/top.md"]


def test_an_unreadable_ignore_file(tmp_path: Path) -> None:
    """Ignore patterns that cannot be read stop the walk: what is private must stay so."""
    make(tmp_path, "a.md")
    (tmp_path / ".quothignore").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotesFolderError, match=r"\.quothignore cannot be read"):
        list(walk(tmp_path))


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    """Links, pipes and folders with a note's name are found, and said to be no files."""
    make(tmp_path, "real.md", "folder.md/inside.md")
    (tmp_path / "link.md").symlink_to("real.md")
    (tmp_path / "nowhere.md").symlink_to("missing")
    os.mkfifo(tmp_path / "pipe.md")
    found = {note.id: note.is_file for note in walk(tmp_path) if isinstance(note, FoundNote)}
    assert found == {
        "folder.md": False,
        "link.md": False,
        "nowhere.md": False,
        "pipe.md": False,
        "real.md": True,
        "folder.md/inside.md": True,
    }


def test_linked_folders_are_named_and_not_entered(tmp_path: Path) -> None:
    """A link to a folder is not looked into, not even one that leads in a circle."""
    outside = make(tmp_path / "outside", "secret.md")
    notes = make(tmp_path / "notes", "a.md")
    (notes / "circle").symlink_to(notes)
    (notes / "out").symlink_to(outside)
    reason = "it is a link; links are not followed"
    assert list(walk(notes))[1:] == [LockedFolder("circle", reason), LockedFolder("out", reason)]


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    """Bytes of a name that are no UTF-8 stand as surrogates in the id."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_bytes(b"x")
    assert ids(tmp_path) == ["caf\udce9.md"]


def test_file_facts(tmp_path: Path) -> None:
    """A found note carries the size and the times of its file."""
    path = make(tmp_path, "a.md") / "a.md"
    os.utime(path, ns=(5, 7_000_000_123))
    (found,) = walk(tmp_path)
    assert isinstance(found, FoundNote)
    assert (found.size, found.modified_ns, found.path) == (4, 7_000_000_123, path)
    assert found.changed_ns == path.stat().st_ctime_ns


def test_a_locked_folder(tmp_path: Path) -> None:
    """A folder that may not be listed is named, and the rest goes on; a superuser lists it."""
    make(tmp_path, "a.md", "locked/b.md", "z.md")
    (tmp_path / "locked").chmod(0)
    try:
        may_list = os.access(tmp_path / "locked", os.R_OK)
        found = list(walk(tmp_path))
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert [note.id for note in found[:2]] == ["a.md", "z.md"]
    assert isinstance(found[2], FoundNote if may_list else LockedFolder)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing", "does not exist"), ("a.md", "is a file, not a folder"), ("x" * 300, "too long")],
)
def test_no_folder(tmp_path: Path, name: str, reason: str) -> None:
    """A missing folder, a file and an impossible name are refused with the reason."""
    make(tmp_path, "a.md")
    with pytest.raises(NotesFolderError, match=reason):
        check_is_folder(tmp_path / name)
    with pytest.raises(NotesFolderError, match=reason):
        list(walk(tmp_path / name))
