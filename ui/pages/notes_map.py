"""A picture of the notes: every passage a dot, the similar ones close together."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from index import Store

from .. import jobs
from ..escape import escaped
from ..map_groups import ColourBy, clearest
from ..map_view import Dot, LastQuestion, MapView, map_view, place_label
from ..opening import OpenNote, open_note, opened_note
from ..placed_notes import PlacedNotes, PlacedPassage, place_notes
from ..session import index_folder
from .map_chart import NUMBER, PICKED, map_chart

LAST_QUESTION = "last question"
"""Where the session keeps the `LastQuestion` to draw."""

_AT_ONCE_SECONDS = 1.5
_CHART = "map chart"
_HEADING = "map heading"
_HINT = (
    "Point at a dot to see its heading; click it to open the passage. Click a name in the legend "
    "to see that group alone."
)
_MEANING = (
    "Each dot is a passage. Dots lie close together where the passages say similar things, as the "
    "language model reads them. Only closeness tells you something: left, right, up and down mean "
    "nothing, nor does the width of a gap, and now and then two similar passages end up apart."
)
_QUESTION_MEANING = (
    "The diamond is your last question. It stands in the middle of the passages found for it, "
    "numbered from the best, and nearer to the better ones; dots that merely lie beside it have "
    "nothing to do with it."
)


def show() -> None:
    """The page."""
    st.title("Map", anchor=False)
    placed = _placed_notes(index_folder())
    if placed is None:
        return
    if not placed.passages:
        st.info(
            "There is nothing to draw: no passage is indexed. Put notes into the folder and bring "
            "the index up to date on the Notes page.",
            icon=":material/bubble_chart:",
        )
        return
    _show_controls(placed.passages)
    _show_picture(placed.passages)


def _placed_notes(folder: Path) -> PlacedNotes | None:
    """The passages with their points; None while they are being placed, which the page says."""
    with closing(Store(folder)) as store:
        token = store.info().token
    name = ("map", str(folder))
    job = jobs.find(name)
    if job is None or not (job.is_running or job.error or _is_of(token, job.result)):
        job = jobs.start(name, partial(place_notes, folder))
    job.wait(_AT_ONCE_SECONDS)
    if job.is_running:
        _show_waiting(name)
        return None
    if job.error:
        st.error(escaped(job.error), icon=":material/error:")
        st.button("Try again", on_click=jobs.forget, args=(name,))
        return None
    return cast("PlacedNotes", job.result)


def _is_of(token: str, placed: PlacedNotes | None) -> bool:
    return placed is not None and placed.token == token


@st.fragment(run_every=1.0)
def _show_waiting(name: tuple[str, str]) -> None:
    job = jobs.find(name)
    if job is None or not job.is_running:
        st.rerun()
    st.info(
        f"{job.progress or 'Reading the index'}. This takes up to 20 seconds, once for each state "
        "of the notes; the picture is kept for the next time.",
        icon=":material/hourglass_top:",
    )


def _show_controls(passages: Sequence[PlacedPassage]) -> None:
    colours, headings = st.columns([2, 3], vertical_alignment="bottom")
    with colours:
        choices = list(ColourBy)
        st.radio(
            "Colour by",
            choices,
            format_func=str.capitalize,
            index=choices.index(clearest(passages)),
            horizontal=True,
            key="map colours",
        )
    with headings:
        st.selectbox(
            "Go to heading",
            range(len(passages)),
            format_func=lambda number: place_label(passages[number]),
            index=None,
            placeholder="Type a word of the heading or of the note's name",
            key=_HEADING,
            on_change=partial(_open_chosen, passages),
        )


def _open_chosen(passages: Sequence[PlacedPassage]) -> None:
    number = st.session_state[_HEADING]
    if number is not None:
        chosen = passages[number]
        open_note(OpenNote(chosen.note, chosen.first_line, chosen.last_line))
        # Empty again, so that the same heading can be chosen once more.
        st.session_state[_HEADING] = None


def _show_picture(passages: Sequence[PlacedPassage]) -> None:
    by = ColourBy(st.session_state["map colours"])
    last = cast("LastQuestion | None", st.session_state.get(LAST_QUESTION))
    view = map_view(passages, by, last)
    # Above the picture, whose own buttons would otherwise lie over the list of headings.
    st.caption(_HINT)
    _show_chart(view, by.rest)
    st.caption(_MEANING)
    if view.question:
        st.caption(_QUESTION_MEANING)


def _show_chart(view: MapView, rest: str) -> None:
    # A chart of its own while a note is open: when the note is closed again, nothing is selected,
    # and a click on the same dot opens it once more.
    key = f"{_CHART} {'beside a note' if opened_note() else 'alone'}"
    st.altair_chart(
        map_chart(view, rest),
        key=key,
        on_select=partial(_open_picked, key, view.dots),
        selection_mode=PICKED,
    )


def _open_picked(key: str, dots: Sequence[Dot]) -> None:
    for picked in st.session_state[key]["selection"][PICKED]:
        place = dots[picked[NUMBER]].place
        if place:
            open_note(place)
