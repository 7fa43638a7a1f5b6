"""Two notes, and an index of them made with the test embedder."""

from pathlib import Path

import pytest

import index


@pytest.fixture
def two_notes(tmp_path: Path) -> Path:
    """A folder with two notes that have one passage each."""
    notes = tmp_path / "two notes"
    notes.mkdir()
    (notes / "sqs.md").write_text("# SQS\n\n## Retention\n\nMessages are kept for 4 days.\n")
    (notes / "garden.md").write_text("# Basil\n\nBasil grows beside tomatoes.\n")
    return notes


@pytest.fixture
def folder(two_notes: Path, tmp_path: Path) -> Path:
    """The index of the two notes."""
    index.build(two_notes, tmp_path / "index", model=index.HASH_MODEL)
    return tmp_path / "index"
