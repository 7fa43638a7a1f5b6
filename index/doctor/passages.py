"""The passages as rows: each is the one that was written, and each note's stand in order."""

from collections.abc import Iterator
from typing import Any

from ..errors import IndexDamagedError
from ..records import SELECT_PASSAGE, StoredPassage, stored_passage
from ..store import Store
from .findings import Examination, Remedy, Subject, counted, fault

PASSAGES = "passages"
_IN_ORDER = f"{SELECT_PASSAGE} ORDER BY passages.note, passages.start, passages.id"


def check_passages(subject: Subject) -> Examination:
    """Every row's checksum holds; a note's passages follow each other within the note."""
    sizes = {note.path: note.size for note in subject.store.known_notes().values()}
    count, before = 0, ("", 0)
    for row in subject.store.connection.execute(_IN_ORDER):
        count += 1
        stored = _read(row)
        if stored is None:
            what = f"Passage {row[0]} is not what was written: its checksum does not hold."
            yield fault(PASSAGES, what, str(row[1]), Remedy.REBUILD)
            continue
        span = stored.passage.span
        end_before = before[1] if before[0] == span.note_id else 0
        # No character takes less than a byte.
        if not _fits(stored, end_before, sizes.get(span.note_id, 0)):
            what = f"Passage {stored.number} does not follow the one before it within its note."
            yield fault(PASSAGES, what, span.note_id, Remedy.REBUILD)
        before = (span.note_id, span.end)
    return f"the checksums and places of {counted(count, 'passage')}"


def sound_passages(store: Store) -> Iterator[StoredPassage]:
    """The passages whose checksums hold, in the order of their numbers."""
    for row in store.connection.execute(f"{SELECT_PASSAGE} ORDER BY passages.id"):
        stored = _read(row)
        if stored is not None:
            yield stored


def _read(row: Any) -> StoredPassage | None:  # noqa: ANN401  (a damaged row may hold anything)
    try:
        return stored_passage(row)
    except (IndexDamagedError, ValueError, TypeError):
        return None


def _fits(stored: StoredPassage, end_before: int, size: int) -> bool:
    span = stored.passage.span
    return (
        end_before <= span.start < span.end <= size
        and span.end - span.start == len(stored.passage.text)
        and 1 <= stored.passage.first_line <= stored.passage.last_line
    )
