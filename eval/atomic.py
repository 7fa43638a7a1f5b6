"""Write a file whole or not at all: an earlier file stays until then."""

import os
import tempfile
from pathlib import Path

from .errors import ReportFileError


def write_whole(text: str, path: Path) -> None:
    """Write `text` to `path`, readable by its owner only, since reports quote the notes.

    Raises:
        ReportFileError: the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReportFileError(
            f"{path} cannot be written: {error.strerror or error}. Name another file"
        ) from error
