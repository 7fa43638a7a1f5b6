"""The chats that are kept: at the side of the page."""

from datetime import UTC, datetime

import streamlit as st

from .. import conversation
from ..chats import Chat
from ..copying import chat_markdown
from ..escape import escaped

_SHOWN = 12


def show_chats() -> None:
    """New chat, this one as a file, and the chats to go back to with a field to search in them."""
    with st.sidebar:
        st.button(
            "New chat",
            icon=":material/add_comment:",
            width="stretch",
            on_click=conversation.start_again,
        )
        _show_this_one()
        wanted = st.text_input(
            "Search in chats", placeholder="Search in chats", label_visibility="collapsed"
        )
        found = conversation.chats().listed(wanted.strip())
        for chat in found[:_SHOWN]:
            _show_chat(chat)
        if len(found) > _SHOWN:
            st.caption(f"{len(found) - _SHOWN:,} older ones: search for their words.")
        elif not found and wanted:
            st.caption("No chat has these words.")


def _show_chat(chat: Chat) -> None:
    title, delete = st.columns([5, 1], gap="small", vertical_alignment="center")
    with title:
        st.button(
            escaped(chat.title),
            key=f"chat {chat.id}",
            type="secondary" if chat.id == conversation.chat_id() else "tertiary",
            help=_when(chat.changed),
            on_click=conversation.go_to,
            args=(chat.id,),
            width="stretch",
        )
    with delete:
        st.button(
            ":material/delete:",
            key=f"delete {chat.id}",
            help="Delete this chat",
            type="tertiary",
            on_click=conversation.delete,
            args=(chat.id,),
        )


def _show_this_one() -> None:
    turns = conversation.turns()
    if turns:
        st.download_button(
            "Export as Markdown",
            chat_markdown([(turn.question, turn.reply) for turn in turns]),
            file_name=f"quoth-{datetime.now(UTC):%Y-%m-%d-%H%M}.md",
            mime="text/markdown",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
        )


def _when(changed: datetime) -> str:
    return f"{changed.astimezone():%Y-%m-%d %H:%M}"
