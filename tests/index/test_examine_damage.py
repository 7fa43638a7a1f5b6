"""Every kind of damage to an index is found by the check that is there for it."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from index import Receipt, Severity, examine
from index.dense_cache import CACHE

from .conftest import reseal

Build = Callable[..., Receipt]
Damage = Callable[[Path], object]
Numbers = npt.NDArray[np.float16]
DATABASE = "quoth.db"


def change(folder: Path, sql: str, *values: object) -> None:
    """Change the database behind the index's back."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        assert connection.execute(sql, values).rowcount != 0


def vector(change_it: Callable[[Numbers], None]) -> Damage:
    """Damage to the vectors of the first passage."""

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
            query = "SELECT key, vectors.vector FROM vectors JOIN passages ON key = passages.vector"
            key, stored = connection.execute(f"{query} ORDER BY passages.id").fetchone()
            numbers = np.frombuffer(stored, dtype="<f2").copy()
            change_it(numbers)
            connection.execute(
                "UPDATE vectors SET vector = ? WHERE key = ?", (numbers.tobytes(), key)
            )
        reseal(folder)

    return damage


def to_nan(numbers: Numbers) -> None:
    """One number is none."""
    numbers[70] = np.nan


def to_other_length(numbers: Numbers) -> None:
    """The vector is twice as long as it was."""
    numbers[:64] *= 2


def to_other_sign(numbers: Numbers) -> None:
    """The vector is as long as it was, and points elsewhere."""
    numbers[:64:2] *= -1


def sql(query: str) -> Damage:
    """Damage by a statement."""
    return lambda folder: change(folder, query)


def unnoticed(query: str) -> Damage:
    """Damage by a statement, with the checksums that belong to it."""

    def damage(folder: Path) -> None:
        change(folder, query)
        reseal(folder)

    return damage


def cached(change_it: Callable[[bytes], bytes]) -> Damage:
    """Damage to the cache."""

    def damage(folder: Path) -> None:
        (folder / CACHE).write_bytes(change_it((folder / CACHE).read_bytes()))

    return damage


def of_another_token(content: bytes) -> bytes:
    """The cache is whole, but of another generation."""
    mark, header, body = content.split(b"\n", 2)
    facts = json.loads(header) | {"generation": "0" * 32}
    return b"\n".join((mark, json.dumps(facts).encode(), body))


def of_another_faiss(content: bytes) -> bytes:
    """The cache is whole, but FAISS cannot read it."""
    mark, header, _ = content.split(b"\n", 2)
    facts = json.loads(header) | {"sha256": hashlib.sha256(b"other").hexdigest()}
    return b"\n".join((mark, json.dumps(facts).encode(), b"other"))


def flip_in_the_middle(content: bytes) -> bytes:
    """One bit is another."""
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


_FORGET = (
    "INSERT INTO terms (terms, rowid, title, headings, body)"
    " VALUES ('delete', 1, 'bread', '', 'bread the dough rests for twelve hours in the cellar')"
)
DAMAGES: dict[str, tuple[str, Damage]] = {
    "a text": ("passages", sql("UPDATE passages SET text = 'x' || substr(text, 2) WHERE id = 1")),
    "a note's row": ("rows", sql("UPDATE notes SET title = 'Other' WHERE id = 1")),
    "a heading's row": ("rows", sql("UPDATE headings SET line = line + 1")),
    "an alias's row": ("rows", sql("UPDATE aliases SET name = 'other'")),
    "a fact": ("database", sql("UPDATE meta SET value = '/no/where' WHERE key = 'notes_folder'")),
    "another number of notes": (
        "rows",
        unnoticed("UPDATE meta SET value = '9' WHERE key = 'notes'"),
    ),
    "a vector's bit": ("vectors", sql("UPDATE vectors SET vector = zeroblob(length(vector))")),
    "another cutting": ("model", unnoticed("UPDATE meta SET value = 'x' WHERE key = 'cutting'")),
    "a checksum": ("passages", sql("UPDATE passages SET checksum = x'00' WHERE id = 2")),
    "no text": ("passages", sql("UPDATE passages SET blocks = 'x' WHERE id = 2")),
    "a gap": ("contents", unnoticed("DELETE FROM passages WHERE id = 3")),
    "a title": ("contents", unnoticed("UPDATE notes SET title = 'Other' WHERE id = 1")),
    "tags": ("contents", unnoticed("UPDATE notes SET tags = '[\"x\"]' WHERE id = 1")),
    "a heading": ("contents", unnoticed("UPDATE headings SET line = line + 1")),
    "an alias": ("contents", unnoticed("UPDATE aliases SET name = 'other'")),
    "a full-text row": ("full text", sql("DELETE FROM terms_docsize WHERE id = 1")),
    "a full-text orphan": ("full text", sql("INSERT INTO terms (rowid, body) VALUES (99, 'x')")),
    "a full-text word": ("full text", sql("INSERT INTO terms (rowid, body) VALUES (1, 'x')")),
    "a forgotten passage": ("full text", sql(_FORGET)),
    "a word": ("full text", sql("DELETE FROM words WHERE word = 'tomatoes'")),
    "no vector": (
        "vectors",
        sql("DELETE FROM vectors WHERE key IN (SELECT min(key) FROM vectors)"),
    ),
    "a short vector": ("vectors", sql("UPDATE vectors SET vector = substr(vector, 3)")),
    "too few vectors": ("vectors", sql("UPDATE vectors SET vector = substr(vector, 1, 128)")),
    "another's vector": (
        "vectors",
        unnoticed(
            "UPDATE passages SET vector = (SELECT vector FROM passages WHERE id = 1) WHERE id = 2"
        ),
    ),
    "a vector of NaN": ("vectors", vector(to_nan)),
    "a long vector": ("vectors", vector(to_other_length)),
    "another direction": ("cache", vector(to_other_sign)),
    "a direction the model never gave": ("sample of vectors", vector(to_other_sign)),
    "orphan passages": ("database", sql("UPDATE passages SET note = 99 WHERE id = 4")),
    "a lost index": ("tables", sql("DROP INDEX passages_of_note")),
    "a lost column": ("tables", sql("ALTER TABLE passages ADD COLUMN more TEXT")),
    "no meta": ("database", sql("DELETE FROM meta")),
    "no token": ("database", sql("DELETE FROM meta WHERE key = 'token'")),
    "another token": ("cache", unnoticed("UPDATE meta SET value = 'x' WHERE key = 'token'")),
    "no dimension": ("database", sql("UPDATE meta SET value = 'x' WHERE key = 'dimension'")),
    "another model": (
        "model",
        unnoticed("UPDATE meta SET value = '/no/where' WHERE key = 'model'"),
    ),
    "other files of the model": (
        "model",
        unnoticed("UPDATE meta SET value = 'x' WHERE key = 'fingerprint'"),
    ),
    "another notes folder": (
        "notes",
        unnoticed("UPDATE meta SET value = '/no/where' WHERE key = 'notes_folder'"),
    ),
    "a cut cache": ("cache", cached(lambda content: content[:-1])),
    "half a cache": ("cache", cached(lambda content: content[:20])),
    "an empty cache": ("cache", cached(lambda _: b"")),
    "a flipped cache": ("cache", cached(flip_in_the_middle)),
    "an old cache": ("cache", cached(of_another_token)),
    "another FAISS": ("cache", cached(of_another_faiss)),
    "no cache": ("cache", lambda folder: (folder / CACHE).unlink()),
    "an older format": ("database", lambda folder: _set_format(folder, 1)),
    "a newer format": ("database", lambda folder: _set_format(folder, 99)),
    "half a database": ("database", lambda folder: _cut(folder, 0.5)),
    "a short database": ("database", lambda folder: _cut(folder, 0.9)),
    "an empty database": ("database", lambda folder: _cut(folder, 0)),
    "no database": ("database", lambda folder: (folder / DATABASE).write_bytes(b"x" * 9000)),
}


def _set_format(folder: Path, number: int) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {number}")


def _cut(folder: Path, share: float) -> None:
    content = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(content[: int(len(content) * share)])


@pytest.mark.parametrize("name", DAMAGES)
def test_planted_damage_is_found(build_index: Build, index_folder: Path, name: str) -> None:
    """By the check that is there for it, with words on what to do."""
    build_index()
    check, damage = DAMAGES[name]
    damage(index_folder)

    found = examine(index_folder)

    assert check in {finding.check for finding in found.faults}
    for finding in found.findings:
        assert finding.what.endswith(".")
        assert "Traceback" not in finding.what
        assert finding.do or finding.severity is Severity.NOTICE


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_ends_an_examination(build_index: Build, index_folder: Path, seed: int) -> None:
    """Random pages of zeros, and bytes from nowhere."""
    build_index()
    random = Random(seed)  # noqa: S311  (damage that can be had again)
    content = bytearray((index_folder / DATABASE).read_bytes())
    start = random.randrange(0, len(content) - 4096)
    filling = bytes(4096) if seed % 2 else random.randbytes(4096)
    content[start : start + 4096] = filling
    (index_folder / DATABASE).write_bytes(content)

    assert all(finding.what for finding in examine(index_folder).findings)
