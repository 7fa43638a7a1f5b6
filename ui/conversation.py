"""One conversation on the page: its turns, kept in the user's data folder as they come.

The address names the chat, so that reloading the page, or a bookmark of it, brings it back.
"""

from typing import cast

import streamlit as st

from .chats import Chats, Turn
from .session import assistant

_TURNS = "turns"
_LATER = "asked"
_AGAIN = "again"
_WITHOUT = "without"
_CHAT = "chat"
_QUESTION = "q"


def chats() -> Chats:
    """The kept chats about the notes that are asked."""
    return Chats(assistant().notes_folder)


def chat_id() -> str | None:
    """The chat that the address names, or was on the page last; None for one not yet begun.

    Going to another page takes the name out of the address.
    """
    named = st.query_params.get(_CHAT)
    if named:
        st.session_state[_CHAT] = named
    return named or cast("str | None", st.session_state.get(_CHAT))


def turns() -> list[Turn]:
    """The turns of this conversation, oldest first."""
    kept = cast("tuple[str | None, list[Turn]] | None", st.session_state.get(_TURNS))
    chat = chat_id()
    if kept is None or kept[0] != chat:
        kept = (chat, list(chats().turns(chat)) if chat else [])
        st.session_state[_TURNS] = kept
    return kept[1]


def history(before: int | None = None) -> tuple[str, ...]:
    """The questions asked before turn `before`, or so far, oldest first."""
    return tuple(turn.question for turn in turns()[:before] if turn.reply is not None)


def add(turn: Turn, *, instead: bool = False) -> None:
    """Keep a turn, `instead` of the last one where that is asked again."""
    so_far = turns()
    if instead:
        so_far.pop()
    so_far.append(turn)
    chat = chats().add(chat_id(), turn, instead=instead)
    st.session_state[_TURNS] = (chat, so_far)
    go_to(chat)


def start_again() -> None:
    """Begin a new chat; the old one stays kept."""
    st.query_params.pop(_CHAT, None)
    st.session_state.pop(_CHAT, None)
    st.session_state.pop(_TURNS, None)


def go_to(chat: str) -> None:
    """Go on with a kept chat."""
    st.query_params[_CHAT] = chat
    st.session_state[_CHAT] = chat


def delete(chat: str) -> None:
    """Forget a kept chat."""
    chats().delete(chat)
    if chat == chat_id():
        start_again()


def ask_later(question: str) -> None:
    """Have `question` asked when the page runs next: what a button can do."""
    st.session_state[_LATER] = question


def ask_again(word: str) -> None:
    """Have the last question asked again without this word of earlier ones, nor those before."""
    turn = (chat_id(), len(turns()))
    of_turn, words = st.session_state.get(_WITHOUT, (turn, ()))
    st.session_state[_WITHOUT] = (turn, (*(words if of_turn == turn else ()), word))
    st.session_state[_AGAIN] = True


def asked() -> str | None:
    """The question that a button or the address left, once."""
    later = cast("str | None", st.session_state.pop(_LATER, None))
    return later if later is not None else st.query_params.pop(_QUESTION, None)


def asked_again() -> tuple[str, ...] | None:
    """The words without which the last question is to be asked again, once."""
    if not st.session_state.pop(_AGAIN, False):
        return None
    return cast("tuple[str, ...]", st.session_state[_WITHOUT][1])
