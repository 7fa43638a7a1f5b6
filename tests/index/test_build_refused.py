"""What a build refuses, and that the index stays as it was."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import (
    BUILT_IN,
    HASH_MODEL,
    IndexDamagedError,
    IndexFolderError,
    IndexOutdatedError,
    ModelError,
    Receipt,
    Store,
    build,
    status,
)
from ingest import NotesFolderError

from .conftest import reseal

Build = Callable[..., Receipt]
DATABASE = "quoth.db"


def empty(notes: Path) -> None:
    """Leave nothing in the folder."""
    shutil.rmtree(notes)
    notes.mkdir()


def put_a_file_there(notes: Path) -> None:
    """Put a file in the folder's place."""
    shutil.rmtree(notes)
    notes.write_text("a file")


@pytest.mark.parametrize("spoil", [empty, shutil.rmtree, put_a_file_there])
def test_the_index_outlives_a_lost_folder(
    build_index: Build,
    small_notes: Path,
    index_folder: Path,
    dump: Callable[[Path], str],
    spoil: Callable[[Path], None],
) -> None:
    """An empty, missing or unplugged folder is an error, and the index stays as it was."""
    build_index()
    before = dump(index_folder)
    spoil(small_notes)
    with pytest.raises(NotesFolderError):
        build_index()
    assert dump(index_folder) == before


@pytest.mark.parametrize("inside", [".", "index", "a/b"])
def test_an_index_inside_the_notes(small_notes: Path, inside: str) -> None:
    """The notes folder is never written to, so no index may lie there."""
    with pytest.raises(NotesFolderError, match="inside the notes folder"):
        build(small_notes, small_notes / inside, model=HASH_MODEL)
    assert not (small_notes / "index").exists()


def test_an_index_folder_that_cannot_be(small_notes: Path, tmp_path: Path) -> None:
    """A file in the place of the index folder is an error that names the folder."""
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "sub"):
        with pytest.raises(IndexFolderError, match="cannot be made"):
            build(small_notes, place, model=HASH_MODEL)


def test_a_notes_folder_whose_name_is_not_utf_8(tmp_path: Path, index_folder: Path) -> None:
    """Such a name could not be stored: it is refused before anything is made."""
    notes = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    notes.mkdir()
    (notes / "a.md").write_text("text")
    with pytest.raises(NotesFolderError, match=r"caf\\xe9 is not UTF-8"):
        build(notes, index_folder, model=HASH_MODEL)
    assert not index_folder.exists()


def test_other_notes(build_index: Build, tmp_path: Path, index_folder: Path) -> None:
    """An index holds one folder's notes; those of another one are refused."""
    build_index()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("text")
    with pytest.raises(IndexOutdatedError, match="holds the notes of"):
        build(other, index_folder)


def test_the_notes_stay_as_they_are(
    build_index: Build, small_notes: Path, tree_hash: Callable[[Path], str]
) -> None:
    """Nothing in the notes folder changes, at a first, second and failing build."""
    before = tree_hash(small_notes)
    build_index()
    build_index(rehash=True)
    with pytest.raises(ModelError):
        build_index(model="no such model")
    assert tree_hash(small_notes) == before


def change_model(folder: Path) -> None:
    """Make an index look as if it had been made with another model."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'fingerprint'")
        connection.execute("UPDATE vectors SET key = randomblob(32)")
        connection.execute("UPDATE passages SET vector = randomblob(32)")
    reseal(folder)


def test_another_model(build_index: Build, index_folder: Path, dump: Callable[[Path], str]) -> None:
    """Vectors of another model are never mixed in: it must be named, and then embeds all."""
    build_index()
    before = dump(index_folder)
    change_model(index_folder)
    with pytest.raises(IndexOutdatedError, match="--model hash"):
        build_index()
    receipt = build_index(model=HASH_MODEL)
    assert (receipt.embedded, receipt.changed, receipt.removed) == (6, 4, 0)
    assert dump(index_folder) == before


def test_a_model_that_is_not_there(build_index: Build, index_folder: Path) -> None:
    """An unknown model is an error before anything is read; the index stays."""
    build_index()
    with pytest.raises(ModelError, match="There is no model"):
        build_index(model="nonsense")
    assert status(index_folder).generation == 1
    assert BUILT_IN == "all-MiniLM-L6-v2"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "is no index of Quoth"), (99, "made by a newer version")]
)
def test_other_formats(build_index: Build, index_folder: Path, number: int, words: str) -> None:
    """The tables of another version are not touched."""
    build_index()
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")
    for use in (build_index, lambda: Store(index_folder), lambda: status(index_folder)):
        with pytest.raises(IndexOutdatedError, match=words):
            use()


def test_an_older_format_is_made_anew(build_index: Build, index_folder: Path) -> None:
    """Its vectors are kept, since nothing takes longer; who only reads is told what to do."""
    made = build_index()
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(IndexOutdatedError, match=r"made by an older version.*up to date: quoth"):
        Store(index_folder)

    again = build_index()

    assert (again.embedded, again.reused) == (0, made.embedded)
    with closing(Store(index_folder)) as store:
        assert store.count("passages") == made.embedded


@pytest.mark.parametrize("content", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_database_that_is_none(build_index: Build, index_folder: Path, content: bytes) -> None:
    """Garbage in place of the database is an error that says the way out."""
    build_index()
    (index_folder / DATABASE).write_bytes(content)
    for use in (build_index, lambda: Store(index_folder), lambda: status(index_folder)):
        with pytest.raises(IndexDamagedError, match="quoth doctor --repair"):
            use()
    shutil.rmtree(index_folder)
    assert build_index().notes == 4
