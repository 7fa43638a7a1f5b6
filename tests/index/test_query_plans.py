"""Each query that a question runs uses an index, so that its cost does not grow with the notes.

`tests/retriever/test_plans.py` asks whole questions of a few notes; these are written down, also
those that only a large index is asked.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from index.headings import SELECT_HEADING
from index.lexical import _AMONG, _BEST, _SEARCH
from index.records import SELECT_PASSAGE
from index.schema import prepare_tables
from index.stored_vectors import VECTORS

_LEAN = {
    "terms scored": _SEARCH + _BEST,
    "terms scored among some": _SEARCH + _AMONG + _BEST,
    "terms counted": "SELECT count(*) FROM terms WHERE terms MATCH ?",
    "passages": f"{SELECT_PASSAGE} WHERE passages.id IN (?, ?)",
    "vectors": f"{VECTORS} WHERE passages.id IN (?, ?)",
    "passages of notes": "SELECT id FROM passages WHERE note IN (SELECT value FROM json_each(?))",
    "generation": "SELECT key, value, checksum FROM meta WHERE key = 'token'",
    "empty headings": f"{SELECT_HEADING} WHERE headings.empty = 1"
    " AND headings.path LIKE ? ORDER BY notes.path, headings.ordinal",
    "names": "SELECT name, means FROM aliases"
    " WHERE name_key IN (SELECT value FROM json_each(?1))"
    " OR means_key IN (SELECT value FROM json_each(?1))",
}


@pytest.fixture(scope="module")
def tables() -> Iterator[sqlite3.Connection]:
    """An index without notes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare_tables(connection)
        yield connection


@pytest.mark.parametrize("name", _LEAN)
def test_no_table_is_read_from_end_to_end(tables: sqlite3.Connection, name: str) -> None:
    """What is gone through is the list that the question brought, or what matches its words."""
    query = _LEAN[name]
    values = ("1",) * (1 if "?1" in query else query.count("?"))
    steps = [row[3] for row in tables.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    assert steps
    assert not [step for step in steps if _reads_all(step)], steps


def test_the_rows_to_score_are_no_reason_to_begin_anew(tables: sqlite3.Connection) -> None:
    """With `=` in its plan SQLite searches the words again for each number: minutes for many."""
    plan = tables.execute(f"EXPLAIN QUERY PLAN {_SEARCH}{_AMONG}", ("a", "[1]")).fetchall()
    assert [row[3] for row in plan if "SCAN terms" in row[3]] == [
        "SCAN terms VIRTUAL TABLE INDEX 0:M3"
    ]


def _reads_all(step: str) -> bool:
    if step.startswith("SCAN terms "):
        return "M" not in step.rpartition(":")[2]  # M: the words that are matched
    few = "json_each" in step or step.endswith("USING INDEX headings_with_nothing")
    return step.startswith("SCAN") and not few
