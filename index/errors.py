"""What can be wrong with an index or a model; every message names the way out."""

from pathlib import Path

from ingest import QuothError

REPAIR = "quoth doctor --repair"
"""The command that puts an index right."""


class IndexMissingError(QuothError):
    """There is no index where one was looked for."""


class IndexOutdatedError(QuothError):
    """The index was made by another format, model or version than this one can use."""


class IndexDamagedError(QuothError):
    """The index does not hold what it says it holds."""


class IndexFolderError(QuothError):
    """The system does not let the folder of an index be made, read or written."""


class IndexBusyError(QuothError):
    """Another process is bringing the same index up to date."""


class ModelError(QuothError):
    """The embedding model cannot be found, loaded or trusted."""


class EmbeddingStoppedError(QuothError):
    """Whoever wanted the vectors does not want them any more."""


def damaged(what: str) -> IndexDamagedError:
    """An error that says what is damaged, as a sentence, and the way out."""
    return IndexDamagedError(f"{what} Have the index put right from the notes: {REPAIR}")


def of_other_format(folder: Path, found: int, ours: int) -> IndexOutdatedError:
    """The error that says that an index is of another format than this version reads."""
    older = found < ours
    age = "an older" if older else "a newer"
    do = "Bring it up to date" if older else "Update Quoth, or delete that folder and run"
    return IndexOutdatedError(
        f"The index in {folder} was made by {age} version of Quoth (format {found}, this one reads "
        f"{ours}). {do}: quoth index NOTES"
    )
