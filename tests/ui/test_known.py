"""Answers on the page as known questions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import Place as GoldPlace
from eval import keep_question, read_known
from ingest import Lines
from ui.known import NotInPassageError, answered_by, not_answered, quoted_by
from ui.marking import Emphasis, Piece
from ui.render import PassageView, Place, QuoteView

TEXT = "Messages are kept.\n\nFor how long:\n4 days (by default).\nAt most 14 days."


def _passage(text: str = TEXT, first_line: int = 10) -> PassageView:
    last = first_line + len(Lines(text).contents) - 1
    return PassageView(text, False, Place("SQS", "sqs.md", first_line, last), 0.9, 0.5, 0.5)


def _quote(*pieces: Piece) -> QuoteView:
    text = "".join(piece.text for piece in pieces)
    place = Place("SQS", "sqs.md", 13, 14)
    return QuoteView(text, False, place, 0.9, False, None, None, (), pieces, "")


def test_a_right_quote_answers_by_what_is_marked_in_it() -> None:
    """At the lines of the quote."""
    marked = Piece("4 days", Emphasis.ANSWER)
    quote = _quote(Piece("Kept", Emphasis.SHARED), Piece(" for ", Emphasis.NONE), marked)

    known = quoted_by("How long?", ("What is SQS?",), quote)

    assert known.answers == ("4 days",)
    assert known.gold == (GoldPlace("sqs.md", 13, 14),)
    assert (known.question, known.history) == ("How long?", ("What is SQS?",))
    assert known.answerable


def test_without_one_mark_the_whole_quote_answers() -> None:
    """None says which it was, nor do two."""
    answer = Piece("4 days", Emphasis.ANSWER)
    between = Piece(" or ", Emphasis.NONE)

    assert quoted_by("How long?", (), _quote(between)).answers == (" or ",)
    assert quoted_by("How long?", (), _quote(answer, between, answer)).answers == (
        "4 days or 4 days",
    )


@pytest.mark.parametrize(
    ("words", "answer", "lines"),
    [
        ("Messages", "Messages", (10, 10)),
        ("  14 days. ", "14 days.", (14, 14)),
        ("4 days (by default).\nAt most", "4 days (by default).\nAt most", (13, 14)),
        ("kept. For how long: 4 days", "kept.\n\nFor how long:\n4 days", (10, 13)),
        (TEXT, TEXT, (10, 14)),
    ],
)
def test_words_of_a_passage_answer(words: str, answer: str, lines: tuple[int, int]) -> None:
    """At their own lines, as they stand there; a line end may have been copied as a blank."""
    known = answered_by("How long?", (), _passage(), words)

    assert known.answers == (answer,)
    assert known.gold == (GoldPlace("sqs.md", *lines),)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_lines_are_counted_for_every_line_end(line_end: str) -> None:
    """As citations count them."""
    passage = _passage(TEXT.replace("\n", line_end))

    assert answered_by("How long?", (), passage, "long: 4 days").gold == (
        GoldPlace("sqs.md", 12, 13),
    )


@pytest.mark.parametrize("words", ["", " \n ", "5 days", "4 Days", "4 days .by default", "days14"])
def test_words_that_are_not_in_the_passage_are_refused(words: str) -> None:
    """A test could never be passed with them."""
    with pytest.raises(NotInPassageError, match="exactly as they stand there"):
        answered_by("How long?", (), _passage(), words)


def test_what_the_notes_do_not_answer() -> None:
    """Nothing is right but to decline."""
    known = not_answered("Where is Bergamo?", ("And?",))

    assert (known.answerable, known.answers, known.gold) == (False, (), ())
    assert known.history == ("And?",)


def test_what_was_kept_can_be_asked(notes: Path) -> None:
    """The evaluation reads it back."""
    for question in (
        answered_by("How long?", (), _passage(), "4 days"),
        not_answered("Where?", ("How?",)),
    ):
        file = keep_question(notes, question)

    assert [(one.question, one.answers) for one in read_known(file)] == [
        ("How long?", ("4 days",)),
        ("Where?", ()),
    ]


@given(
    st.lists(st.sampled_from(["a", "b.", "c*d", "é🦉"]), min_size=1),
    st.sampled_from([" ", "\n", "\r\n", "\n \n"]),
    st.data(),
)
def test_any_words_are_found_with_their_lines(
    words: list[str], between: str, data: st.DataObject
) -> None:
    """Wherever they are in a passage, however it is broken into lines."""
    text = between.join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))

    known = answered_by("?", (), _passage(text, 1), " ".join(words[first : last + 1]))

    (place,) = known.gold
    shown = "\n".join(Lines(text).contents[(place.first_line or 0) - 1 : place.last_line])
    assert known.answers[0].split() == words[first : last + 1]
    assert " ".join(known.answers[0].split()) in " ".join(shown.split())
