"""One run against an earlier one, and all runs of the same questions over time."""

from collections.abc import Sequence

import streamlit as st

from eval import Comparison, KeptRun, Report

from ..comparison import changed, changes, verdict
from ..escape import escaped
from ..evaluation import trend, trend_measures
from ..render import counted
from ..terminal import visible_line
from .evaluate_charts import show_trend

_NUMBER = st.column_config.NumberColumn(format="%.3f")


def show_comparison(report: Report, comparison: Comparison | None, problem: str) -> None:
    """Whether it got better, measure by measure and question by question; or the `problem`."""
    if comparison is None:
        st.info(escaped(problem), icon=":material/info:")
        return
    st.markdown(verdict(comparison))
    st.dataframe(
        [
            {
                "Measure": each.label,
                "Before": each.before,
                "After": each.after,
                "Better": each.better,
                "Worse": each.worse,
                "p": each.p,
                "Questions": each.questions,
            }
            for each in changes(comparison)
        ],
        hide_index=True,
        height="content",
        column_config=dict.fromkeys(("Before", "After", "p"), _NUMBER),
        alt="Every measure before and after",
    )
    st.caption(
        "p is how often chance alone would part better from worse so unevenly. Among so many "
        "measures, one below 0.05 is no surprise."
    )
    if comparison.left_out:
        st.caption(f"{counted(comparison.left_out, 'question')} only in one run, or changed.")
    _show_changed(report, comparison)


def _show_changed(report: Report, comparison: Comparison) -> None:
    moved = changed(comparison, report)
    if moved:
        st.subheader("Questions that changed sides", anchor=False)
        st.dataframe(
            [
                {
                    "Now": each.how,
                    "Question": visible_line(each.question),
                    "Id": visible_line(each.id),
                }
                for each in moved
            ],
            hide_index=True,
            alt="Questions that went better or worse than before",
        )


def show_runs(runs: Sequence[KeptRun], report: Report) -> None:
    """How the measures of `report` went over `runs`, oldest first."""
    if len(runs) < 2:
        st.info("One run of these questions so far. A trend needs two.", icon=":material/info:")
        return
    if len({run.questions for run in runs}) > 1:
        st.caption(
            "Not all of these runs asked the same number of questions, which changes the numbers "
            "too. Compare two runs to see only the questions of both."
        )
    show_trend(trend(runs, trend_measures(report.depths)))
