"""Write a file whole or not at all: an earlier file stays until then."""

from pathlib import Path

from index import write_durably

from .errors import ReportFileError


def write_whole(text: str, path: Path) -> None:
    """Write `text` to `path`, readable by its owner only, since reports quote the notes.

    Raises:
        ReportFileError: the file cannot be written.
    """
    try:
        write_durably(path, text.encode("utf-8"))
    except OSError as error:
        raise ReportFileError(
            f"{path} cannot be written: {error.strerror or error}. Name another file"
        ) from error
