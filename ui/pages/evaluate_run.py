"""Choosing known questions on the Evaluate page, asking them, and seeing how far that is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import streamlit as st

from eval import Plan, evaluate, keep_run, kept_known, kept_runs, known_sets
from retriever import Assistant

from .. import jobs
from ..escape import escaped
from ..evaluation import time_left
from ..session import assistant, is_shared
from ..terminal import visible_line

RUN = "evaluate-run"
"""The name of the run that is looked at, in the session state."""
_TAKEN_UP = "evaluate-taken-up"
_OTHER = ""
_LIMITS = {0: "all of them"} | {n: f"{n}, spread evenly" for n in (20, 50, 100, 200)}
"""How many questions to ask, by the words for it; 0 stands for all."""
_LINE = (
    '{"id": "q1", "question": "How long does a message stay?", "answerable": true, '
    '"answers": ["four days"], "gold": [{"note": "sqs.md", "lines": [12, 14]}]}'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How far a run is."""

    done: int
    total: int
    seconds: float


def show_runner(index_folder: Path, notes: Path) -> None:
    """What to ask, the button that asks it, and what comes of it."""
    name = ("evaluate", str(index_folder))
    job = jobs.find(name)
    is_running = job is not None and job.is_running
    with st.container(border=True):
        known, limit = _choose(notes)
        # Not left to a callback: it would not see a path that was typed just before the click.
        if st.button("Run", type="primary", icon=":material/play_arrow:", disabled=is_running):
            if known is None:
                st.warning("Name the file with the questions first.", icon=":material/edit:")
                return
            jobs.start(name, _asking(known, limit, assistant()))
            st.rerun()
        if job is None:
            return
        if is_running:
            _show_progress(name)
        elif job.error is not None:
            st.error(escaped(job.error), icon=":material/error:")
        elif job.result is not None:
            _take_up(job.result)
        elif job.is_stopped:
            st.info("The run was stopped; nothing of it is kept.", icon=":material/info:")


def _choose(notes: Path) -> tuple[Path | None, int | None]:
    """The file that is chosen, None while there is none, and how many of its questions."""
    sets = known_sets(notes)
    own = kept_known(notes)

    def label(name: str) -> str:
        if name == _OTHER:
            return "Another file"
        if name == str(own):
            return "Your own, kept with “Save as test”"
        return visible_line(Path(name).relative_to(notes).as_posix())

    chosen, asked = st.columns([3, 2])
    # Who looks from another computer is to read these notes, and no other file of this one.
    choices = [*map(str, sets), *([] if is_shared() else [_OTHER])]
    name = chosen.selectbox("Known questions", choices, format_func=label, key="evaluate-set")
    limit = asked.selectbox("How many to ask", list(_LIMITS), format_func=_LIMITS.__getitem__)
    _show_how_to_begin(is_needed=not sets and not kept_runs(notes))
    if name != _OTHER:
        return Path(name) if name else None, limit or None
    typed = st.text_input(
        "Path of the file",
        key="evaluate-path",
        placeholder="/home/me/questions.jsonl",
        help="A .jsonl file, a folder of *.known.jsonl files, a BEIR folder, or SQuAD v2 .json",
    ).strip()
    return Path(typed).expanduser() if typed else None, limit or None


def _show_how_to_begin(*, is_needed: bool) -> None:
    """How known questions are made, folded away where there are some."""
    title = "There are no known questions about these notes yet. How to make some"
    with st.expander(title if is_needed else "How to make known questions", expanded=is_needed):
        st.markdown(
            "Known questions are those whose right answer you know, so that Quoth can count how "
            "often it finds it. Ask in the chat and press **Save as test** under the answer. Or "
            "write a file that ends in `.jsonl`, with one question a line:"
        )
        st.code(_LINE, language=None, wrap_lines=True)
        st.caption(
            "For a question that the notes do not answer, write only id, question and "
            '"answerable": false. A file that ends in .known.jsonl and lies among the notes is '
            "listed by itself."
        )


def _asking(
    known: Path, limit: int | None, asked: Assistant
) -> Callable[[Callable[[Asked], None]], Path]:
    """The work of a run: the file where it is kept, which is done as soon as it has ended."""

    def work(report_progress: Callable[[Asked], None]) -> Path:
        began = monotonic()

        def on_progress(done: int, total: int) -> None:
            report_progress(Asked(done, total, monotonic() - began))

        notes = asked.notes_folder
        report = evaluate((known,), asked, notes, Plan(limit=limit), on_progress)
        return keep_run(notes, report, datetime.now(UTC))

    return work


@st.fragment(run_every=1.0)
def _show_progress(name: tuple[str, str]) -> None:
    job = jobs.find(name)
    if job is None or not job.is_running:
        st.rerun()
    match job.progress:
        case Asked(done, total, seconds):
            st.progress(done / total, time_left(done, total, seconds))
        case _:
            st.progress(0.0, "Reading the questions")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", icon=":material/stop:", on_click=job.stop, disabled=job.is_stopped)
        st.caption("You can go on working, on other pages too. The run is kept when it ends.")


def _take_up(run: Path) -> None:
    """Look at a run that has just ended, once: afterwards another one may be chosen."""
    if st.session_state.get(_TAKEN_UP) != run.name:
        st.session_state[_TAKEN_UP] = st.session_state[RUN] = run.name
