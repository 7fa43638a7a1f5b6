"""The opened index, shared by all visitors of the page and opened again when it has changed."""

from pathlib import Path

import streamlit as st

from retriever import Assistant


def opened_assistant(index_folder: Path) -> Assistant:
    """The assistant of the index's newest generation, for any thread."""
    assistant = _open(str(index_folder))
    if assistant.stale():
        reopen()
        assistant = _open(str(index_folder))
    return assistant


def reopen() -> None:
    """Have the index opened again before the next question.

    The old assistant is let go, not closed: another visitor may be waiting for its answer.
    """
    _open.clear()


@st.cache_resource(show_spinner="Opening the index")
def _open(index_folder: str) -> Assistant:
    return Assistant.open(Path(index_folder))
