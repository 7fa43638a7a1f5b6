"""Bring an index up to date with its notes folder: read what changed, embed what is new.

Reading goes on while what was read is embedded, and memory stays the same however many notes there
are: their rows wait on disk. The order makes a crash harmless at every step: vectors are kept as
they are made, then one transaction changes everything that readers see, then the FAISS cache is
made from it.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ingest import Failpoint, NotesFolderError, ToRead, check_is_folder, reached

from .anew import OLDER, why_anew
from .changes import Changes, displayable, find_changes
from .damage import damage_reported, refusals_reported
from .dense import refresh_dense
from .dense_cache import CACHE
from .encoder import ModelIdentity, identify
from .errors import IndexFolderError, IndexOutdatedError
from .folders import remember
from .known import IndexInfo, KnownNote
from .leftovers import delete, left_behind
from .lineage import Lineage, next_lineage
from .lock import only_writer
from .missing import MissingVectors
from .model import OnProgress, Progress, Receipt, Stage
from .model_folder import BUILT_IN
from .network import warning_of
from .prepare import ReadNotes, model_of, read_notes
from .staging import Staging
from .store import Store
from .tokens import cutting_mark
from .word_cache import WORDS, refresh_words
from .writer import Update, Writer

logger = logging.getLogger(__name__)


def build(  # noqa: PLR0913  (a facade: each option is one that some caller needs)
    notes: Path,
    index_folder: Path,
    *,
    on_progress: OnProgress = lambda _: None,
    rehash: bool = False,
    model: str | None = None,
    is_last: bool = True,
) -> Receipt:
    """Make the index in `index_folder` hold the notes of the folder `notes`, as they are now.

    Args:
        notes: The notes folder. Nothing is ever written there.
        index_folder: Made if it is missing.
        on_progress: Called often, from this thread.
        rehash: Read every note, whatever its time and size say.
        model: The embedding model; by default the index's own, or for a new index the built-in.
        is_last: Commands that name no index mean this one from now on.

    Raises:
        QuothError: the folder, the index or the model cannot be used. The index stays as it was.
    """
    started = time.perf_counter()
    check_is_folder(notes)
    notes = notes.resolve()
    _check_folders(notes, index_folder)
    with (
        refusals_reported(index_folder),
        damage_reported(index_folder),
        only_writer(index_folder),
        closing(Writer(index_folder)) as writer,
        closing(Store(index_folder)) as store,
    ):
        delete(left_behind(index_folder))
        reached(Failpoint.LEFTOVERS_SWEPT)
        info = store.info() if store.is_built() else None
        identity = _choose_model(info, notes, model or writer.former_model)
        cutting = cutting_mark(model_of(identity))
        if info is None and (warning := warning_of(index_folder)):
            logger.warning("%s", warning)
        reason = OLDER if writer.former_model else why_anew(info, identity, cutting)
        all_known = store.known_notes()
        known = {} if reason else all_known
        on_progress(Progress(Stage.SCANNING, 0, 0, reason=reason))
        changes = find_changes(notes, known, rehash=rehash)
        reached(Failpoint.FOLDER_SCANNED)
        with (
            closing(Staging(index_folder)) as staging,
            MissingVectors(identity, writer, on_progress) as vectors,
        ):
            tasks = [ToRead(found, _digest(known, found.id)) for found in changes.to_read]
            read = read_notes(tasks, staging, vectors, identity, on_progress)
            reached(Failpoint.NOTES_READ)
            counts = vectors.finish()
            update = replace(_update(changes, all_known, staging, read), is_anew=bool(reason))
            if staging or update.gone or info is None or reason:
                on_progress(Progress(Stage.WRITING, 0, 0))
                before = info.precision if info and not reason else "float32"
                precision = vectors.precision or before
                facts = _facts(identity, cutting, notes, precision)
                writer.commit(update, facts, _lineages(store))
            else:
                writer.commit_facts(update)
        if is_last:
            _remember(index_folder)  # what follows takes long, and questions need not wait for it
        refresh_words(store, on_progress)
        refresh_dense(store, on_progress)
        done = _receipt(store, update, all_known, counts, started)
        return replace(done, reason=reason)


def _check_folders(notes: Path, index_folder: Path) -> None:
    if displayable(str(notes)) != str(notes):
        raise NotesFolderError(f"The name of the folder {displayable(str(notes))} is not UTF-8.")
    if index_folder.resolve().is_relative_to(notes):
        raise NotesFolderError(
            f"The index folder {index_folder} lies inside the notes folder {notes}, where Quoth "
            "never writes. Choose another one with --index."
        )
    try:
        index_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"The index folder {index_folder} cannot be made ({error.strerror}). "
            "Choose another one with --index."
        ) from error


def _remember(index_folder: Path) -> None:
    """Note which index was used last, where that can be written down."""
    try:
        remember(index_folder)
        reached(Failpoint.REMEMBERED)
    except OSError as error:
        logger.warning("The next command will not know of this index without --index: %s", error)


def _choose_model(info: IndexInfo | None, notes: Path, model: str | None) -> ModelIdentity:
    if info is None:
        return identify(model or BUILT_IN, None)
    if info.notes_folder != notes:
        raise IndexOutdatedError(
            f"This index holds the notes of {info.notes_folder}, not of {notes}. Choose another "
            "index folder with --index, or delete this one."
        )
    identity = identify(model or info.model, info.identity)
    if model is None and identity.fingerprint != info.fingerprint:
        raise IndexOutdatedError(
            f'The model "{info.model}" is not the one that the index was made with: its files '
            f"have changed. To embed all notes with it, run: quoth index NOTES --model {info.model}"
        )
    return identity


def _update(
    changes: Changes,
    all_known: Mapping[str, KnownNote],
    staging: Staging,
    read: ReadNotes,
) -> Update:
    """What the notes that were read make of the index."""
    present = {note.path for note in changes.unchanged}
    present |= {note.found.id for note in read.touched}
    present |= staging.digests.keys()
    return Update(
        staged=staging,
        gone=tuple(path for path in all_known if path not in present),
        touched=read.touched,
        skipped=(*changes.skipped, *read.skipped),
    )


def _digest(known: Mapping[str, KnownNote], path: str) -> str | None:
    note = known.get(path)
    return note.digest if note else None


def _facts(identity: ModelIdentity, cutting: str, notes: Path, precision: str) -> dict[str, str]:
    """What the index says of itself from now on."""
    return {
        "notes_folder": str(notes),
        "model": identity.name,
        "model_stamp": identity.stamp,
        "fingerprint": identity.fingerprint,
        "dimension": str(identity.dimension),
        "cutting": cutting,
        "precision": precision,
    }


def _lineages(store: Store) -> dict[str, Lineage]:
    """What is to be kept of each cache file with the next generation."""
    if not store.is_built():
        return {}
    return {
        name: next_lineage(store.folder / name, store.token(), store.lineage(name))
        for name in (CACHE, WORDS)
    }


def _receipt(
    store: Store,
    update: Update,
    before: Mapping[str, KnownNote],
    vectors: tuple[int, int],
    started: float,
) -> Receipt:
    read = update.staged.digests
    new = [digest for path, digest in read.items() if path not in before]
    left = Counter(before[path].digest for path in update.gone)
    renamed = (left & Counter(new)).total()
    notes = store.count("notes")
    return Receipt(
        notes=notes,
        passages=store.count("passages"),
        added=len(new) - renamed,
        changed=len(read) - len(new),
        renamed=renamed,
        removed=len(update.gone) - renamed,
        unchanged=notes - len(read),
        embedded=vectors[0],
        reused=vectors[1],
        skipped=store.skipped(),
        warnings=store.warnings(),
        seconds=time.perf_counter() - started,
    )
