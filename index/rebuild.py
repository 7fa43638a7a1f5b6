"""Make an index again from its notes, in the place of one that cannot be trusted.

The new one is made beside the old one and takes its place when it is whole; the old database is
moved aside and never deleted. Vectors cost the most, so those that are sound are taken along.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest import QuothError

from .build import build
from .checksums import vectors_hold
from .damage import UNREADABLE
from .dense_cache import CACHE
from .doctor.vectors import vector_problem
from .durable import move_durably, sync_folder
from .folders import DATABASE
from .leftovers import ASIDE, DRAFT, delete, left_behind
from .lock import only_writer
from .model import OnProgress, Receipt
from .records import VectorRow
from .store import Store
from .word_cache import WORDS
from .writer import Writer

_AT_ONCE = 1000
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
    with only_writer(index_folder):
        delete(left_behind(index_folder))
        with tempfile.TemporaryDirectory(dir=index_folder, prefix=DRAFT) as draft:
            made = Path(draft)
            if keep_vectors:
                _take_vectors(index_folder, made)
            receipt = build(notes, made, model=model, on_progress=on_progress, is_last=False)
            return Rebuilt(receipt, _put_in_place(made, index_folder))


def _take_vectors(index_folder: Path, made: Path) -> None:
    with closing(Writer(made)) as writer:
        for some in _sound_vectors(index_folder):
            writer.take_vectors(some)


def _sound_vectors(index_folder: Path) -> Iterator[list[VectorRow]]:
    """The vectors whose checksums hold, as far as they can be read; the others are embedded anew.

    They are asked for in parts, for where a page is damaged, the rows behind it may not be.
    """
    query = "SELECT key, vector, checksum FROM vectors WHERE key >= ? AND key < ?"
    with suppress(*UNREADABLE, QuothError), closing(Store(index_folder)) as store:
        dimension = _dimension(store)
        found: list[VectorRow] = []
        for first in range(256):
            after = bytes([first + 1]) if first < 255 else b"\xff" * 64
            with suppress(*UNREADABLE):
                rows = store.connection.execute(query, (bytes([first]), after))
                found.extend(row for row in rows if _is_sound(row, dimension))
            if len(found) >= _AT_ONCE:
                yield found
                found = []
        yield found


def _dimension(store: Store) -> int | None:
    """How long the vectors are, if that can still be known."""
    with suppress(QuothError):
        return store.info().dimension
    return None


def _is_sound(row: VectorRow, dimension: int | None) -> bool:
    """Whether it is what was written, and what a model gives."""
    return vectors_hold(*row) and (dimension is None or vector_problem(row[1], dimension) is None)


def _put_in_place(made: Path, index_folder: Path) -> Path:
    """Move the old database aside and the new one in; returns where the old one is.

    Killed at any step, there is one of the two.
    """
    _fold_log(index_folder)
    aside = _free_name(index_folder)
    log = index_folder / _LOG
    if log.exists() and log.stat().st_size:
        log.replace(aside.with_name(f"{aside.name}-wal"))
    # Left behind, they would be taken for those of the new database.
    log.unlink(missing_ok=True)
    (index_folder / _LOG_INDEX).unlink(missing_ok=True)
    _keep_as(index_folder / DATABASE, aside)
    sync_folder(index_folder)
    move_durably(made / DATABASE, index_folder / DATABASE)
    for name in (CACHE, WORDS):
        if (made / name).exists():
            move_durably(made / name, index_folder / name)
    return aside


def _fold_log(index_folder: Path) -> None:
    """Leave no log, if that can be: without its log a database is not what it was."""
    with (
        suppress(*UNREADABLE),
        closing(sqlite3.connect(index_folder / DATABASE, timeout=1)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _keep_as(database: Path, aside: Path) -> None:
    """Give the old database its other name, and leave it to readers until the new one is there."""
    try:
        aside.hardlink_to(database)
    except OSError:  # not every file system has files with two names
        database.replace(aside)


def _free_name(index_folder: Path) -> Path:
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    number = 1
    while (aside := index_folder / f"{ASIDE}{day}-{number}").exists():
        number += 1
    return aside
