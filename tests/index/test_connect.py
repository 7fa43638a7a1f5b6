"""Databases that can be read but have nothing written beside them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import IndexFolderError, Receipt, Store
from index.connect import open_database
from index.errors import IndexBusyError

Build = Callable[..., Receipt]
REFUSALS = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY_DIRECTORY,
    sqlite3.SQLITE_IOERR_SHMSIZE,
)


pytestmark = pytest.mark.parametrize("code", REFUSALS)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> Callable[[], None]:
    """From then on SQLite can make nothing beside a file, as on a full disk."""
    connect = sqlite3.connect

    class Refusing(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:
            error = sqlite3.OperationalError("no")
            error.sqlite_errorcode = code
            raise error

    def connected(database: str, **options: object) -> sqlite3.Connection:
        kind = sqlite3.Connection if "immutable" in database else Refusing
        return connect(database, factory=kind, **options)  # type: ignore[call-overload,no-any-return]

    return lambda: monkeypatch.setattr(sqlite3, "connect", connected)


def test_the_file_is_read_as_it_is(
    build_index: Build, index_folder: Path, refuse: Callable[[], None]
) -> None:
    """Where nothing is left of an update, nothing is missing."""
    build_index()
    refuse()
    store = Store(index_folder)
    with store.snapshot():
        assert store.count("notes") == 4
    assert not store.is_replaced()
    store.close()


def test_a_file_that_changes_is_opened_again(
    build_index: Build, index_folder: Path, refuse: Callable[[], None]
) -> None:
    """Between two uses it is noticed; within one it is an error, for two states may be mixed."""
    build_index()
    refuse()
    opened = open_database(index_folder)
    assert opened.is_fixed
    opened.check_unchanged()
    with (index_folder / "quoth.db").open("ab") as file:
        file.write(b"more")
    assert opened.is_replaced()
    with pytest.raises(IndexBusyError, match="Ask again"):
        opened.check_unchanged()
    opened.connection.close()


def test_a_log_that_cannot_be_read(
    build_index: Build, index_folder: Path, refuse: Callable[[], None]
) -> None:
    """What is only in the log would be missing, so nothing is answered."""
    build_index()
    (index_folder / "quoth.db-wal").write_bytes(bytes(5000))
    refuse()
    with pytest.raises(IndexFolderError, match="Make room on that disk"):
        Store(index_folder)


def test_an_ordinary_folder(build_index: Build, index_folder: Path, code: int) -> None:
    """Other changes of the file are SQLite's to see."""
    build_index()
    opened = open_database(index_folder)
    assert not opened.is_fixed
    (index_folder / "quoth.db").touch()
    assert not opened.is_replaced()
    (index_folder / "quoth.db").unlink()
    assert opened.is_replaced()
    opened.check_unchanged()
    opened.connection.close()
