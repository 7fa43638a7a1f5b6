"""Replies in words."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from retriever import Answer, Citation, Coverage, Difference, Evidence, Mark, NotInNotes
from ui.plain import search_lines
from ui.render import (
    confidence_words,
    counted,
    coverage_sentence,
    passage_views,
    reply_view,
)

QUOTE = "A standard queue delivers each message at least once."


def test_a_citation_line_says_heading_note_and_line(answer: Answer) -> None:
    """Heading path, then the note, then the line."""
    view = reply_view(answer)

    assert view.quotes[0].place.label == "SQS > Standard queue · cloud/sqs.md, line 7"
    assert view.quotes[0].text == QUOTE
    assert view.reason is None
    assert view.searched_as is None
    assert view.confidence == "Confidence: very high (0.93)"


def test_several_lines_are_a_range(code_answer: Answer) -> None:
    """First and last line, both included."""
    place = reply_view(code_answer).quotes[0].place

    assert place.lines == "lines 11-13"
    assert (place.first_line, place.last_line) == (11, 13)


def test_a_quote_shows_what_it_stands_under_and_why_it_was_chosen(answer: Answer) -> None:
    """Its pieces are the quote again, divided at the marks."""
    evidence = Evidence(in_quote=("queue",), missing=("price",), answering=(Mark(0, 16),))
    citation = replace(answer.citations[0], under=("Kinds:",), evidence=evidence)

    (quote,) = reply_view(replace(answer, citations=(citation,))).quotes

    assert quote.under == ("Kinds:",)
    assert [piece.text for piece in quote.pieces] == ["A standard queue", QUOTE[16:]]
    assert quote.why == "It has queue; without price."


def test_quotes_are_numbered_where_something_refers_to_them(answer: Answer) -> None:
    """From 1."""
    two = replace(answer, citations=answer.citations * 2)
    differing = replace(two, differences=(Difference(0, 1, ("4 days", "7 days")),))

    assert [quote.number for quote in reply_view(two).quotes] == [None, None]
    assert [quote.number for quote in reply_view(differing).quotes] == [1, 2]


def test_a_reply_says_how_sure_and_how_fresh_it_is(answer: Answer, declined: NotInNotes) -> None:
    """The number in the words of confidence; changed notes; what was carried over."""
    changed = replace(answer.coverage, changed=1)
    stale = reply_view(replace(answer, coverage=changed, carried=("SQS",)))

    assert (stale.sure, stale.stale, stale.carried) == (0.93, True, ("SQS",))
    fresh = reply_view(declined)
    assert (fresh.sure, fresh.stale, fresh.carried) == (0.11, False, ())


def test_a_quote_under_no_heading_is_placed_by_its_title(answer: Answer) -> None:
    """The title stands in for the headings, unless it is only the file's name again."""
    citation = replace(answer.citations[0], headings=())
    untitled = replace(citation, title="cloud/sqs.md")

    view = reply_view(replace(answer, citations=(citation, untitled)))

    assert view.quotes[0].place.label == "SQS · cloud/sqs.md, line 7"
    assert view.quotes[1].place.label == "cloud/sqs.md, line 7"


def test_a_decline_says_why_and_what_it_searched_for(declined: NotInNotes) -> None:
    """No quotes, the reason as it was given, and the question as it was searched."""
    view = reply_view(declined)

    assert view.quotes == ()
    assert view.reason == declined.reason
    assert view.searched_as == "SQS Bergamo?"
    assert view.confidence == "Confidence that the notes answer: very low (0.11)"


def test_code_is_known_by_its_block(answer: Answer, code_answer: Answer) -> None:
    """A quote from a code block keeps its fixed width; prose does not."""
    assert reply_view(code_answer).quotes[0].is_code
    assert passage_views(code_answer.hits)[0].is_code
    assert not reply_view(answer).quotes[0].is_code
    assert not passage_views(answer.hits)[0].is_code


def test_a_passage_says_that_its_note_has_changed(answer: Answer) -> None:
    """In the terminal and as data; it is shown as it was indexed."""
    (changed,) = passage_views([replace(answer.hits[0], changed=True)])
    (same,) = passage_views(answer.hits[:1])

    assert (changed.changed, same.changed) == (True, False)
    assert "the note has changed since" in "".join(search_lines([changed], io.StringIO()))
    assert "changed" not in "".join(search_lines([same], io.StringIO()))


def test_a_moved_quote_is_not_judged_by_old_offsets(code_answer: Answer) -> None:
    """Where the note has changed, the blocks of the index say nothing about the quote."""
    moved = replace(code_answer.citations[0], moved=True)

    view = reply_view(replace(code_answer, citations=(moved,)))

    assert view.quotes[0].moved
    assert not view.quotes[0].is_code


def test_table_rows_keep_their_columns(answer: Answer, cite: Callable[..., Citation]) -> None:
    """Two rows below each other are shown with a fixed width."""
    table = replace(cite(QUOTE), quote="| a | b |\n| 1 | 2 |")

    assert reply_view(replace(answer, citations=(table,))).quotes[0].is_code


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "very high (1.00)"),
        (0.9, "very high (0.90)"),
        (0.8, "high (0.80)"),
        (0.5, "fair (0.50)"),
        (0.3, "low (0.30)"),
        (0.0, "very low (0.00)"),
    ],
)
def test_confidence_has_a_word_and_a_number(confidence: float, words: str) -> None:
    """The word for the eye, the number for the record."""
    assert confidence_words(confidence) == words


def test_the_receipt_says_what_was_searched() -> None:
    """Unread files and changed notes are named only where there are any."""
    assert coverage_sentence(Coverage(1, 0, 0), 7.4) == "Searched 1 note in 7 ms."
    assert coverage_sentence(Coverage(41, 2, 1), 15.6) == (
        "Searched 41 notes in 16 ms. 2 files could not be read. "
        "1 note found here has changed since the last index."
    )
    assert coverage_sentence(Coverage(1234, 0, 2, searched=3), 1) == (
        "Searched 3 of 1,234 notes in 1 ms. 2 notes found here have changed since the last index."
    )


def test_numbers_are_readable() -> None:
    """One is singular, thousands are divided."""
    assert counted(1, "note") == "1 note"
    assert counted(0, "note") == "0 notes"
    assert counted(12345, "passage") == "12,345 passages"
