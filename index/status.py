"""What an index holds, and how far the notes folder has moved on since it was built."""

import hashlib
from contextlib import closing, suppress
from pathlib import Path

from ingest import FoundNote, NotesFolderError, UnreadableNoteError, read_bytes

from .changes import Changes, find_changes, same_facts
from .folders import export_folder
from .known import KnownNote
from .model import Skip, Status
from .question_model import question_precision
from .store import Store


def status(index_folder: Path) -> Status:
    """What the index in `index_folder` holds and how fresh it is.

    Only notes that were indexed as soon as they were written are read again.

    Raises:
        QuothError: there is no index, or it cannot be read.
    """
    with closing(Store(index_folder)) as store, store.snapshot():
        info = store.info()
        known = store.known_notes()
        try:
            changes = find_changes(info.notes_folder, known, rehash=False)
        except NotesFolderError as error:
            changes = Changes((), (), tuple(known.values()), (Skip(".", str(error)),))
        skipped = store.skipped()
        left_out = {skip.path for skip in skipped}
        return Status(
            notes_folder=info.notes_folder,
            index_folder=index_folder,
            notes=len(known),
            passages=store.count("passages"),
            vectors=store.vectors(),
            size=_size(index_folder),
            model=info.model,
            dimension=info.dimension,
            precision=info.precision,
            question_precision=question_precision(export_folder(info.fingerprint)),
            generation=info.generation,
            built=info.built,
            skipped=skipped,
            warnings=store.warnings(),
            new=tuple(
                found.id
                for found in changes.to_read
                if found.id not in known and found.id not in left_out
            ),
            changed=tuple(
                found.id
                for found in changes.to_read
                if found.id in known and _has_changed(found, known[found.id])
            ),
            deleted=tuple(note.path for note in changes.missing),
        )


def _has_changed(found: FoundNote, note: KnownNote) -> bool:
    if not same_facts(found, note):
        return True
    try:
        return hashlib.sha256(read_bytes(found.path)[0]).hexdigest() != note.digest
    except UnreadableNoteError:
        return True


def _size(folder: Path) -> int:
    total = 0
    for file in folder.iterdir():
        # A writer's drafts may be gone by now.
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total
