"""The chart: what can be pointed at, clicked and told apart."""

from typing import Any

import pytest

from ui.map_groups import ColourBy
from ui.map_view import LastQuestion, map_view
from ui.pages.map_chart import COLOURS, NUMBER, PICKED, REST_COLOUR, map_chart
from ui.placed_notes import PlacedPassage

PASSAGES = [
    PlacedPassage(f"{number:02}.md", f"Note {number:02}", (), (), 1, 2, "Text", 0.1 * number, 0.0)
    for number in range(15)
]
LAST = LastQuestion("How often?", (("03.md", 1, 2, 2.0), ("05.md", 1, 2, 1.0)))


def chart_of(last: LastQuestion | None) -> dict[str, Any]:
    """The chart as Vega-Lite reads it."""
    chart = map_chart(map_view(PASSAGES, ColourBy.NOTE, last), ColourBy.NOTE.rest)
    return dict(chart.to_dict())


def rows_of(chart: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    """What is drawn in a layer."""
    return list(chart["datasets"][chart["layer"][layer]["data"]["name"]])


def test_passages_are_dots_that_can_be_picked() -> None:
    """By their number; the rest is grey, and the picture is described."""
    chart = chart_of(None)
    (dots,) = chart.get("layer", [chart])
    colours = dots["encoding"]["color"]["scale"]

    assert chart["description"].startswith("Map of 15 passages of 15 notes")
    assert [param["name"] for param in chart["params"]] == [PICKED, "shown"]
    assert chart["params"][0]["select"]["fields"] == [NUMBER]
    assert len(colours["domain"]) == len(colours["range"]) == 13
    assert (colours["domain"][-1], colours["range"][-1]) == ("other notes", REST_COLOUR)


def test_the_last_question_lies_over_them() -> None:
    """Lines from it to what it found, badges, and the ranks on them, best on top."""
    chart = chart_of(LAST)

    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["point", "rule", "point", "text"]
    assert len(rows_of(chart, 0)) == 13
    assert [row["to_x"] for row in rows_of(chart, 1)] == [pytest.approx((0.3 * 2 + 0.5) / 3)] * 2
    assert [row["sign"] for row in rows_of(chart, 3)] == ["?", "2", "1"]


def test_every_mark_says_what_it_is() -> None:
    """Also the text that lies over a badge. Field names are ours, so no note can break them."""
    layers = chart_of(LAST)["layer"]

    for layer in (layers[0], layers[2], layers[3]):
        assert [field["field"] for field in layer["encoding"]["tooltip"]] == [
            *("heading", "note", "lines", "opening")
        ]


@pytest.mark.parametrize("page", ["#fcfbf8", "#171b1c"], ids=["light", "dark"])
@pytest.mark.parametrize("colour", [*COLOURS, REST_COLOUR])
def test_colours_stand_out_from_the_page(colour: str, page: str) -> None:
    """As much as WCAG 2 asks of graphics: three to one."""
    lighter, darker = sorted((luminance(colour), luminance(page)), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 3


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
