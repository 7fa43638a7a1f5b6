"""How the index stands: what `quoth status` says, as a page."""

from collections.abc import Callable

import streamlit as st

from index import IndexDamagedError, IndexOutdatedError, Status

from ..escape import code_span, escaped
from ..looking import current_status, look_again
from ..session import index_folder
from ..standing import Rows, index_rows, model_problem, place_rows, size_words, version_rows
from ..upkeep import stale_notes
from .editor_choice import show_editor_choice
from .examination import show_examination
from .freshness import show_freshness
from .skip_table import show_skips


def show() -> None:
    """The page; an index that cannot be read can still be checked."""
    st.title("Health", anchor=False)
    try:
        status = current_status()
    except (IndexDamagedError, IndexOutdatedError) as error:
        st.error(escaped(str(error)), icon=":material/error:")
        show_examination(index_folder())
        return
    _show_state(status)
    _show_numbers(status)
    show_skips(status.skipped, status.warnings, expanded=True)
    show_examination(status.index_folder)
    _show_rows("Index", index_rows(status), escaped)
    # To be copied: without the invisible marks that keep prose from becoming Markdown.
    _show_rows("Where it lies", place_rows(status), code_span)
    _show_rows("Versions", version_rows(), escaped)
    st.header("Editor", anchor=False)
    show_editor_choice()


def _show_state(status: Status) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        show_freshness(status)
        st.button("Look again", icon=":material/refresh:", type="tertiary", on_click=look_again)
    if stale_notes(status):
        st.markdown("Bring the index up to date on the page Notes.")
    problem = model_problem(status.model)
    if problem is not None:
        st.error(escaped(problem), icon=":material/error:")


def _show_numbers(status: Status) -> None:
    numbers = {
        "Notes": f"{status.notes:,}",
        "Passages": f"{status.passages:,}",
        "Size of the index": size_words(status.size),
        "Files left out": f"{len(status.skipped):,}",
    }
    with st.container(horizontal=True):
        for label, value in numbers.items():
            st.metric(label, value, border=True)


def _show_rows(title: str, rows: Rows, shown: Callable[[str], str]) -> None:
    st.header(title, anchor=False)
    st.table(
        [{"What": escaped(label), "Value": shown(value)} for label, value in rows],
        hide_index=True,
        hide_header=True,
    )
