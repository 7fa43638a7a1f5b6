"""The opened index, shared by all visitors of the page."""

from pathlib import Path

import streamlit as st

from retriever import Assistant


def opened_assistant(index_folder: Path) -> Assistant:
    """The assistant for `index_folder`, for any thread; it follows the index when that changes."""
    return _open(str(index_folder))


@st.cache_resource(show_spinner="Opening the index")
def _open(index_folder: str) -> Assistant:
    return Assistant.open(Path(index_folder))
