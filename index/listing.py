"""Which notes folders have an index already."""

import logging
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest import QuothError

from .folders import indexes_folder
from .store import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownIndex:
    """An index that can be asked."""

    notes_folder: Path
    """It may be gone by now."""
    index_folder: Path
    notes: int
    """How many are indexed."""


def known_indexes() -> tuple[KnownIndex, ...]:
    """Every finished index that was given no folder of its own, in the order of notes folders.

    An index that is damaged, unfinished or of another version is left out: it cannot be asked.
    """
    try:
        folders = [folder for folder in indexes_folder().iterdir() if folder.is_dir()]
    except OSError:
        return ()
    found = [_known_index(folder) for folder in folders]
    return tuple(sorted(filter(None, found), key=lambda one: (one.notes_folder, one.index_folder)))


def _known_index(index_folder: Path) -> KnownIndex | None:
    """The index in `index_folder`; None where there is none that can be asked."""
    try:
        with closing(Store(index_folder)) as store, store.snapshot():
            return KnownIndex(store.info().notes_folder, index_folder, store.count("notes"))
    except (QuothError, OSError) as error:
        logger.info("The index in %s is not listed: %s", index_folder, error)
        return None
