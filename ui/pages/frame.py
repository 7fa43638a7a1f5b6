"""What all pages share: errors in words, and the opened note beside them."""

from collections.abc import Callable

import streamlit as st

from ingest import QuothError

from ..escape import escaped
from ..opening import opened_note
from .note_pane import show_note


def framed(show_page: Callable[[], None], before: Callable[[], None] | None = None) -> None:
    """The page, with the opened note beside it; below it where the window is narrow.

    `before` draws what belongs to the whole window, such as a box that is pinned to its foot.
    """
    if before:
        before()
    note = opened_note()
    if note is None:
        _show(show_page)
        return
    page, pane = st.columns([5, 6], gap="medium")
    with page:
        _show(show_page)
    with pane:
        _show(lambda: show_note(note))


def _show(part: Callable[[], None]) -> None:
    try:
        part()
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")
