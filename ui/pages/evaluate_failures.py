"""The questions of a run that went wrong, as a table; the chosen one opens in full below it."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from eval import Place, Report

from ..escape import code_span
from ..failures import Came, Failure, failures, place_words
from ..opening import OpenNote, open_note
from ..render import counted
from ..terminal import visible, visible_line


def show_failures(report: Report, run: str) -> None:
    """The table, and the question that is chosen in it."""
    found = failures(report)
    if not found:
        st.success("No question went wrong.", icon=":material/check:")
        return
    problems = Counter(failure.problem for failure in found).most_common()
    told = ", ".join(f"{number} × {problem}" for problem, number in problems)
    st.markdown(f"{len(found)} of {counted(len(report.outcomes), 'question')}: {told}.")
    table = st.dataframe(
        [_row(failure) for failure in found],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"evaluate-failures-{run}",
        alt="Questions that went wrong, with what was expected and what came instead",
    )
    rows = table["selection"]["rows"]
    if rows and rows[0] < len(found):
        show_failure(found[rows[0]])
    else:
        st.caption("Tick the box in front of a question to see it in full.")


def show_failure(failure: Failure) -> None:
    """One question in full: what was asked, what should have come, and what came."""
    question = failure.question
    with st.container(border=True):
        st.markdown(f"{code_span(question.id)} {failure.problem}")
        if question.history:
            st.caption("Asked before")
            st.text("\n".join(visible_line(text) for text in question.history))
        st.caption("Question")
        st.text(visible(question.question))
        _show_expected(failure)
        _show_what_came(failure)


def _show_expected(failure: Failure) -> None:
    question = failure.question
    if not question.answerable:
        st.caption("Expected: that it says the notes do not answer this")
        return
    st.caption("Expected" if len(question.gold) == 1 else "Expected, any one of these places")
    for number, place in enumerate(question.gold):
        _show_place(place, f"expected-{number}")
    wanted = question.must_include or question.answers
    if wanted:
        st.caption("with all of" if question.must_include else "with these words, or any of these")
        st.text("\n".join(visible_line(text) for text in wanted))


def _show_what_came(failure: Failure) -> None:
    st.caption("What came instead")
    if failure.reason:
        st.text(visible(failure.reason))
    for number, quote in enumerate(failure.quotes):
        with st.container(border=True, gap="small"):
            st.text(quote.text)
            _show_place(quote.place, f"quote-{number}")
    if failure.search:
        st.caption(f"Right passage: {failure.search}. The best ones were")
        _show_passages(failure.passages)


def _show_passages(passages: Sequence[Came]) -> None:
    for number, passage in enumerate(passages):
        _show_place(passage.place, f"passage-{number}")


def _show_place(place: Place, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Open",
            key=f"evaluate-open-{key}",
            icon=":material/open_in_new:",
            on_click=open_note,
            args=(OpenNote(place.note, place.first_line or 1, place.last_line or 0),),
        )
        st.markdown(code_span(place_words(place)), width="stretch")


def _row(failure: Failure) -> dict[str, str]:
    question = failure.question
    return {
        "Question": visible_line(question.question),
        "What went wrong": failure.problem,
        "Expected place": visible_line("; ".join(map(place_words, question.gold))) or "none",
        "What came instead": visible_line(failure.came),
        "Right passage": failure.search,
        "Asked before": visible_line(" / ".join(question.history)),
        "Topic": visible_line(question.topic),
        "Id": visible_line(question.id),
    }
