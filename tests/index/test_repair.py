"""What an examination finds is put right from the notes, and the notes stay as they are."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from index import (
    HASH_MODEL,
    Store,
    build,
    examine,
    export_folder,
    repair,
    status,
)
from index.dense_cache import CACHE
from index.lock import only_writer

from .conftest import DATABASE, ROW, Build, Dump, change, mended


def test_stale_notes_are_read(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    tmp_path: Path,
    dump: Dump,
) -> None:
    """Even a change that left size and time alone; nothing is moved aside for it."""
    build_index()
    garden = small_notes / "garden.md"
    facts = garden.stat()
    garden.write_bytes(garden.read_bytes().replace(b"six", b"ten"))
    os.utime(garden, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (small_notes / "new.md").write_text("# New\n\nText.\n", "utf-8")
    (small_notes / "bread.txt").unlink()

    found = mended(index_folder)

    assert found.diagnosis.findings == ()
    assert found.done == (
        "The index was brought up to date with 4 notes: 2 passages embedded, "
        "0 with the vectors that were there.",
    )
    build(small_notes, tmp_path / "fresh", model=HASH_MODEL)
    assert dump(index_folder) == dump(tmp_path / "fresh")


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_damaged_cache_is_made_again(
    build_index: Build, index_folder: Path, share: float
) -> None:
    """From the database, byte by byte as it was."""
    build_index()
    whole = (index_folder / CACHE).read_bytes()
    (index_folder / CACHE).write_bytes(whole[: int(len(whole) * share)])

    found = mended(index_folder)

    assert found.done == ("What makes searching fast was made again: vectors.faiss.",)
    assert found.diagnosis.findings == ()
    assert (index_folder / CACHE).read_bytes() == whole


def test_leftovers_are_cleared_away(build_index: Build, index_folder: Path) -> None:
    """Those of dead processes, and nothing else."""
    build_index()
    old, new = (index_folder / f"{CACHE}.{os.getpid()}-{number}.draft" for number in (1, 2))
    other, draft = index_folder / "letter.txt", index_folder / ".repair-abc"
    draft.mkdir()
    (draft / DATABASE).write_bytes(b"half")
    for path in (old, new, other):
        path.write_bytes(b"x")
    for path in (old, other, draft):
        os.utime(path, (0, 0))

    assert mended(index_folder).diagnosis.findings == ()
    assert not old.exists()
    assert not draft.exists()
    assert new.exists()
    assert other.exists()


def test_an_index_that_was_never_finished(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """It cannot say whose it is; the folder named, it is finished and its vectors are kept."""
    build_index()
    change(index_folder, "DELETE FROM meta")

    assert "Name their folder" in mended(index_folder).failed[0]
    found = mended(index_folder, small_notes)

    assert found.diagnosis.findings == ()
    assert "0 passages embedded" in found.done[0]


def test_an_older_format_is_brought_up_to_date(build_index: Build, index_folder: Path) -> None:
    """In its place, with the vectors that it had."""
    build_index()
    change(index_folder, "PRAGMA user_version = 1")

    found = mended(index_folder)

    assert found.diagnosis.findings == ()
    assert "0 passages embedded, 6 with the vectors that were there" in found.done[0]


def test_nobody_else_writes_meanwhile(build_index: Build, index_folder: Path) -> None:
    """A repair waits for no lock: it says who holds it."""
    build_index()
    change(index_folder, ROW)
    diagnosis = examine(index_folder)
    with only_writer(index_folder):
        found = repair(index_folder, diagnosis)

    assert "Another process is bringing this index up to date" in found.failed[0]


def test_what_is_well_is_left_alone(build_index: Build, index_folder: Path) -> None:
    """No new generation is made."""
    build_index()
    before = status(index_folder).generation

    found = mended(index_folder)

    assert (found.done, found.failed) == ((), ())
    assert status(index_folder).generation == before


def test_a_broken_export_of_the_model_is_made_again(small_notes: Path, tmp_path: Path) -> None:
    """What is no model any more is found, named by its folder, and replaced."""
    folder = tmp_path / "real"
    build(small_notes, folder)
    with closing(Store(folder)) as store:
        exported = export_folder(store.info().fingerprint)
    assert examine(folder).findings == ()
    content = (exported / "model.onnx").read_bytes()
    (exported / "model.onnx").write_bytes(content[:1000])

    diagnosis = examine(folder)
    found = repair(folder, diagnosis)

    assert [(one.check, one.where) for one in diagnosis.faults] == [("model", str(exported))]
    assert found.done == ("The model was exported again.",)
    assert found.diagnosis.findings == ()
