"""Whether the index has all notes as they are now, at a glance."""

import streamlit as st

from index import Status
from ingest import NotesFolderError, check_is_folder

from ..escape import escaped
from ..upkeep import stale_notes


def show_freshness(status: Status) -> None:
    """A badge with what has changed since; a warning where the notes folder is gone."""
    try:
        check_is_folder(status.notes_folder)
    except NotesFolderError as error:
        st.warning(
            f"{escaped(str(error))} The index is still there, but what is no longer in its file "
            "is not quoted. Put the folder back, or choose another one.",
            icon=":material/folder_off:",
        )
        return
    changes = stale_notes(status)
    if not changes:
        st.badge("Up to date", icon=":material/check:", color="green")
        return
    words = ", ".join(f"{len(names):,} {word}" for word, names in changes.items())
    st.badge(f"Out of date: {words}", icon=":material/history:", color="orange")
