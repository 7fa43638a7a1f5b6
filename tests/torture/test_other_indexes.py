"""Indexes that this version did not make, or made otherwise: a clear word, or a right upgrade."""

import os
import pickle
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from rig import Tally, dump, verified
from rig.library import QUESTIONS, write_library

from index import (
    HASH_MODEL,
    IndexDamagedError,
    IndexFolderError,
    IndexMissingError,
    IndexOutdatedError,
    Progress,
    Store,
    build,
    examine,
    repair,
    tokens,
)
from index.checksums import row_checksum, vector_checksum
from index.folders import DATABASE
from index.model_folder import ModelFolder
from index.tokens import cutting_mark
from ingest import QuothError
from retriever import Assistant


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """Notes and their index."""
    folder = tmp_path_factory.mktemp("others")
    write_library(folder / "notes", 1)
    build(folder / "notes", folder / "index", model=HASH_MODEL)
    return folder


@pytest.fixture
def index_folder(base: Path, tmp_path: Path) -> Path:
    """A copy of the index."""
    return shutil.copytree(base / "index", tmp_path / "index")


def _change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.create_function("row_checksum", -1, row_checksum)
        connection.create_function("vector_checksum", 2, vector_checksum)
        for statement in statements:
            connection.execute(statement)


def _fact(key: str, value: str) -> str:
    """A statement that makes an index say something else of itself."""
    row = f"'{key}', '{value}'"
    return f"REPLACE INTO meta VALUES ({row}, row_checksum({row}))"  # noqa: S608


def _asked(folder: Path) -> None:
    with Assistant.open(folder, "none") as assistant:
        assistant.ask(QUESTIONS[0])


def _of_format(number: int) -> tuple[str, ...]:
    """What makes an index one of format 1 or 2, whose facts and vectors had no checksums."""
    return (
        "ALTER TABLE meta DROP COLUMN checksum",
        "CREATE TABLE older (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID",
        "INSERT INTO older SELECT key, vector FROM vectors",
        "DROP TABLE vectors",
        "ALTER TABLE older RENAME TO vectors",
        f"PRAGMA user_version = {number}",
    )


@pytest.mark.parametrize("number", [1, 2])
def test_older_formats(base: Path, index_folder: Path, number: int, tally: Tally) -> None:
    """Brought up to date in place, with all their vectors; whoever only asks is told so."""
    right = dump(index_folder)
    _change(index_folder, *_of_format(number))
    with pytest.raises(IndexOutdatedError, match="up to date: quoth index NOTES"):
        _asked(index_folder)
    said: list[Progress] = []

    receipt = build(base / "notes", index_folder, on_progress=said.append)

    assert (receipt.embedded, receipt.reused) == (0, receipt.passages)
    assert "older version of Quoth" in receipt.reason
    assert receipt.reason in {progress.reason for progress in said}
    assert dump(index_folder) == right
    verified(index_folder)
    assert build(base / "notes", index_folder).reason == ""
    tally.count("upgraded")


def test_a_newer_format(base: Path, index_folder: Path) -> None:
    """Refused by whoever asks and by whoever builds, and not touched."""
    _change(index_folder, "PRAGMA user_version = 99")
    before = (index_folder / DATABASE).read_bytes()
    for use in (_asked, lambda folder: build(base / "notes", folder)):
        with pytest.raises(IndexOutdatedError, match=r"a newer version.*Update Quoth"):
            use(index_folder)
    assert (index_folder / DATABASE).read_bytes() == before


def test_passages_that_were_cut_otherwise(base: Path, index_folder: Path, tally: Tally) -> None:
    """Asking goes on; an update cuts all notes anew, says so, and embeds only what is another text.

    What decides is in one fact of the index: its format, the budget, and both tokenizers.
    """
    right = dump(index_folder)
    _change(index_folder, _fact("cutting", "another"))
    _asked(index_folder)
    (fault,) = examine(index_folder).faults
    assert (fault.check, "quoth index" in fault.do) == ("model", True)

    receipt = build(base / "notes", index_folder)

    assert "passages are cut in another way" in receipt.reason
    assert (receipt.embedded, receipt.reused) == (0, receipt.passages)
    assert dump(index_folder) == right
    verified(index_folder)
    tally.count("upgraded")


@pytest.mark.parametrize("name", ["PASSAGE_BUDGET", "BUDGET_ENCODING", "FORMAT"])
def test_what_decides_where_notes_are_cut(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of these makes another mark."""
    before = cutting_mark(None)
    monkeypatch.setattr(tokens, name, 40)
    assert cutting_mark(None) != before


def test_another_tokenizer(tmp_path: Path) -> None:
    """The model's, by its content, and how long a text it takes."""
    marks = []
    for number, content in enumerate(("{}", "{ }")):
        path = tmp_path / str(number)
        path.mkdir()
        (path / "tokenizer.json").write_text(content)
        marks += [cutting_mark(ModelFolder("x", path, limit)) for limit in (256, 512)]
    assert len({*marks, cutting_mark(None)}) == 5


def test_another_model(base: Path, index_folder: Path) -> None:
    """Never changed silently: it must be named, and then it is said that all is embedded again."""
    _change(index_folder, _fact("fingerprint", "another"))
    with pytest.raises(IndexOutdatedError, match="--model hash"):
        build(base / "notes", index_folder)

    receipt = build(base / "notes", index_folder, model=HASH_MODEL)

    assert "whose files were others" in receipt.reason
    verified(index_folder)


def test_another_dimension(base: Path, index_folder: Path) -> None:
    """Vectors that are not as long as the index says are no vectors of it."""
    _change(index_folder, _fact("dimension", "48"))
    with pytest.raises(IndexDamagedError, match="quoth doctor --repair"):
        _asked(index_folder)
    assert repair(index_folder, examine(index_folder)).diagnosis.is_well
    _asked(index_folder)


def test_another_normalisation(index_folder: Path) -> None:
    """Vectors that are not of length one are found by the doctor, and replaced."""
    with closing(sqlite3.connect(index_folder / DATABASE)) as connection, connection:
        rows = connection.execute("SELECT key, vector FROM vectors").fetchall()
        longer = [(key, (np.frombuffer(blob, "<f2") * 3).tobytes()) for key, blob in rows]
        connection.executemany(
            "UPDATE vectors SET vector = ?, checksum = ? WHERE key = ?",
            ((blob, vector_checksum(key, blob), key) for key, blob in longer),
        )
    found = {fault.what for fault in examine(index_folder).faults}
    assert any("not of length one" in what for what in found)
    assert repair(index_folder, examine(index_folder)).diagnosis.is_well


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (id INTEGER, path TEXT)")
        connection.execute("CREATE VIEW meta AS SELECT 'model' AS key, 'x' AS value")


FILES: dict[str, tuple[Callable[[Path], object], type[QuothError], type[QuothError] | None]] = {
    "another program's": (_foreign, IndexOutdatedError, IndexOutdatedError),
    "empty": (lambda path: path.touch(), IndexMissingError, None),
    "a text": (
        lambda path: path.write_text("# Notes\n" * 999),
        IndexDamagedError,
        IndexDamagedError,
    ),
    "a folder": (lambda path: path.mkdir(), IndexMissingError, IndexFolderError),
    "a pipe": (os.mkfifo, IndexMissingError, QuothError),
    "a link to nowhere": (lambda path: path.symlink_to("nowhere/x"), IndexMissingError, QuothError),
}
"""What is made in the place of the database, and what asking and building raise."""


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_index(base: Path, tmp_path: Path, name: str, tally: Tally) -> None:
    """Said to be none, and left as they are; only an empty file becomes an index."""
    make, asking, building = FILES[name]
    (tmp_path / "index").mkdir()
    make(tmp_path / "index" / DATABASE)
    with pytest.raises(asking):
        _asked(tmp_path / "index")
    if building is None:
        build(base / "notes", tmp_path / "index", model=HASH_MODEL)
        verified(tmp_path / "index")
        return
    before = (tmp_path / "index" / DATABASE).lstat()
    with pytest.raises(building):
        build(base / "notes", tmp_path / "index", model=HASH_MODEL)
    after = (tmp_path / "index" / DATABASE).lstat()
    assert (before.st_mode, before.st_size, before.st_ino) == (
        *(after.st_mode, after.st_size, after.st_ino),
    )
    tally.count("refused")


def test_an_index_folder_that_is_a_file(base: Path, tmp_path: Path) -> None:
    """There is no index in it, and none can be made there."""
    (tmp_path / "index").write_text("mine")
    with pytest.raises(IndexMissingError):
        _asked(tmp_path / "index")
    with pytest.raises(IndexFolderError, match="--index"):
        build(base / "notes", tmp_path / "index", model=HASH_MODEL)
    assert (tmp_path / "index").read_text() == "mine"


class _Canary:
    """Makes a folder where it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.folder),)


@pytest.mark.parametrize(
    "name",
    ["index.pkl", "vectors.npy", "model.pt", "pytorch_model.bin", "quoth.db.pkl", "vectors.faiss"],
)
def test_what_others_would_load(
    base: Path, index_folder: Path, tmp_path: Path, name: str, tally: Tally
) -> None:
    """Pickles of every name lie in the folder of an index and are never loaded."""
    (index_folder / name).write_bytes(pickle.dumps(_Canary(tmp_path / "unpickled")))

    _asked(index_folder)
    build(base / "notes", index_folder)
    verified(index_folder, thorough=False)
    with closing(Store(index_folder)) as store:
        assert store.count("passages")

    assert not (tmp_path / "unpickled").exists()
    tally.count("not loaded")
