"""What notes are called and filed under."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index import Receipt, Store, note_labels, passages_of

Build = Callable[..., Receipt]


def test_labels_of_notes(build_index: Build, small_notes: Path, index_folder: Path) -> None:
    """In the order of paths, with the tags of front matter and text."""
    text = "---\ntags: [green]\n---\n# Basil\n\nGrows. #herbs\n"
    (small_notes / "basil.md").write_text(text)
    build_index()
    with closing(Store(index_folder)) as store:
        found = [(note.path, note.title, note.tags) for note in note_labels(store.connection)]

    assert found[0] == ("basil.md", "Basil", ("green", "herbs"))
    assert [path for path, _, _ in found] == sorted(path for path, _, _ in found)
    assert ("cloud/sqs.md", "SQS", ()) in found


def test_passages_of_notes(build_index: Build, index_folder: Path) -> None:
    """All of them for all notes, none for none."""
    build_index()
    with closing(Store(index_folder)) as store:
        numbers = {note.path: note.number for note in note_labels(store.connection)}
        assert len(passages_of(store.connection, numbers.values())) == store.count("passages")
        assert len(passages_of(store.connection, [numbers["cloud/sqs.md"]])) == 3
        assert passages_of(store.connection, []) == set()
