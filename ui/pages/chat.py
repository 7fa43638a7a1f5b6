"""The chat: what stands where, and what happens when someone asks."""

import streamlit as st

from ingest import QuothError
from retriever import LONGEST_QUESTION

from .. import conversation
from ..chats import ChatsError, Turn
from ..escape import escaped
from ..examples import example_questions
from ..map_view import LastQuestion
from ..render import ReplyView, counted, reply_view
from ..session import assistant
from ..upkeep import folder_name
from .chat_list import show_chats
from .chat_turn import show_question, show_turn
from .save_test import show_saved
from .scope import chosen_scope

_EXAMPLES = 4


def show_box() -> None:
    """The box to ask in, at the foot of the window."""
    typed = st.chat_input("Ask your notes")
    if typed is not None:
        conversation.ask_later(typed)


def show() -> None:
    """The chat page."""
    show_saved()
    scope = chosen_scope()
    question = conversation.asked()
    without = conversation.asked_again()
    turns = conversation.turns()
    for number, turn in enumerate(turns[: -1 if without else None]):
        show_turn(number, turn, is_last=question is None and number == len(turns) - 1)
    if without is not None:
        _answer(len(turns) - 1, turns[-1].question, without)
    elif question is None:
        if not turns:
            _show_welcome()
    elif question.strip():
        _answer(len(turns), _with_scope(question, scope))
    else:
        st.warning("That question is empty. Ask in a few words.", icon=":material/edit:")
    show_chats()


def _with_scope(question: str, scope: str) -> str:
    if len(question) > LONGEST_QUESTION:
        st.warning(
            f"That question has {len(question):,} characters. The first {LONGEST_QUESTION:,} "
            "are read.",
            icon=":material/content_cut:",
        )
    return f"{question[:LONGEST_QUESTION]} {scope}".strip()


def _answer(number: int, question: str, without: tuple[str, ...] | None = None) -> None:
    """Ask, show, keep: in the place of the last turn where words are left `without`."""
    show_question(question)
    place = st.empty()
    place.caption(_waiting())
    turn = _asked(number, question, without or (), place)
    place.empty()
    try:
        conversation.add(turn, instead=without is not None)
    except ChatsError as error:
        st.warning(escaped(str(error)), icon=":material/warning:")
    show_turn(number, turn, is_last=True, with_question=False)


def _asked(
    number: int, question: str, without: tuple[str, ...], place: "st.delta_generator.DeltaGenerator"
) -> Turn:
    """The turn; how far it is stands in `place`."""

    def searched(passages: int) -> None:
        place.caption(f"Found {counted(passages, 'passage')}; reading the best of them.")

    history = conversation.history(number)
    try:
        reply = assistant().ask(question, history, without=without, on_searched=searched)
    except QuothError as error:
        return Turn(question, None, str(error))
    view = reply_view(reply)
    st.session_state["loaded"] = True
    st.session_state["last question"] = _for_the_map(view)
    return Turn(question, view)


def _for_the_map(view: ReplyView) -> LastQuestion:
    hits = (
        (one.place.note, one.place.first_line, one.place.last_line, one.score)
        for one in view.passages
    )
    return LastQuestion(view.question, tuple(hits))


def _waiting() -> str:
    if st.session_state.get("loaded"):
        return "Searching your notes"
    return "Loading the models and searching your notes: the first question takes a few seconds"


def _show_welcome() -> None:
    opened = assistant()
    st.title("Ask your notes", anchor=False)
    st.caption(
        "Quoth answers with sentences that stand in your notes, word for word, and says where. "
        "What they do not answer, it does not make up."
    )
    notes = len(opened.labels())
    where = escaped(folder_name(opened.notes_folder))
    if not notes:
        st.warning(
            f"No notes are indexed in {where}. Put Markdown or text files there and update on "
            "the page Notes, or choose another folder there.",
            icon=":material/folder_off:",
        )
        return
    st.caption(f"{counted(notes, 'note')} in {where}. Another folder: on the page Notes.")
    # More than are shown, for some suggest nothing.
    for number, example in enumerate(example_questions(opened.headings(5 * _EXAMPLES), _EXAMPLES)):
        st.button(
            escaped(example),
            key=f"example-{number}",
            icon=":material/chat:",
            on_click=conversation.ask_later,
            args=(example,),
        )
