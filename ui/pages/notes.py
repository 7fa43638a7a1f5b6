"""The notes as a tree, how fresh the index is, and bringing it up to date."""

import streamlit as st

from index import Status
from ingest import QuothError

from ..component.tree import show_tree
from ..escape import code_span, escaped
from ..looking import current_status, current_tree
from ..opening import OpenNote, open_note, opened_note
from ..render import counted
from ..session import is_shared
from ..upkeep import folder_name
from .freshness import show_freshness
from .other_folder import show_other_folder
from .update_panel import show_update


def show() -> None:
    """The page: without an index that can be read, another folder can still be chosen."""
    st.title("Notes", anchor=False)
    status = None
    try:
        status = current_status()
        _show_vault(status)
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")
    if not is_shared():
        show_other_folder(status.index_folder if status else None)


def _show_vault(status: Status) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(code_span(folder_name(status.notes_folder)), width="content")
        st.markdown(
            f"{counted(status.notes, 'note')}, {counted(status.passages, 'passage')}",
            width="content",
        )
        show_freshness(status)
    show_update(status)
    opened = opened_note()
    clicked = show_tree(current_tree(), str(status.index_folder), opened.note if opened else None)
    if clicked is not None:
        open_note(OpenNote(clicked))
        st.rerun()
