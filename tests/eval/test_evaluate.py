"""From a file of known questions to a report."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eval import Depths, KnownQuestionsError, Plan, evaluate
from ingest import QuothError
from retriever import Reply

MakeReply = Callable[[Sequence[str], float], Reply]


class Clerk:
    """Answers what it has a quote for, declines the rest, and notes how it was asked."""

    def __init__(self, quotes: dict[str, str], reply: MakeReply) -> None:
        self.quotes = quotes
        self.reply = reply
        self.asked: list[tuple[str, int, int]] = []

    def ask(self, question: str, history: Sequence[str], *, answers: int, passages: int) -> Reply:
        """A reply; "Why?" is too much for it."""
        assert not history
        self.asked.append((question, answers, passages))
        if question == "Why?":
            raise QuothError("I do not know why")
        quote = self.quotes.get(question)
        return self.reply([quote], 0.9) if quote else self.reply([], 0.1)


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Two answerable questions, two unanswerable ones."""
    gold = [{"note": "sqs.md", "lines": [3, 3]}]
    rows = [
        {"id": "q1", "question": "Size?", "answerable": True, "answers": ["256 KB"], "gold": gold},
        {"id": "q2", "question": "Days?", "answerable": True, "answers": ["64 KB"], "gold": gold},
        {"id": "u1", "question": "Price?", "answerable": False},
        {"id": "u2", "question": "Why?", "answerable": False},
    ]
    path = tmp_path / "known.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_the_whole_way(known: Path, notes: Path, reply: MakeReply) -> None:
    """One right, one wrong and stale, one rightly declined, one failed."""
    clerk = Clerk({"Size?": "A message may have 256 KB.", "Days?": "4 days"}, reply)

    report = evaluate([known], clerk, notes)

    scores = report.overall.scores
    assert report.known == "known.jsonl"
    assert scores["recall@1"].value == 1
    assert scores["answer@3"].value == 1 / 2
    assert scores["right@3"].value == 2 / 4
    assert scores["verbatim"].value == 1
    assert report.receipt.failed == 1
    assert report.stale == ("q2: sqs.md, line 3 holds none of the answers",)
    assert clerk.asked[0] == ("Size?", 3, 10)


def test_the_plan_says_how_many_and_how_deep(known: Path, notes: Path, reply: MakeReply) -> None:
    """Two of four questions, with as many passages and quotes as are judged."""
    clerk = Clerk({}, reply)

    evaluate([known], clerk, notes, Plan(Depths((1, 20), (1, 5)), limit=2))

    assert clerk.asked == [("Size?", 5, 20), ("Price?", 5, 20)]


def test_where_every_question_fails_there_is_no_report(
    tmp_path: Path, notes: Path, reply: MakeReply
) -> None:
    """Zeros would hide that nothing works."""
    path = tmp_path / "known.jsonl"
    path.write_text('{"id": "u", "question": "Why?", "answerable": false}', encoding="utf-8")

    with pytest.raises(QuothError, match=r"None of the 1 questions .* I do not know why"):
        evaluate([path], Clerk({}, reply), notes)


def test_questions_about_other_notes(known: Path, tmp_path: Path, reply: MakeReply) -> None:
    """They are refused before the first is asked."""
    clerk = Clerk({}, reply)

    with pytest.raises(KnownQuestionsError, match="None of the 1 notes"):
        evaluate([known], clerk, tmp_path)

    assert clerk.asked == []


def test_several_files_are_one_set(known: Path, notes: Path, reply: MakeReply) -> None:
    """All questions of all files are asked; the two that clash say which file they are from."""
    other = known.with_name("other.known.jsonl")
    other.write_text('{"id": "u1", "question": "Colour?", "answerable": false}', encoding="utf-8")

    report = evaluate([known, other], Clerk({}, reply), notes)

    assert report.known == "known.jsonl, other.known.jsonl"
    assert [outcome.question.id for outcome in report.outcomes] == [
        "q1",
        "q2",
        "known:u1",
        "u2",
        "other:u1",
    ]
