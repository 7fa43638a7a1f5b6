"""Calibration as a picture: an SVG file with one panel for each curve.

There is no background and every colour is of middle lightness, so it reads on white and on black.
A point's area stands for how many questions it holds; its whisker is the 95 % Wilson interval.
"""

from collections.abc import Iterator, Sequence
from html import escape
from math import sqrt
from pathlib import Path

from .atomic import write_whole
from .findings import Bin, Curve, Report

_SIDE = 280
"""A panel's plot is a square of this many pixels."""
_LEFT, _TOP, _BOTTOM, _GAP = 58, 56, 52, 26
_LARGEST = 13.0
"""The radius of a point that would hold half of all questions, or more."""
_SMALLEST = 2.5
_INK, _FAINT, _POINT = "#808080", "#80808055", "#3d8bd9"
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def write_diagram(report: Report, path: Path) -> None:
    """Write the picture of the report's calibration to `path`, whole or not at all.

    Raises:
        ReportFileError: the file cannot be written.
    """
    write_whole(diagram(report.calibration), path)


def diagram(curves: Sequence[Curve]) -> str:
    """The SVG file's text: a panel for each curve, side by side."""
    panel = _LEFT + _SIDE + _GAP
    width, height = panel * len(curves), _TOP + _SIDE + _BOTTOM
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="12" '
        f'fill="{_INK}" role="img">',
        f"<title>{escape('; '.join(summary(each) for each in curves))}</title>",
    ]
    for number, each in enumerate(curves):
        lines.append(f'<g transform="translate({number * panel + _LEFT} {_TOP})">')
        lines.extend(_panel(each))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def summary(curve: Curve) -> str:
    """A curve's numbers in a line, its title first."""
    if curve.error is None or curve.brier.value is None:
        return f"{curve.title}: nothing to judge"
    return (
        f"{curve.title}: n {curve.n}, calibration error {curve.error:.3f}, "
        f"Brier {curve.brier.value:.3f}"
    )


def _panel(curve: Curve) -> Iterator[str]:
    title, _, numbers = summary(curve).partition(": ")
    yield _text(0, -32, title, 'font-size="15" font-weight="bold"')
    yield _text(0, -13, numbers)
    yield from _axes()
    yield _line(0, _SIDE, _SIDE, 0, f'stroke="{_INK}" stroke-dasharray="5 4"')
    for each in curve.bins:
        yield from _point(each, curve.n)


def _axes() -> Iterator[str]:
    for tick in _TICKS:
        at = tick * _SIDE
        yield _line(at, 0, at, _SIDE, f'stroke="{_FAINT}"')
        yield _line(0, at, _SIDE, at, f'stroke="{_FAINT}"')
        yield _text(at, _SIDE + 17, f"{tick:.1f}", 'text-anchor="middle"')
        yield _text(-8, _SIDE - at + 4, f"{tick:.1f}", 'text-anchor="end"')
    middle = _SIDE / 2
    yield _text(middle, _SIDE + 39, "mean confidence", 'text-anchor="middle"')
    turned = f'text-anchor="middle" transform="rotate(-90 -40 {middle:g})"'
    yield _text(-40, middle, "share that came true", turned)


def _point(each: Bin, total: int) -> Iterator[str]:
    x, y = each.forecast * _SIDE, (1 - each.share) * _SIDE
    low, high = (1 - each.low) * _SIDE, (1 - each.high) * _SIDE
    radius = max(_SMALLEST, _LARGEST * sqrt(min(1.0, 2 * each.n / total)))
    words = f"{each.n} of {total}: confidence {each.forecast:.2f}, came true {each.share:.2f}"
    yield f"<g><title>{words}</title>"
    yield _line(x, low, x, high, f'stroke="{_POINT}" stroke-width="1.5"')
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_POINT}" fill-opacity="0.75"/>'
    )
    yield "</g>"


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
