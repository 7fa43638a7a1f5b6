"""Named places where a test can make Quoth stop or fail.

Each is an audit event of Python's own: without a hook it costs nothing and does nothing, and the
program holds no switch that could be left on. A test adds a hook that kills the process, or that
raises what the operating system would.
"""

import sys
from enum import StrEnum

FAILPOINT_EVENT = "quoth.failpoint"


class Failpoint(StrEnum):
    """Where a build or a save can be interrupted, in the order in which they are reached."""

    LOCK_TAKEN = "lock taken"
    LOCK_NAMED = "lock holder written down"
    DATABASE_OPENED = "database opened"
    TABLES_MADE = "tables made"
    LEFTOVERS_SWEPT = "leftovers swept"
    FOLDER_SCANNED = "notes folder scanned"
    NOTE_OPENED = "note opened"
    NOTE_READ = "note read, not checked again"
    NOTES_READ = "all notes read"
    VECTORS_BEGUN = "vectors: transaction begun"
    VECTORS_WRITTEN = "vectors: rows written"
    VECTORS_COMMITTED = "vectors: committed"
    COMMIT_BEGUN = "commit: transaction begun"
    NOTE_REMOVED = "commit: an old note removed"
    NOTE_ROW_WRITTEN = "commit: a note's own row written"
    HEADINGS_WRITTEN = "commit: a note's headings written"
    PASSAGES_WRITTEN = "commit: a note's passages written"
    NOTE_ADDED = "commit: a note added"
    FACTS_WRITTEN = "commit: file facts and ledger written"
    VECTORS_SWEPT = "commit: unused vectors removed"
    GENERATION_WRITTEN = "commit: generation written"
    COMMITTED = "commit: done"
    ROLLED_BACK = "transaction rolled back"
    CACHE_MADE = "cache made in memory"
    DRAFT_OPENED = "file: draft opened"
    DRAFT_WRITTEN = "file: draft written"
    DRAFT_SYNCED = "file: draft on disk"
    DRAFT_CLOSED = "file: draft closed"
    RENAMED = "file: renamed into place"
    FOLDER_SYNCED = "file: folder on disk"
    REMEMBERED = "last index remembered"
    LOG_FOLDED = "log folded into the database"
    DATABASE_CLOSED = "database closed"
    LOCK_UNNAMED = "lock holder removed"
    LOCK_FREED = "lock freed"


def reached(point: Failpoint) -> None:
    """Tell whoever listens that `point` is reached. A listener may raise."""
    sys.audit(FAILPOINT_EVENT, point)
