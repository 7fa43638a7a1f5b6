"""Where indexes lie, and which one is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index import (
    HASH_MODEL,
    IndexMissingError,
    Receipt,
    build,
    index_folder_for,
    kept_folder,
    locate_index,
)
from index.folders import export_folder, remember


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which no index was ever used."""
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_folder_for_each_notes_folder(tmp_path: Path, own_home: Path) -> None:
    """Equal names in other places get other indexes; the way there makes no difference."""
    one, two = tmp_path / "a" / "notes", tmp_path / "b" / "notes"
    one.mkdir(parents=True)
    assert index_folder_for(one) != index_folder_for(two)
    assert index_folder_for(one / ".." / "notes") == index_folder_for(one)
    assert index_folder_for(one).parent == own_home / "data" / "indexes"
    assert index_folder_for(one).name.startswith("notes-")
    assert index_folder_for(Path("/")).name.startswith("root-")
    (tmp_path / "link").symlink_to(one)
    assert index_folder_for(tmp_path / "link") == index_folder_for(one)
    assert export_folder("mark") == own_home / "cache" / "models" / "mark"


def test_what_people_made_is_kept_apart(
    build_index: Callable[..., Receipt], small_notes: Path, index_folder: Path, own_home: Path
) -> None:
    """Neither with the index nor among the notes; a link to the notes leads to the same place."""
    kept = kept_folder(small_notes)
    build_index()
    assert kept.parent == own_home / "data" / "kept"
    assert kept.name == index_folder_for(small_notes).name
    assert not kept.is_relative_to(index_folder_for(small_notes))
    assert not kept.exists()
    (small_notes.parent / "link").symlink_to(small_notes)
    assert kept_folder(small_notes.parent / "link") == kept


def test_without_a_home_the_users_folders_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own data and cache folders, under our name."""
    monkeypatch.delenv("QUOTH_HOME")
    assert "quoth" in index_folder_for(Path("/notes")).parts
    assert "quoth" in str(export_folder("mark")).lower()


def test_which_index_is_meant(
    tmp_path: Path, small_notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is named comes first, then the notes, then the environment, then the last one used."""
    places = {name: tmp_path / name for name in ("named", "environment", "last")}
    places["notes"] = index_folder_for(small_notes)
    for place in places.values():
        place.mkdir(parents=True)
        (place / "quoth.db").touch()
    with pytest.raises(IndexMissingError, match="There is no index yet"):
        locate_index(None, None)
    remember(places["last"])
    assert locate_index(None, None) == places["last"]
    monkeypatch.setenv("QUOTH_INDEX", str(places["environment"]))
    assert locate_index(None, None) == places["environment"]
    assert locate_index(None, small_notes) == places["notes"]
    assert locate_index(places["named"], small_notes) == places["named"]
    with pytest.raises(IndexMissingError, match="Run: quoth index NOTES"):
        locate_index(tmp_path, None)


def test_the_last_index_used(build_index: Callable[..., Receipt], index_folder: Path) -> None:
    """A build makes its index the one that is meant; one that is gone is an error."""
    build_index()
    assert locate_index(None, None) == index_folder
    (index_folder / "quoth.db").unlink()
    with pytest.raises(IndexMissingError):
        locate_index(None, None)


def test_an_index_that_is_not_meant_to_last(
    build_index: Callable[..., Receipt], index_folder: Path, small_notes: Path, tmp_path: Path
) -> None:
    """Building another one for a measurement does not change which one is meant."""
    other = tmp_path / "other"
    build(small_notes, other, model=HASH_MODEL, is_last=False)
    with pytest.raises(IndexMissingError, match="no index yet"):
        locate_index(None, None)

    build_index()
    build(small_notes, other, is_last=False)
    assert locate_index(None, None) == index_folder

    build(small_notes, other)
    assert locate_index(None, None) == other


def test_a_data_folder_that_cannot_be_made(
    build_index: Callable[..., Receipt], own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An index that cannot be remembered is still an index; the loss is said."""
    own_home.write_text("a file in its place")
    assert build_index().notes == 4
    assert "without --index" in caplog.text
