"""The index against its notes folder, file by file."""

from collections.abc import Iterator
from contextlib import closing

from ingest import (
    FoundNote,
    NotesFolderError,
    ToRead,
    UnreadableNoteError,
    UnreadNote,
    read_note,
)

from ..changes import find_changes
from ..known import KnownNote
from ..prepare import outcomes
from .findings import Examination, Finding, Remedy, Subject, counted, fault, notice

FRESHNESS = "notes"


def check_freshness(subject: Subject) -> Examination:
    """Every file is read, whatever its time and size say, unless that is not asked for."""
    known, folder = subject.store.known_notes(), subject.info.notes_folder
    try:
        changes = find_changes(folder, known, rehash=subject.thorough)
    except NotesFolderError as error:
        do = "Bring the folder back, or say where it is: quoth doctor --repair --notes NOTES"
        yield fault(FRESHNESS, str(error), str(folder), Remedy.NONE, do)
        return ""
    left_out = {skip.path: skip.reason for skip in subject.store.skipped()}
    for found in changes.to_read:
        yield from _read_again(subject, found, known.get(found.id), left_out)
    for note in changes.missing:
        yield fault(FRESHNESS, "The note was deleted.", note.path, Remedy.UPDATE)
    for skip in changes.skipped:
        yield notice(FRESHNESS, f"The file is left out: {skip.reason}.", skip.path, Remedy.NONE)
    seen = {found.id for found in changes.to_read} | {skip.path for skip in changes.skipped}
    for path in sorted(left_out.keys() - seen):
        what = "The file was left out, and is not there any more."
        yield notice(FRESHNESS, what, path, Remedy.UPDATE)
    unread = f", {len(changes.unchanged):,} looked at" if changes.unchanged else ""
    return f"{counted(len(changes.to_read), 'file')} read{unread}"


def _read_again(
    subject: Subject, found: FoundNote, note: KnownNote | None, left_out: dict[str, str]
) -> Iterator[Finding]:
    try:
        digest = read_note(found.id, found.path).digest
    except UnreadableNoteError as error:
        what = f"The file cannot be read: {error}."
        if note is None:
            yield notice(FRESHNESS, what, found.id, Remedy.NONE)
        else:
            yield fault(FRESHNESS, f"{what} It could when it was indexed.", found.id, Remedy.UPDATE)
        return
    if note is None and found.id in left_out and _is_still_left_out(subject, found):
        reason = left_out[found.id]
        yield notice(FRESHNESS, f"The file is left out: {reason}.", found.id, Remedy.NONE)
    elif note is None:
        yield fault(FRESHNESS, "The note is not in the index.", found.id, Remedy.UPDATE)
    elif digest != note.digest:
        what = "The note is not what it was when it was indexed."
        yield fault(FRESHNESS, what, found.id, Remedy.UPDATE)


def _is_still_left_out(subject: Subject, found: FoundNote) -> bool:
    with closing(outcomes([ToRead(found)], subject.info.identity)) as coming:
        return isinstance(next(coming), UnreadNote)
