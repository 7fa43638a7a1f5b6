"""Text made safe for a terminal."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.terminal import complain, visible, visible_line, visible_lines, wrapped

_BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("over\rwritten", "over␍written"),
        ("back\x08space", "back␈space"),
        ("\x9b31m", "<U+009B>31m"),
        ("\x7f", "␡"),
        ("exe\u202etxt.md", "exe<U+202E>txt.md"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("caf\udce9.md", "caf<U+DCE9>.md"),
        ("line\u2028end", "line<U+2028>end"),
        (
            "plain, à la carte, 日本, 👩\u200d🔬\ttab\n",
            "plain, à la carte, 日本, 👩\u200d🔬\ttab\n",
        ),
    ],
)
def test_controls_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    """Every control has a visible form; letters, emoji, tabs and line feeds stay."""
    assert visible(text) == shown


@given(st.text(st.characters(), max_size=50))
def test_nothing_steers_the_terminal(text: str) -> None:
    """No control, direction or undecodable character is left, and the rest can be encoded."""
    shown = visible_line(text)

    shown.encode("utf-8")
    for character in shown:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in _BIDIRECTIONAL


def test_a_label_stays_on_its_line() -> None:
    """A line end in a file name shows as a sign."""
    assert visible_line("a\nb\tc") == "a␊b c"


def test_lines_are_divided_where_citations_divide_them() -> None:
    """CR LF, LF and CR end lines; a form feed does not."""
    assert visible_lines("a\r\nb\rc\nd\x0ce") == ("a", "b", "c", "d␌e")


def test_long_lines_are_cut_after_spaces() -> None:
    """A word stays whole where it can, and is cut where it is longer than the line."""
    assert wrapped("one two three", 8) == ["one two ", "three"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrapped("one two", None) == ["one two"]


@given(st.text(max_size=80), st.integers(1, 20))
def test_wrapping_loses_nothing(line: str, width: int) -> None:
    """The pieces joined are the line, and none is too long."""
    pieces = wrapped(line, width)

    assert "".join(pieces) == line
    assert all(len(piece) <= width for piece in pieces)


def test_a_complaint_is_one_line() -> None:
    """Even a message with line ends and escapes in it is one line with our name in front."""
    stream = io.StringIO()

    complain("no such file: a\nb\x1b[2J", stream)

    assert stream.getvalue() == "quoth: no such file: a␊b␛[2J\n"
