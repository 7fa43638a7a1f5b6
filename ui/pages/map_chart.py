"""The map as an Altair chart: dots, and over them what was found for the last question."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

import altair as alt
import pandas as pd  # type: ignore[import-untyped]

from ..map_view import Dot, Kind, MapView

PICKED = "picked"
"""The name of the selection that a click makes; it holds places in `MapView.dots`."""
NUMBER = "number"

COLOURS = (
    *("#388cf0", "#dc631e", "#438109", "#9348b1", "#bb7e05", "#139ac2"),
    *("#bc364e", "#03a578", "#d15aa3", "#685acb", "#999008", "#8a6d5a"),
)
"""For groups: each stands out from a light page and from a dark one."""
REST_COLOUR = "#868d8c"
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_BADGE = "#2b7a73"
_BADGE_EDGE = "#ffffff"
_HEIGHT = 560
_MARGIN = 1.06
_LEGEND_COLUMN = 160


def map_chart(view: MapView, rest: str) -> alt.LayerChart:
    """The chart of `view`; the group named `rest` is grey."""
    rows = [_row(number, dot) for number, dot in enumerate(view.dots)]
    found = [row for row in rows if row["kind"] != Kind.PASSAGE]
    layers = [_dots(rows, view.groups, rest, is_dimmed=bool(found))]
    if found:
        layers += [_threads(found), _badges(found), _badge_texts(found)]
    return alt.LayerChart(
        layer=layers,
        height=_HEIGHT,
        description=view.description,
        # Thousands of dots are too many for the SVG that Streamlit draws otherwise.
        usermeta={"embedOptions": {"renderer": "canvas"}},
    )


def _row(number: int, dot: Dot) -> dict[str, Any]:
    sign = "?" if dot.kind is Kind.QUESTION else str(dot.rank or "")
    return {
        NUMBER: number,
        "kind": dot.kind.value,
        "x": dot.x,
        "y": dot.y,
        "group": dot.group,
        "heading": dot.heading,
        "note": dot.note,
        "lines": dot.lines,
        "opening": dot.opening,
        "sign": sign,
    }


def _base(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    scale = alt.Scale(domain=[-_MARGIN, _MARGIN])
    return alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("x:Q", axis=None, scale=scale), y=alt.Y("y:Q", axis=None, scale=scale)
    )


def _dots(
    rows: Sequence[dict[str, Any]], groups: Sequence[str], rest: str, *, is_dimmed: bool
) -> alt.Chart:
    picked = alt.selection_point(name=PICKED, fields=[NUMBER], on="click", toggle=False)
    shown = alt.selection_point(name="shown", fields=["group"], bind="legend")
    size, is_rest = _size(len(rows)), alt.datum.group == rest
    colour, shape = _looks(groups, rest)
    chart: alt.Chart = (
        _base([row for row in rows if row["kind"] == Kind.PASSAGE])
        .mark_point(filled=True, cursor="pointer")
        .encode(
            color=colour,
            shape=shape,
            size=alt.condition(is_rest, alt.value(size / 2), alt.value(size)),
            opacity=alt.condition(shown, alt.value(0.55 if is_dimmed else 0.85), alt.value(0.06)),
            tooltip=_tooltip(),
        )
        .add_params(picked, shown)
    )
    return chart


def _looks(groups: Sequence[str], rest: str) -> tuple[alt.Color, alt.Shape]:
    """A colour and a shape for each group, in one legend: no group is told by its colour alone."""
    colours = dict(zip(groups, COLOURS, strict=False)) | {rest: REST_COLOUR}
    shapes = dict(zip(groups, cycle(_SHAPES), strict=False)) | {rest: "circle"}
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=alt.ExprRef(f"max(1, floor(width / {_LEGEND_COLUMN}))"),
        labelLimit=_LEGEND_COLUMN - 25,
        symbolOpacity=1,
    )
    names = list(groups)
    in_colours = alt.Scale(domain=names, range=[colours[name] for name in names])
    in_shapes = alt.Scale(domain=names, range=[shapes[name] for name in names])
    return (
        alt.Color("group:N", scale=in_colours, legend=legend),
        alt.Shape("group:N", scale=in_shapes, legend=legend),
    )


def _size(dots: int) -> float:
    """The area of a dot: smaller where there are many."""
    return max(14.0, min(75.0, 40_000 / max(dots, 1)))


def _threads(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """A line from the question to each passage that was found for it."""
    (question,) = [row for row in rows if row["kind"] == Kind.QUESTION]
    ends = [
        row | {"to_x": question["x"], "to_y": question["y"]} for row in rows if row is not question
    ]
    chart: alt.Chart = (
        _base(ends)
        .mark_rule(color=_BADGE, opacity=0.55, strokeDash=[3, 3])
        .encode(x2=alt.X2("to_x"), y2=alt.Y2("to_y"))
    )
    return chart


def _badges(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    is_question = alt.datum.kind == Kind.QUESTION.value
    chart: alt.Chart = (
        _base(rows)
        .mark_point(filled=True, opacity=1, fill=_BADGE, stroke=_BADGE_EDGE, cursor="pointer")
        .encode(
            shape=alt.condition(is_question, alt.value("diamond"), alt.value("circle")),
            size=alt.condition(is_question, alt.value(520), alt.value(240)),
            tooltip=_tooltip(),
        )
    )
    return chart


def _badge_texts(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    # Its tooltip too, since it lies over its badge.
    chart: alt.Chart = (
        _base(rows)
        .mark_text(color=_BADGE_EDGE, fontWeight="bold", fontSize=11, cursor="pointer")
        .encode(text="sign:N", tooltip=_tooltip())
    )
    return chart


def _tooltip() -> list[alt.Tooltip]:
    titles = {"heading": "Heading", "note": "Note", "lines": "Where", "opening": "Text"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
