"""What the wording of a line says."""

import pytest

from ingest.plaintext import wording


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("SOUP", True),
        ("SOUP (hot)", True),
        ("BREADS - what I bake", True),
        ("EC - Redis", False),
        ("Soup", False),
        ("42", False),
    ],
)
def test_all_capitals(line: str, found: bool) -> None:
    """Brackets and explanations aside; an abbreviation before a dash is not enough."""
    assert wording.is_all_capitals(line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1 Soup", (1,)),
        ("1. Soup", (1,)),
        ("2.11 Soup", (2, 11)),
        ("1b - soup", (1,)),
        ("Soup 1", ()),
        ("1", ()),
        ("1.5", ()),
    ],
)
def test_number(line: str, found: tuple[int, ...]) -> None:
    """The number a heading begins with, as far as it is followed by words."""
    assert wording.number(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Lec 4 - sockets", ("lec ", 4)),
        ("L2b - coats", ("l", 2)),
        ("7.3 Stop", ("7.", 3)),
        ("Sockets", None),
        ("4.5", None),
    ],
)
def test_counter(line: str, found: tuple[str, int] | None) -> None:
    """What is counted and how far."""
    assert wording.counter(line) == found


def test_statements_need_function_words() -> None:
    """Titles do without auxiliaries and pronouns."""
    assert wording.is_statement("Both can be combined")
    assert wording.is_statement("It’s late")
    assert not wording.is_statement("Combination of both")


def test_styles_of_headings_that_look_alike() -> None:
    """Numbered to a depth, in capitals, or neither."""
    assert wording.style("1.2 Soup") == "numbered 2"
    assert wording.style("SOUP") == "capitals"
    assert wording.style("Soup") == "bare"
