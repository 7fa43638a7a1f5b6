"""The headings of all notes."""

from pathlib import Path

import index
from index import StoredHeading, find_headings


def test_headings_with_text_and_without_are_told_apart(tmp_path: Path) -> None:
    """Each with its path and line, note by note; text under a later heading does not count."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "b.md").write_text("# Tea\n\n## Green\n\nbrew at 75 degrees\n\n## Black\n", "utf-8")
    (notes / "a.md").write_text("# Basil\n", "utf-8")
    index.build(notes, tmp_path / "index", model=index.HASH_MODEL)
    store = index.Store(tmp_path / "index")

    empty = list(find_headings(store.connection, empty=True))
    others = list(find_headings(store.connection, empty=False))
    black = list(find_headings(store.connection, empty=True, holding=["TE", "bla", "%", "é"]))
    store.close()

    assert empty == [
        StoredHeading("a.md", 1, ("Basil",)),
        StoredHeading("b.md", 1, ("Tea",)),
        StoredHeading("b.md", 7, ("Tea", "Black")),
    ]
    assert others == [StoredHeading("b.md", 3, ("Tea", "Green"))]
    assert black == empty[2:]
