"""First questions."""

import pytest

from ui.examples import example_questions


@pytest.mark.parametrize(
    ("path", "question"),
    [
        (("SQS",), "What is SQS?"),
        (("Green tea",), "What do my notes say about Green tea?"),
        (("AWS", "SQS", "Limits"), "What do my notes say about SQS: Limits?"),
        (("FAQ", "What is a queue?"), "What is a queue?"),
    ],
)
def test_a_heading_suggests_a_question(path: tuple[str, ...], question: str) -> None:
    """Its own words, with the heading above it where there is one."""
    assert example_questions([path], 4) == [question]


def test_what_suggests_nothing() -> None:
    """No words, no letters, or too many of them for a button."""
    assert example_questions([(), ("",), ("2024", "1."), ("word " * 40,)], 4) == []


def test_each_question_comes_once_and_no_more_than_wanted() -> None:
    """In the order of the headings."""
    paths = [("A", "Notes"), ("Basil",), ("Basil",), ("Mint",), ("Thyme",)]

    assert example_questions(paths, 3) == [
        "What do my notes say about A: Notes?",
        "What is Basil?",
        "What is Mint?",
    ]
    assert example_questions(paths, 0) == []
