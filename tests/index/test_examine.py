"""An index is examined: what a healthy one gives, and what is said of notes and leftovers."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import IndexMissingError, Receipt, Remedy, Step, Subject, build, examine, fault
from index.dense_cache import CACHE
from index.doctor.findings import Examination
from index.doctor.surroundings import space_findings
from index.leftovers import ASIDE
from index.lock import only_writer

Build = Callable[..., Receipt]
DATABASE = "quoth.db"


@pytest.mark.parametrize("thorough", [True, False])
def test_a_healthy_index_has_no_finding(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    tree_hash: Callable[[Path], str],
    thorough: bool,
) -> None:
    """After a build or an update; every check says what it looked at, and writes nothing."""
    build_index()
    (small_notes / "garden.md").write_text("# Garden\n\nBasil grows here.\n", "utf-8")
    build_index()
    before = (index_folder / DATABASE).read_bytes(), tree_hash(small_notes)

    steps: list[Step] = []
    found = examine(index_folder, thorough=thorough, on_step=steps.append)

    assert found.findings == ()
    assert found.is_well
    assert not found.can_repair
    words = {one.check: one.words for one in found.checked}
    assert words["passages"] == "the checksums and places of 6 passages"
    assert ("contents" in words) == thorough
    assert [step.check for step in steps] == [name for name in words if name != "versions"]
    assert [step.done for step in steps] == list(range(steps[0].total))
    assert ((index_folder / DATABASE).read_bytes(), tree_hash(small_notes)) == before


def test_notes_that_moved_on_are_named(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """New, changed behind their time, deleted, and unreadable ones; each by its path."""
    build_index()
    garden = small_notes / "garden.md"
    facts = garden.stat()
    garden.write_bytes(garden.read_bytes().replace(b"six", b"ten"))
    os.utime(garden, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (small_notes / "bread.txt").unlink()
    (small_notes / "new.md").write_text("# New\n\nText.\n", "utf-8")
    (small_notes / "windows.md").write_bytes(b"\0" * 9)
    (small_notes / "never.md").write_bytes(b"\0" * 9)

    found = examine(index_folder)

    assert {(one.where, one.what.split(":")[0]) for one in found.faults} == {
        ("garden.md", "The note is not what it was when it was indexed."),
        ("bread.txt", "The note was deleted."),
        ("new.md", "The note is not in the index."),
        ("windows.md", "The file cannot be read"),
    }
    assert {one.remedy for one in found.faults} == {Remedy.UPDATE}
    assert [one.where for one in found.notices] == ["never.md"]


def test_a_file_that_was_left_out_is_no_fault(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """Until it can be read; and one that is gone can be forgotten."""
    (small_notes / "broken.md").write_bytes(b"\0" * 9)
    build_index()
    found = examine(index_folder)
    assert found.is_well
    assert [one.where for one in found.notices] == ["broken.md"]

    (small_notes / "broken.md").write_text("# Whole\n\nAgain.\n", "utf-8")
    assert [one.where for one in examine(index_folder).faults] == ["broken.md"]

    (small_notes / "broken.md").unlink()
    found = examine(index_folder)
    assert found.is_well
    assert [(one.where, one.remedy) for one in found.notices] == [("broken.md", Remedy.UPDATE)]


def test_a_missing_notes_folder(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """It is said, and no note counts as deleted: the disk may only be unplugged."""
    build_index()
    small_notes.rename(small_notes.with_name("elsewhere"))

    (finding,) = examine(index_folder).faults

    assert (finding.check, finding.remedy) == ("notes", Remedy.NONE)
    assert finding.do.startswith("Bring the folder back, or say where it is: ")


def test_leftovers_are_named(build_index: Build, index_folder: Path) -> None:
    """Old drafts, a dead writer's note, and databases that were moved aside; none is a fault."""
    build_index()
    old = index_folder / f"{CACHE}.{os.getpid()}-0.draft"
    old.write_bytes(b"half")
    os.utime(old, (0, 0))
    (index_folder / f"{CACHE}.{os.getpid()}-1.draft").write_bytes(b"of a process at work")
    (index_folder / "writer.txt").write_text("process 1, since 12:00", "utf-8")
    (index_folder / f"{ASIDE}2026-01-02-1").write_bytes(b"x")

    found = examine(index_folder)

    assert found.is_well
    assert {(Path(one.where).name, one.remedy) for one in found.notices} == {
        (old.name, Remedy.SWEEP),
        ("writer.txt", Remedy.SWEEP),
        (f"{ASIDE}2026-01-02-1", Remedy.NONE),
    }


def test_a_running_build_is_a_notice(build_index: Build, index_folder: Path) -> None:
    """It names who is writing."""
    build_index()
    held, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with only_writer(index_folder):
            held.set()
            leave.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        found = examine(index_folder)
    finally:
        leave.set()
        thread.join()

    assert found.is_well
    assert f"process {os.getpid()}" in found.notices[0].what


def test_room_on_the_disk() -> None:
    """Twice the size of the index, and a hundred megabytes at least."""
    folder = Path("index")
    assert list(space_findings(folder, 10**9, 2 * 10**9)) == []
    (finding,) = space_findings(folder, 10**9, 2 * 10**9 - 1)
    assert "The disk has 2,000 MB left" in finding.what
    assert len(list(space_findings(folder, 0, 99_000_000))) == 1


def test_many_findings_of_one_kind_are_counted(tmp_path: Path) -> None:
    """The first fifty are named."""
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(60):
        (notes / f"{number}.md").write_text(f"# Note {number}\n\nText {number}.\n", "utf-8")
    build(notes, tmp_path / "index", model="hash")
    with closing(sqlite3.connect(tmp_path / "index" / DATABASE)) as connection, connection:
        connection.execute("UPDATE passages SET checksum = x'00'")

    named = [one for one in examine(tmp_path / "index").faults if one.check == "passages"]

    assert len(named) == 51
    assert named[-1].what == "10 more are like this."


def test_there_must_be_an_index(tmp_path: Path) -> None:
    """Nothing to examine is an error, not a finding."""
    with pytest.raises(IndexMissingError):
        examine(tmp_path)


def test_further_checks_are_made_last(build_index: Build, index_folder: Path) -> None:
    """What they find counts; what ends one of them ends no other."""
    build_index()

    def find(subject: Subject) -> Examination:
        yield fault("more", f"Passages: {subject.store.count('passages')}.", "here", Remedy.NONE)
        return "what is on top"

    def fail(subject: Subject) -> Examination:
        yield from ()
        raise ValueError("no sense in it")

    found = examine(index_folder, more={"failing": fail, "more": find})

    assert [(one.check, one.what) for one in found.faults] == [
        ("failing", "The database cannot be read to the end (no sense in it)."),
        ("more", "Passages: 6."),
    ]
    assert found.checked[-1].words == "what is on top"
