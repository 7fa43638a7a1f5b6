"""Built indexes, and what tests compare of them."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import (
    HASH_MODEL,
    Receipt,
    Repaired,
    Store,
    build,
    examine,
    repair,
    search_terms,
)
from index.checksums import row_checksum, vector_checksum

Build = Callable[..., Receipt]
Dump = Callable[[Path], str]
DATABASE = "quoth.db"

ROW = "UPDATE passages SET text = 'x' || substr(text, 2) WHERE id = 1"
FULL_TEXT = "DELETE FROM terms_docsize WHERE id = 1"
VECTOR = "UPDATE vectors SET vector = substr(vector, 3) WHERE key IN (SELECT min(key) FROM vectors)"
ORPHAN = "UPDATE passages SET note = 99 WHERE id = 4"


_SEALED = {
    "meta": "row_checksum(key, value)",
    "notes": "row_checksum(id, path, title, digest, encoding, tags, warnings)",
    "headings": "(SELECT row_checksum(notes.path, ordinal, headings.path, line, empty)"
    " FROM notes WHERE notes.id = headings.note)",
    "aliases": "row_checksum(name, means, name_key, means_key)",
    "skipped": "row_checksum(path, reason)",
    "passages": "(SELECT row_checksum(passages.id, path, title, digest, vector, start, end,"
    " first_line, last_line, headings, heading_start, heading_end, text, blocks)"
    " FROM notes WHERE notes.id = passages.note)",
    "vectors": "vector_checksum(key, vector)",
}


def change(folder: Path, sql: str) -> None:
    """Change the database behind the index's back."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        assert connection.execute(sql).rowcount != 0


def reseal(folder: Path) -> None:
    """Make all checksums right, as if what the rows hold had been written."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.create_function("row_checksum", -1, row_checksum)
        connection.create_function("vector_checksum", 2, vector_checksum)
        for table, values in _SEALED.items():
            connection.execute(f"UPDATE {table} SET checksum = {values}")  # noqa: S608


def mended(folder: Path, notes: Path | None = None) -> Repaired:
    """The outcome of repairing whatever there is to repair."""
    return repair(folder, examine(folder), notes=notes, model=HASH_MODEL if notes else None)


@pytest.fixture
def index_folder(tmp_path: Path) -> Path:
    """Where the index under test lies."""
    return tmp_path / "index"


@pytest.fixture
def build_index(small_notes: Path, index_folder: Path) -> Build:
    """Brings the index of `small_notes` up to date, at first with the hash model."""

    def run(**options: object) -> Receipt:
        first = not (index_folder / "quoth.db").exists()
        model = {"model": HASH_MODEL} if first else {}
        return build(small_notes, index_folder, **(model | options))  # type: ignore[arg-type]

    return run


@pytest.fixture
def tree_hash() -> Callable[[Path], str]:
    """Says of a folder in one number what names, contents, modes and times are in it."""
    return _tree_hash


@pytest.fixture
def dump() -> Callable[[Path], str]:
    """Says what an index holds, leaving out row numbers, times and its own name."""
    return _dump


def _tree_hash(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        name = os.fsencode(path.relative_to(folder))
        total.update(repr((name, facts.st_mode, facts.st_size, facts.st_mtime_ns)).encode())
        if path.is_file():
            total.update(path.read_bytes())
    return total.hexdigest()


def _dump(folder: Path) -> str:
    with closing(Store(folder)) as store, store.snapshot():
        query = (
            "SELECT path, title, digest, encoding, tags, notes.warnings, start, end,"
            " first_line, last_line, headings, text, blocks, hex(vectors.vector) FROM passages"
            " JOIN notes ON notes.id = note JOIN vectors ON vectors.key = passages.vector"
            " ORDER BY path, start"
        )
        passages = list(store.connection.execute(query))
        heads = "SELECT notes.path, ordinal, headings.path, line, empty FROM headings JOIN notes"
        headings = sorted(store.connection.execute(f"{heads} ON notes.id = note"))
        names = "SELECT notes.path, name, means FROM aliases JOIN notes ON notes.id = note"
        aliases = sorted(store.connection.execute(names))
        hits = {word: _hits(store, word) for word in sorted({*" ".join(_texts(store)).split()})}
        counts = [store.count(table) for table in ("notes", "vectors", "passages", "terms")]
        skipped = [(skip.path, skip.reason) for skip in store.skipped()]
    return json.dumps(
        [passages, headings, aliases, hits, counts, skipped], ensure_ascii=False, indent=1
    )


def _texts(store: Store) -> list[str]:
    query = "SELECT text || ' ' || headings FROM passages"
    return ["".join(char if char.isalnum() else " " for char in row[0].lower())
            for row in store.connection.execute(query)]  # fmt: skip


def _hits(store: Store, word: str) -> list[tuple[str, int, float]]:
    found = dict(search_terms(store.connection, [word], 1000))
    return sorted(
        (stored.passage.span.note_id, stored.passage.span.start, round(found[stored.number], 9))
        for stored in store.passages(list(found))
    )
