"""Which notes folders have an index already."""

from pathlib import Path

import pytest

from index import HASH_MODEL, KnownIndex, build, index_folder_for, known_indexes


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which no index was ever made."""
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def test_without_any_index() -> None:
    """There is nothing to list, not even the folder."""
    assert known_indexes() == ()


def test_every_index_is_listed(tmp_path: Path, small_notes: Path) -> None:
    """In the order of notes folders; those that lie elsewhere are not known of."""
    other = tmp_path / "a few"
    other.mkdir()
    (other / "figs.md").write_text("# Figs\n\nFigs ripen in August.\n", "utf-8")
    for notes in (small_notes, other):
        build(notes, index_folder_for(notes), model=HASH_MODEL)
    build(other, tmp_path / "elsewhere", model=HASH_MODEL)

    found = known_indexes()

    assert found == (
        KnownIndex(other, index_folder_for(other), 1),
        KnownIndex(small_notes, index_folder_for(small_notes), 4),
    )


def test_a_notes_folder_that_is_gone_is_still_listed(tmp_path: Path, small_notes: Path) -> None:
    """Its index can be asked."""
    build(small_notes, index_folder_for(small_notes), model=HASH_MODEL)
    index_folder = index_folder_for(small_notes)
    small_notes.rename(tmp_path / "moved")

    assert [found.index_folder for found in known_indexes()] == [index_folder]


def test_what_cannot_be_asked_is_left_out(small_notes: Path, own_home: Path) -> None:
    """Damaged, unfinished and empty folders, and files, do not stand in the way of the others."""
    build(small_notes, index_folder_for(small_notes), model=HASH_MODEL)
    indexes = own_home / "data" / "indexes"
    for name, content in (("empty", None), ("unfinished", b""), ("damaged", b"not SQLite" * 200)):
        (indexes / name).mkdir()
        if content is not None:
            (indexes / name / "quoth.db").write_bytes(content)
    cut = indexes / "cut"
    cut.mkdir()
    whole = (index_folder_for(small_notes) / "quoth.db").read_bytes()
    (cut / "quoth.db").write_bytes(whole[: len(whole) // 2])
    (indexes / "a file").touch()

    assert [found.notes_folder for found in known_indexes()] == [small_notes]
