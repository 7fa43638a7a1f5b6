"""The report as a person sees it."""

import io
from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console

from eval import Depths, Outcome, Place, Question, Quote, Status, build_report, show_report

GOLD = Place("a.md", 1, 2)
ANSWERED = Outcome(
    Question("q1", "?", True, answers=("yes",), gold=(GOLD,), kind="[typo]", topic="SQS"),
    Status.ANSWERED,
    12.0,
    0.9,
    (GOLD,),
    (Quote(GOLD, "yes", verbatim=True),),
)


def printed(outcomes: Sequence[Outcome], stale: Sequence[str] = ()) -> str:
    """What is shown on a terminal of 100 columns."""
    out = io.StringIO()
    console = Console(file=out, width=100, markup=False, highlight=False)
    show_report(build_report("known.jsonl", outcomes, Depths(), stale), console)
    return out.getvalue()


def cells(text: str, first: str) -> list[str]:
    """The cells of the table row that begins with `first`."""
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines()]
    return next(row for row in rows if row and row[0] == first)


def test_the_tables() -> None:
    """Scores with their intervals, then the groups; measures without questions have a dash."""
    text = printed([ANSWERED])

    assert "known.jsonl: 1 questions, 1 answerable and 0 not; 1 answered with 1 quotes" in text
    assert cells(text, "answer@1")[:4] == ["answer@1", "1.000", "1.000 to 1.000", "1"]
    assert cells(text, "false_answers")[:4] == ["false_answers", "-", "no questions", "0"]
    assert cells(text, "[typo]") == ["[typo]", "1", *["1.000"] * 4, "-", "0.000"]
    assert cells(text, "") == ["", "", *["1.00-1.00"] * 4, "", "0.00-0.00"]
    assert cells(text, "SQS") == ["SQS", "1", *["1.000"] * 4, "-", "0.000"]
    assert "Latency: p50 12.0 ms, p95 12.0 ms, slowest 12.0 ms" in text


def test_follow_ups_have_a_row() -> None:
    """Below the kinds, beside the first questions."""
    later = replace(ANSWERED, question=replace(ANSWERED.question, history=("What?",)))

    text = printed([ANSWERED, later])

    assert cells(text, "first questions")[:3] == ["first questions", "1", "1.000"]
    assert cells(text, "follow-ups")[:3] == ["follow-ups", "1", "1.000"]


def test_quote_lengths() -> None:
    """The quote "yes" has three characters; without quotes there is nothing to measure."""
    text = printed([ANSWERED])

    assert "First quotes: 1, mean 3 characters, p90 3; over 300, lists aside: 0.000" in text
    assert "All quotes: none" in printed([])


def test_what_went_wrong_is_listed_and_the_rest_counted() -> None:
    """Five failures are named, two more are counted; stale gold likewise."""
    failed = [
        Outcome(Question(f"u{number}", "?", False), Status.FAILED, 1.0, reason="Error: no")
        for number in range(7)
    ]

    text = printed([ANSWERED, *failed], ["q1: a.md cannot be read"])

    assert "could not be asked (7):\n  u0: Error: no\n" in text
    assert "u4: Error: no\n  and 2 more\n" in text
    assert "no longer hold (1):\n  q1: a.md cannot be read\n" in text


def test_groups_that_there_are_not() -> None:
    """Without kinds and topics their tables are left out; without answers there is no latency."""
    text = printed([Outcome(Question("u", "?", False), Status.FAILED, 1.0)])

    assert "By kind" not in text
    assert "By topic" not in text
    assert "Latency: no questions" in text
