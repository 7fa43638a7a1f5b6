"""Which pages there are, and how one moves between them."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from . import chat, evaluate, health, notes, notes_map
from .frame import framed

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="7" fill="#2f6f6a"/><path fill="#fff" d="M7 21c0-6 2-9 6-11l1 2c-2 1-3 3-3 4h3v7H7zm10 '
    '0c0-6 2-9 6-11l1 2c-2 1-3 3-3 4h3v7h-7z"/></svg>'
)


def show() -> None:
    """The whole page; Streamlit calls it again after every click and question."""
    st.set_page_config(page_title="Quoth", page_icon=_ICON, layout="wide")
    st.navigation(
        [
            st.Page(
                partial(framed, chat.show, chat.show_box),
                title="Chat",
                url_path="chat",
                icon=":material/chat:",
                default=True,
            ),
            _page(notes.show, "Notes", "notes", ":material/folder_open:"),
            _page(notes_map.show, "Map", "map", ":material/bubble_chart:"),
            _page(evaluate.show, "Evaluate", "evaluate", ":material/checklist:"),
            _page(health.show, "Health", "health", ":material/monitor_heart:"),
        ]
    ).run()


def _page(show_page: Callable[[], None], title: str, path: str, icon: str) -> "st.Page":
    return st.Page(partial(framed, show_page), title=title, url_path=path, icon=icon)
