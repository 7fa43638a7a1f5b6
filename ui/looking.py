"""What one visitor has seen of the notes folder: looked at once, for looking reads the folder.

It is looked at again when the index has changed, an update has ended, or someone asks for it.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

import index
from index import Status, Store

from .component.tree import Tree, tree_of
from .session import assistant, index_folder
from .updating import find_update
from .vault import vault

_STATUS = "looked status"
_TREE = "looked tree"

Seen = TypeVar("Seen")


def current_status() -> Status:
    """How the index stands.

    Raises:
        QuothError: there is no index, or it cannot be read.
    """
    folder = index_folder()
    return _seen(_STATUS, folder, lambda: index.status(folder))


def current_tree() -> Tree:
    """The vault as a tree, as of `current_status`.

    Raises:
        QuothError: there is no index, or it cannot be read.
    """
    status = current_status()
    return _seen(_TREE, status.index_folder, lambda: tree_of(vault(status, assistant().labels())))


def look_again() -> None:
    """Have the folder looked at when it is asked about next."""
    st.session_state.pop(_STATUS, None)
    st.session_state.pop(_TREE, None)


def _seen(name: str, folder: Path, look: Callable[[], Seen]) -> Seen:
    as_of = _as_of(folder)
    kept = cast("tuple[object, Seen] | None", st.session_state.get(name))
    if kept is None or kept[0] != as_of:
        with st.spinner("Looking at the notes folder"):
            kept = (as_of, look())
        st.session_state[name] = kept
    return kept[1]


def _as_of(folder: Path) -> object:
    """What is another once the index, or what is known of the folder, may be another."""
    with closing(Store(folder)) as store, store.snapshot():
        token = store.info().token
    job = find_update(folder)
    ended = None if job is None or job.is_running else job
    return folder, token, ended
