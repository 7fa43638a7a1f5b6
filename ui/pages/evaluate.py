"""Known questions asked again: how many come back right, which do not, and whether that changes."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import streamlit as st

from eval import (
    Comparison,
    Difference,
    KeptRun,
    Report,
    ReportFileError,
    compare,
    kept_runs,
    read_report,
)

from ..escape import code_span, escaped
from ..evaluation import (
    Rate,
    headline_rates,
    in_short,
    in_words,
    outcome_rates,
    recall_curve,
    topic_bars,
    topic_measures,
)
from ..render import counted
from ..session import assistant, index_folder
from ..terminal import visible_line
from .evaluate_charts import show_rates, show_recall_curve, show_topic_bars
from .evaluate_compare import show_comparison, show_runs
from .evaluate_failures import show_failures
from .evaluate_run import RUN, show_runner

_TOPICS = 20
"""Topics that are shown at first."""


class _View(StrEnum):
    NUMBERS = "Numbers"
    TOPICS = "Topics"
    FAILURES = "Failures"
    COMPARE = "Compare"
    TREND = "Trend"


def show() -> None:
    """The page."""
    st.title("Evaluate", anchor=False)
    st.caption("Ask questions whose answers you know, and see how many come back right.")
    notes = assistant().notes_folder
    show_runner(index_folder(), notes)
    # Read after that: a run that has just ended is among them.
    runs = kept_runs(notes)
    _show_damaged([run for run in runs if run.error])
    usable = [run for run in reversed(runs) if not run.error]
    if not usable:
        st.info("No run is kept yet. The first one will be shown here.", icon=":material/info:")
        return
    run, earlier = _choose(usable)
    report = _report(run.path)
    comparison, problem = _compared(earlier, report)
    _show_headline(report, comparison)
    view = st.radio(
        "What to look at",
        list(_View),
        horizontal=True,
        key="evaluate-view",
        label_visibility="collapsed",
    )
    match _View(view or _View.NUMBERS):
        case _View.TOPICS:
            _show_topics(report)
        case _View.FAILURES:
            show_failures(report, run.path.stem)
        case _View.COMPARE:
            show_comparison(report, comparison, problem)
        case _View.TREND:
            show_runs([each for each in reversed(usable) if each.known == run.known], report)
        case _:
            _show_numbers(report)


def run_label(run: KeptRun) -> str:
    """When a run was made, of which questions, in local time."""
    when = f"{run.when.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"{when} · {visible_line(run.known)} · {counted(run.questions, 'question')}"


def _choose(usable: Sequence[KeptRun]) -> tuple[KeptRun, KeptRun | None]:
    """The run to look at and the one to compare it with: at first the one before it."""
    named = {run.path.name: run for run in usable}
    if st.session_state.get(RUN) not in named:
        st.session_state.pop(RUN, None)
    looked_at, compared = st.columns(2)
    name = looked_at.selectbox(
        "Run", list(named), format_func=lambda each: run_label(named[each]), key=RUN
    )
    run = named[name]
    others = [each for each in usable if each.known == run.known and each is not run]
    # Those before it first, the latest of them at the top.
    options = [each.path.name for each in sorted(others, key=lambda each: each.when > run.when)]
    has_earlier = any(each.when < run.when for each in others)
    other = compared.selectbox(
        "Compared with",
        [*options, None],
        format_func=lambda each: "nothing" if each is None else run_label(named[each]),
        index=0 if has_earlier else len(options),
        key=f"evaluate-compare-{name}",
    )
    return run, None if other is None else named[other]


def _report(path: Path) -> Report:
    return _read(str(path), path.stat().st_mtime_ns)


@st.cache_resource(max_entries=20, show_spinner="Reading the run")
def _read(path: str, _modified: int) -> Report:
    return read_report(Path(path))


def _compared(earlier: KeptRun | None, report: Report) -> tuple[Comparison | None, str]:
    """What changed since `earlier`, or why that cannot be told."""
    if earlier is None:
        return None, "Choose a run above to compare with, one of the same questions."
    try:
        return compare(_report(earlier.path), report), ""
    except ReportFileError as error:
        return None, str(error)


def _show_damaged(damaged: Sequence[KeptRun]) -> None:
    if not damaged:
        return
    with st.expander(f"{counted(len(damaged), 'run')} cannot be read", icon=":material/warning:"):
        for run in damaged:
            st.text(visible_line(run.error))


def _show_headline(report: Report, comparison: Comparison | None) -> None:
    found = {each.measure: each for each in comparison.differences} if comparison else {}
    with st.container(horizontal=True, gap="small"):
        for rate in headline_rates(report):
            _show_metric(rate, found.get(rate.name))
    asked = report.receipt
    st.caption(
        f"{counted(asked.questions, 'question')}: {asked.answerable} that the notes answer, "
        f"{asked.unanswerable} that they do not. {asked.answered} were answered, "
        f"{asked.declined} declined, {asked.failed} ended in an error."
        + (" An arrow is the change on the questions that both runs asked." if comparison else "")
    )


def _show_metric(rate: Rate, since: Difference | None) -> None:
    delta = None
    if since and since.before is not None and since.after is not None:
        delta = f"{since.after - since.before:.2f}"
    with st.container(border=True, width=230, gap=None):
        st.metric(
            in_short(rate.name),
            f"{rate.value:.2f}",
            # An arrow beside 0 would say that it rose.
            None if delta in {"0.00", "-0.00"} else delta,
            delta_color="inverse" if rate.lower_is_better else "normal",
        )
        st.caption(f"{rate.label.capitalize()} ({code_span(rate.name)}): {rate.limits}")


def _show_numbers(report: Report) -> None:
    if report.stale:
        fit = "place no longer fits" if len(report.stale) == 1 else "places no longer fit"
        title = f"{len(report.stale):,} expected {fit} the notes"
        with st.expander(title, icon=":material/warning:"):
            st.text("\n".join(map(visible_line, report.stale)))
    points, rates = recall_curve(report), outcome_rates(report)
    if points:
        st.subheader("Right passage among the first k (recall@k)", anchor=False)
        show_recall_curve(points)
    if rates:
        st.subheader("Answers and refusals", anchor=False)
        show_rates(rates)


def _show_topics(report: Report) -> None:
    if not report.topics:
        st.info('These questions have no topics. Give each line of the file a "topic".')
        return
    name = st.selectbox("Measured by", topic_measures(report.depths), format_func=_measure_label)
    bars = topic_bars(report, name)
    shown = bars
    if len(bars) > _TOPICS and not st.toggle(f"Show all {len(bars)} topics"):
        shown = bars[:_TOPICS]
    show_topic_bars(shown)
    without = [bar.topic for bar in shown if bar.rate is None]
    if without:
        st.caption(f"Nothing to count: {escaped(', '.join(without))}")


def _measure_label(name: str) -> str:
    return f"{in_words(name)} ({name})"
