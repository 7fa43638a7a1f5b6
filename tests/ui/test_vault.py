"""The tree of the vault, from what an index says of itself."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index import NoteLabels, Skip, Status
from ui.vault import NoteState, VaultFolder, VaultNote, vault

_STEPS = st.text("ab.Ä", min_size=1, max_size=3)
_PATHS = st.lists(_STEPS, min_size=1, max_size=4).map("/".join)
_SOME = st.lists(_PATHS, max_size=8)
_NOTHING = Status(
    notes_folder=Path("/n"),
    index_folder=Path("/i"),
    notes=0,
    passages=0,
    vectors=0,
    size=0,
    model="hash",
    dimension=64,
    precision="float32",
    question_precision="float32",
    generation=1,
    built=datetime(2026, 1, 2, tzinfo=UTC),
    skipped=(),
    warnings=(),
    new=(),
    changed=(),
    deleted=(),
)


def test_folders_come_first_and_all_is_sorted(status: Status) -> None:
    """By name, whatever the case; the folder itself has neither name nor path."""
    tree = vault(status, _labels("b.md", "Zoo/a.md", "A.md", "cloud/x/deep.md", "cloud/sqs.md"))

    assert (tree.name, tree.path) == ("", "")
    assert [folder.name for folder in tree.folders] == ["cloud", "Zoo"]
    assert [note.name for note in tree.notes] == ["A.md", "b.md", "broken.md"]
    assert [folder.path for folder in tree.everything()] == ["", "cloud", "Zoo", "cloud/x"]


def test_each_note_says_how_it_stands(status: Status) -> None:
    """With its title where it is indexed, and the reason where something is wrong."""
    changed = replace(
        status,
        new=("new.md",),
        changed=("b.md",),
        deleted=("c.md",),
        warnings=(Skip("d.md", "its encoding was guessed"), Skip("d.md", "a heading was cut")),
    )

    tree = vault(changed, _labels("a.md", "b.md", "c.md", "d.md"))

    assert tree.notes == (
        VaultNote("a.md", "a.md", "Title of a.md", NoteState.INDEXED, ""),
        VaultNote("b.md", "b.md", "Title of b.md", NoteState.CHANGED, ""),
        VaultNote("broken.md", "broken.md", "", NoteState.UNREADABLE, "it holds NUL bytes"),
        VaultNote("c.md", "c.md", "Title of c.md", NoteState.DELETED, ""),
        VaultNote(
            "d.md",
            "d.md",
            "Title of d.md",
            NoteState.WARNING,
            "its encoding was guessed; a heading was cut",
        ),
        VaultNote("new.md", "new.md", "", NoteState.NEW, ""),
    )


def test_what_stands_in_a_folder_counts_in_all_above(status: Status) -> None:
    """Each folder counts what is in it and below it, by state."""
    changed = replace(status, changed=("cloud/x/deep.md",), skipped=())

    tree = vault(changed, _labels("cloud/x/deep.md", "cloud/sqs.md", "garden.md"))

    (cloud,) = tree.folders
    assert tree.counts == {NoteState.INDEXED: 2, NoteState.CHANGED: 1}
    assert cloud.counts == {NoteState.INDEXED: 1, NoteState.CHANGED: 1}
    assert cloud.folders[0].counts == {NoteState.CHANGED: 1}


def test_an_empty_vault(status: Status) -> None:
    """It is a folder with nothing in it."""
    assert vault(replace(status, skipped=()), ()) == VaultFolder("", "", (), (), {})


def test_a_vault_deeper_than_pythons_stack(status: Status) -> None:
    """The tree is built and walked without recursion."""
    path = "/".join(["a"] * 2_000) + "/note.md"

    tree = vault(replace(status, skipped=()), _labels(path))

    assert [note.path for note in tree.all_notes()] == [path]
    assert sum(1 for _ in tree.everything()) == 2_001


@given(st.tuples(*[_SOME] * 6))
def test_every_path_occurs_exactly_once(lists: tuple[list[str], ...]) -> None:
    """Whatever lists it is in; in the folder that its path names, and counted there."""
    indexed, new, changed, deleted, skipped, odd = lists
    found = replace(
        _NOTHING,
        new=tuple(new),
        changed=tuple(changed),
        deleted=tuple(deleted),
        skipped=tuple(Skip(path, "why") for path in skipped),
        warnings=tuple(Skip(path, "odd") for path in odd),
    )

    tree = vault(found, _labels(*indexed))

    paths = Counter(note.path for note in tree.all_notes())
    assert set(paths) == {path for paths in lists for path in paths}
    assert all(count == 1 for count in paths.values())
    for folder in tree.everything():
        inside = f"{folder.path}/" if folder.path else ""
        assert all(note.path == inside + note.name for note in folder.notes)
        assert all(below.path == inside + below.name for below in folder.folders)
        assert folder.counts == Counter(note.state for note in folder.all_notes())


def _labels(*paths: str) -> list[NoteLabels]:
    return [NoteLabels(number, path, f"Title of {path}", ()) for number, path in enumerate(paths)]
