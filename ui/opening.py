"""Which note stands open beside a page, and at which lines."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

_OPEN = "open note"


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note to show, and the lines to show it at."""

    note: str
    """Its path from the notes folder, as in `Span.note_id`."""
    first_line: int = 1
    last_line: int = 0
    """Nothing is highlighted where it is before `first_line`."""


def open_note(note: OpenNote) -> None:
    """Show `note` beside the page from the next run on."""
    st.session_state[_OPEN] = note


def close_note() -> None:
    """Show no note beside the page from the next run on."""
    st.session_state.pop(_OPEN, None)


def opened_note() -> OpenNote | None:
    """The note that stands open."""
    return cast("OpenNote | None", st.session_state.get(_OPEN))
