"""What an index holds, and how far the notes folder has moved on since it was built."""

from contextlib import closing
from pathlib import Path

from ingest import NotesFolderError

from .changes import Changes, find_changes
from .model import Skip, Status
from .store import Store


def status(index_folder: Path) -> Status:
    """What the index in `index_folder` holds and how fresh it is. Reads no note.

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
        to_read = [found.id for found in changes.to_read]
        return Status(
            notes_folder=info.notes_folder,
            index_folder=index_folder,
            notes=len(known),
            passages=store.count("passages"),
            vectors=store.count("vectors"),
            size=sum(file.stat().st_size for file in index_folder.iterdir() if file.is_file()),
            model=info.model,
            dimension=info.dimension,
            generation=info.generation,
            built=info.built,
            skipped=store.skipped(),
            warnings=store.warnings(),
            new=tuple(path for path in to_read if path not in known),
            changed=tuple(path for path in to_read if path in known),
            deleted=tuple(note.path for note in changes.missing),
        )
