"""The tables of an index, and the one number that says which version of them a file has."""

import sqlite3

FORMAT = 2
"""Raised whenever a reader of the older tables would misread the newer ones, or passages are cut
or words are taken in another way."""

_OLD_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'terms_%' AND name <> 'vectors'"
)

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
    tags TEXT NOT NULL,              -- this and the next: JSON
    warnings TEXT NOT NULL
);

CREATE TABLE aliases (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    name TEXT NOT NULL,              -- an abbreviation or another name
    means TEXT NOT NULL,             -- what it stands for
    name_key TEXT NOT NULL,          -- the words of both as a question is compared with them
    means_key TEXT NOT NULL
);
CREATE INDEX aliases_of_note ON aliases (note);
CREATE INDEX aliases_by_name ON aliases (name_key);
CREATE INDEX aliases_by_means ON aliases (means_key);

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

CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY,            -- SHA-256 of model fingerprint and embedded texts
    vector BLOB NOT NULL             -- float16, little-endian: the passage's, then its units'
) WITHOUT ROWID;

CREATE VIRTUAL TABLE terms USING fts5 (
    title, headings, body, content = '', tokenize = "porter unicode61 remove_diacritics 2"
);

CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;  -- every word ever indexed
"""


def prepare_tables(connection: sqlite3.Connection) -> str | None:
    """Make the tables of an empty database; empty one of an older format of all but its vectors.

    Returns the name of the older index's model. Vectors are named by the model and the texts they
    are of, so those of texts that are still embedded the same way are found again; they are what
    takes long to make. A database of this format, or of a newer one, is left as it is.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute(_OLD_TABLES).fetchall()
    if found >= FORMAT or (tables and not found):
        return None
    model = None
    if tables:
        model = connection.execute("SELECT value FROM meta WHERE key = 'model'").fetchone()
    drops = "".join(f'DROP TABLE "{name}"; ' for (name,) in tables)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(f"BEGIN; {drops} {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
    connection.execute("PRAGMA foreign_keys = ON")
    return model[0] if model else None
