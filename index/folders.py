"""Where indexes and exported models live: in the user's own folders, never among the notes."""

import hashlib
import os
from pathlib import Path

from platformdirs import PlatformDirs

from ingest import NotesFolderError

from .durable import write_durably
from .errors import IndexMissingError

HOME_VARIABLE = "QUOTH_HOME"
INDEX_VARIABLE = "QUOTH_INDEX"
DATABASE = "quoth.db"


def index_folder_for(notes: Path) -> Path:
    """The folder of the index of `notes`, unless another one is asked for."""
    return indexes_folder() / _folder_name(notes)


def indexes_folder() -> Path:
    """The folder with the indexes that were given no folder of their own."""
    return _data_folder() / "indexes"


def locate_index(index: Path | None, notes: Path | None) -> Path:
    """The index folder that is meant: by `index`, by `notes`, or the one used last.

    Raises:
        IndexMissingError: nothing was said and no index was built yet, or it is not there.
    """
    named = os.environ.get(INDEX_VARIABLE)
    if index is not None:
        folder = index
    elif notes is not None:
        if not notes.is_dir():
            raise NotesFolderError(f"There is no folder {notes}. Name the one with your notes.")
        folder = index_folder_for(notes)
    elif named:
        folder = Path(named)
    else:
        folder = _last_used()
    if not (folder / DATABASE).is_file():
        raise IndexMissingError(f"There is no index in {folder}. Run: quoth index NOTES")
    return folder


def remember(index_folder: Path) -> None:
    """Make `index_folder` the one that is used when none is named."""
    pointer = _data_folder() / "last-index"
    pointer.parent.mkdir(parents=True, exist_ok=True)
    write_durably(pointer, os.fsencode(index_folder.resolve()))


def kept_folder(notes: Path) -> Path:
    """Where what people made while asking `notes` is kept: chats, known questions, runs.

    It does not lie with the index, which may be deleted and made again at any time.
    """
    return _data_folder() / "kept" / _folder_name(notes)


def export_folder(fingerprint: str) -> Path:
    """Where the export of the model with this fingerprint lies."""
    return _cache_folder() / "models" / fingerprint


def _folder_name(notes: Path) -> str:
    place = notes.resolve()
    mark = hashlib.sha256(os.fsencode(place)).hexdigest()[:10]
    return f"{place.name or 'root'}-{mark}"


def _last_used() -> Path:
    try:
        return Path(os.fsdecode((_data_folder() / "last-index").read_bytes()))
    except FileNotFoundError:
        raise IndexMissingError("There is no index yet. Run: quoth index NOTES") from None


def _data_folder() -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "data" if home else PlatformDirs("quoth", False).user_data_path


def _cache_folder() -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "cache" if home else PlatformDirs("quoth", False).user_cache_path
