"""Answers kept as known questions, right or corrected, to be asked again by the evaluation."""

import streamlit as st

from eval import keep_question
from ingest import QuothError

from .. import conversation
from ..escape import code_span, escaped
from ..known import answered_by, not_answered, quoted_by
from ..render import PassageView, ReplyView
from ..session import assistant
from ..terminal import visible, visible_lines

_SAVED = "saved a correction"
_NOWHERE = "My notes do not answer this"


def show_saved() -> None:
    """Say that a correction was kept, once."""
    if st.session_state.pop(_SAVED, False):
        _say_saved()


def _say_saved() -> None:
    st.toast("Saved as a test. Run it on the page Evaluate.", icon=":material/check:")


def save_right(number: int, reply: ReplyView, quote: int) -> None:
    """Keep the question of turn `number` with this quote as its answer; -1: there is none."""
    history = conversation.history(number)
    if quote < 0:
        question = not_answered(reply.question, history)
    else:
        question = quoted_by(reply.question, history, reply.quotes[quote])
    try:
        keep_question(assistant().notes_folder, question)
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")
    else:
        _say_saved()


@st.dialog("What is the right answer?")
def correct(number: int, reply: ReplyView) -> None:
    """Ask where the answer stands, and keep it."""
    st.text(visible(reply.question))
    choice = st.radio(
        "Where it stands",
        [*range(len(reply.passages)), -1],
        format_func=lambda place: _NOWHERE if place < 0 else _named(reply.passages[place]),
    )
    words = ""
    if choice is not None and choice >= 0:
        with st.container(height=180):
            st.text("\n".join(visible_lines(reply.passages[choice].text)))
        words = st.text_area("The words that answer, copied from it", key="right words", height=68)
    if st.button("Save as a test", type="primary", icon=":material/save:"):
        _save(number, reply, choice if choice is not None else -1, words)


def _save(number: int, reply: ReplyView, choice: int, words: str) -> None:
    history = conversation.history(number)
    try:
        if choice < 0:
            question = not_answered(reply.question, history)
        else:
            question = answered_by(reply.question, history, reply.passages[choice], words)
        keep_question(assistant().notes_folder, question)
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    # Said after the dialog has closed, which takes another run.
    st.session_state[_SAVED] = True
    st.rerun()


def _named(passage: PassageView) -> str:
    beginning = " ".join(passage.text.split())[:60]
    return f"{code_span(passage.place.label)} {escaped(beginning)}…"
