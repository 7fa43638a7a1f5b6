"""Write a result whole or not at all, and say early where it cannot be written."""

import os
from pathlib import Path

from index import write_durably

from .errors import TrainingError


def check_output(path: Path, ending: str) -> None:
    """Refuse a path that a result cannot go to, before the hours that it takes to make it.

    Raises:
        TrainingError: the name ends otherwise, or there is no folder that can be written to.
    """
    if path.suffix != ending:
        raise TrainingError(f"--out {path} must end in {ending}. Name such a file")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise TrainingError(f"There is no folder {path.parent} to write to. Make it first")


def write_whole(data: bytes, path: Path) -> None:
    """Put `data` at `path` in one move: what was there stays until then.

    Raises:
        TrainingError: it cannot be written.
    """
    try:
        write_durably(path, data)
    except OSError as error:
        raise TrainingError(
            f"{path} cannot be written: {error.strerror or error}. Name another file with --out"
        ) from error
