"""The pictures of the Evaluate page, made of `ui.evaluation`'s data.

Every colour is of middle lightness, so that it reads on white and on black. What a picture shows
is also said in words: by its tooltips, and by `alt` for those who do not see it.
"""

import textwrap
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import altair as alt
import streamlit as st

from ..evaluation import CurvePoint, Rate, TopicBar, TrendPoint

_GOOD, _BAD, _INK = "#2f9c90", "#c9713f", "#808080"
_LINES = ("#2f9c90", "#3d8bd9", "#a56cc1", "#c9713f", "#b8860b")
_LABEL_WIDTH = 24
"""Characters of a label on one line: on a phone there must be room left for the picture."""
_BAR_HEIGHT = 26


def show_recall_curve(points: Sequence[CurvePoint]) -> None:
    """How often the right passage is among the first k, for each k, with the 95 % band."""
    rows = [{"k": point.k, **_row(point.rate)} for point in points]
    deepest = max(point.k for point in points)
    ticks = alt.Axis(values=[point.k for point in points], format="d", grid=False)
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("k:Q", title="passages looked at", axis=ticks, scale=alt.Scale(domain=[1, deepest]))
    )
    share = alt.Y("share:Q", title="share of questions", scale=_from(points))
    band = base.mark_area(color=_GOOD, opacity=0.18).encode(
        alt.Y("low:Q", title="share of questions", scale=_from(points)), alt.Y2("high:Q")
    )
    line = base.mark_line(color=_GOOD).encode(share)
    dots = base.mark_point(color=_GOOD, filled=True, size=70).encode(share, tooltip=_TOOLTIP)
    _show(band + line + dots, 300, [point.rate for point in points])


def show_rates(rates: Sequence[Rate]) -> None:
    """A dot for each rate with its 95 % limits; those that should be low in another colour."""
    base = alt.Chart(_data([_row(rate) for rate in rates])).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=_LABELS),
        color=alt.Color(
            "should:N",
            title=None,
            scale=alt.Scale(domain=["should be high", "should be low"], range=[_GOOD, _BAD]),
            legend=_LEGEND,
        ),
    )
    limits = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        alt.X("low:Q", title="share", scale=_WHOLE, axis=_FIFTHS), alt.X2("high:Q")
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(x="share:Q", tooltip=_TOOLTIP)
    _show(limits + dots, 46 * len(rates) + 110, rates)


def show_topic_bars(bars: Sequence[TopicBar]) -> None:
    """A bar for each topic that has a rate, in their order, with its number of questions."""
    counted = [(bar, bar.rate) for bar in bars if bar.rate is not None]
    rows = [
        {**_row(rate), "label": _wrapped(f"{bar.topic} ({rate.n})"), "value": f"{rate.value:.2f}"}
        for bar, rate in counted
    ]
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=_LABELS),
        x=alt.X("share:Q", title="share of the topic's questions", scale=_WHOLE, axis=_FIFTHS),
        tooltip=_TOOLTIP,
    )
    drawn = base.mark_bar(color=_GOOD, height={"band": 0.66})
    values = base.mark_text(align="left", dx=5, color=_INK).encode(text="value:N")
    _show(drawn + values, _BAR_HEIGHT * len(rows) + 50, [rate for _, rate in counted])


def show_trend(points: Sequence[TrendPoint]) -> None:
    """A line for each measure, over the times of the runs."""
    rows = [
        {**_row(point.rate), "when": point.when.astimezone(UTC).isoformat()} for point in points
    ]
    names = list(dict.fromkeys(point.rate.label for point in points))
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("when:T", title="when it was run", axis=_TIMES),
        y=alt.Y("share:Q", title="share", scale=_WHOLE, axis=_FIFTHS),
        color=alt.Color(
            "plain:N",
            title=None,
            sort=names,
            scale=alt.Scale(domain=names, range=list(_LINES[: len(names)])),
            legend=_LEGEND,
        ),
        shape=alt.Shape("plain:N", title=None, sort=names, scale=alt.Scale(domain=names)),
        tooltip=[alt.Tooltip("when:T", format="%d %b %Y, %H:%M", title="run"), *_TOOLTIP],
    )
    drawn = base.mark_line(opacity=0.7) + base.mark_point(filled=True, size=70, opacity=1)
    _show(drawn, 300 + 30 * len(names), [point.rate for point in points])


_TOOLTIP = [alt.Tooltip("plain:N", title="measure"), alt.Tooltip("words:N", title="share")]
_LABELS = alt.Axis(
    labelExpr="split(datum.label, '\\n')",
    labelLimit=0,
    labelOverlap=False,
    ticks=False,
    domain=False,
)
_WHOLE = alt.Scale(domain=[0, 1])
_FIFTHS = alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f")
_TIMES = alt.Axis(format="%d %b, %H:%M", labelOverlap=True, tickCount=4, grid=False)
_LEGEND = alt.Legend(orient="top", direction="vertical", labelLimit=0, columns=1)


def _show(chart: "alt.LayerChart", height: int, rates: Sequence[Rate]) -> None:
    words = "; ".join(f"{rate.label}: {rate.sentence}" for rate in rates)
    st.altair_chart(chart.properties(height=height), width="stretch", alt=words)


def _row(rate: Rate) -> dict[str, Any]:
    return {
        "plain": rate.label,
        "label": _wrapped(rate.label),
        "share": rate.value,
        "low": rate.low,
        "high": rate.high,
        "words": rate.sentence,
        "should": "should be low" if rate.lower_is_better else "should be high",
    }


def _wrapped(label: str) -> str:
    return textwrap.fill(label, _LABEL_WIDTH)


def _from(points: Sequence[CurvePoint]) -> "alt.Scale":
    """A scale up to 1 that begins just under the lowest limit: shares near 1 would lie flat."""
    lowest = min(point.rate.low for point in points)
    return alt.Scale(domain=[max(0.0, int(10 * lowest) / 10), 1.0])


def _data(rows: list[dict[str, Any]]) -> "alt.InlineData":
    return alt.InlineData(values=rows)
