"""The side of the page: which notes, how many, how fresh, and bringing them up to date."""

from pathlib import Path
from typing import cast

import streamlit as st

import index
from index import Progress, Receipt, Skip, Status
from ingest import QuothError

from . import conversation
from .escape import code_span, escaped
from .progress import progress_text
from .render import counted
from .terminal import columns
from .upkeep import folder_name, receipt_rows, stale_notes

_STATUS = "status"
_RECEIPT = "receipt"


def show_sidebar(index_folder: Path) -> None:
    """Everything beside the conversation."""
    with st.sidebar:
        st.title("Quoth", anchor=False)
        st.caption("Every answer is a quote from your notes, with the place where it stands.")
        st.button(
            "New chat",
            icon=":material/add_comment:",
            width="stretch",
            on_click=conversation.start_again,
        )
        status = _status(index_folder)
        _show_counts(status)
        _show_freshness(status)
        _show_update(status)
        _show_skips("not indexed", status.skipped)
        _show_skips("indexed with a warning", status.warnings)


def _status(index_folder: Path) -> Status:
    """What was found when it was last looked: looking reads the notes folder, so not each time."""
    if _STATUS not in st.session_state:
        st.session_state[_STATUS] = index.status(index_folder)
    return cast("Status", st.session_state[_STATUS])


def _look_again() -> None:
    st.session_state.pop(_STATUS, None)
    st.session_state.pop(_RECEIPT, None)


def _show_counts(status: Status) -> None:
    st.subheader("Notes", anchor=False)
    st.markdown(code_span(folder_name(status.notes_folder)))
    st.caption(f"{counted(status.notes, 'note')}, {counted(status.passages, 'passage')}")


def _show_freshness(status: Status) -> None:
    changes = stale_notes(status)
    if not changes:
        st.badge("Up to date", icon=":material/check:", color="green")
        return
    words = ", ".join(f"{len(names):,} {word}" for word, names in changes.items())
    st.badge(f"Out of date: {words}", icon=":material/history:", color="orange")
    with st.expander("What has changed"):
        for word, names in changes.items():
            for name in names:
                st.caption(f"{word}: {code_span(name)}")


def _show_update(status: Status) -> None:
    pressed = st.button(
        "Bring the index up to date",
        icon=":material/sync:",
        type="primary" if stale_notes(status) else "secondary",
        width="stretch",
    )
    st.button("Look for changes", icon=":material/refresh:", width="stretch", on_click=_look_again)
    if pressed:
        _update(status)
    receipt = cast("Receipt | None", st.session_state.get(_RECEIPT))
    if receipt is not None:
        st.caption("Brought up to date")
        st.code("\n".join(columns(receipt_rows(receipt))), language=None, wrap_lines=True)


def _update(status: Status) -> None:
    bar = st.progress(0.0, text="starting")

    def show(progress: Progress) -> None:
        done = progress.done / progress.total if progress.total else 0.0
        bar.progress(min(1.0, done), text=escaped(progress_text(progress)))

    try:
        receipt = index.build(status.notes_folder, status.index_folder, on_progress=show)
    except QuothError as error:
        st.error(escaped(str(error)))
        return
    finally:
        bar.empty()
    _look_again()
    st.session_state[_RECEIPT] = receipt
    st.rerun()


def _show_skips(title: str, skips: tuple[Skip, ...]) -> None:
    if not skips:
        return
    with st.expander(f"{counted(len(skips), 'file')} {title}"):
        for skip in skips:
            st.caption(f"{code_span(skip.path)}: {escaped(skip.reason)}")
