"""The tables of an index, and the one number that says which version of them a file has."""

import sqlite3

from .checksums import vector_checksum

FORMAT = 3
"""Raised whenever a reader of the older tables would misread the newer ones, or passages are cut
or words are taken in another way."""

_OLD_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'terms_%' AND name NOT IN ('vectors', 'former')"
)

TABLES = """
-- A row's checksum is of all its other columns; where it is of more or of less, that is said.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    checksum BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,       -- POSIX, relative to the notes folder
    title TEXT NOT NULL,
    digest TEXT NOT NULL,            -- SHA-256 of the file
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    read_ns INTEGER NOT NULL,        -- when the file was read
    encoding TEXT NOT NULL,
    tags TEXT NOT NULL,              -- this and the next: JSON
    warnings TEXT NOT NULL,
    checksum BLOB NOT NULL           -- without size and times: if these are wrong, it is read again
);

CREATE TABLE aliases (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    name TEXT NOT NULL,              -- an abbreviation or another name
    means TEXT NOT NULL,             -- what it stands for
    name_key TEXT NOT NULL,          -- the words of both as a question is compared with them
    means_key TEXT NOT NULL,
    checksum BLOB NOT NULL
);
CREATE INDEX aliases_of_note ON aliases (note);
CREATE INDEX aliases_by_name ON aliases (name_key);
CREATE INDEX aliases_by_means ON aliases (means_key);

CREATE TABLE skipped (
    path TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    checksum BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE headings (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,              -- JSON: outermost first
    line INTEGER NOT NULL,
    empty INTEGER NOT NULL,          -- 1 where nothing stands under the heading
    checksum BLOB NOT NULL,          -- with the path of the note in place of its number
    PRIMARY KEY (note, ordinal)
) WITHOUT ROWID;
CREATE INDEX headings_with_nothing ON headings (note) WHERE empty = 1;

CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    headings TEXT NOT NULL,          -- JSON: outermost first
    heading_start INTEGER NOT NULL,  -- where the section's heading stands; -1, -1 for none
    heading_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,            -- JSON: [kind, start, end, lead start, lead end]
    vector BLOB NOT NULL,            -- key into vectors
    checksum BLOB NOT NULL           -- with the note's path, title and digest for its number
);
CREATE INDEX passages_of_note ON passages (note, start);
CREATE INDEX passages_of_vector ON passages (vector);

-- Rows of some kilobytes: in the order of their keys they would take four times as long to find.
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB NOT NULL PRIMARY KEY,   -- SHA-256 of model fingerprint and embedded texts
    vector BLOB NOT NULL,            -- float16, little-endian: the passage's, then its units'
    checksum INTEGER NOT NULL
);

CREATE TABLE loose (key BLOB PRIMARY KEY) WITHOUT ROWID;  -- vectors that perhaps nothing holds

CREATE VIRTUAL TABLE terms USING fts5 (
    title, headings, body, content = '', tokenize = "porter unicode61 remove_diacritics 2"
);

CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;  -- every word ever indexed
"""


_KEEP_MODEL = """
CREATE TABLE IF NOT EXISTS former (model TEXT NOT NULL);
INSERT INTO former SELECT value FROM meta WHERE key = 'model';
"""
"""What a build needs to know of the older index, however often it is interrupted."""

_LOOSEN = "INSERT INTO loose SELECT key FROM vectors;"

_SEAL_VECTORS = """
INSERT OR IGNORE INTO vectors SELECT key, vector, vector_checksum(key, vector)
    FROM former_vectors WHERE typeof(key) = 'blob' AND typeof(vector) = 'blob';
DROP TABLE former_vectors;
"""


def prepare_tables(connection: sqlite3.Connection) -> str | None:
    """Make the tables of an empty database; empty one of an older format of all but its vectors.

    Returns the name of the older index's model until a build was finished. Vectors are named by
    the model and the texts they are of, so those of texts that are still embedded the same way are
    found again; they are what takes long to make. A database of this format, or of a newer one, is
    left as it is.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute(_OLD_TABLES).fetchall()
    if found >= FORMAT or (tables and not found):
        return _former_model(connection)
    before = _KEEP_MODEL if tables else ""
    before += "".join(f'DROP TABLE "{name}"; ' for (name,) in tables)
    after = f"{_LOOSEN} PRAGMA user_version = {FORMAT};"
    if _without_checksums(connection):
        before += "ALTER TABLE vectors RENAME TO former_vectors; "
        after = f"{_SEAL_VECTORS} {after}"
        connection.create_function("vector_checksum", 2, vector_checksum, deterministic=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(f"BEGIN; {before} {TABLES} {after} COMMIT;")
    connection.execute("PRAGMA foreign_keys = ON")
    return _former_model(connection)


def forget_former(connection: sqlite3.Connection) -> None:
    """The older index is of no more use: a build was finished."""
    connection.execute("DROP TABLE IF EXISTS former")


def _former_model(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'former'").fetchone():
        return None
    row = connection.execute("SELECT model FROM former").fetchone()
    return str(row[0]) if row else None


def _without_checksums(connection: sqlite3.Connection) -> bool:
    """Whether there are vectors of format 2 or before."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(vectors)")]
    return bool(columns) and "checksum" not in columns
