"""What the browser is given of a note."""

from pathlib import Path

from ui.component.note import note_data
from ui.note_view import note_view
from ui.opening import OpenNote


def test_the_lines_of_a_note_and_what_is_cited(notes: Path) -> None:
    """Every line with its number, its look and its level."""
    view = note_view(notes, "garden.md")

    data = note_data(view, OpenNote("garden.md", 3, 3))

    assert data["note"] == "garden.md"
    assert data["cited"] == [3, 3]
    assert data["lines"][:3] == [
        [1, "# Tomatoes", "heading", 1],
        [2, "", "text", 0],
        [3, "Tomatoes need six hours of sun a day.", "text", 0],
    ]
    assert data["outline"] == [[1, "Tomatoes", 1], [5, "Basil", 1]]


def test_the_outline_has_words_without_markup(tmp_path: Path) -> None:
    """A hash that touches a word is part of it."""
    (tmp_path / "a.md").write_text("# C#\n\n## F # sharp ##\n\n### #1 rule\n\n#\n\nC#\n===\n")

    data = note_data(note_view(tmp_path, "a.md"), OpenNote("a.md"))

    assert [words for _, words, _ in data["outline"]] == [
        *("C#", "F # sharp", "#1 rule", "(no words)", "C#")
    ]


def test_nothing_hostile_is_shown(tmp_path: Path) -> None:
    """Controls are pictures, each on its line."""
    (tmp_path / "a.md").write_bytes("# \x1b[2J\r\n\r\n\u202etxt\tx\r\n".encode())

    data = note_data(note_view(tmp_path, "a.md"), OpenNote("a.md"))

    assert [text for _, text, _, _ in data["lines"]] == ["# ␛[2J", "", "<U+202E>txt x", ""]
    assert data["outline"] == [[1, "␛[2J", 1]]
