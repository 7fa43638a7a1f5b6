"""A quote is found again only where it still stands by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retriever.moved import ChangedNote, Place


def test_a_quote_is_found_with_title_and_headings_of_now() -> None:
    """Checked by hand: the quote begins after 16 characters."""
    note = ChangedNote("tea.md", "# Tea\n\n## Time\n\nTwo minutes.\n")

    assert note.find("Two minutes.", 0) == Place(16, 28, "Tea", ("Tea", "Time"))


@pytest.mark.parametrize(
    "text",
    [
        "110 messages\n",
        "10 messagesets\n",
        "- only 10 messages\n",
        "# 10 messages\n\nOther text.\n",
        "---\nbatch: 10 messages\n---\n\nOther text.\n",
        "",
    ],
    ids=["longer number", "longer word", "part of an item", "heading", "front matter", "empty"],
)
def test_a_quote_that_is_part_of_something_else_is_not_found(text: str) -> None:
    """Its words are there, but they do not say what they said."""
    assert ChangedNote("sqs.md", text).find("10 messages", 0) is None


@pytest.mark.parametrize(("start", "found"), [(0, 0), (7, 0), (8, 15), (15, 15), (900, 15)])
def test_of_two_places_the_nearer_one_is_found(start: int, found: int) -> None:
    """And of two equally near ones the first."""
    place = ChangedNote("a.md", "Same.\n\nOther.\n\nSame.\n").find("Same.", start)

    assert place is not None
    assert place.start == found


def test_several_units_are_found_together() -> None:
    """With what stood between them."""
    note = ChangedNote("a.md", "New.\n\n- Tea\n  - green\n  - black\n")

    place = note.find("- Tea\n  - green", 0)

    assert place is not None
    assert (place.start, place.end) == (6, 21)


@given(st.text("ab .\n#-|", max_size=80), st.text("ab .\n-|", min_size=1, max_size=8))
@settings(deadline=None)
def test_what_is_found_is_there(text: str, quote: str) -> None:
    """Whatever the note has become."""
    place = ChangedNote("a.md", text).find(quote, 5)

    assert place is None or text[place.start : place.end] == quote
