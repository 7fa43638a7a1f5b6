"""A note in the browser, scrolled to the lines that are cited."""

import re
from collections.abc import Mapping
from typing import Any

from ..note_view import NoteView
from ..opening import OpenNote
from ..terminal import visible_line
from .mount import component

# A hash that touches a word is part of it: `C#`.
_HASHES = re.compile(r"^\s*#{1,6}(?=\s|$)|\s#+\s*$")


def show_note_lines(view: NoteView, at: OpenNote) -> None:
    """Draw `view` with the lines of `at` highlighted and in sight."""
    component("note", "pane")(data=note_data(view, at), key="note pane")


def note_data(view: NoteView, at: OpenNote) -> Mapping[str, Any]:
    """What the script is given: every text already visible."""
    return {
        "note": visible_line(view.note),
        "digest": view.digest,
        "cited": [at.first_line, at.last_line],
        "lines": [
            [line.number, visible_line(line.text), line.look, line.level] for line in view.lines
        ],
        "outline": [
            [line.number, _words(visible_line(line.text)), line.level] for line in view.headings
        ],
    }


def _words(heading: str) -> str:
    return _HASHES.sub("", heading).strip() or "(no words)"
