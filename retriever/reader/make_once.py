"""Make the files of a folder once, whoever else is doing the same just now."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from index import ModelError, move_into_place


def make_once(folder: Path, names: Sequence[str], make: Callable[[Path], None]) -> None:
    """Unless `folder` has the files called `names`, have `make` write them, and move them there.

    Two processes may do so at once: each works in a folder of its own, and both make the same.

    Raises:
        ModelError: the files cannot be written.
    """
    if _is_whole(folder, names):
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as made:
            make(Path(made))
            if not _is_whole(folder, names):
                move_into_place(Path(made), folder, names)
    except OSError as error:
        # Some systems refuse to replace a file that another process has just opened.
        if not _is_whole(folder, names):
            raise ModelError(
                f"The exported reader cannot be written to {folder.parent}: {error}. Make room "
                "there, or name another folder in the environment variable QUOTH_HOME."
            ) from error


def _is_whole(folder: Path, names: Sequence[str]) -> bool:
    return all((folder / name).is_file() for name in names)
