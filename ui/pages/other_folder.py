"""Asking another folder of notes: one that has an index, or one to be indexed first."""

from pathlib import Path
from typing import cast

import streamlit as st

from index import KnownIndex, index_folder_for, known_indexes
from ingest import NotesFolderError

from ..escape import escaped
from ..jobs import forget
from ..render import counted
from ..session import choose
from ..terminal import visible_line
from ..typed_folder import typed_folder
from ..updating import find_update, start_update, update_name
from ..upkeep import folder_name
from .update_panel import follow, show_end

_NEW = "new index"
_PROBLEM = "new index problem"
_PATH = "new notes folder"


def show_other_folder(current: Path | None) -> None:
    """The folders to choose from but for the `current` index, and a field for a new one."""
    being_made = cast("Path | None", st.session_state.get(_NEW))
    with st.expander(
        "Another folder",
        icon=":material/drive_folder_upload:",
        expanded=current is None or being_made is not None or _PROBLEM in st.session_state,
    ):
        if being_made is not None:
            _show_being_made(being_made)
        here = current and current.resolve()
        others = [one for one in known_indexes() if one.index_folder.resolve() != here]
        if others:
            _show_choice(others)
        _show_field()


def _show_choice(others: list[KnownIndex]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Folders that have an index", others, format_func=_named)
        st.button(
            "Ask these notes",
            icon=":material/check:",
            on_click=choose,
            args=(chosen.index_folder,),
        )


def _show_field() -> None:
    with (
        st.form("index a folder", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("A folder to index", key=_PATH, placeholder="~/notes")
        st.form_submit_button("Index this folder", icon=":material/add:", on_click=_begin)
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.error(escaped(problem), icon=":material/folder_off:")


def _begin() -> None:
    try:
        notes = typed_folder(st.session_state[_PATH])
    except NotesFolderError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    index_folder = index_folder_for(notes)
    start_update(notes, index_folder, is_last=True).wait(0.5)
    st.session_state[_NEW] = index_folder


def _show_being_made(index_folder: Path) -> None:
    """How far the new index is; once it is made, it is the one that is asked."""
    job = find_update(index_folder)
    if job is not None and job.is_running:
        follow(index_folder)
        return
    del st.session_state[_NEW]
    if job is not None and job.result is not None:
        choose(index_folder)
        st.rerun()
    elif job is not None:
        show_end(job)
        forget(update_name(index_folder))


def _named(one: KnownIndex) -> str:
    return f"{visible_line(folder_name(one.notes_folder))} ({counted(one.notes, 'note')})"
