"""What the terminal shows."""

import io
from dataclasses import replace

from index import Receipt, Skip, Status
from retriever import Answer, Difference, ListShown, NotInNotes
from ui.plain import receipt_lines, reply_lines, status_lines
from ui.render import reply_view


def test_an_answer_is_a_barred_quote_and_its_citation(answer: Answer) -> None:
    """Quote, citation line, a blank line, and the receipt."""
    assert list(reply_lines(reply_view(answer), io.StringIO())) == [
        "│ A standard queue delivers each message at least once.",
        "SQS > Standard queue · cloud/sqs.md, line 7",
        "",
        "Confidence: very high (0.93). Searched 2 notes in 16 ms. 1 file could not be read.",
    ]


def test_a_decline_says_why_and_what_came_nearest(declined: NotInNotes) -> None:
    """The reason first, then the passages with their places."""
    lines = list(reply_lines(reply_view(declined), io.StringIO()))

    assert lines[0] == "Not in your notes: The word Bergamo is in none of your 2 notes."
    assert "  1. SQS > Standard queue · cloud/sqs.md, line 7  (0.83)" in lines
    assert "Searched as: SQS Bergamo?" in lines


def test_hostile_notes_cannot_write_to_the_terminal(answer: Answer) -> None:
    """Escapes in quote, heading, file name and question are pictures."""
    evil = "\x1b[2J\u202e\r"
    citation = replace(answer.citations[0], quote=evil, headings=(evil,), moved=True)
    view = reply_view(replace(answer, citations=(citation,), searched_as=evil))

    text = "".join(reply_lines(view, io.StringIO()))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\r" not in text
    assert "found again" in text


def test_a_list_says_how_much_of_it_is_there(answer: Answer) -> None:
    """Behind the place of the quote."""
    citation = replace(answer.citations[0], items=ListShown(5, 12))

    lines = list(reply_lines(reply_view(replace(answer, citations=(citation,))), io.StringIO()))

    assert lines[1] == (
        "SQS > Standard queue · cloud/sqs.md, line 7 (5 of 12 items: open the note for the rest)"
    )


def test_quotes_that_differ_are_numbered_and_said_to(answer: Answer) -> None:
    """First of all, and without what could steer the terminal."""
    view = reply_view(
        replace(
            answer,
            citations=answer.citations * 2,
            differences=(Difference(0, 1, ("4 days", "7\x1b days")),),
        )
    )

    lines = list(reply_lines(view, io.StringIO()))

    assert lines[:2] == ["Your notes differ: 4 days (quote 1), 7␛ days (quote 2).", ""]
    assert lines[3] == "1. SQS > Standard queue · cloud/sqs.md, line 7"
    assert lines[6] == "2. SQS > Standard queue · cloud/sqs.md, line 7"


def test_a_receipt_names_every_file_left_out() -> None:
    """Each with its reason, warnings apart, and names made safe; first why all were read."""
    receipt = Receipt(
        notes=2,
        passages=7,
        added=1,
        changed=0,
        renamed=0,
        removed=0,
        unchanged=1,
        embedded=4,
        reused=3,
        skipped=(Skip("a\x07.md", "holds NUL bytes"), Skip("b.md", "is a folder")),
        warnings=(Skip("c.md", "read as cp1252"),),
        seconds=1.26,
        reason="Every note is read again.",
    )

    assert list(receipt_lines(receipt)) == [
        "Every note is read again.",
        "notes      2",
        "passages   7",
        "added      1",
        "changed    0",
        "renamed    0",
        "removed    0",
        "unchanged  1",
        "embedded   4",
        "reused     3",
        "seconds    1.3",
        "2 files not indexed:",
        "  a␇.md: holds NUL bytes",
        "  b.md: is a folder",
        "1 file indexed with a warning:",
        "  c.md: read as cp1252",
    ]


def test_a_file_that_cannot_be_read_does_not_make_an_index_stale(status: Status) -> None:
    """It is listed with its reason instead."""
    lines = list(status_lines(status))

    assert "The index is up to date." in lines
    assert lines[-2:] == ["1 file not indexed:", "  broken.md: it holds NUL bytes"]


def test_a_stale_index_says_what_has_changed(status: Status) -> None:
    """By name, with the command that helps."""
    stale = replace(status, new=("a.md",), changed=("b\x07.md",), deleted=("c.md",))

    lines = list(status_lines(stale))

    assert lines[9:12] == ["new: a.md", "changed: b␇.md", "deleted: c.md"]
    assert "quoth index" in lines[12]
