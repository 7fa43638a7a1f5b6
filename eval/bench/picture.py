"""What things cost against how many passages there are, as an SVG file, both by logarithms.

There is no background and every colour is of middle lightness, so it reads on white and on black.
A line that climbs by one square for each square to the right grows as fast as the notes do.
"""

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from .curves import Curve, Panel
from .errors import BenchError

_WIDTH, _HEIGHT = 420, 340
"""The pixels of a panel's plot."""
_LEFT, _TOP, _BOTTOM, _LABELS = 64, 40, 56, 230
_LINE = 15
_INK, _FAINT = "#808080", "#80808055"
_COLOURS = (
    *("#3d8bd9", "#d9822b", "#3a9e5c", "#c9504f", "#9a6fd0"),
    *("#a8763e", "#d066a8", "#6f8f1f", "#1f98a5", "#7f7f7f"),
)


class _Scale:
    """From a value to its place: whole powers of ten at both ends."""

    def __init__(self, values: Sequence[float], length: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))
        self._length = length

    def place(self, value: float) -> float:
        return (math.log10(value) - self.low) / (self.high - self.low) * self._length

    @property
    def powers(self) -> range:
        return range(self.low, self.high + 1)


def picture(drawn: Sequence[Panel]) -> str:
    """The SVG file's text: the panels side by side.

    Raises:
        BenchError: there is nothing to draw.
    """
    if not drawn:
        raise BenchError(
            "There is nothing to draw: the results hold neither questions, nor indexing, nor "
            "vectors. Name the JSON file of another run"
        )
    panel = _LEFT + _WIDTH + _LABELS
    width, height = panel * len(drawn), _TOP + _HEIGHT + _BOTTOM
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="12" '
        f'fill="{_INK}" role="img">',
        f"<title>{escape('; '.join(_summary(each) for each in drawn))}</title>",
    ]
    for number, each in enumerate(drawn):
        lines.append(f'<g transform="translate({number * panel + _LEFT} {_TOP})">')
        lines.extend(_panel(each))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _summary(panel: Panel) -> str:
    ends = (f"{curve.label}: {curve.points[-1][1]:.3g}" for curve in panel.curves)
    return f"{panel.title}, {panel.unit} at the most passages: {', '.join(ends)}"


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for curve in panel.curves for point in curve.points]
    across = _Scale([size for size, _ in points], _WIDTH)
    up = _Scale([cost for _, cost in points], _HEIGHT)
    yield _text(0, -16, panel.title, 'font-size="15" font-weight="bold"')
    yield from _axes(across, up, panel.unit)
    drawn = [
        (curve, [(across.place(size), _HEIGHT - up.place(cost)) for size, cost in curve.points])
        for curve in panel.curves
    ]
    heights = apart([places[-1][1] for _, places in drawn])
    for number, ((curve, places), height) in enumerate(zip(drawn, heights, strict=True)):
        yield from _curve(curve, places, height, _COLOURS[number % len(_COLOURS)])


def _axes(across: _Scale, up: _Scale, unit: str) -> Iterator[str]:
    for power in across.powers:
        at = across.place(10.0**power)
        yield _line((at, 0), (at, _HEIGHT), f'stroke="{_FAINT}"')
        yield _text(at, _HEIGHT + 18, _number(power), 'text-anchor="middle"')
    for power in up.powers:
        at = _HEIGHT - up.place(10.0**power)
        yield _line((0, at), (_WIDTH, at), f'stroke="{_FAINT}"')
        yield _text(-8, at + 4, _number(power), 'text-anchor="end"')
    label = "passages (in brackets: growth of the cost where they grow tenfold)"
    yield _text(_WIDTH / 2, _HEIGHT + 40, label, 'text-anchor="middle"')
    middle = _HEIGHT / 2
    turned = f'text-anchor="middle" transform="rotate(-90 -48 {middle:g})"'
    yield _text(-48, middle, unit, turned)


def _curve(
    curve: Curve, places: Sequence[tuple[float, float]], height: float, colour: str
) -> Iterator[str]:
    yield f'<g stroke="{colour}" fill="{colour}">'
    for start, end in pairwise(places):
        yield _line(start, end, 'stroke-width="2"')
    for (x, y), (size, cost) in zip(places, curve.points, strict=True):
        words = escape(f"{curve.name}: {cost:.4g} at {size:,.0f} passages")
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"><title>{words}</title></circle>'
    at = (_WIDTH + 14.0, height)
    yield _line(places[-1], at, 'stroke-opacity="0.45" stroke-dasharray="2 3"')
    yield _text(at[0] + 4, height + 4, curve.label, 'stroke="none"')
    yield "</g>"


def apart(heights: Sequence[float]) -> list[float]:
    """The heights moved so far, and no farther than needed, that a line of text fits at each.

    They keep their order and stay inside the plot as far as it has room for them all.
    """
    order = sorted(range(len(heights)), key=lambda number: heights[number])
    placed = [0.0] * len(heights)
    least = 0.0
    for number in order:
        placed[number] = least = max(heights[number], least)
        least += _LINE
    most = max(float(_HEIGHT), _LINE * (len(heights) - 1.0))
    for number in reversed(order):
        placed[number] = most = min(placed[number], most)
        most -= _LINE
    return placed


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _line(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
