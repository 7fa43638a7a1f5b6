"""A question with its reply, and what can be done with it."""

import streamlit as st

from .. import conversation
from ..chats import Turn
from ..component.reply import Action, show_reply
from ..escape import escaped
from ..opening import OpenNote, open_note
from ..preferences import chosen_editor
from ..render import Place, ReplyView
from ..session import assistant
from ..terminal import visible
from .save_test import correct, save_right


def show_question(question: str) -> None:
    """What was asked, at once."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(visible(question))


def show_turn(number: int, turn: Turn, *, is_last: bool, with_question: bool = True) -> None:
    """The turn of this number, from 0; words carried over can be taken out of the last one."""
    if with_question:
        show_question(turn.question)
    with st.chat_message("assistant", avatar=":material/format_quote:"):
        if turn.reply is None:
            st.error(escaped(turn.error or ""), icon=":material/error:")
            return
        # Its question is drawn already where it has just been asked.
        _show_reply(number, turn.reply, is_last=is_last, is_new=not with_question)


def _show_reply(number: int, reply: ReplyView, *, is_last: bool, is_new: bool) -> None:
    if reply.carried:
        _show_carried(reply.carried, is_last=is_last)
    editor = chosen_editor(assistant().notes_folder)
    key = f"reply {conversation.chat_id()} {number}"
    action = show_reply(reply, key, editor, is_new=is_new)
    if reply.stale:
        st.caption("Notes have changed since they were indexed: update them on the page Notes.")
    if action:
        _act(action, number, reply)


def _show_carried(carried: tuple[str, ...], *, is_last: bool) -> None:
    """Chips for the words taken over from earlier questions."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption("From your earlier questions:", width="content")
        for word in carried:
            st.button(
                escaped(word),
                key=f"carried {word} {is_last} {len(conversation.turns())}",
                icon=":material/close:",
                help="Ask again without this word",
                disabled=not is_last,
                on_click=conversation.ask_again,
                args=(word,),
            )


def _act(action: Action, number: int, reply: ReplyView) -> None:
    if action.kind == "open":
        _open(reply.quotes[action.number].place)
    elif action.kind == "passage":
        _open(reply.passages[action.number].place)
    elif action.kind == "right":
        save_right(number, reply, action.number)
    else:
        correct(number, reply)


def _open(place: Place) -> None:
    open_note(OpenNote(place.note, place.first_line, place.last_line))
    st.rerun()
