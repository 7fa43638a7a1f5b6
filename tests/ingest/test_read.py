"""Opening files: what is a note, and what is refused without waiting."""

import hashlib
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import MAX_BYTES, UnreadableNoteError, read_bytes, read_note


def test_a_note(tmp_path: Path) -> None:
    """A note has its text, the digest of its bytes, its encoding and its time."""
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf# A\r\n\r\ntext\r\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    note = read_note("sub/a.md", path)
    assert (note.id, note.text, note.encoding) == ("sub/a.md", "# A\r\n\r\ntext\r\n", "utf-8")
    assert note.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert note.modified == datetime.fromtimestamp(1_700_000_000, UTC)
    assert note.warnings == ()


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_note(tmp_path: Path, content: bytes) -> None:
    """A note without visible characters is read, with a warning."""
    path = tmp_path / "a.md"
    path.write_bytes(content)
    assert read_note("a.md", path).warnings == ("it is empty",)


def test_the_longest_note(tmp_path: Path) -> None:
    """A file of exactly the greatest size is read; one byte more is not, and is not opened long."""
    path = tmp_path / "big.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES)  # a sparse file: it takes no space on the disk
    assert len(read_bytes(path)[0]) == MAX_BYTES
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableNoteError, match=r"^it is 16\.0 MB; notes may have 16 MB\. Split"):
        read_bytes(path)


def test_fifteen_megabytes(tmp_path: Path) -> None:
    """A long note is read whole."""
    path = tmp_path / "long.md"
    path.write_bytes(b"All work and no play.\n" * 700_000)
    assert read_note("long.md", path).text.count("\n") == 700_000


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a link to a note nor one to nowhere is read."""
    (tmp_path / "real.md").write_text("text")
    for name, target in (("good.md", "real.md"), ("broken.md", "nowhere.md")):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(UnreadableNoteError, match=r"^it is a link"):
            read_bytes(tmp_path / name)


def test_folders_that_are_links(tmp_path: Path) -> None:
    """Below the notes folder no link is followed; the notes folder itself may be behind one."""
    (tmp_path / "real" / "sub").mkdir(parents=True)
    (tmp_path / "real" / "sub" / "a.md").write_text("text")
    (tmp_path / "notes").symlink_to("real")
    (tmp_path / "real" / "link").symlink_to("sub")
    inside = tmp_path / "notes"
    assert read_bytes(inside / "sub" / "a.md", inside)[0] == b"text"
    with pytest.raises(UnreadableNoteError, match=r"^a folder above it is a link or a file by now"):
        read_bytes(inside / "link" / "a.md", inside)
    assert read_bytes(inside / "link" / "a.md")[0] == b"text"


def test_a_file_that_was_just_written(tmp_path: Path) -> None:
    """Reading waits until the next change must show in the file's times."""
    path = tmp_path / "a.md"
    for number in range(20):
        path.write_text(f"{number}")
        assert read_bytes(path)[0] == f"{number}".encode()
        assert time.time_ns() - path.stat().st_ctime_ns >= 20_000_000


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableNoteError, match=r"^it is not a regular file"):
        read_bytes(tmp_path / "pipe.md")


def test_a_folder_with_a_notes_name(tmp_path: Path) -> None:
    """A folder is no note, whatever its name is."""
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UnreadableNoteError, match=r"^it is not a regular file"):
        read_bytes(tmp_path / "folder.md")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that was there a moment ago is named as such."""
    with pytest.raises(UnreadableNoteError, match=r"^it disappeared while it was read"):
        read_bytes(tmp_path / "gone.md")


def test_no_permission(tmp_path: Path) -> None:
    """A file that may not be read is refused, except for a superuser, who may read everything."""
    path = tmp_path / "secret.md"
    path.write_text("secret")
    path.chmod(0)
    if os.access(path, os.R_OK):
        assert read_bytes(path)[0] == b"secret"
    else:
        with pytest.raises(UnreadableNoteError, match=r"^permission denied"):
            read_bytes(path)
