"""What the system refuses, in words that say what to do."""

import errno
import os
import re
from pathlib import Path

import pytest

from index import IndexFolderError
from index.damage import refusals_reported
from ingest import NotesFolderError


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room"),
        (errno.EFBIG, "Make room"),
        (errno.EMFILE, "Close other programs"),
        (errno.EIO, "The disk may be failing"),
        (errno.EROFS, "See that you may write"),
        (errno.EACCES, "See that you may write"),
        (None, "See that you may write"),
    ],
)
def test_what_the_system_refuses(tmp_path: Path, number: int | None, advice: str) -> None:
    """The folder, the file, what was refused and the way out; the cause is kept."""
    said = os.strerror(number) if number else "it will not"
    error = OSError(number, said, "file") if number else OSError(said)
    wanted = rf"{re.escape(str(tmp_path))} .*{re.escape(said)}.*{advice}"
    with pytest.raises(IndexFolderError, match=wanted) as caught, refusals_reported(tmp_path):
        raise error
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [BrokenPipeError(), NotesFolderError("no notes"), KeyError()])
def test_what_is_no_refusal(tmp_path: Path, error: Exception) -> None:
    """Our own messages, a closed pipe and faults go on as they are."""
    with pytest.raises(type(error)) as caught, refusals_reported(tmp_path):
        raise error
    assert caught.value is error
