"""Rows that wait on disk, and come back as they were."""

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.note_rows import NoteRows
from index.staging import Staging

texts = st.text(max_size=20)
numbers = st.integers(-1, 2**62)
contents = st.tuples(
    *(numbers, numbers, numbers, numbers, texts, numbers, numbers, texts, texts)
)  # fmt: skip
notes = st.builds(
    NoteRows,
    st.tuples(texts, texts, texts, texts, texts, texts),
    st.tuples(numbers, numbers, numbers, numbers),
    st.lists(st.tuples(numbers, texts, numbers, numbers), max_size=3).map(tuple),
    st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    st.lists(st.tuples(texts, contents), max_size=3).map(tuple),
)


@given(st.lists(notes, max_size=4))
def test_there_and_back(some: list[NoteRows]) -> None:
    """Notes come back in order, again and again, whatever characters they have."""
    with closing(Staging(Path(tempfile.gettempdir()))) as staging:
        for note in some:
            staging.add(note)
        assert list(staging) == list(staging) == some
        assert staging.digests == {note.path: note.digest for note in some}


def test_nothing_is_left(tmp_path: Path) -> None:
    """The file has no name, so that a process that is killed leaves none."""
    with closing(Staging(tmp_path)) as staging:
        staging.add(
            NoteRows(("a.md", "A", "digest", "utf-8", "[]", "[]"), (1, 2, 3, 4), (), (), ())
        )
        assert list(tmp_path.iterdir()) == []
        assert len(staging) == 1
