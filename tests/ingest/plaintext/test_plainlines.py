"""What a line is by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.plaintext.plainlines import LineKind, PlainText


def kinds(text: str) -> list[LineKind]:
    """The kinds of the lines of a text."""
    return [line.kind for line in PlainText(text).lines]


@pytest.mark.parametrize(
    ("line", "marker", "body"),
    [
        ("- milk", "- ", "milk"),
        ("* milk", "* ", "milk"),
        ("2. milk", "2. ", "milk"),
        ("2.10 milk", "2.10 ", "milk"),
        ("(3) milk", "(3) ", "milk"),
        ("[x] milk", "[x] ", "milk"),
        ("-milk", "-", "milk"),
    ],
)
def test_list_markers(line: str, marker: str, body: str) -> None:
    """The usual bullets and numbers are list markers, and a bullet typed without its space."""
    [found] = PlainText(line).lines
    assert (found.kind, found.marker, found.body) == (LineKind.ITEM, marker, body)


@pytest.mark.parametrize("line", ["--> milk", "-> milk", "2 litres", "**milk**", "a.m. or p.m."])
def test_what_is_no_list_marker(line: str) -> None:
    """Arrows, figures, emphasis and abbreviations are not list markers."""
    assert kinds(line) == [LineKind.BARE]


def test_a_bare_bullet_carries_the_next_line() -> None:
    """The text of an item may stand on the line below its bullet, but not beyond a blank line."""
    assert kinds("-\nmilk\neggs") == [LineKind.ITEM, LineKind.CARRIED, LineKind.BARE]
    assert kinds("-\n\nmilk") == [LineKind.ITEM, LineKind.BARE]


def test_rules_questions_and_answers() -> None:
    """Rules are drawn with one sign; cards begin with Q: and A:."""
    assert kinds("----\nQ: why\nA: so\n-=-=") == [
        LineKind.RULE,
        LineKind.QUESTION,
        LineKind.ANSWER,
        LineKind.BARE,
    ]


def test_blank_lines_are_remembered_by_their_neighbours() -> None:
    """A line knows whether a blank line, or the border of the text, stands beside it."""
    found = PlainText("a\nb\n \nc").lines
    assert [(line.opens, line.closes) for line in found] == [
        (True, False),
        (False, True),
        (True, True),
    ]


def test_indent_counts_tabs_as_four() -> None:
    """Tabs and spaces before the text are columns."""
    assert [line.indent for line in PlainText("a\n  b\n\tc").lines] == [0, 2, 4]


@given(st.text())
def test_offsets_are_exact(text: str) -> None:
    """Every line is found in the text where it says it stands."""
    for line in PlainText(text).lines:
        assert text[line.start : line.end] == line.text
        assert line.marker + line.body == line.text
