"""The questions of a run that went wrong."""

from dataclasses import replace

import pytest

from eval import Depths, Outcome, Place, Question, Quote, Status, build_report
from ui.failures import failures, place_words, problem_of

GOLD, OTHER = Place("sqs.md", 3, 4), Place("sns.md", 1, 9)
SIZE = Question("q1", "Size?", True, ("Queues?",), ("256",), (), (GOLD,), "fact", "SQS")
PRICE = Question("q2", "Price?", False)
RIGHT = Quote(GOLD, "It has\n256 KB.", verbatim=True)
WRONG = Quote(OTHER, "It has 256 KB.", verbatim=True)
FINE = Outcome(SIZE, Status.ANSWERED, 1.0, 0.9, (GOLD, OTHER), (RIGHT,))
DEPTHS = Depths((1, 3), (1, 2))


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (FINE, ""),
        (replace(FINE, quotes=(WRONG, RIGHT)), ""),
        (replace(FINE, quotes=(WRONG,)), "no quote holds the answer"),
        (replace(FINE, quotes=(WRONG, WRONG, RIGHT)), "the answer came only in quote 3"),
        (
            replace(FINE, passages=(OTHER,), quotes=(WRONG,)),
            "no right passage among the first 3",
        ),
        (
            replace(FINE, passages=(OTHER, OTHER, OTHER, GOLD), quotes=(WRONG,)),
            "no right passage among the first 3",
        ),
        (replace(FINE, status=Status.DECLINED, quotes=()), "declined, though the notes answer"),
        (replace(FINE, status=Status.FAILED, quotes=()), "asking it raised an error"),
        (
            replace(FINE, question=replace(SIZE, must_include=("256", "KB", "four"))),
            "the quotes do not hold the whole list",
        ),
        (replace(FINE, question=replace(SIZE, answers=()), quotes=(WRONG,)), ""),
        (replace(FINE, question=PRICE), "answered, though the notes do not answer"),
        (Outcome(PRICE, Status.DECLINED, 1.0, 0.1), ""),
    ],
)
def test_what_went_wrong(outcome: Outcome, problem: str) -> None:
    """Nothing, where it ended as it should, as far as the known answer can tell."""
    assert problem_of(outcome, DEPTHS) == problem


def test_a_failure_says_what_was_expected_and_what_came() -> None:
    """The quotes in full, and the best passages by their places."""
    wrong = replace(FINE, passages=(OTHER, GOLD), quotes=(WRONG, replace(WRONG, text="No.")))
    declined = Outcome(
        replace(SIZE, id="q3"), Status.DECLINED, 1.0, 0.1, (OTHER,) * 5, reason="no\nword"
    )

    first, second = failures(build_report("k", [FINE, wrong, declined], DEPTHS))

    assert first.question == SIZE
    assert [(each.place, each.text) for each in first.quotes] == [
        (OTHER, "It has 256 KB."),
        (OTHER, "No."),
    ]
    assert (first.came, first.search, first.reason) == ("It has 256 KB.", "number 2 of 2", "")
    assert (second.came, second.search, second.quotes) == ("no word", "not among 5", ())
    assert [each.place for each in second.passages] == [OTHER] * 3


def test_a_question_without_an_answer_has_no_right_passage() -> None:
    """There was nothing to find."""
    (failure,) = failures(build_report("k", [replace(FINE, question=PRICE)], DEPTHS))

    assert failure.search == ""


def test_places_in_words() -> None:
    """As citations write them."""
    assert [place_words(place) for place in (GOLD, Place("sns.md", 7, 7), Place("a.md"))] == [
        "sqs.md, lines 3-4",
        "sns.md, line 7",
        "a.md",
    ]
