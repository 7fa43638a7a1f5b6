"""A quote divided at its marks."""

from hypothesis import given
from hypothesis import strategies as st

from retriever import Evidence, Mark
from ui.marking import Emphasis, Piece, pieces

QUOTE = "Unread messages are kept for 4 days."
_places = st.integers(0, 60)
_marks = st.lists(
    st.tuples(_places, _places).map(lambda ends: Mark(min(ends), max(ends))), max_size=5
).map(tuple)


def _mark(text: str) -> Mark:
    start = QUOTE.index(text)
    return Mark(start, start + len(text))


def test_a_quote_is_divided_at_its_marks() -> None:
    """Each piece looks the same from end to end."""
    evidence = Evidence(answering=(_mark("4 days"),), shared=(_mark("messages"), _mark("kept")))

    assert pieces(QUOTE, evidence) == (
        Piece("Unread ", Emphasis.NONE),
        Piece("messages", Emphasis.SHARED),
        Piece(" are ", Emphasis.NONE),
        Piece("kept", Emphasis.SHARED),
        Piece(" for ", Emphasis.NONE),
        Piece("4 days", Emphasis.ANSWER),
        Piece(".", Emphasis.NONE),
    )


def test_what_answers_outshines_what_is_shared() -> None:
    """A word of the question inside the answer is part of the answer."""
    evidence = Evidence(answering=(_mark("kept for 4 days"),), shared=(_mark("days"),))

    assert [piece.text for piece in pieces(QUOTE, evidence)] == [
        "Unread messages are ",
        "kept for 4 days",
        ".",
    ]


def test_without_marks_a_quote_is_one_piece() -> None:
    """And nothing is nothing."""
    assert pieces(QUOTE, Evidence()) == (Piece(QUOTE, Emphasis.NONE),)
    assert pieces("", Evidence()) == ()


@given(st.text(max_size=40), _marks, _marks)
def test_joined_the_pieces_are_the_quote(
    quote: str, answering: tuple[Mark, ...], shared: tuple[Mark, ...]
) -> None:
    """Whatever is marked, in any order, overlapping or beyond the end; no piece is empty."""
    found = pieces(quote, Evidence(answering=answering, shared=shared))

    assert "".join(piece.text for piece in found) == quote
    assert all(piece.text for piece in found)
    marked = sum(len(piece.text) for piece in found if piece.emphasis is Emphasis.ANSWER)
    places = {place for mark in answering for place in range(mark.start, mark.end)}
    assert marked == sum(place < len(quote) for place in places)
