"""The opened note beside the page."""

import streamlit as st

from ingest import UnreadableNoteError

from ..component.note import show_note_lines
from ..escape import code_span
from ..note_view import note_view
from ..opening import OpenNote, close_note
from ..session import assistant


def show_note(opened: OpenNote) -> None:
    """The note as its file is now, scrolled to the lines that were asked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(code_span(opened.note), width="stretch")
        st.button("Close", icon=":material/close:", type="tertiary", on_click=close_note)
    try:
        view = note_view(assistant().notes_folder, opened.note)
    except UnreadableNoteError as error:
        st.warning(
            f"{code_span(opened.note)} cannot be shown: {error}. If it was moved or deleted, "
            "bring the index up to date.",
            icon=":material/warning:",
        )
        return
    show_note_lines(view, opened)
