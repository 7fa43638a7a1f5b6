"""The part of the notes that is asked: chosen at the side, shown in every receipt."""

from pathlib import PurePosixPath

import streamlit as st

from index import NoteLabels

from ..session import assistant


def chosen_scope() -> str:
    """The filters that were chosen, as they would be typed; nothing where all notes are asked."""
    with st.sidebar, st.expander("Ask only in", icon=":material/filter_alt:"):
        labels = assistant().labels()
        folders = st.multiselect("Folders", _folders(labels), key="scope folders")
        tags = st.multiselect("Tags", sorted({tag for note in labels for tag in note.tags}))
        note = st.text_input("Note", placeholder="part of its name", key="scope note")
    filters = [
        *(f"in:{_quoted(folder)}" for folder in folders),
        *(f"tag:{_quoted(tag)}" for tag in tags),
        *([f"note:{_quoted(note.strip())}"] if note.strip() else []),
    ]
    return " ".join(filters)


def _folders(labels: tuple[NoteLabels, ...]) -> list[str]:
    # Few folders, but a large vault has ten thousands of notes, and the page runs at every click.
    folders = {note.path.rpartition("/")[0] for note in labels} - {""}
    above = {str(parent) for folder in folders for parent in PurePosixPath(folder).parents}
    return sorted((folders | above) - {"."})


def _quoted(name: str) -> str:
    return '"' + name.replace('"', " ") + '"'
