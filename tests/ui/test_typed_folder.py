"""A notes folder as someone types it."""

from pathlib import Path

import pytest

from ingest import NotesFolderError
from ui.typed_folder import typed_folder


def test_a_path_may_be_pasted_as_it_comes(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With spaces and quotation marks around it, from the home folder, through links."""
    monkeypatch.setenv("HOME", str(notes.parent))
    (notes.parent / "link").symlink_to(notes)

    for text in (
        f" {notes} ",
        f'"{notes}"',
        f"'{notes}/'",
        "~/notes",
        "~/link",
        f"{notes}/cloud/..",
    ):
        assert typed_folder(text) == notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Type the path"),
        (" '' ", "Type the path"),
        ("notes", "does not say where it lies"),
        ("/nowhere/at/all", "does not exist"),
        (__file__, "is a file"),
        ("/" + "x" * 300, "cannot be opened"),
        ("/a\0b", "no path"),
        ("~no such user/notes", "no path"),
    ],
)
def test_what_is_no_folder_is_said_in_words(text: str, words: str) -> None:
    """With what was typed, so that the mistake can be seen."""
    with pytest.raises(NotesFolderError, match=words):
        typed_folder(text)
