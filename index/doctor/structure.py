"""The database as SQLite sees it: its pages, its tables, and what refers to what."""

import sqlite3
from contextlib import closing

from ..folders import DATABASE
from ..schema import TABLES
from .findings import Examination, Finding, Remedy, Subject, counted, fault

STRUCTURE = "database"
TABLES_THERE = "tables"
_MOST = 20
# Newer versions of SQLite also ask FTS5, which must write to answer; `full_text` reads it instead.
_NOT_ASKED = "unable to validate the inverted index"


def check_structure(subject: Subject) -> Examination:
    """Pages, records and indexes of the file hang together, and nothing refers to nothing."""
    connection = subject.store.connection
    check = "integrity_check" if subject.thorough else "quick_check"
    for (said,) in connection.execute(f"PRAGMA {check}({_MOST})"):
        if said != "ok" and not str(said).startswith(_NOT_ASKED):
            yield _broken(f"The database file is damaged: {said}.")
    lost: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        lost[table] = lost.get(table, 0) + 1
    for table, rows in lost.items():
        yield _broken(f"Rows of the table {table} that belong to no note: {rows:,}.")
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return f"{counted(pages, 'page')} of the file, and what its rows refer to"


def check_tables(subject: Subject) -> Examination:
    """The tables are those that this version of Quoth makes."""
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(TABLES)
        wanted = _tables(model)
    found = _tables(subject.store.connection)
    for name, columns in wanted.items():
        if found.get(name) != columns:
            what = f"The table or index {name} is missing or is not as it should be."
            yield fault(TABLES_THERE, what, DATABASE, Remedy.REBUILD)
    return f"{counted(len(wanted), 'table')} and indexes with their columns"


def _broken(what: str) -> Finding:
    return fault(STRUCTURE, what, DATABASE, Remedy.REBUILD)


def _tables(connection: sqlite3.Connection) -> dict[str, object]:
    """What must be the same of every table and index; comments in what made them need not."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    found: dict[str, object] = {}
    for kind, name, sql in connection.execute(query).fetchall():
        columns = connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall()
        made_by = sql if name == "terms" else ""
        indexed = connection.execute("SELECT * FROM pragma_index_xinfo(?)", (name,)).fetchall()
        found[name] = (kind, columns, indexed, made_by)
    return found
