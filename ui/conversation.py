"""One conversation on the page: its turns, kept in Streamlit's session state."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from retriever import Reply

_TURNS = "turns"
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its reply, or with the error that came instead."""

    question: str
    reply: Reply | None
    error: str | None = None


def turns() -> list[Turn]:
    """The turns of this conversation, oldest first; append to it."""
    return cast("list[Turn]", st.session_state.setdefault(_TURNS, []))


def history() -> tuple[str, ...]:
    """The questions asked so far, oldest first: what a follow-up may refer to."""
    return tuple(turn.question for turn in turns() if turn.reply is not None)


def start_again() -> None:
    """Forget the conversation."""
    st.session_state[_TURNS] = []


def ask_later(question: str) -> None:
    """Have `question` asked when the page runs next: what a button can do."""
    st.session_state[_ASKED] = question


def asked() -> str | None:
    """The question that a button left, once."""
    return cast("str | None", st.session_state.pop(_ASKED, None))
