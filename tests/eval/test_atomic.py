"""Writing a file whole or not at all."""

import stat
from pathlib import Path

import pytest

from eval import ReportFileError
from eval.atomic import write_whole


def test_a_file_is_replaced_and_kept_private(tmp_path: Path) -> None:
    """The new text is there, nothing is left beside it, and only the owner may read it."""
    path = tmp_path / "report.json"
    path.write_text("earlier", encoding="utf-8")

    write_whole("“later”\n", path)

    assert path.read_bytes() == "“later”\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_file_stays_when_writing_fails(tmp_path: Path) -> None:
    """A lone surrogate cannot be written as UTF-8."""
    path = tmp_path / "report.json"
    path.write_text("earlier", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        write_whole("\ud800", path)

    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The path and what to do are named."""
    with pytest.raises(ReportFileError, match=r"x\.json cannot be written: .*Name another file"):
        write_whole("", tmp_path / "absent" / "x.json")
