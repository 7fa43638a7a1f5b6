"""The picture is sound XML, its points lie where they must, and its labels keep apart."""

from itertools import pairwise
from xml.dom.minidom import Document, parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.curves import Curve, Panel
from eval.bench.errors import BenchError
from eval.bench.picture import _HEIGHT, _LINE, _WIDTH, apart, picture


def _drawn(*curves: Curve) -> Document:
    made = picture([Panel("A <title> & more", "seconds", curves)])
    return parseString(made)  # noqa: S318


def _circles(document: Document) -> list[tuple[float, float]]:
    return [
        (float(one.getAttribute("cx")), float(one.getAttribute("cy")))
        for one in document.getElementsByTagName("circle")
    ]


def test_ten_times_as_much_is_one_square() -> None:
    """From 10 to 1,000 passages are two squares, and so is from 0.1 to 10 seconds."""
    document = _drawn(Curve("a & b", ((10, 0.1), (100, 1.0), (1000, 10.0))))
    assert _circles(document) == [(0.0, _HEIGHT), (_WIDTH / 2, _HEIGHT / 2), (_WIDTH, 0.0)]
    words = {one.toxml() for one in document.getElementsByTagName("text")}
    for text in ("1,000", "0.1", "a &amp; b (10x)", "seconds", "A &lt;title&gt; &amp; more"):
        assert any(f">{text}<" in word for word in words)
    assert any("passages" in word for word in words)


def test_one_size_is_drawn_too() -> None:
    """A single point, on scales that go from one power of ten to the next."""
    assert _circles(_drawn(Curve("one", ((428, 3.2),)))) != []
    assert _circles(_drawn(Curve("one", ((100, 1.0),)))) == [(0.0, _HEIGHT)]


def test_every_colour_reads_on_white_and_on_black() -> None:
    """No background is drawn, and nothing is as light or as dark as one."""
    many = (Curve(str(number), ((10, 1.0 + number),)) for number in range(12))
    document = _drawn(*many)
    assert document.getElementsByTagName("rect") == []
    for group in document.getElementsByTagName("g"):
        if colour := group.getAttribute("fill"):
            red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
            assert 0.2 < 0.3 * red + 0.59 * green + 0.11 * blue < 0.75


def test_nothing_to_draw() -> None:
    """It says what was missing."""
    with pytest.raises(BenchError, match="nothing to draw"):
        picture([])


def test_labels_that_meet_are_moved() -> None:
    """In their order, and those that do not meet stay."""
    assert apart([100.0, 10.0, 100.0]) == [100.0, 10.0, 100.0 + _LINE]
    assert apart([_HEIGHT, _HEIGHT]) == [_HEIGHT - _LINE, _HEIGHT]


@given(st.lists(st.floats(0, _HEIGHT), min_size=1, max_size=20))
def test_labels_never_meet(heights: list[float]) -> None:
    """Each has a line of its own, and all are inside the plot."""
    placed = apart(heights)
    assert all(low + _LINE <= high + 1e-6 for low, high in pairwise(sorted(placed)))
    assert min(placed) >= -1e-6
    assert max(placed) <= _HEIGHT + 1e-6
