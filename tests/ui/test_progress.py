"""Progress of a build."""

import io

from index import Progress, Stage
from ui.progress import progress_text, shown_progress


class _Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_in_words_is_one_safe_line() -> None:
    """Stage, count and note; what is not known is left out."""
    assert (
        progress_text(Progress(Stage.READING, 12, 400, "a\x1b.md"))
        == "reading and embedding 12 of 400: a␛.md"
    )
    assert progress_text(Progress(Stage.SCANNING, 0, 0)) == "looking for notes"
    arranging = Progress(Stage.ARRANGING, 2_048, 234_348)
    assert progress_text(arranging) == "arranging vectors 2,048 of 234,348"


def test_a_log_gets_a_line_for_each_stage() -> None:
    """Not one for every note."""
    stream = io.StringIO()

    with shown_progress(stream) as on_progress:
        for done in range(100):
            on_progress(Progress(Stage.READING, done, 100))
        on_progress(Progress(Stage.WRITING, 0, 0))

    assert stream.getvalue() == "quoth: reading and embedding 0 of 100\nquoth: writing\n"


def test_why_all_notes_are_read_is_said() -> None:
    """Once, before the bar and in a log, on one safe line."""
    for stream in (io.StringIO(), _Terminal()):
        with shown_progress(stream) as on_progress:
            on_progress(Progress(Stage.SCANNING, 0, 0, reason="Every note \x1b is read again."))
            on_progress(Progress(Stage.READING, 0, 9))
        assert stream.getvalue().count("Every note ␛ is read again.") == 1


def test_a_terminal_gets_a_bar_that_cannot_be_coloured_by_names() -> None:
    """The name of a note is no markup and no escape sequence."""
    stream = _Terminal()

    with shown_progress(stream) as on_progress:
        on_progress(Progress(Stage.READING, 1, 2, "[red]\x1b]0;x\x07.md"))

    assert "[red]␛]0;x␇.md" in stream.getvalue()
