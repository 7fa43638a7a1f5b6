"""The chat page: what stands where, and what happens when someone asks."""

import os
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from ingest import QuothError
from retriever import locate_index

from . import conversation
from .cards import show_turn
from .conversation import Turn
from .escape import escaped
from .opened import opened_assistant
from .sidebar import show_sidebar

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="7" fill="#2f6f6a"/><path fill="#fff" d="M7 21c0-6 2-9 6-11l1 2c-2 1-3 3-3 4h3v7H7zm10 '
    '0c0-6 2-9 6-11l1 2c-2 1-3 3-3 4h3v7h-7z"/></svg>'
)
_EXAMPLES = 4
_LONGEST_EXAMPLE = 80


def show() -> None:
    """The whole page; Streamlit calls it again after every click and question."""
    st.set_page_config(page_title="Quoth", page_icon=_ICON, layout="centered")
    try:
        index_folder = locate_index(_chosen_index(), None)
        show_sidebar(index_folder)
        _show_conversation(index_folder)
    except QuothError as error:
        st.error(escaped(str(error)), icon=":material/error:")


def example_questions(paths: Iterable[tuple[str, ...]]) -> list[str]:
    """Questions that the notes' own heading paths suggest, in their order.

    Paths that would make a long button, or that name nothing, suggest none.
    """
    questions = [_example(path) for path in paths if any(map(str.isalpha, "".join(path)))]
    return [question for question in questions if len(question) <= _LONGEST_EXAMPLE][:_EXAMPLES]


def _example(path: tuple[str, ...]) -> str:
    heading = path[-1]
    if heading.endswith("?"):
        return heading
    if len(path) == 1 and len(heading.split()) == 1:
        return f"What is {heading}?"
    return f"What do my notes say about {': '.join(path[-2:])}?"


def _chosen_index() -> Path | None:
    folder = os.environ.get("QUOTH_INDEX")
    return Path(folder) if folder else None


def _show_conversation(index_folder: Path) -> None:
    # The box is asked for first so that the question is known; it is pinned to the foot anyway.
    typed = st.chat_input("Ask your notes")
    question = typed if typed is not None else conversation.asked()
    for turn in conversation.turns():
        show_turn(turn)
    if question is None:
        if not conversation.turns():
            _show_welcome(index_folder)
    elif question.strip():
        _answer(index_folder, question)
    else:
        st.warning("That question is empty. Ask in a few words.", icon=":material/edit:")


def _answer(index_folder: Path, question: str) -> None:
    with st.spinner("Searching your notes"):
        try:
            reply = opened_assistant(index_folder).ask(question, conversation.history())
            turn = Turn(question, reply)
        except QuothError as error:
            turn = Turn(question, None, str(error))
    conversation.turns().append(turn)
    show_turn(turn)


def _show_welcome(index_folder: Path) -> None:
    st.title("Ask your notes", anchor=False)
    st.caption(
        "Quoth answers with sentences that stand in your notes, word for word, and says where. "
        "What they do not answer, it does not make up."
    )
    # More than are shown, for some suggest nothing.
    examples = example_questions(opened_assistant(index_folder).headings(5 * _EXAMPLES))
    if examples:
        st.caption("For example")
    for number, example in enumerate(examples):
        st.button(
            escaped(example),
            key=f"example-{number}",
            icon=":material/chat:",
            on_click=conversation.ask_later,
            args=(example,),
        )
