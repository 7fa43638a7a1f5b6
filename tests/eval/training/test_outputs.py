"""Results are written whole or not at all."""

from pathlib import Path

import pytest

from eval.training.outputs import check_output, write_whole
from ingest import QuothError


def test_one_result_takes_the_place_of_another(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "ranker.json"
    write_whole(b"old", path)

    write_whole(b"new", path)

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    """The message says why; what is there stays."""
    folder = tmp_path / "taken.json"
    folder.mkdir()

    with pytest.raises(QuothError, match=r"taken.json cannot be written: .*Name another file"):
        write_whole(b"new", folder)

    assert list(tmp_path.iterdir()) == [folder]
    check_output(tmp_path / "fine.json", ".json")
