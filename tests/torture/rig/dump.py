"""An index as text, the same for two indexes that hold the same, however they came to."""

import json
from contextlib import closing
from pathlib import Path

from index import Store

_PASSAGES = (
    "SELECT notes.path, notes.title, notes.digest, notes.encoding, notes.tags, notes.warnings,"
    " passages.start, passages.end, first_line, last_line, headings, heading_start, heading_end,"
    " text, blocks, hex(passages.vector), hex(vectors.vector)"
    " FROM notes LEFT JOIN passages ON passages.note = notes.id"
    " LEFT JOIN vectors ON vectors.key = passages.vector ORDER BY notes.path, passages.start"
)
_ALIASES = (
    "SELECT notes.path, name, means FROM aliases JOIN notes ON notes.id = aliases.note"
    " ORDER BY 1, 2, 3"
)
_HEADINGS = (
    "SELECT notes.path, ordinal, headings.path, line, empty FROM headings"
    " JOIN notes ON notes.id = headings.note ORDER BY 1, 2"
)
_COUNTS = (
    "SELECT (SELECT count(*) FROM terms_docsize), (SELECT count(*) FROM passages),"
    " (SELECT count(*) FROM vectors)"
)


def dump(index_folder: Path) -> str:
    """Every note, passage, vector, alias, heading and skipped file, without row numbers."""
    with closing(Store(index_folder)) as store, store.snapshot():
        rows = [
            store.connection.execute(query).fetchall()
            for query in (_PASSAGES, _ALIASES, _HEADINGS, _COUNTS)
        ]
        rows.append([(skip.path, skip.reason) for skip in store.skipped()])
    return json.dumps(rows, ensure_ascii=False, indent=0)
