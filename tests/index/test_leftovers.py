"""What killed processes have left in an index folder is told from what is needed."""

from collections.abc import Callable
from pathlib import Path

from index import Receipt
from index.leftovers import ASIDE, delete, left_behind

Build = Callable[..., Receipt]
DEAD = 2**22 + 1
"""No process has this number."""


def test_a_build_sweeps_what_was_left(build_index: Build, index_folder: Path) -> None:
    """Drafts of the cache and of repairs, and a second name of the database; nothing else."""
    build_index()
    names = {path.name for path in index_folder.iterdir()}
    repair = index_folder / ".repair-x"
    repair.mkdir()
    (repair / "quoth.db").write_bytes(b"half")
    (index_folder / f"vectors.faiss.{DEAD}-0.draft").write_bytes(b"half")
    (index_folder / f"{ASIDE}2026-01-02-1").hardlink_to(index_folder / "quoth.db")
    kept = index_folder / f"{ASIDE}2026-01-01-1"
    kept.write_bytes(b"of a repair that was finished")
    assert len(left_behind(index_folder)) == 3

    build_index()

    assert left_behind(index_folder) == []
    assert {path.name for path in index_folder.iterdir()} == names | {kept.name}


def test_links_are_deleted_and_not_followed(tmp_path: Path) -> None:
    """A link that is called like a draft loses its name, and what it leads to stays."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "note.md").write_text("mine", "utf-8")
    link = tmp_path / ".repair-x"
    link.symlink_to(tmp_path / "notes")

    assert delete([link, tmp_path / "gone"]) == 2

    assert (tmp_path / "notes" / "note.md").read_text("utf-8") == "mine"
