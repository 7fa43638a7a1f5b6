"""A notes folder as someone types or pastes it."""

from pathlib import Path

from ingest import NotesFolderError, check_is_folder


def typed_folder(text: str) -> Path:
    """The folder that is meant: with or without quotation marks, `~` for the user's home.

    Raises:
        NotesFolderError: it is no folder, or does not say where it lies.
    """
    name = text.strip().strip("\"'")
    if not name:
        raise NotesFolderError("Type the path of the folder with your notes.")
    try:
        folder = Path(name).expanduser()
        if not folder.is_absolute():
            raise NotesFolderError(
                f"{name} does not say where it lies. Type the whole path, from the root or from ~"
            )
        check_is_folder(folder)
        return folder.resolve()
    except (RuntimeError, ValueError) as error:
        raise NotesFolderError(f"{name} is no path that this system knows ({error}).") from error
