"""Replies in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from retriever import Answer, Citation, Coverage, Difference, ListShown, NotInNotes
from ui.render import (
    as_markdown,
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
    assert reply_view(code_answer).quotes[0].place.lines == "lines 11-13"


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


def test_numbers_are_readable() -> None:
    """One is singular, thousands are divided."""
    assert counted(1, "note") == "1 note"
    assert counted(0, "note") == "0 notes"
    assert counted(12345, "passage") == "12,345 passages"


def test_markdown_keeps_the_quote_word_for_word(code_answer: Answer) -> None:
    """A fence inside a quote cannot end the fence around it."""
    text = as_markdown(reply_view(code_answer))

    assert '````\n```json\n{"Effect": "Allow"}\n```\n````' in text
    assert "Source: `SQS > Standard queue`, `cloud/sqs.md`, lines 11-13" in text


def test_markdown_says_how_much_of_a_list_there_is_and_what_differs(answer: Answer) -> None:
    """The values as code, for they are the notes' own words."""
    listed = replace(answer.citations[0], items=ListShown(5, 12))
    differing = (Difference(0, 1, ("4 *days*", "7 days")),)

    text = as_markdown(
        reply_view(replace(answer, citations=(listed, listed), differences=differing))
    )

    assert "Your notes differ: `4 *days*` (quote 1), `7 days` (quote 2)." in text
    assert "Source 2: `SQS > Standard queue`, `cloud/sqs.md`, line 7 (5 of 12 items" in text


def test_markdown_of_a_decline_has_the_reason(declined: NotInNotes) -> None:
    """The reason is copied too."""
    assert "The word Bergamo is in none of your 2 notes." in as_markdown(reply_view(declined))
