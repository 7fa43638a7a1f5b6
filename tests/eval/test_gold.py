"""Known answers that the notes no longer bear out."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval import KnownQuestionsError, Place, Question, stale_gold

QUESTION = Question("q", "How big?", True, answers=("256 kb",), gold=(Place("sqs.md", 3, 3),))


def test_gold_that_holds(notes: Path) -> None:
    """On its lines, over two lines, in the whole note, and as a list over two places."""
    questions = (
        QUESTION,
        replace(QUESTION, answers=("256 KB. Messages",), gold=(Place("sqs.md", 3, 4),)),
        replace(QUESTION, gold=(Place("sqs.md"),)),
        replace(
            QUESTION,
            must_include=("standard", "fifo"),
            gold=(Place("sqs.md", 6, 6), Place("sqs.md", 7, 7)),
        ),
        Question("u", "Why?", False),
    )

    assert stale_gold(questions, notes) == ()


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (replace(QUESTION, gold=(Place("sqs.md", 4, 5),)), "sqs.md, lines 4 to 5 holds none"),
        (replace(QUESTION, answers=("64 KB",)), "sqs.md, line 3 holds none of the answers"),
        (replace(QUESTION, must_include=("FIFO",)), 'no gold place holds "FIFO"'),
        (replace(QUESTION, gold=(Place("sqs.md", 3, 99),)), "lines 3 to 99 cannot be read"),
    ],
)
def test_gold_that_does_not_hold(notes: Path, question: Question, problem: str) -> None:
    """Each problem is a sentence with the question's id."""
    (found,) = stale_gold([question], notes)

    assert found.startswith("q: ")
    assert problem in found


def test_a_note_that_is_gone(notes: Path) -> None:
    """The other place still holds, and is not mentioned."""
    question = replace(QUESTION, gold=(*QUESTION.gold, Place("sns.md", 1, 2)))

    assert stale_gold([question], notes) == ("q: sns.md, lines 1 to 2 cannot be read",)


def test_questions_about_another_folder(tmp_path: Path) -> None:
    """Where no gold note is there at all, the folder is the wrong one."""
    with pytest.raises(KnownQuestionsError, match=r"None of the 1 notes .*sqs\.md.* --notes"):
        stale_gold([QUESTION], tmp_path)
