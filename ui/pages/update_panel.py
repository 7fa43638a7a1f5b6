"""Bringing the index up to date: the button, how far it is, and what came of it."""

import time
from pathlib import Path

import streamlit as st

from index import Stage, Status

from ..escape import escaped
from ..jobs import forget
from ..looking import look_again
from ..progress import progress_text
from ..updating import (
    Updated,
    UpdateJob,
    UpdateProgress,
    find_update,
    left_words,
    start_update,
    time_left,
    update_name,
)
from ..upkeep import receipt_rows, stale_notes
from .skip_table import show_skips

_AFTER_ALL = (Stage.WRITING, Stage.LISTING, Stage.ARRANGING)
"""Once it has begun to write, an update is not given up before the index has what is new."""
_A_MOMENT = 0.5
"""Seconds that the page waits for an update: one of a few notes needs no progress bar."""


def show_update(status: Status) -> None:
    """The panel for the index of `status`; every tab that looks at this index sees the same."""
    job = find_update(status.index_folder)
    if job is not None and job.is_running:
        follow(status.index_folder)
        return
    with st.container(horizontal=True):
        st.button(
            "Bring the index up to date",
            icon=":material/sync:",
            type="primary" if stale_notes(status) else "secondary",
            on_click=_begin,
            args=(status,),
        )
        st.button(
            "Look for changes",
            icon=":material/refresh:",
            on_click=_look,
            args=(status.index_folder,),
        )
    if job is not None:
        show_end(job)


@st.fragment(run_every=1)
def follow(index_folder: Path) -> None:
    """How far the update is, as long as it runs; then the page is run again."""
    job = find_update(index_folder)
    if job is None or not job.is_running:
        st.rerun()
    share, words = 0.0, "starting"
    if job.progress is not None:
        share, words = _progress(job.progress)
    st.progress(share, text=words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", icon=":material/stop:", on_click=job.stop, disabled=job.is_stopped)
        st.markdown(":small[You can go on asking; what is new is found once this has ended.]")


def show_end(job: UpdateJob) -> None:
    """What came of an update that has ended."""
    if job.error is not None:
        st.error(escaped(job.error), icon=":material/error:")
    elif job.result is not None:
        _show_receipt(job.result)
    elif job.is_stopped:
        st.info(_stopped(job), icon=":material/info:")


def _stopped(job: UpdateJob) -> str:
    """What a stopped update leaves behind; one that had begun to write did that to its end."""
    if job.progress is not None and job.progress.step.stage in _AFTER_ALL:
        return (
            "The update was stopped when the index had all that is new. The next update goes on "
            "arranging its words and vectors; until then questions take longer."
        )
    return "The update was stopped. The index is what it was; what was embedded is kept for it."


def _begin(status: Status) -> None:
    start_update(status.notes_folder, status.index_folder).wait(_A_MOMENT)


def _look(index_folder: Path) -> None:
    look_again()
    forget(update_name(index_folder))


def _progress(progress: UpdateProgress) -> tuple[float, str]:
    """The share that is done of this step, and in words."""
    step = progress.step
    words = progress_text(step)
    if step.stage is Stage.EMBEDDING:
        words = f"{words} passages"
    left = time_left(progress.moments, step.total, time.monotonic())
    if left is not None:
        words = f"{words}, {left_words(left)}"
    share = step.done / step.total if step.total else 0.0
    return min(1.0, share), escaped(words)


def _show_receipt(updated: Updated) -> None:
    counts = [row for row in receipt_rows(updated.receipt) if row[1] != "0"]
    with st.container(border=True):
        st.markdown(f"**Brought up to date** at {updated.ended.astimezone():%H:%M:%S}")
        st.markdown(" · ".join(f"{label} {value}" for label, value in counts))
        if updated.receipt.reason:
            st.caption(escaped(updated.receipt.reason))
        show_skips(updated.receipt.skipped, updated.receipt.warnings)
