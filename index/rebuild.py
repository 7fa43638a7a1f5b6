"""Make an index again from its notes, in the place of one that cannot be trusted.

The new one is made beside the old one and takes its place when it is whole; the old database is
moved aside and never deleted. Vectors cost the most, so those that are sound are taken along.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest import QuothError

from .build import build
from .dense import CACHE
from .doctor.cache import differing_passages
from .doctor.surroundings import ASIDE, DRAFT
from .doctor.vectors import as_rows, vectors_read
from .durable import sync_folder
from .embedder import Vectors
from .folders import DATABASE
from .lock import only_writer
from .model import OnProgress, Receipt
from .store import Store
from .writer import Writer

_AT_ONCE = 256
_LOG, _LOG_INDEX = f"{DATABASE}-wal", f"{DATABASE}-shm"
"""What SQLite keeps beside a database: what is not folded into it yet, and where that is."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An index that was made again."""

    receipt: Receipt
    aside: Path
    """Where the old database lies now."""


def rebuild(
    index_folder: Path,
    notes: Path,
    *,
    model: str | None,
    keep_vectors: bool,
    on_progress: OnProgress = lambda _: None,
) -> Rebuilt:
    """Make the index in `index_folder` again from `notes`; until it is whole the old one stays.

    Args:
        index_folder: Where the old one lies.
        notes: The notes folder.
        model: The embedding model; None for the built-in one.
        keep_vectors: Take those vectors along that nothing speaks against.
        on_progress: As for `build`.

    Raises:
        QuothError: the folders or the model cannot be used, or another process is writing.
    """
    with (
        only_writer(index_folder),
        tempfile.TemporaryDirectory(dir=index_folder, prefix=DRAFT) as draft,
    ):
        made = Path(draft)
        if keep_vectors:
            _take_vectors(index_folder, made)
        receipt = build(notes, made, model=model, on_progress=on_progress, is_last=False)
        return Rebuilt(receipt, _put_in_place(made, index_folder))


def _take_vectors(index_folder: Path, made: Path) -> None:
    with closing(Writer(made)) as writer:
        keys: list[bytes] = []
        rows: list[Vectors] = []
        for key, vectors in _sound_vectors(index_folder):
            keys.append(key)
            rows.append(vectors)
            if len(keys) == _AT_ONCE:
                writer.add_vectors(keys, rows)
                keys, rows = [], []
        writer.add_vectors(keys, rows)


def _sound_vectors(index_folder: Path) -> Iterator[tuple[bytes, Vectors]]:
    """The vectors of passages that are sound, as far as they can be read."""
    query = "SELECT vector FROM vectors WHERE key = ?"
    try:
        with closing(Store(index_folder)) as store, store.snapshot():
            info, suspect = store.info(), differing_passages(store)
            for stored, key, problem in vectors_read(store, info):
                if problem is None and stored.number not in suspect:
                    (vector,) = store.connection.execute(query, (key,)).fetchone()
                    yield key, as_rows(vector, info.dimension)
    except (sqlite3.Error, ValueError, TypeError, QuothError):
        return  # what is left is embedded anew


def _put_in_place(made: Path, index_folder: Path) -> Path:
    """Move the old database aside and the new one in; returns where the old one is."""
    aside = _free_name(index_folder)
    log = index_folder / _LOG
    if log.exists() and log.stat().st_size:
        log.replace(aside.with_name(f"{aside.name}-wal"))
    # Left behind, they would be taken for those of the new database.
    log.unlink(missing_ok=True)
    (index_folder / _LOG_INDEX).unlink(missing_ok=True)
    (index_folder / DATABASE).replace(aside)
    (made / DATABASE).replace(index_folder / DATABASE)
    if (made / CACHE).exists():
        (made / CACHE).replace(index_folder / CACHE)
    sync_folder(index_folder)
    return aside


def _free_name(index_folder: Path) -> Path:
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    number = 1
    while (aside := index_folder / f"{ASIDE}{day}-{number}").exists():
        number += 1
    return aside
