"""Files that are the old ones or the new ones, whole."""

import stat
from pathlib import Path

import pytest

from index import write_durably


def test_a_file_is_replaced_and_kept_private(tmp_path: Path) -> None:
    """The new content is there, nothing is left beside it, and only the owner may read it."""
    path = tmp_path / "kept"
    path.write_bytes(b"earlier")

    write_durably(path, b"later")

    assert path.read_bytes() == b"later"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_file_stays_when_writing_fails(tmp_path: Path) -> None:
    """A folder cannot be replaced by a file; nothing is left beside it."""
    (tmp_path / "kept").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_durably(tmp_path / "kept", b"later")

    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]
