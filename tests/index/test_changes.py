"""What must be read again: new notes, and those whose file facts differ or cannot be trusted."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index import KnownNote
from index.changes import Changes, displayable, find_changes
from ingest import FoundNote, NotesFolderError, walk

HOUR = 3_600_000_000_000


def known_now(folder: Path) -> dict[str, KnownNote]:
    """The notes of a folder as they would be known had they been read an hour from now."""
    return {
        found.id: KnownNote(
            *(number, found.id, "digest", found.size, found.modified_ns, found.changed_ns),
            read_ns=time.time_ns() + HOUR,
        )
        for number, found in enumerate(walk(folder))
        if isinstance(found, FoundNote)
    }


def names(changes: Changes) -> tuple[list[str], list[str], list[str]]:
    """The ids to read, unchanged and missing."""
    return (
        [found.id for found in changes.to_read],
        [note.path for note in changes.unchanged],
        [note.path for note in changes.missing],
    )


def test_new_kept_and_gone(small_notes: Path) -> None:
    """A note that is not known is read, one with the facts of before is not."""
    known = known_now(small_notes)
    (small_notes / "new.md").write_text("new")
    (small_notes / "bread.txt").unlink()
    assert names(find_changes(small_notes, known, rehash=False)) == (
        ["new.md"],
        ["garden.md", "windows.md", "cloud/sqs.md"],
        ["bread.txt"],
    )
    assert len(find_changes(small_notes, known, rehash=True).to_read) == 4


@pytest.mark.parametrize("fact", ["size", "modified_ns", "changed_ns"])
def test_any_other_fact_is_a_sign(small_notes: Path, fact: str) -> None:
    """Size, time of the content and time of the file's entry: each one counts, older or newer."""
    known = known_now(small_notes)
    for by in (-1, 1):
        note = known["garden.md"]
        other = known | {"garden.md": replace(note, **{fact: getattr(note, fact) + by})}
        to_read, _, missing = names(find_changes(small_notes, other, rehash=False))
        assert (to_read, missing) == (["garden.md"], [])


def test_a_note_read_in_its_tick_is_read_again(small_notes: Path) -> None:
    """A file that was read within two seconds of its time may have changed after that."""
    known = known_now(small_notes)
    path = small_notes / "garden.md"
    latest = max(path.stat().st_mtime_ns, path.stat().st_ctime_ns)
    for after, is_read in ((1_900_000_000, True), (2_100_000_000, False)):
        note = replace(known["garden.md"], read_ns=latest + after)
        changes = find_changes(small_notes, known | {"garden.md": note}, rehash=False)
        assert (len(changes.to_read) == 1) == is_read


def test_what_cannot_be_read_is_skipped(small_notes: Path) -> None:
    """Links, pipes and names that are no UTF-8 are skipped with a reason, without opening them."""
    (small_notes / "link.md").symlink_to("garden.md")
    (small_notes / "linked").symlink_to("cloud")
    Path(os.fsdecode(os.fsencode(small_notes) + b"/caf\xe9.md")).write_bytes(b"x")
    changes = find_changes(small_notes, {}, rehash=False)
    assert {skip.path: skip.reason for skip in changes.skipped} == {
        "link.md": "it is not a regular file (links are not followed)",
        "linked": "the folder is not looked into: it is a link; links are not followed",
        "caf\\xe9.md": "its name is not UTF-8; rename it",
    }
    assert len(changes.to_read) == 4


def test_a_folder_without_notes(tmp_path: Path) -> None:
    """A folder with no notes at all is taken for a mistake."""
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(NotesFolderError, match=r"There are no notes in .*\.md"):
        find_changes(tmp_path, {}, rehash=False)


def test_displayable() -> None:
    """Names that are UTF-8 stay as they are."""
    assert displayable("ü/🦉.md") == "ü/🦉.md"
    assert displayable("caf\udce9") == "caf\\xe9"
