"""Asking known questions, whatever happens."""

from collections.abc import Callable, Sequence
from pathlib import Path

from eval import Outcome, Place, Question, Quote, Status, run
from ingest import QuothError
from retriever import Reply

SIZE = Question(
    "q1", "How big?", True, ("What is SQS?",), ("256 KB",), gold=(Place("sqs.md", 3, 3),)
)
AGE = Question("q2", "How old?", False)

MakeReply = Callable[[Sequence[str], float], Reply]


def test_an_answer_and_a_refusal(notes: Path, reply: MakeReply) -> None:
    """What came back is kept as places, quotes and status; the history is passed on."""
    asked = []

    def ask(question: str, history: Sequence[str]) -> Reply:
        asked.append((question, tuple(history)))
        return reply(["256 KB"], 0.9) if question == SIZE.question else reply([], 0.2)

    answered, declined = run([SIZE, AGE], ask, notes)

    passages = (Place("sqs.md", 3, 7),)
    quotes = (Quote(Place("sqs.md", 3, 3), "256 KB", verbatim=True, score=0.9),)
    assert asked == [("How big?", ("What is SQS?",)), ("How old?", ())]
    assert answered == Outcome(SIZE, Status.ANSWERED, answered.milliseconds, 0.9, passages, quotes)
    assert declined == Outcome(
        AGE, Status.DECLINED, declined.milliseconds, 0.2, passages, reason="no note says so"
    )
    assert answered.milliseconds > 0


def test_a_quote_that_the_file_does_not_hold(notes: Path, reply: MakeReply) -> None:
    """It is kept, and marked."""
    (notes / "sqs.md").write_text("# SQS\n\nAll is new.\n", encoding="utf-8")

    (outcome,) = run([SIZE], lambda _question, _history: reply(["256 KB"], 0.9), notes)

    assert [quote.verbatim for quote in outcome.quotes] == [False]


def test_one_error_does_not_stop_the_others(notes: Path, reply: MakeReply) -> None:
    """The error is the outcome of its question."""

    def ask(question: str, _history: Sequence[str]) -> Reply:
        if question == SIZE.question:
            raise QuothError("the index is damaged")
        return reply([], 0.2)

    failed, declined = run([SIZE, AGE], ask, notes)

    assert (failed.status, failed.confidence) == (Status.FAILED, None)
    assert failed.reason == "QuothError: the index is damaged"
    assert declined.status is Status.DECLINED


def test_progress_is_told_from_nothing_to_all(notes: Path, reply: MakeReply) -> None:
    """Once at the start, then after each question."""
    seen = []

    list(
        run(
            [SIZE, AGE],
            lambda _question, _history: reply([], 0.5),
            notes,
            lambda done, total: seen.append((done, total)),
        )
    )

    assert seen == [(0, 2), (1, 2), (2, 2)]
