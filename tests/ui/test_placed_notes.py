"""Passages with their points, as the index has them."""

from pathlib import Path

import pytest

import index
from index import IndexMissingError
from ui import placed_notes
from ui.placed_notes import place_notes


def said(_: str) -> None:
    """Hears how far the work is."""


def test_every_passage_is_placed(indexed: Path) -> None:
    """In the order of notes and lines, with all that is said of it."""
    heard: list[str] = []

    placed = place_notes(indexed, heard.append)

    assert [(passage.note, passage.first_line) for passage in placed.passages] == [
        ("cloud/sqs.md", 3),
        ("cloud/sqs.md", 7),
        ("cloud/sqs.md", 11),
        ("garden.md", 3),
        ("garden.md", 7),
    ]
    second = placed.passages[1]
    assert second.headings == ("SQS", "Standard queue")
    assert second.opening == "A standard queue delivers each message at least once."
    assert heard == ["Placing 5 passages by what they say"]


def test_texts_are_one_line_and_safe(notes: Path, tmp_path: Path) -> None:
    """Controls are shown, not obeyed, and a long text is cut; the note's path stays as it is."""
    words = "word " * 40
    (notes / "odd.md").write_text(f"# A \u202eheading\n\none\ntwo {words}\n", "utf-8")
    index.build(notes, tmp_path / "index", model="hash")

    odd = next(p for p in place_notes(tmp_path / "index", said).passages if p.note == "odd.md")

    assert odd.headings == ("A <U+202E>heading",)
    assert odd.opening.startswith("one two word")
    assert odd.opening.endswith("…")
    assert len(odd.opening) <= 80


def test_passages_are_read_a_few_at_a_time(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none is lost between."""
    whole = place_notes(indexed, said)
    monkeypatch.setattr(placed_notes, "_PASSAGES_AT_ONCE", 2)

    assert place_notes(indexed, said) == whole


def test_without_an_index_there_is_nothing(tmp_path: Path) -> None:
    """The error says what to do."""
    with pytest.raises(IndexMissingError, match="quoth index"):
        place_notes(tmp_path, said)
