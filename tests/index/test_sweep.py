"""Vectors that no passage holds any more: removed, without looking through all of them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Progress, Receipt, Stage
from index.writer import SWEEP

Build = Callable[..., Receipt]


def counts(folder: Path) -> tuple[int, int, int]:
    """Rows of vectors, of passages, and of what perhaps nothing holds."""
    with closing(sqlite3.connect(folder / "quoth.db")) as connection:
        tables = ("vectors", "passages", "loose")
        some = [connection.execute(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608
        vectors, passages, loose = (row.fetchone()[0] for row in some)
        return vectors, passages, loose


def test_vectors_go_with_the_last_passage(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """Not while another note has the same text under the same headings."""
    build_index()
    assert counts(index_folder) == (6, 6, 0)
    text = (small_notes / "garden.md").read_text("utf-8")
    (small_notes / "copy.md").write_text(text, "utf-8")
    build_index()
    vectors, passages, _ = counts(index_folder)
    assert (vectors, passages) == (6, 7)
    (small_notes / "garden.md").unlink()
    build_index()
    assert counts(index_folder) == (6, 6, 0)
    (small_notes / "copy.md").unlink()
    build_index()
    assert counts(index_folder) == (5, 5, 0)


def test_vectors_of_an_update_that_never_ended(
    build_index: Build, small_notes: Path, index_folder: Path
) -> None:
    """They are kept until an update ends, which takes them up or removes them."""
    build_index()
    (small_notes / "new.md").write_text("# New\n\nA stork on the roof.\n", "utf-8")

    def stop(seen: Progress) -> None:
        if seen.stage is Stage.WRITING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(on_progress=stop)
    assert counts(index_folder) == (7, 6, 1)
    (small_notes / "new.md").write_text("# New\n\nAnother bird.\n", "utf-8")
    build_index()
    assert counts(index_folder) == (7, 7, 0)


def test_the_sweep_looks_up_what_is_loose(build_index: Build, index_folder: Path) -> None:
    """Neither the vectors nor the passages are read from end to end."""
    build_index()
    with closing(sqlite3.connect(index_folder / "quoth.db")) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {SWEEP}")]
    assert any("SEARCH vectors" in step for step in plan)
    assert any("SEARCH passages USING COVERING INDEX" in step for step in plan)
    assert not [step for step in plan if step.startswith(("SCAN vectors", "SCAN passages"))]
