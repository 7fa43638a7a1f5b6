"""The JSON that scripts rely on."""

import json
from collections.abc import Callable
from dataclasses import replace

from index import Status
from retriever import Answer, Citation, Difference, ListShown, NotInNotes
from ui.contract import reply_object, search_object, status_object, to_json

QUOTE = "A standard queue delivers each message at least once."


def test_an_answer_is_the_documented_object(answer: Answer) -> None:
    """Every field of the contract, with its value, and no other."""
    assert reply_object(answer) == {
        "question": "How often does a standard queue deliver each message?",
        "searched_as": "How often does a standard queue deliver each message?",
        "status": "answered",
        "confidence": 0.93,
        "reason": None,
        "answers": [
            {
                "quote": QUOTE,
                "note": "cloud/sqs.md",
                "headings": ["SQS", "Standard queue"],
                "start_line": 7,
                "end_line": 7,
                "start": 66,
                "end": 119,
                "score": 0.91,
                "items": None,
            }
        ],
        "differences": [],
        "passages": [
            {
                "note": "cloud/sqs.md",
                "headings": ["SQS", "Standard queue"],
                "start_line": 7,
                "end_line": 7,
                "score": 0.83,
                "text": QUOTE,
                "changed": False,
            }
        ],
        "coverage": {"notes": 2, "unreadable": 1, "changed": 0},
        "ms": {"search": 3.1, "rank": 12.0, "total": 15.6},
    }


def test_a_decline_has_a_reason_and_passages_but_no_answers(declined: NotInNotes) -> None:
    """What came nearest is always there."""
    found = reply_object(declined)

    assert found["status"] == "not_in_notes"
    assert found["answers"] == []
    assert found["reason"] == "The word Bergamo is in none of your 2 notes."
    assert len(found["passages"]) == 1


def test_json_is_ascii_and_keeps_the_exact_text(
    answer: Answer, cite: Callable[..., Citation]
) -> None:
    """Escape sequences and directional controls are escaped, never dropped."""
    quote = "\x1b[31mÄ\u202e\r\n"
    citation = replace(cite(QUOTE), quote=quote)

    text = to_json(reply_object(replace(answer, citations=(citation,))))

    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text)["answers"][0]["quote"] == quote


def test_items_and_differences_are_numbers_and_values(answer: Answer) -> None:
    """Quotes are counted from 0, as `answers` are."""
    listed = replace(answer.citations[0], items=ListShown(5, 12, at_least=True))
    differing = replace(
        answer,
        citations=(listed, listed),
        differences=(Difference(0, 1, ("4 days", "7 days")),),
    )

    found = reply_object(differing)

    assert found["answers"][0]["items"] == {"shown": 5, "total": 12, "at_least": True}
    assert found["differences"] == [{"first": 0, "second": 1, "values": ["4 days", "7 days"]}]


def test_a_search_is_its_query_and_passages(answer: Answer) -> None:
    """The passages are those of an answer."""
    found = search_object("queue", answer.hits)

    assert found["query"] == "queue"
    assert found["passages"] == reply_object(answer)["passages"]


def test_a_status_lists_what_is_left_out_and_what_is_stale(status: Status) -> None:
    """Paths are texts, the time is ISO 8601."""
    found = status_object(replace(status, deleted=("c.md",)))

    assert found["notes_folder"] == "/n"
    assert found["built"] == "2026-01-02T03:04:05+00:00"
    assert found["skipped"] == [{"path": "broken.md", "reason": "it holds NUL bytes"}]
    assert (found["new"], found["changed"], found["deleted"]) == ([], [], ["c.md"])
