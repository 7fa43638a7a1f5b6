"""Line numbers as editors count them."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import Lines

texts = st.text(alphabet="ab \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029é")


def line_of(text: str, offset: int) -> int:
    """The line number of a character, counted one character at a time."""
    number = 1
    for place, char in enumerate(text[:offset]):
        ends_here = char == "\n" or (char == "\r" and text[place + 1 : place + 2] != "\n")
        number += ends_here
    return number


def test_three_line_ends() -> None:
    """CR LF, LF and CR end a line, and CR LF ends one, not two."""
    lines = Lines("ab\r\nc\rd\n")
    assert lines.starts == (0, 4, 6, 8)
    assert lines.contents == ("ab", "c", "d", "")
    assert [lines.number_at(offset) for offset in range(9)] == [1, 1, 1, 1, 2, 2, 3, 3, 4]


def test_other_breaks_end_no_line() -> None:
    """Form feed, vertical tab, U+0085, U+2028 and U+2029 stand inside a line."""
    lines = Lines("a\fb\vc\x85d\u2028e\u2029f\nlast")
    assert lines.number_at(10) == 1
    assert lines.contents == ("a\fb\vc\x85d\u2028e\u2029f", "last")


def test_start_of_a_line() -> None:
    """A line's start is its first character; past the last line it is the text's length."""
    lines = Lines("one\ntwo")
    assert [lines.start(number) for number in (1, 2, 3, 9)] == [0, 4, 7, 7]


def test_empty_text() -> None:
    """An empty text has one empty line."""
    assert Lines("").contents == ("",)
    assert Lines("").number_at(0) == 1


@given(texts)
def test_numbers_agree_with_counting(text: str) -> None:
    """Every offset has the line number that counting gives."""
    lines = Lines(text)
    assert [lines.number_at(place) for place in range(len(text))] == [
        line_of(text, place) for place in range(len(text))
    ]


@given(texts)
def test_contents_and_starts_rebuild_the_text(text: str) -> None:
    """A line starts where `start` says, and holds its content and its line end."""
    lines = Lines(text)
    for number, content in enumerate(lines.contents, 1):
        start, after = lines.start(number), lines.start(number + 1)
        assert text[start:after].rstrip("\r\n") == content
        assert set(text[start + len(content) : after]) <= {"\r", "\n"}
