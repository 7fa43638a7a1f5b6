"""How long quotes are, counted by hand."""

import pytest

from eval import Outcome, Place, Question, Quote, Status
from eval.lengths import all_quotes, first_quotes

PLACE = Place("a.md", 1, 1)
FACT = Question("q", "?", True, gold=(PLACE,))


def shown(*sizes: int, question: Question = FACT) -> Outcome:
    """An answer with quotes of these many characters."""
    quotes = tuple(Quote(PLACE, "ä" * size, verbatim=True) for size in sizes)
    return Outcome(question, Status.ANSWERED, 1.0, 0.5, (), quotes)


def test_first_quotes_and_all() -> None:
    """First 100 and 400, in all 100, 400 and 10; characters, not bytes."""
    outcomes = [shown(100), shown(400, 10), shown()]

    first, every = first_quotes(outcomes), all_quotes(outcomes)

    assert (first.n, first.mean, first.long.value) == (2, 250, 1 / 2)
    assert first.p90 == pytest.approx(370)
    assert (every.n, every.mean, every.long.value) == (3, 170, 1 / 3)


def test_long_is_more_than_300_characters() -> None:
    """300 are not too many, 301 are."""
    assert first_quotes([shown(300), shown(301)]).long.value == 1 / 2


@pytest.mark.parametrize(
    "question",
    [
        Question("l", "?", True, must_include=("a", "b"), gold=(PLACE,)),
        Question("l", "?", True, gold=(PLACE,), kind="list"),
    ],
)
def test_lists_may_be_long(question: Question) -> None:
    """They count towards the mean, and not towards the share that is too long."""
    found = first_quotes([shown(10), shown(500, question=question)])

    assert found.mean == 255
    assert (found.long.value, found.long.n) == (0, 1)


def test_without_quotes_there_is_no_length() -> None:
    """Not 0 characters."""
    found = first_quotes([shown()])

    assert (found.n, found.mean, found.p90, found.long.value) == (0, None, None, None)
