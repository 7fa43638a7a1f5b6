"""What one visitor looks at: which index, and the assistant that answers from it."""

import os
from pathlib import Path
from typing import cast

import streamlit as st

from retriever import Assistant, locate_index

_INDEX = "index"


def index_folder() -> Path:
    """The folder of the index that this visitor asks.

    Raises:
        QuothError: there is none.
    """
    chosen = cast("Path | None", st.session_state.get(_INDEX))
    named = os.environ.get("QUOTH_INDEX")
    return locate_index(chosen or (Path(named) if named else None), None)


def is_shared() -> bool:
    """Whether other computers can reach the page, so that it must offer no other folder."""
    return os.environ.get("QUOTH_SHARED") == "1"


def choose(folder: Path) -> None:
    """Ask the index in `folder` from now on, in this tab."""
    st.session_state.clear()
    st.session_state[_INDEX] = folder


def assistant() -> Assistant:
    """The assistant for this visitor's index, shared by all; it follows the index when it changes.

    Raises:
        QuothError: there is no index, or it cannot be used.
    """
    return _open(str(index_folder()))


@st.cache_resource(show_spinner="Opening the index")
def _open(index_folder: str) -> Assistant:
    return Assistant.open(Path(index_folder))
