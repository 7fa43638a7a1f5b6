"""The tables of an index, and the one number that says which version of them a file has."""

import sqlite3

FORMAT = 1
"""Raised whenever a reader of the older tables would misread the newer ones, or passages are cut
or words are taken in another way."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

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
    tags TEXT NOT NULL,              -- this and the next two: JSON
    aliases TEXT NOT NULL,
    warnings TEXT NOT NULL
);

CREATE TABLE skipped (
    path TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE headings (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,              -- JSON: outermost first
    line INTEGER NOT NULL,
    empty INTEGER NOT NULL,          -- 1 where nothing stands under the heading
    PRIMARY KEY (note, ordinal)
) WITHOUT ROWID;

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
    checksum BLOB NOT NULL           -- of this row's content
);
CREATE INDEX passages_of_note ON passages (note, start);
CREATE INDEX passages_of_vector ON passages (vector);

CREATE TABLE vectors (
    key BLOB PRIMARY KEY,            -- SHA-256 of model fingerprint and embedded texts
    vector BLOB NOT NULL             -- float16, little-endian: the passage's, then its units'
) WITHOUT ROWID;

CREATE VIRTUAL TABLE terms USING fts5 (
    title, headings, body, content = '', tokenize = "porter unicode61 remove_diacritics 2"
);

CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;  -- every word ever indexed
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, and note their format in its header."""
    connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
