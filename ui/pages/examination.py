"""Everything about the index checked, at the press of a button; and put right, at another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import streamlit as st

import index
from index import Diagnosis, Progress, Repaired, Step
from retriever import check_reader

from ..doctor_lines import finding_rows, step_text, verdict
from ..escape import escaped
from ..jobs import Job, find, start
from ..looking import look_again
from ..progress import progress_text
from ..render import counted

_MORE = {"reader": check_reader}
_A_MOMENT = 0.5
"""Seconds that the page waits: a small index is checked in less."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an examination or a repair came to, and when."""

    result: Diagnosis | Repaired
    ended: datetime

    @property
    def diagnosis(self) -> Diagnosis:
        """How the index was at the end."""
        return self.result.diagnosis if isinstance(self.result, Repaired) else self.result


_Report = Callable[[Step | Progress], None]
_ExaminationJob = Job[Step | Progress, _Outcome]


def show_examination(index_folder: Path) -> None:
    """The section for the index in `index_folder`; every tab that looks at it sees the same."""
    st.header("Check everything", anchor=False)
    job = _find(index_folder)
    if job is not None and job.is_running:
        _follow(index_folder)
        return
    outcome = job.result if job is not None else None
    _show_buttons(index_folder, outcome)
    if job is None:
        st.caption("Every row, word, vector and file is looked at. Nothing is changed.")
    elif job.error is not None:
        st.error(escaped(job.error), icon=":material/error:")
    if outcome is not None:
        _show_outcome(outcome)


def _show_buttons(index_folder: Path, outcome: _Outcome | None) -> None:
    found = outcome.diagnosis if outcome is not None else None
    with st.container(horizontal=True):
        st.button(
            "Check everything",
            icon=":material/fact_check:",
            on_click=_begin,
            args=(index_folder, lambda report: _examine(index_folder, report)),
        )
        if found is not None and not found.is_well and found.can_repair:
            st.button(
                "Repair",
                icon=":material/healing:",
                type="primary",
                on_click=_begin,
                args=(index_folder, lambda report: _repair(index_folder, found, report)),
            )


@st.fragment(run_every=1)
def _follow(index_folder: Path) -> None:
    """Which check is at work, as long as any is; then the page is run again."""
    job = _find(index_folder)
    if job is None or not job.is_running:
        look_again()
        st.rerun()
    share, words = 0.0, "starting"
    if isinstance(job.progress, Step):
        share, words = job.progress.done / job.progress.total, step_text(job.progress)
    elif job.progress is not None:
        words = progress_text(job.progress)
    st.progress(share, text=escaped(words))


def _show_outcome(outcome: _Outcome) -> None:
    if isinstance(outcome.result, Repaired):
        for words in outcome.result.done:
            st.success(escaped(words), icon=":material/healing:")
        for words in outcome.result.failed:
            st.error(escaped(words), icon=":material/error:")
    diagnosis = outcome.diagnosis
    words = f"{verdict(diagnosis)} That was at {outcome.ended.astimezone():%H:%M:%S}."
    if diagnosis.is_well:
        st.success(escaped(words), icon=":material/check_circle:")
    else:
        st.error(escaped(words), icon=":material/error:")
        st.dataframe(finding_rows(diagnosis.faults), hide_index=True)
    _show_details(diagnosis)


def _show_details(diagnosis: Diagnosis) -> None:
    if diagnosis.notices:
        with st.expander(f"{counted(len(diagnosis.notices), 'notice')}: good to know"):
            st.dataframe(finding_rows(diagnosis.notices), hide_index=True)
    with st.expander("What was checked"):
        st.table(
            [
                {"What": escaped(one.check), "Value": escaped(one.words)}
                for one in diagnosis.checked
            ],
            hide_index=True,
            hide_header=True,
        )


def _examine(index_folder: Path, report: _Report) -> Diagnosis:
    return index.examine(index_folder, more=_MORE, on_step=report)


def _repair(index_folder: Path, found: Diagnosis, report: _Report) -> Repaired:
    return index.repair(index_folder, found, more=_MORE, on_progress=report, on_step=report)


def _begin(index_folder: Path, work: Callable[[_Report], Diagnosis | Repaired]) -> None:
    def run(report: _Report) -> _Outcome:
        return _Outcome(work(report), datetime.now(UTC))

    start(_name(index_folder), run).wait(_A_MOMENT)
    look_again()


def _find(index_folder: Path) -> _ExaminationJob | None:
    return cast("_ExaminationJob | None", find(_name(index_folder)))


def _name(index_folder: Path) -> tuple[str, str]:
    return ("examination", str(index_folder.resolve()))
