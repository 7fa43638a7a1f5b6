"""What the browser is given of a vault, and what is believed of what it sends."""

from dataclasses import replace

from index import NoteLabels, Skip, Status
from ui.component.tree import Tree, clicked, counts_words, tree_of
from ui.vault import NoteState, vault


def test_folders_are_numbered_and_rows_are_short(status: Status) -> None:
    """The first is the notes folder; a title that only repeats the name is left out."""
    tree = _tree(replace(status, changed=("cloud/sqs.md",)), "cloud/x/a.md", "cloud/sqs.md", "b.md")

    root, cloud, deepest = tree.data["folders"]
    assert (root["folders"], cloud["folders"], deepest["folders"]) == ([1], [2], [])
    assert root["notes"] == [
        ["b.md", "indexed", "Title"],
        ["broken.md", "unreadable", "", "it holds NUL bytes"],
    ]
    assert cloud["notes"] == [["sqs.md", "changed", "Title"]]
    assert (cloud["name"], cloud["path"], cloud["counts"]) == (
        "cloud",
        "cloud/",
        "2 notes, 1 changed",
    )
    plain = tree_of(vault(status, [NoteLabels(1, "Basil.md", "basil", ())]))
    assert plain.data["folders"][0]["notes"][0] == ["Basil.md", "indexed"]


def test_controls_in_names_are_made_visible(status: Status) -> None:
    """The exact name goes along, so that the note can be opened."""
    tree = _tree(replace(status, skipped=()), "a\u202eb/c\x1bd.md")

    _, folder = tree.data["folders"]
    assert (folder["name"], folder["shown"]) == ("a<U+202E>b", "a<U+202E>b/")
    assert folder["notes"] == [["c␛d.md", "indexed", "Title", "", "c\x1bd.md"]]
    path = folder["path"] + folder["notes"][0][4]
    assert clicked({"path": path}, tree) == "a\u202eb/c\x1bd.md"


def test_only_notes_of_the_vault_are_opened(status: Status) -> None:
    """Not those that are gone or unreadable, nor anything else that is sent."""
    tree = _tree(replace(status, deleted=("gone.md",)), "a.md", "gone.md")

    assert clicked({"path": "a.md"}, tree) == "a.md"
    for sent in ("gone.md", "broken.md", "../secret.md", "/etc/passwd", "", None, 7, ["a.md"]):
        assert clicked({"path": sent}, tree) is None
    strangers: tuple[object, ...] = (None, "a.md", 7, [], {})
    for strange in strangers:
        assert clicked(strange, tree) is None


def test_another_vault_has_another_stamp(status: Status) -> None:
    """Then the browser draws it anew; the same one is left as it is."""
    assert _tree(status, "a.md").data["stamp"] == _tree(status, "a.md").data["stamp"]
    changed = replace(status, skipped=(Skip("broken.md", "it is too large"),))
    assert _tree(status, "a.md").data["stamp"] != _tree(changed, "a.md").data["stamp"]


def test_counts_in_words() -> None:
    """All, then those that do not simply stand in the index."""
    assert counts_words({NoteState.INDEXED: 1}) == "1 note"
    counts = {NoteState.UNREADABLE: 1, NoteState.CHANGED: 2, NoteState.INDEXED: 1_200}
    assert counts_words(counts) == "1,203 notes, 2 changed, 1 unreadable"
    assert counts_words({}) == "0 notes"


def _tree(status: Status, *paths: str) -> Tree:
    return tree_of(vault(status, [NoteLabels(1, path, "Title", ()) for path in paths]))
