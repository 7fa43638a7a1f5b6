"""The picture of calibration, read back as XML."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from eval import (
    Depths,
    Outcome,
    Question,
    ReportFileError,
    Status,
    build_report,
    curve,
    diagram,
    write_diagram,
)

SVG = "{http://www.w3.org/2000/svg}"
CURVE = curve("c", "Rain & wind", [(0.25, False), (0.25, True), (0.25, True), (1.0, True)])


def drawn(*, empty: bool = False) -> ET.Element:
    """The picture of one curve, or of one without forecasts."""
    made = diagram([curve("c", "Rain & wind", [])] if empty else [CURVE])
    return ET.fromstring(made)  # noqa: S314


def texts(picture: ET.Element) -> list[str]:
    """Everything that is written in it."""
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def test_points_stand_where_the_numbers_say() -> None:
    """On a side of 280: 0.25 is at 70 from the left, a third below the top; 1 and 1 the corner."""
    low, high = drawn().iter(f"{SVG}circle")

    assert (low.get("cx"), low.get("cy")) == ("70.0", "93.3")
    assert (high.get("cx"), high.get("cy")) == ("280.0", "0.0")


def test_the_area_of_a_point_stands_for_its_count() -> None:
    """One of four is half of the largest; three of four are as large as points get."""
    low, high = (float(each.get("r", "")) for each in drawn().iter(f"{SVG}circle"))

    assert low == 13.0
    assert (high / low) ** 2 == pytest.approx(1 / 2, abs=0.01)


def test_the_diagonal_and_the_labels() -> None:
    """A dashed line from corner to corner; both axes and the curve are named."""
    picture = drawn()

    (diagonal,) = [line for line in picture.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    ends = [diagonal.get(name) for name in ("x1", "y1", "x2", "y2")]
    assert ends == ["0.0", "280.0", "280.0", "0.0"]
    assert {"Rain & wind", "mean confidence", "share that came true", "0.0", "1.0"} <= set(
        texts(picture)
    )


def test_it_reads_on_white_and_on_black() -> None:
    """No background; every colour is of middle lightness."""
    picture = drawn()

    assert not list(picture.iter(f"{SVG}rect"))
    colours = {each.get(name) for each in picture.iter() for name in ("fill", "stroke")} - {None}
    for colour in colours:
        assert colour is not None
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert 80 <= 0.2126 * red + 0.7152 * green + 0.0722 * blue <= 175


def test_a_curve_without_forecasts() -> None:
    """Its panel says so and has no points."""
    picture = drawn(empty=True)

    assert "nothing to judge" in texts(picture)
    assert not list(picture.iter(f"{SVG}circle"))


def test_the_picture_of_a_report(tmp_path: Path) -> None:
    """A small file with both curves; a folder that is not there is named."""
    outcome = Outcome(Question("u", "?", False), Status.DECLINED, 1.0, 0.2)
    report = build_report("known", [outcome], Depths())

    write_diagram(report, tmp_path / "report.svg")

    text = (tmp_path / "report.svg").read_text(encoding="utf-8")
    assert "The notes answer" in text
    assert "The first quote is right" in text
    assert len(text) < 20_000
    with pytest.raises(ReportFileError, match="cannot be written"):
        write_diagram(report, tmp_path / "absent" / "report.svg")
